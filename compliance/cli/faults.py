"""Telling what went wrong: one line a problem, on standard error, with the exit status that fits."""

from __future__ import annotations

import errno
import json
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from compliance.cli.status import Status
from compliance.cli.terminal import Terminal
from compliance.errors import ComplianceError, Problem

MOST_PROBLEMS = 20
_OUTPUT_ENDS = {errno.EPIPE: Status.PIPE_CLOSED, errno.ENOSPC: Status.USAGE, errno.EDQUOT: Status.USAGE}
"""What can happen to standard output while it is written."""


@contextmanager
def told(terminal: Terminal, *, debug: bool = False, as_json: bool = False) -> Iterator[None]:
    """Tell whatever goes wrong inside, and end the command with its status.

    A problem of the user's takes a line each; anything else is a defect of the program and takes one line. A traceback
    is printed only where `debug` asks for it.
    """
    try:
        yield
    except ComplianceError as error:
        if debug:
            traceback.print_exc()
        tell(terminal, error.problems, as_json=as_json)
        raise typer.Exit(error.exit_status) from None
    except KeyboardInterrupt:
        terminal.say("Interrupted: nothing was left half-written.", always=True)
        raise typer.Exit(Status.INTERRUPTED) from None
    except (typer.Exit, typer.BadParameter):
        raise
    except Exception as defect:  # noqa: BLE001 - the last resort, so that no traceback meets a user
        if debug:
            traceback.print_exc()
        if isinstance(defect, OSError) and defect.errno in _OUTPUT_ENDS:
            # What is still waiting to be written would fail once more on leaving.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            if defect.errno != errno.EPIPE:
                terminal.say("standard output: there is no space left to write to. Free some room.", always=True)
            raise typer.Exit(_OUTPUT_ENDS[defect.errno]) from None
        terminal.say(defect_line(defect), always=True)
        raise typer.Exit(Status.INTERNAL) from None


def tell(terminal: Terminal, problems: tuple[Problem, ...], *, as_json: bool = False) -> None:
    """Print problems, a line each; no more than a screen holds unless `--verbose` asks for all."""
    shown = problems if terminal.verbose or as_json else problems[:MOST_PROBLEMS]
    for problem in shown:
        terminal.say(_record(problem) if as_json else str(problem), always=True)
    if len(shown) < len(problems):
        terminal.say(f"and {len(problems) - len(shown)} more (--verbose shows them all)", always=True)


def defect_line(defect: Exception) -> str:
    """Return the line for a fault of the program itself."""
    frames = traceback.extract_tb(defect.__traceback__)
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    said = f": {defect}" if str(defect) else ""
    return (
        f"clearance: an error in the program ({type(defect).__name__}{said}){where}. "
        "Please report it with what the same command prints under --debug; no result was written."
    )


def _record(problem: Problem) -> str:
    place = {key: value for key, value in problem.at._asdict().items() if value} if problem.at else None
    return json.dumps(
        {"problem": problem.problem, "at": place, "remedy": problem.remedy, "code": problem.code}, ensure_ascii=False
    )
