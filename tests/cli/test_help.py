"""Help is short, in plain characters, and tells the exit statuses."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from compliance.cli.status import MEANINGS

COMMANDS = ["init", "workbook", "check", "report", "explain", "waivers", "schema", "packs"]


def test_the_help_tells_every_exit_status_and_command(run):
    shown = run("--help").stdout

    for status, meaning in MEANINGS.items():
        assert f"{status.value}  {meaning}" in shown
    for command in COMMANDS:
        assert f"\n  {command} " in shown


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS), *(["packs", n] for n in ("check", "test"))])
def test_help_fits_eighty_columns_of_plain_characters(run, command):
    lines = run(*command, "--help").stdout.splitlines()

    assert max(map(len, lines)) <= 85
    assert all(line.isascii() for line in lines)


@pytest.mark.parametrize("command", COMMANDS[:6])
def test_examples_come_before_options(run, command):
    shown = run(command, "--help").stdout

    assert shown.index(f"    clearance {command} ") < shown.index("Options:")


def test_a_misspelt_command_is_met_with_the_nearest(run):
    result = run("chk")

    assert result.exit_code == 2
    assert "check" in result.stderr


def test_the_command_answers_as_a_program():
    result = subprocess.run(
        [sys.executable, "-c", "from compliance.cli import main; main()", "--help"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.getcwd()},  # noqa: PTH109
    )

    assert "Exit status" in result.stdout


def test_importing_the_package_costs_nothing():
    program = "import sys, compliance; print('numpy' in sys.modules); print(compliance.Finding.__name__)"

    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert result.stdout.split() == ["False", "Finding"]
