"""`check` says what is blocked, where, and what to fix first, and ends as it promises."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from compliance.cli.status import Status

from .conftest import write_workbook


def test_a_blocked_project_ends_with_1_and_says_where_and_what_to_do(run, inventory):
    result = run("check", inventory)

    assert result.exit_code == Status.FAILS
    assert result.stdout.startswith("✗ Blocked  The Lighthouse Keeper\nas of 2030-03-01")
    assert ["Exa", "1", "of", "3", "1"] in [line.split()[:5] for line in result.stdout.splitlines()]
    assert "✓ Clear (1)  Exbe" in result.stdout
    assert "→ Show a visible label for two seconds or longer on Main trailer." in result.stdout
    assert "Rows: 13 read = 13 evaluated + 0 excluded + 0 rejected" in result.stdout


def test_the_summary_fits_eighty_columns(run, inventory):
    lines = run("check", inventory, "--waivers", written(inventory, EXPIRED)).stdout.splitlines()
    # Commands to copy are never broken, however long the path is.
    shown = [line for line in lines if not line.startswith("→ clearance")]

    assert max(map(len, shown)) <= 80


def test_a_mended_project_is_clear_and_ends_with_0(run, inventory, sheets):
    sheets["labels"][1][-1] = 4
    write_workbook(inventory, sheets)

    result = run("check", inventory)

    assert result.stdout.startswith("! Clear with conditions")
    assert result.exit_code == Status.CLEAR


def test_a_blank_that_matters_is_undecided_and_ends_with_4(run, inventory, sheets):
    sheets["labels"][1][-1] = None
    write_workbook(inventory, sheets)

    result = run("check", inventory)

    assert result.exit_code == Status.UNDECIDED
    assert result.stdout.startswith("? Undecided")
    assert "At which second does the label end?" in result.stdout
    assert run("check", inventory, "--allow-undecided").exit_code == Status.CLEAR


def test_missing_screening_facts_come_before_everything(run, inventory, sheets):
    sheets["assets"][1][2] = None
    write_workbook(inventory, sheets)

    shown = run("check", inventory).stdout

    assert "Answer first: what applies at all depends on it (1 missing)" in shown
    assert shown.index("What kind of media is it?") < shown.index("? Undecided (1)")


def test_a_place_nobody_considered_is_undecided(run, inventory, sheets):
    sheets["releases"].append(["R5", "A3", "XC", "social", "2030-02-01", "none", "publisher"])
    sheets["labels"][1][-1] = 4
    write_workbook(inventory, sheets)

    result = run("check", inventory)

    assert result.exit_code == Status.UNDECIDED
    assert "No pack covers" in result.stdout


@pytest.mark.parametrize(
    ("options", "status"),
    [
        (["--fail-on", "high"], Status.FAILS),
        (["--fail-on", "critical"], Status.CLEAR),
        (["--soft-fail"], Status.CLEAR),
        (["--fail-on", "hihg"], Status.USAGE),
        (["--as-of", "31/02/2030"], Status.USAGE),
        (["--timezone", "Europe/Berln"], Status.USAGE),
        (["--output", "json"], Status.USAGE),
        (["--output", "jsn=out.json"], Status.USAGE),
        (["--output", "xlsx=-"], Status.USAGE),
        (["--waivers", "nowhere.yaml"], Status.USAGE),
        (["--policies", "nowhere"], Status.USAGE),
        (["--config", "nowhere.toml"], Status.USAGE),
        (["--no-such-option"], Status.USAGE),
    ],
)
def test_options_change_the_status_as_promised(run, inventory, options, status):
    assert run("check", inventory, *options).exit_code == status


def test_the_severity_may_be_set_in_the_project_file(run, inventory):
    (inventory.parent / "clearance.toml").write_text('as_of = 2030-03-01\nfail_on = "critical"\n')

    assert run("check", inventory).exit_code == Status.CLEAR


# -- waivers


EXPIRED = {"from": "2030-01-01", "until": "2030-02-28"}
IN_FORCE = {"from": "2030-01-01", "until": "2030-12-31"}


def written(inventory, days):
    path = inventory.parent / "waivers.yaml"
    path.write_text(
        f"""- id: W-1
  requirement: xa-media-4-label
  subjects: all
  reason: The recut is under way
  approver: General counsel
  approved_on: 2030-01-01
  from: {days["from"]}
  until: {days["until"]}
  timezone: UTC
