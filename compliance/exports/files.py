"""Writing a file so that it is there whole or not at all.

The bytes go to a file beside the target, under a name nobody uses, which replaces the target when it is complete. A
full disk, a fault or an interruption leaves the target as it was.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from compliance.errors import OutputError, Place


@contextmanager
def staged_file(to: Path) -> Iterator[Path]:
    """Give a path to write to; on leaving without a fault it becomes `to`.

    Raises:
        OutputError: If `to` cannot be written.
    """
    with _told(to), _beside(to) as draft:
        if to.is_dir():
            raise OutputError("is a folder.", at=Place(str(to)), remedy="Name a file.", code="output-is-a-folder")
        if to.exists() and not to.is_file():
            # Replacing a device or a pipe would take it away from everybody.
            raise OutputError(
                "is no ordinary file.", at=Place(str(to)), remedy="Name a file.", code="output-is-no-file"
            )
        yield draft
        draft.replace(to)


@contextmanager
def staged_folder(to: Path) -> Iterator[Path]:
    """Give a folder to fill; on leaving without a fault its files stand in `to`, beside whatever is there.

    Raises:
        OutputError: If `to` cannot be written.
    """
    with _told(to), _beside(to) as draft:
        if to.exists() and not to.is_dir():
            raise OutputError("is a file.", at=Place(str(to)), remedy="Name a folder.", code="output-is-a-file")
        draft.mkdir()
        yield draft
        if not to.is_dir():
            draft.rename(to)
            return
        for file in sorted(path for path in draft.rglob("*") if path.is_file()):
            target = to / file.relative_to(draft)
            target.parent.mkdir(parents=True, exist_ok=True)
            file.replace(target)


@contextmanager
def _beside(to: Path) -> Iterator[Path]:
    folder = to.absolute().parent
    if not folder.is_dir():
        raise OutputError(
            f"the folder {folder} does not exist.",
            at=Place(str(to)),
            remedy="Create it, or choose another path.",
            code="no-output-folder",
        )
    draft = folder / f".{to.name[:100]}.{os.urandom(4).hex()}.part"
    try:
        yield draft
    finally:
        if draft.is_dir():
            shutil.rmtree(draft, ignore_errors=True)
        else:
            draft.unlink(missing_ok=True)


@contextmanager
def _told(to: Path) -> Iterator[None]:
    """Tell a fault of the file system as a problem of the user's."""
    try:
        yield
    except OSError as fault:
        raise OutputError(
            f"cannot be written ({os.strerror(fault.errno) if fault.errno else fault}).",
            at=Place(str(to)),
            remedy="Choose a folder you may write to, with room left.",
            code="cannot-write",
        ) from fault
