"""What was worked out once and need not be worked out again: checked JSON files under the user's cache folder.

Nothing here can go wrong for the user: a cache that cannot be read, was cut short or was tampered with is built anew,
and one that cannot be written is done without. Only plain data is stored, never code.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

Built = TypeVar("Built")

_READS = ("vocabulary", "jurisdictions", "strict_yaml", "conditions", "policy", "policy/reading")
"""Folders of the program that decide what is read from a file."""

_KEPT = 8
"""Files of one kind that are kept; older ones make room."""


def cached(
    kind: str,
    digest: str,
    build: Callable[[], Built],
    *,
    to_json: Callable[[Built], Any],
    from_json: Callable[[Any], Built],
) -> Built:
    """Return what `build` makes, from the cache where it holds the same.

    Args:
        kind: What it is: `vocabulary`, `library`. Names the file.
        digest: Of everything it is built from.
        build: Makes it; what it raises is passed on, and nothing is stored then.
        to_json: Turns it into plain data.
        from_json: Turns plain data back. Whatever it raises on bad data makes the cache be ignored.
    """
    path = cache_folder() / f"{kind}-{_key(digest)}.json"
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        return from_json(json.loads(_read(path)))
    built = build()
    with contextlib.suppress(OSError):
        # Letters beyond ASCII are escaped: a text of one byte a letter is read back in half the time.
        _write(path, json.dumps(to_json(built), separators=(",", ":")))
    return built


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file; the empty digest where it cannot be read (whoever reads it will say why)."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return hashlib.sha256().hexdigest()


def cache_folder() -> Path:
    """Return the program's folder under XDG_CACHE_HOME, or under ~/.cache."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    # The specification says to ignore relative paths.
    root = Path(base) if base and Path(base).is_absolute() else Path(os.path.expanduser("~")) / ".cache"  # noqa: PTH111 - never raises
    return root / "clearance"


def _key(digest: str) -> str:
    return hashlib.sha256(f"{digest} {_program()}".encode()).hexdigest()[:32]


@cache
def _program() -> str:
    """Return what changes when the program does: size and time of its source files, that of its version included."""
    stamp = hashlib.sha256()
    root = Path(__file__).parent
    for part in ("", *_READS):
        folder = root / part
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
            if entry.name.endswith(".py"):
                about = entry.stat()
                stamp.update(f"{entry.path} {about.st_size} {about.st_mtime_ns}".encode())
    return stamp.hexdigest()


def _read(path: Path) -> str:
    """Return the text of a cache file. Raises ValueError where it does not match its own checksum."""
    checksum, _, text = path.read_bytes().partition(b"\n")
    if checksum != hashlib.sha256(text).hexdigest().encode():
        raise ValueError(path)
    return text.decode("ascii")


def _write(path: Path, text: str) -> None:
    import tempfile  # noqa: PLC0415 - slow to import, needed on a miss only

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(f"{hashlib.sha256(text.encode()).hexdigest()}\n{text}")
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    kind = path.name.rpartition("-")[0]
    for old in sorted(path.parent.glob(f"{kind}-*.json"), key=lambda found: found.stat().st_mtime)[:-_KEPT]:
        old.unlink(missing_ok=True)