"""
    )
    return path


def test_a_waiver_in_force_lets_the_release_go_with_conditions(run, inventory):
    written(inventory, IN_FORCE)

    result = run("check", inventory)

    assert result.exit_code == Status.CLEAR
    assert result.stdout.startswith("! Clear with conditions")


def test_an_expired_waiver_flips_every_output_alike_and_is_loud(run, inventory, tmp_path):
    written(inventory, EXPIRED)

    result = run("check", inventory, "--output", "json=a.json", "--output", "xlsx=a.xlsx", "--output", "csv=tables")

    assert result.exit_code == Status.FAILS
    assert "Waiver W-1: Expired after 2030-02-28" in result.stdout
    assert "Waiver W-1: Expired after 2030-02-28" in result.stderr
    assert json.loads((tmp_path / "a.json").read_text())["decision"] == "blocked"
    assert openpyxl.load_workbook(tmp_path / "a.xlsx")["Decision"]["D3"].value == "Blocked"
    assert "expired" in (tmp_path / "tables" / "waivers.csv").read_text()


# -- outputs


def test_all_outputs_agree_on_counts(run, inventory, tmp_path):
    result = run("check", inventory, "--output", "json=a.json", "--output", "xlsx=a.xlsx", "--output", "csv=tables")

    counts = json.loads((tmp_path / "a.json").read_text())["counts"]
    assert (
        f"Findings: {counts['fails']} failing, {counts['undetermined']} undecided, {counts['advisory']} advisory"
        in result.stdout
    )
    with (tmp_path / "tables" / "outcomes.csv").open() as file:
        outcomes = [row["outcome"] for row in csv.DictReader(file)]
    assert {kind: outcomes.count(kind) for kind in counts["outcomes"]} == counts["outcomes"]
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book["Findings"].max_row + book["Undecided"].max_row - 2 == counts["findings"]


def test_two_runs_write_the_same_bytes(run, inventory, tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        run("check", inventory, "--output", f"json={name}/a.json", "--output", f"xlsx={name}/a.xlsx")

    for file in ("a.json", "a.xlsx"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_json_goes_alone_to_standard_output(run, inventory):
    for arguments in (["--format", "json"], ["--output", "json=-"]):
        result = run("check", inventory, *arguments)

        assert json.loads(result.stdout)["project"]["name"] == "The Lighthouse Keeper"
        assert result.exit_code == Status.FAILS


def test_csv_and_markdown_can_be_printed(run, inventory):
    rows = list(csv.DictReader(io.StringIO(run("check", inventory, "--format", "csv").stdout)))

    assert [row["requirement"] for row in rows if row["blocks"] == "yes"] == ["xa-media-4-label"]
    assert run("check", inventory, "--format", "md").stdout.startswith("# The Lighthouse Keeper: Blocked")


def test_nothing_is_overwritten_unless_forced(run, inventory, tmp_path):
    (tmp_path / "a.json").write_text("mine")

    refused = run("check", inventory, "--output", "json=a.json")

    assert refused.exit_code == Status.USAGE
    assert refused.stderr == "a.json: is there already. Choose another path, or overwrite it with --force.\n"
    assert (tmp_path / "a.json").read_text() == "mine"
    assert run("check", inventory, "--output", "json=a.json", "--force").exit_code == Status.FAILS
    assert json.loads((tmp_path / "a.json").read_text())


def test_a_device_is_not_replaced_by_a_file(run, inventory, tmp_path):
    os.mkfifo(tmp_path / "pipe")

    result = run("check", inventory, "--output", "json=pipe", "--force")

    assert (result.exit_code, (tmp_path / "pipe").is_fifo()) == (Status.USAGE, True)
    assert "- for standard output" in result.stderr


def test_a_missing_output_folder_is_told_before_the_work(run, inventory, tmp_path):
    result = run("check", inventory, "--output", "json=nowhere/a.json", "--output", "xlsx=b.xlsx")

    assert result.exit_code == Status.USAGE
    assert "nowhere does not exist. Create it, or choose another path." in result.stderr
    assert not (tmp_path / "b.xlsx").exists()


def test_missing_facts_are_listed_on_request(run, inventory, sheets):
    sheets["labels"][1][-1] = None
    write_workbook(inventory, sheets)

    shown = run("check", inventory, "--missing").stdout

    assert "At which second does the label end?" in shown
    assert "label.end_s" in shown


def test_the_project_sheet_names_the_project_unless_the_project_file_does(run, inventory):
    (inventory.parent / "clearance.toml").write_text('as_of = 2030-03-01\nname = "Renamed"\n')

    assert run("check", inventory).stdout.startswith("✗ Blocked  Renamed")


def test_settings_are_shown_with_their_origin(run, inventory):
    result = run("check", inventory, "--show-config", "--fail-on", "high")

    assert result.exit_code == 0
    lines = {line.split()[0]: line.split()[1:] for line in result.stdout.splitlines()}
    assert lines["as_of"] == ["2030-03-01", "clearance.toml:1"]
    assert lines["fail_on"] == ["high", "--fail-on"]
    assert lines["page_size"] == ["A4", "default"]


def test_a_past_day_is_said(run, inventory):
    assert "as of 2020-01-01, a past date" in run("check", inventory, "--as-of", "2020-01-01").stdout


def test_today_is_the_day_where_the_project_is(run, inventory):
    (inventory.parent / "clearance.toml").unlink()
    # Half past eleven in the evening of New Year's Eve, universal time.
    env = {"SOURCE_DATE_EPOCH": "1893453000"}

    assert "as of 2029-12-31" in run("check", inventory, env=env).stdout
    assert "as of 2030-01-01" in run("check", inventory, "--timezone", "Europe/Berlin", env=env).stdout


def test_plain_characters_where_the_encoding_has_no_others(inventory, world):
    """A terminal that knows ASCII only gets words and signs of ASCII."""
    shown = in_process(inventory, world, "check", encoding="ascii")

    assert shown.stdout.startswith("x Blocked  The Lighthouse Keeper")
    assert shown.stdout.isascii()


HEAVY = ("pandas", "sqlmodel", "weasyprint", "pikepdf", "jinja2", "xlsxwriter", "pycountry", "holidays", "matplotlib")


def test_check_loads_nothing_it_does_not_need(inventory, world):
    result = in_process(inventory, world, "check", then=f"print([name for name in {HEAVY} if name in sys.modules])")

    assert result.stdout.splitlines()[-1] == "[]"


def in_process(inventory, world, command, *arguments, then="", before="", encoding="utf-8"):
    """Run a command in a process of its own, in the invented world."""
    program = f"""
