"""The sample project, copied whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from compliance.cli.outputs import check_target
from compliance.errors import OutputError, Place
from compliance.exports.files import staged_folder
from compliance.resources import shipped

SAMPLE = "feature-film"


def copy_sample(folder: Path, *, force: bool = False) -> list[Path]:
    """Copy the sample project into a folder and return its files.

    Raises:
        OutputError: The folder cannot be made, or holds something and `force` does not allow to overwrite it.
    """
    sample = shipped("examples") / SAMPLE
    if not sample.is_dir():
        raise OutputError("the sample project is not installed.", at=Place(str(sample)), remedy="Install again.")
    check_target(folder, force=force, folder_of_files=True)
    with staged_folder(folder) as draft:
        for file in _files(sample):
            copy = draft / file.relative_to(sample)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _files(sample: Path) -> Iterator[Path]:
    """Yield what a user needs of the sample: not the program that made it, and nothing hidden."""
    for path in sorted(sample.rglob("*")):
        hidden = any(part.startswith((".", "__")) for part in path.relative_to(sample).parts)
        if path.is_file() and path.suffix != ".py" and not hidden:
            yield path
