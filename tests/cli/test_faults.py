"""Whatever goes wrong takes a line, ends with its status, and shows a traceback only when asked."""

from __future__ import annotations

import json

import pytest
import typer

from compliance.cli.faults import MOST_PROBLEMS, told
from compliance.cli.terminal import Terminal
from compliance.errors import InventoryError, PackError, Place, Problem, UsageError


def ended(fault, capsys, *, verbose=False, **options):
    with pytest.raises(typer.Exit) as raised, told(Terminal(verbose=verbose), **options):
        raise fault
    captured = capsys.readouterr()
    assert captured.out == ""
    return raised.value.exit_code, captured.err


@pytest.mark.parametrize(("kind", "status"), [(UsageError, 2), (PackError, 3), (InventoryError, 3)])
def test_a_problem_of_the_users_is_a_line_with_place_and_remedy(kind, status, capsys):
    fault = kind("wrong.", at=Place("inventory.xlsx", sheet="assets", row=7), remedy="Put it right.")

    assert ended(fault, capsys) == (status, "inventory.xlsx, sheet assets, row 7: wrong. Put it right.\n")


def test_many_problems_are_capped_unless_all_are_asked_for(capsys):
    fault = InventoryError([Problem(f"problem {number}.") for number in range(MOST_PROBLEMS + 37)])

    _, short = ended(fault, capsys)
    _, full = ended(fault, capsys, verbose=True)

    assert short.splitlines()[-1] == "and 37 more (--verbose shows them all)"
    assert len(short.splitlines()) == MOST_PROBLEMS + 1
    assert len(full.splitlines()) == MOST_PROBLEMS + 37


def test_machines_get_an_object_a_line(capsys):
    fault = PackError("wrong.", at=Place("pack.yaml", line=3), code="unknown-key")

    _, text = ended(fault, capsys, as_json=True)

    assert json.loads(text) == {
        "problem": "wrong.",
        "at": {"file": "pack.yaml", "line": 3},
        "remedy": "",
        "code": "unknown-key",
    }


def test_a_defect_takes_a_line_that_says_what_to_do(capsys):
    status, text = ended(KeyError("label"), capsys)

    assert status == 5
    assert text.count("\n") == 1
    assert text.startswith("clearance: an error in the program (KeyError: 'label') at test_faults.py:")
    assert "--debug" in text


def test_a_message_cannot_steer_the_terminal_or_take_two_lines(capsys):
    _, text = ended(InventoryError("a\x1b[31mb\nc"), capsys)

    assert text == "a\\x1b[31mb c\n"


def test_debug_shows_where_it_came_from(capsys):
    _, text = ended(KeyError("label"), capsys, debug=True)

    assert text.startswith("Traceback")


def test_an_interruption_has_a_status_of_its_own(capsys):
    assert ended(KeyboardInterrupt(), capsys) == (130, "Interrupted: nothing was left half-written.\n")


def test_an_exit_passes_through():
    with pytest.raises(typer.Exit) as raised, told(Terminal()):
        raise typer.Exit(4)

    assert raised.value.exit_code == 4