import sys
from pathlib import Path
import compliance.vocabulary, compliance.jurisdictions, compliance.policy.loading
for module in (compliance.vocabulary, compliance.jurisdictions, compliance.policy.loading):
    module.shipped = lambda name: Path({str(world)!r}) / name
{before}
sys.argv = ["clearance", {command!r}, {str(inventory)!r}, *{arguments!r}]
from compliance.cli import main
try:
    main()
except SystemExit as end:
    status = end.code
{then}
sys.exit(status)
"""
    result = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        env={
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "PYTHONIOENCODING": encoding,
            "XDG_CACHE_HOME": str(world),
            "PATH": "/usr/bin:/bin",
        },
    )
    assert "Traceback" not in result.stderr, result.stderr
    return result


NO_NETWORK = """
import socket
def refuse(*args, **kwargs):
    raise AssertionError("the network was asked for")
for name in ("create_connection", "getaddrinfo", "gethostbyname"):
    setattr(socket, name, refuse)
for name in ("connect", "connect_ex", "sendto", "bind"):
    setattr(socket.socket, name, refuse)
"""


def test_check_asks_no_network(inventory, world):
    assert in_process(inventory, world, "check", before=NO_NETWORK).returncode == Status.FAILS


def test_report_asks_no_network_and_ends_like_check(inventory, world, tmp_path):
    result = in_process(inventory, world, "report", "-o", str(tmp_path / "report.pdf"), before=NO_NETWORK)

    assert result.returncode == Status.FAILS, result.stderr
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert result.stdout.splitlines()[-1] == f"Report: {tmp_path / 'report.pdf'}"


def test_a_reader_who_leaves_and_a_full_disk_end_quietly(inventory, world):
    gone = "import os; read, write = os.pipe(); os.close(read); os.dup2(write, 1)"
    full = "import os; os.dup2(os.open('/dev/full', os.O_WRONLY), 1)"

    left = in_process(inventory, world, "check", before=gone)
    filled = in_process(inventory, world, "check", before=full)

    assert (left.returncode, left.stderr) == (Status.PIPE_CLOSED, "")
    assert (filled.returncode, filled.stderr.count("\n")) == (Status.USAGE, 1)
    assert "no space left" in filled.stderr


# -- what a hostile hand tries


def test_an_asset_without_a_release_is_never_clear(run, inventory, sheets):
    sheets["assets"].append(["A9", "Deepfake", "video", "generated", "yes"])
    sheets["labels"][1][-1] = 4
    write_workbook(inventory, sheets)

    result = run("check", inventory, "--wide")

    assert result.exit_code == Status.UNDECIDED
    said = "No release is listed for A9: nothing decided it; list a release, or say why it is left out."
    assert said in result.stdout


def test_wide_is_printed_whatever_the_lengths_of_names(run, inventory):
    written(inventory, IN_FORCE)

    assert "! Clear with conditions (1)" in run("check", inventory, "--wide").stdout


@pytest.mark.parametrize("name", ["", "media.yml", "media.YAML"])
def test_a_folder_in_which_no_pack_is_read_is_an_error(run, inventory, tmp_path, name):
    house = tmp_path / "house"
    house.mkdir()
    if name:
        (house / name).write_text("format: 1\n")

    result = run("check", inventory, "--policies", house)

    assert result.exit_code == Status.UNREADABLE
    assert f"{house}: holds no policy pack. Packs are files such as place/instrument.yaml" in result.stderr


def test_a_folder_without_a_known_template_is_refused(run, inventory, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "report.html").write_text("")

    result = run("report", inventory, "-o", "a.pdf", "--templates", tmp_path / "mine")

    assert result.exit_code == Status.USAGE
    assert "holds no template that the report uses" in result.stderr


@pytest.mark.parametrize("target", ["inventory.xlsx", "waivers.yaml", "clearance.toml", "house/xa/media.yaml"])
def test_force_never_overwrites_an_input(run, inventory, world, target):
    written(inventory, IN_FORCE)
    house = inventory.parent / "house"
    shutil.copytree(world / "policies" / "xa", house / "xa")
    pack = house / "xa" / "media.yaml"
    pack.write_text(pack.read_text().replace("xa-media", "xh-media"))
    path = inventory.parent / target
    before = path.read_bytes()

    result = run("check", inventory, "--policies", house, "--output", f"json={path}", "--force")

    assert result.exit_code == Status.USAGE
    assert "is an input of this run." in result.stderr
    assert path.read_bytes() == before


def test_an_input_is_recognised_through_a_link(run, inventory, tmp_path):
    (tmp_path / "link.xlsx").symlink_to(inventory)

    result = run("check", inventory, "--output", "xlsx=link.xlsx", "--force")

    assert result.exit_code == Status.USAGE


@pytest.mark.parametrize("day", ["9999-12-31", "2201-01-01", "1989-12-31", "0001-01-01"])
def test_a_day_too_far_away_is_refused(run, inventory, day):
    result = run("check", inventory, "--as-of", day)

    assert result.exit_code == Status.USAGE
    assert "Write a day from 1990-01-01 to 2200-12-31." in result.stderr


def test_the_last_days_are_assessed(run, inventory):
    assert run("check", inventory, "--as-of", "2200-12-31").exit_code == Status.FAILS


def test_a_waiver_may_last_for_ever(run, inventory):
    written(inventory, {"from": "2030-01-01", "until": "9999-12-31"})

    assert run("check", inventory, "--format", "json").exit_code == Status.CLEAR


def test_a_clock_outside_the_calendar_is_refused(run, inventory):
    result = run("check", inventory, env={"SOURCE_DATE_EPOCH": "9" * 20})

    assert result.exit_code == Status.USAGE
    assert "lies outside the calendar" in result.stderr


@pytest.mark.parametrize("columns", ["1", "10", "39"])
def test_a_terminal_of_one_column_gets_forty(run, inventory, columns):
    result = run("check", inventory, env={"COLUMNS": columns})

    assert result.exit_code == Status.FAILS
    assert "Blocked" in result.stdout


def test_a_report_is_a_pdf(run, inventory):
    result = run("report", inventory, "-o", "a.txt")

    assert result.exit_code == Status.USAGE
    assert "a.txt: the report is a PDF file. Write -o a.pdf" in result.stderr


def test_the_size_of_the_page_may_be_written_in_small_letters(run, inventory):
    assert "Letter" in run("report", inventory, "-o", "a.pdf", "--page-size", "letter", "--show-config").stdout


CALENDAR = """
format: 1
elections:
  - id: xa-2030-general
    places: [XA]
    kind: general
    vote_on: 2030-03-10
    cite: Gazette, notice of the vote
    as_of: 2030-01-02
