"""The sample project, copied whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

from compliance.cli.outputs import check_target
from compliance.errors import OutputError, Place
from compliance.exports.files import staged_folder
from compliance.resources import shipped

SAMPLE = "feature-film"
_NOT_COPIED = shutil.ignore_patterns("*.py", "__pycache__", ".*")


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
        shutil.copytree(sample, draft, ignore=_NOT_COPIED, dirs_exist_ok=True)
    return sorted(path for path in folder.rglob("*") if path.is_file())
