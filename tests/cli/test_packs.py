"""`packs` shows what is asked, and says whether the packs can be trusted."""

from __future__ import annotations

import json

import pytest

from compliance.cli.status import Status


@pytest.fixture(autouse=True)
def _invented(world, monkeypatch):
    monkeypatch.setattr("compliance.cli.reviewing.shipped", lambda name: world / name)


def test_the_list_counts_what_is_asked_in_every_place(run, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1906502400")  # 2030-06-01

    shown = run("packs", "list").stdout.splitlines()

    (row,) = [line.split() for line in shown if line.startswith("Exa")]
    assert row == ["Exa", "3", "2", "·", "1", "3", "·", "·", "·", "2", "1", "·", "·"]
    assert shown[-1] == "1 pack, law as at 2030-01-01; clearance packs list PLACE names packs"
    assert max(map(len, shown)) <= 80


@pytest.mark.parametrize("asked", [["XA"], ["xa"], ["--all"]])
def test_the_list_names_the_packs_of_a_place_with_their_versions(run, asked):
    shown = run("packs", "list", *asked).stdout

    assert "xa-media  Media Act of Exa\n          1.0.0, 3 requirements, law as at 2030-01-01" in shown
    assert shown.endswith("1 pack, 3 requirements, law as at 2030-01-01\n")


def test_every_place_that_is_none_is_named_with_the_nearest(run):
    result = run("packs", "list", "XA", "Exaa", "QQ")

    assert result.exit_code == Status.USAGE
    assert "Exaa is no place. Did you mean XA?" in result.stderr
    assert "QQ is no place." in result.stderr


def test_a_pack_names_what_it_asks(run):
    assert "xa-media-7-consent: A replica of a person has" in run("packs", "show", "xa-media").stdout


def test_a_requirement_is_read_aloud(run):
    shown = run("packs", "show", "xa-media-4-label").stdout

    assert "for at least one of the release's labels (none listed counts as no):" in shown
    assert "Time on screen is at least 2 s" in shown
    assert "in force from 2029-01-01: s. 20" in shown


def test_advice_tells_whom_it_binds(run, world):
    pack = world / "policies" / "xa" / "media.yaml"
    signed = "force: voluntary\n  binds_when: {organisation.commitments|covers: [code_section_1]}"
    pack.write_text(pack.read_text().replace("force: voluntary", signed))

    shown = run("packs", "show", "xa-media-code-1").stdout

    assert "Binding when\n  Codes signed covers Code of practice on transparent AI content, section 1" in shown
    assert "Binding when" not in run("packs", "show", "xa-media-4-label").stdout


def test_an_unknown_id_is_met_with_the_nearest(run):
    result = run("packs", "show", "xa-media-4-labl")

    assert result.exit_code == Status.USAGE
    assert "Did you mean xa-media-4-label?" in result.stderr


def test_checks_name_problems_with_their_lines_and_end_with_3(run):
    result = run("packs", "check")

    assert result.exit_code == Status.UNREADABLE
    assert "xa/media.yaml:" in result.stdout
    assert "1 pack, 3 requirements: " in result.stdout.splitlines()[-1]


def test_a_single_check_can_be_run(run):
    result = run("packs", "check", "no-such-check")

    assert result.exit_code == Status.USAGE
    assert "pack check" in result.stderr


def test_cases_that_come_out_otherwise_are_told_and_end_with_3(run):
    result = run("packs", "test", "--quick")

    assert result.exit_code == Status.UNREADABLE
    assert "a replica without a permission: expected pass, got fail." in result.stdout
    assert "xa-media-code-1 has no cases." in result.stdout
    assert result.stdout.splitlines()[-1] == "3 requirements, 6 cases: 2 wrong, 0 known gaps"


def test_cases_of_one_requirement_can_be_run(run):
    result = run("packs", "test", "xa-media-4-label", "--quick")

    assert (result.exit_code, result.stdout) == (Status.CLEAR, "1 requirement, 4 cases: 0 wrong, 0 known gaps\n")


def test_a_clause_that_no_case_notices_is_told(run):
    result = run("packs", "test", "xa-media-4-label")

    assert result.exit_code == Status.UNREADABLE
    assert "no case notices that this is deleted" in result.stdout


def test_a_schema_is_printed(run):
    assert json.loads(run("packs", "schema", "--kind", "cases").stdout)["type"] == "object"
    assert run("packs", "schema", "--kind", "pak").exit_code == Status.USAGE


def test_all_schemas_are_written_to_a_folder(run, tmp_path):
    assert run("packs", "schema", "schema").stdout == "Wrote 9 schemas to schema\n"
    assert json.loads((tmp_path / "schema" / "pack.schema.json").read_text())["type"] == "object"


def test_the_schema_of_the_export_is_printed(run):
    assert json.loads(run("schema").stdout)["title"] == "Clearance assessment"


def test_versions_and_the_day_of_the_law_are_printed(run):
    lines = run("--version").stdout.splitlines()

    assert lines[0].startswith("clearance ")
    assert lines[1:] == ["law as at 2030-01-01", "xa-media 1.0.0, 3 requirements, law as at 2030-01-01"]


def test_the_version_is_printed_even_where_a_pack_is_broken(run, world):
    (world / "policies" / "xa" / "media.yaml").write_text("format: 2")

    result = run("--version")

    assert result.exit_code == 0
    assert "packs: unreadable" in result.stdout


# -- profiles and crosswalks

PROFILE = """
format: 1
profile: {id: labels-only, title: Labels alone, plain: For those who label., version: 1.0.0, published: 2030-01-02}
include: [{themes: [labelling]}]
raise: {xa-media-4-label: critical}
"""
CROSSWALK = """
format: 1
crosswalk: {id: list, title: A list, edition: "2029", publisher: Somebody, note: Read in part.}
controls: [{id: "1.1", title: Labels on pictures}]
lines:
  - {ours: xa-media-4-label, theirs: "1.1", relation: intersects, because: Both ask for labels, on: 2030-01-02}
"""


@pytest.fixture
def with_profile(world):
    for name, text in (("profiles/labels-only.yaml", PROFILE), ("crosswalks/list.yaml", CROSSWALK)):
        path = world / "policies" / name
        path.parent.mkdir()
        path.write_text(text)


@pytest.mark.usefixtures("with_profile")
def test_profiles_are_listed_with_what_they_take_in(run):
    shown = run("packs", "profiles").stdout

    assert "labels-only  Labels alone\n  For those who label.\n  1.0.0, 2 of 3 requirements" in shown


@pytest.mark.usefixtures("with_profile")
def test_a_profile_shows_what_it_takes_in_and_leaves_out(run):
    shown = run("packs", "show", "labels-only").stdout

    assert "Takes in\n  themes: labelling" in shown
    assert "Raises\n  xa-media-4-label: critical" in shown
    assert "Left out: 1 requirement\n  consent 1" in shown


@pytest.mark.usefixtures("with_profile")
def test_a_crosswalk_shows_what_stands_beside_each_control(run):
    assert "list  A list, 2029\n  1 control, 1 line" in run("packs", "crosswalk").stdout
    assert "xa-media-4-label (intersects): Both ask for labels" in run("packs", "crosswalk", "list").stdout
    assert "A list, 1.1 (intersects): Both ask for labels" in run("packs", "show", "xa-media-4-label").stdout
    assert "Did you mean list?" in run("packs", "crosswalk", "lits").stderr


def test_without_profiles_and_crosswalks_that_is_said(run):
    assert run("packs", "profiles").stdout == "There are no profiles.\n"
    assert run("packs", "crosswalk").stdout == "There are no crosswalks.\n"


@pytest.mark.usefixtures("with_profile")
def test_a_check_by_a_profile_says_so_everywhere(run, inventory, tmp_path):
    result = run("check", inventory, "--profile", "labels-only", "--output", f"json={tmp_path / 'a.json'}")

    told = json.loads((tmp_path / "a.json").read_text())
    assert (told["profile"]["id"], told["profile"]["requirements"], told["profile"]["left_out"]) == (
        "labels-only",
        2,
        1,
    )
    assert {row["requirement"] for row in told["criteria"]} == {"xa-media-4-label", "xa-media-code-1"}
    assert "Profile labels-only (Labels alone): 2 of 3 requirements are looked at." in told["notes"]
    assert "1 of the requirements that the profile leaves out reach" in " ".join(result.stdout.split())
    assert json.loads(run("check", inventory, "--format", "json").stdout)["profile"] is None


@pytest.mark.usefixtures("with_profile")
def test_a_profile_may_stand_in_the_project_file(run, inventory):
    (inventory.parent / "clearance.toml").write_text('profile = "labels-only"\n')

    told = json.loads(run("check", inventory, "--format", "json").stdout)

    assert told["profile"]["title"] == "Labels alone"


@pytest.mark.usefixtures("with_profile")
def test_an_unknown_profile_ends_with_2(run, inventory):
    result = run("check", inventory, "--profile", "label-only")

    assert result.exit_code == Status.USAGE
    assert "Did you mean labels-only?" in result.stderr
    assert run("check", inventory, "--profile", "").exit_code == Status.USAGE, "an unset variable of a script"


@pytest.mark.usefixtures("with_profile")
def test_a_workbook_for_a_profile_asks_for_less(run, tmp_path):
    every = run("workbook", "-o", tmp_path / "a.xlsx").stdout
    some = run("workbook", "-o", tmp_path / "b.xlsx", "--profile", "labels-only").stdout

    assert "for 3 of 3 requirements" in every
    assert "for 2 of 2 requirements" in some


@pytest.mark.usefixtures("with_profile")
def test_a_profile_in_a_folder_of_the_users_is_found(run, inventory, tmp_path):
    (tmp_path / "house" / "profiles").mkdir(parents=True)
    (tmp_path / "house" / "profiles" / "ours.yaml").write_text(PROFILE.replace("labels-only", "ours"))

    result = run("check", inventory, "--policies", tmp_path / "house", "--profile", "ours", "--format", "json")

    assert json.loads(result.stdout)["profile"]["id"] == "ours"