"""


@pytest.fixture
def with_calendar(world, sheets, inventory):
    """Write the project with what its releases say of votes, beside a calendar of one vote."""
    (world / "policies" / "elections.yaml").write_text(CALENDAR.lstrip())

    def write(*named):
        sheets["assets"][0].append("context")
        for row in sheets["assets"][1:]:
            row.append("political")
        sheets["releases"][0].append("elections")
        for row, text in zip(sheets["releases"][1:], named, strict=True):
            row.append(text)
        return write_workbook(inventory, sheets)

    return write


@pytest.mark.parametrize(
    ("named", "told", "not_told"),
    [
        (
            ("xa-2030-general", "none", "none", "none"),
            (
                "Election xa-2030-general, vote on 2030-03-10, is from the calendar of the packs: "
                "Gazette, notice of the vote (as of 2030-01-02)."
            ),
            "names none",
        ),
        (
            ("none", "", "", ""),
            (
                "2 releases (first R3) are political and may touch the vote of 2030-03-10, but name none: "
                "enter xa-2030-general in elections, or none."
            ),
            "from the calendar",
        ),
    ],
)
def test_what_comes_from_the_calendar_and_what_could_is_told(run, with_calendar, named, told, not_told):
    shown = run("check", with_calendar(*named), "--wide").stdout

    assert told in shown
    assert not_told not in shown


def test_a_missing_vote_is_asked_for_with_its_id(run, world, with_calendar):
    pack = world / "policies" / "xa" / "media.yaml"
    text = pack.read_text()
    asked = "      - for_some: release.elections\n        if_none_listed: false\n        satisfies: {election.vote_on|recorded: true}\n"
    before = "      - asset.medium: [image, video]\n"
    assert before in text
    pack.write_text(text.replace(before, before + asked, 1))
    inventory = with_calendar("none", "none", "", "none")

    shown = " ".join(run("check", inventory, "--missing").stdout.split())

    assert "release.elections" in shown
    assert "enter xa-2030-general in elections, or none." in shown


def test_an_id_that_neither_the_sheet_nor_the_calendar_has_is_refused_with_the_nearest(run, with_calendar):
    inventory = with_calendar("xa-2030-genral", "none", "none", "none")

    result = run("check", inventory)

    assert result.exit_code == Status.UNREADABLE
    assert "xa-2030-genral is not on the sheet elections. Did you mean xa-2030-general?" in " ".join(
        result.stderr.split()
    )
