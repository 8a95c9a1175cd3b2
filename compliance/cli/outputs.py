"""Where results are written, looked at before the work begins: nobody likes to wait for an error."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from compliance.errors import ComplianceError, OutputError, Place, Problem, UsageError

if TYPE_CHECKING:
    from compliance.assessment.model import Assessment
    from compliance.cli.configuration import Configuration
    from compliance.cli.terminal import Terminal

STANDARD_OUTPUT = "-"


@dataclass(frozen=True)
class Output:
    """One result to write."""

    format: str
    path: Path

    @property
    def is_printed(self) -> bool:
        """Whether it goes to standard output."""
        return str(self.path) == STANDARD_OUTPUT


def asked_outputs(asked: Sequence[str], *, force: bool, inputs: Sequence[Path] = ()) -> tuple[Output, ...]:
    """Return the outputs that `--output FORMAT=PATH` asks for; none may take the place of one of the inputs.

    Raises:
        UsageError: With every one that is written wrong, or could not be written.
    """
    if not asked:
        return ()
    from compliance.exports import exports, printed

    outputs: list[Output] = []
    problems: list[Problem] = []
    for one in asked:
        format_, equals, path = one.partition("=")
        try:
            if not equals or not path:
                raise UsageError(f"--output {one}: write FORMAT=PATH.", remedy=f"Formats: {', '.join(exports)}.")
            exports[format_]
            if path == STANDARD_OUTPUT:
                printed[format_]
            else:
                check_target(Path(path), force=force, folder_of_files=format_ == "csv", inputs=inputs)
            outputs.append(Output(format_, Path(path)))
        except ComplianceError as error:
            problems += error.problems
    paths = [output.path for output in outputs]
    problems += [Problem(f"--output: {path} is named twice.") for path in {p for p in paths if paths.count(p) > 1}]
    if problems:
        raise UsageError(problems)
    return tuple(outputs)


def input_files(inventory: Path, configuration: Configuration) -> tuple[Path, ...]:
    """Return every file and folder that a run reads, which no result of it may overwrite."""
    read = [inventory, *(inventory.glob("*.csv") if inventory.is_dir() else ())]
    read += [path for path in (configuration.waivers, configuration.file) if path is not None]
    for folder in (*configuration.policies, *([configuration.templates] if configuration.templates else ())):
        read += [folder, *(file for file in folder.rglob("*") if file.is_file())]
    return tuple(read)


def check_target(path: Path, *, force: bool, folder_of_files: bool = False, inputs: Sequence[Path] = ()) -> None:
    """Look whether a file, or a folder of files, can be written.

    Raises:
        OutputError: The folder around it does not exist or is closed, or something is there and may not be overwritten.
            An input never may, whatever `force` says.
    """
    at, around = Place(str(path)), path.absolute().parent
    if path.exists() and any(one.exists() and path.samefile(one) for one in inputs):
        remedy = "Choose another path; --force overwrites results only."
        raise OutputError("is an input of this run.", at=at, remedy=remedy, code="output-is-an-input")
    if not around.is_dir():
        raise OutputError(
            f"the folder {around} does not exist.", at=at, remedy="Create it, or choose another path.", code="no-folder"
        )
    if not os.access(around, os.W_OK | os.X_OK):
        remedy = "Choose a folder you may write to."
        raise OutputError(f"you may not write to {around}.", at=at, remedy=remedy, code="cannot-write")
    if path.is_dir() and not folder_of_files:
        raise OutputError("is a folder.", at=at, remedy="Name a file.", code="output-is-a-folder")
    if path.exists() and not path.is_file() and not path.is_dir():
        remedy = "Name a file, or - for standard output."
        raise OutputError("is no ordinary file.", at=at, remedy=remedy, code="output-is-no-file")
    if path.is_file() and folder_of_files:
        raise OutputError("is a file.", at=at, remedy="Name a folder.", code="output-is-a-file")
    if not force and (path.is_file() or (path.is_dir() and any(path.iterdir()))):
        remedy = "Choose another path, or overwrite it with --force."
        raise OutputError("is there already.", at=at, remedy=remedy, code="output-exists")


def write_outputs(terminal: Terminal, outputs: Sequence[Output], assessment: Assessment) -> None:
    """Write each output whole or not at all, and say so. Raises OutputError."""
    if not outputs:
        return
    from compliance.exports import exports, printed

    for output in outputs:
        if output.is_printed:
            printed[output.format](assessment, terminal.stream)
            continue
        with terminal.doing(f"Writing {output.path.name}"):
            exports[output.format](assessment, output.path)
        terminal.say(f"Wrote {output.path}")
