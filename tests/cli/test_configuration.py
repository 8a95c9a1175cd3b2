"""A setting comes from the option, the environment, the project file or the user file, in this order."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from compliance.cli.configuration import configure
from compliance.errors import UsageError
from compliance.policy.model import Severity


@pytest.fixture
def project(tmp_path, monkeypatch):
    """An empty project folder with an inventory, and a user who has no settings yet."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    (tmp_path / "xdg" / "clearance").mkdir(parents=True)
    folder = tmp_path / "film"
    folder.mkdir()
    (folder / "inventory.xlsx").write_bytes(b"")
    return folder


def configured(project, text="", *, user="", options=None, environment=None, file=None):
    if text:
        (project / "clearance.toml").write_text(text, encoding="utf-8")
    if user:
        (project.parent / "xdg" / "clearance" / "config.toml").write_text(user, encoding="utf-8")
    return configure(project / "inventory.xlsx", options or {}, file=file, environment=environment or {})


def problems(*args, **kwargs):
    with pytest.raises(UsageError) as raised:
        configured(*args, **kwargs)
    assert raised.value.exit_status == 2
    return [str(problem) for problem in raised.value.problems]


def test_an_option_overrules_the_environment_the_project_and_the_user(project):
    said = {
        "text": 'timezone = "Europe/Paris"',
        "user": 'timezone = "Europe/Rome"',
        "environment": {"CLEARANCE_TIMEZONE": "Europe/Madrid"},
        "options": {"timezone": "Europe/Berlin"},
    }
    seen = []
    for source in ("options", "environment", "text", "user"):
        configuration = configured(project, **said)
        seen.append((configuration.timezone, configuration.origins["timezone"]))
        said.pop(source)
        (project / "clearance.toml").unlink(missing_ok=True)

    assert seen == [
        ("Europe/Berlin", "--timezone"),
        ("Europe/Madrid", "CLEARANCE_TIMEZONE"),
        ("Europe/Paris", "clearance.toml:1"),
        ("Europe/Rome", str(project.parent / "xdg" / "clearance" / "config.toml")),
    ]


def test_what_nobody_said_has_its_default(project):
    configuration = configured(project)

    assert (configuration.timezone, configuration.fail_on, configuration.as_of) == ("UTC", Severity.LOW, None)
    assert set(configuration.origins.values()) == {"default"}


def test_a_day_is_written_as_toml_day_or_as_text(project):
    assert configured(project, "as_of = 2026-12-01").as_of == date(2026, 12, 1)
    assert configured(project, 'as_of = "2026-12-02"').as_of == date(2026, 12, 2)


def test_an_unknown_key_is_met_with_its_line_and_the_nearest(project):
    assert problems(project, 'name = "Film"\ntimezon = "UTC"') == [
        "clearance.toml:2: there is no setting timezon. Did you mean timezone?"
    ]


def test_every_problem_of_every_source_is_told_at_once(project):
    told = problems(
        project,
        'as_of = "31/02/2026"\nlanguage = "fr"\nfail_on = "hihg"',
        options={"as_of": "2026-02-31"},
        environment={"CLEARANCE_TIMEZONE": "Europe/Berln", "CLEARANCE_ASOF": "x"},
    )

    assert told == [
        "the environment variable CLEARANCE_ASOF sets nothing. Did you mean CLEARANCE_AS_OF?",
        "--as-of: 2026-02-31 is not a day of the calendar. Write it as YYYY-MM-DD.",
        "CLEARANCE_TIMEZONE: there is no time zone Europe/Berln. Did you mean Europe/Berlin?",
        "clearance.toml:1: as_of: 31/02/2026 is not a day of the calendar. Write it as YYYY-MM-DD.",
        "clearance.toml:2: language: fr is not a choice. Write one of: en.",
        "clearance.toml:3: fail_on: hihg is not a choice. Did you mean high?",
    ]


@pytest.mark.parametrize("value", ["'../secret'", "'/etc'", "'inside/../../secret'", "'link'"])
def test_a_project_file_may_not_point_out_of_its_folder(project, value):
    (project.parent / "secret").mkdir()
    (project / "inside").mkdir()
    (project / "link").symlink_to(project.parent / "secret")

    (told,) = problems(project, f"templates = {value}")

    assert "lies outside the project folder" in told
    assert told.endswith("Move it into the folder, or name it on the command line.")


def test_an_option_may_point_anywhere(project):
    (project.parent / "house").mkdir()

    configuration = configured(project, options={"policies": [str(project.parent / "house")]})

    assert configuration.policies == (project.parent / "house",)


def test_waivers_beside_the_inventory_are_found(project):
    (project / "waivers.yaml").write_text("[]")

    configuration = configured(project)

    assert configuration.waivers == project / "waivers.yaml"
    assert configuration.origins["waivers"] == "waivers.yaml beside the inventory"


def test_a_waiver_file_that_is_not_there_is_an_error(project):
    assert problems(project, 'waivers = "accepted.yaml"') == [
        "clearance.toml:1: waivers: there is no file accepted.yaml."
    ]


def test_a_user_cannot_name_every_project_alike(project):
    (told,) = problems(project, user='name = "Always"')

    assert told.endswith("config.toml:1: name belongs to one project. Write it in the clearance.toml of the project.")


def test_none_reads_no_file_at_all(project):
    configuration = configured(project, "nonsense = 1", user="nonsense = 2", file="none")

    assert configuration.file is None


def test_another_project_file_moves_the_project_folder(project, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "mine.toml").write_text('client = "Exa"')

    configuration = configured(project, "nonsense = 1", file=str(other / "mine.toml"))

    assert (configuration.client, configuration.folder) == ("Exa", other)


def test_a_folder_of_csv_files_may_hold_the_project_file(project):
    sheets = project / "sheets"
    sheets.mkdir()
    (sheets / "clearance.toml").write_text('client = "Exa"')

    assert configure(sheets, {}, environment={}).client == "Exa"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"name = ", "is not readable as TOML (Invalid value (at end of document))"),
        (b"name = '\xff'", "is not readable as TOML ('utf-8' codec"),
        (b"x" * 1_000_001, "is larger than 1000000 bytes"),
        (b"a=" + b"[" * 100_000, "is not readable as TOML"),
        (b"name = 3", "name: must be text, not 3. Put it in quotes."),
        (b"allow_undecided = 'perhaps'", "allow_undecided: must be true or false, not 'perhaps'."),
        (b"[name]\na = 1", "name: must be text"),
    ],
)
def test_a_broken_project_file_is_told_in_a_line(project, content, said):
    (project / "clearance.toml").write_bytes(content)

    (told,) = problems(project)

    assert told.startswith("clearance.toml")
    assert said in told


def test_relative_paths_start_from_the_project_folder(project, monkeypatch, tmp_path):
    (project / "house").mkdir()
    monkeypatch.chdir(tmp_path)

    assert configured(project, 'policies = ["house"]').policies == (project / Path("house"),)
