"""The policy packs in use: those that ship, and those of folders the user adds.

A folder holds packs (`place/instrument.yaml`), shared terms (`terms/*.yaml`), selections of requirements
(`profiles/*.yaml`), our requirements beside the controls of others (`crosswalks/*.yaml`), the places considered
(`coverage.yaml`) and the calendar of votes (`elections.yaml`). Cases, schemas and translations are not read. What was
read is kept in the cache, under the digest of everything it was read from.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from compliance.errors import PackError, Place
from compliance.json_cache import cached
from compliance.jurisdictions import Jurisdictions, load_jurisdictions
from compliance.policy.cache import library_from_json, library_to_json
from compliance.policy.model import Library
from compliance.resources import shipped
from compliance.vocabulary import Vocabulary, load_vocabulary

_NO_PACKS = frozenset({"schema", "translations"})
_OF_THEIR_OWN = {"terms": "terms", "profiles": "profile", "crosswalks": "crosswalk"}
"""Folders whose files are no packs, and what each file in them is."""
_NO_PACK_FILES = frozenset({"vocabulary.yaml", "jurisdictions.yaml", "reviews.yaml", "MANIFEST.yaml"})

_LISTS = frozenset({"coverage.yaml", "elections.yaml"})


@dataclass(frozen=True)
class PolicyFile:
    """A file of a policy folder, read as bytes."""

    path: Path
    shown_as: str
    """What messages and reports call it."""
    stem: str
    """Its path in the folder without the ending, `place/instrument`."""
    kind: str
    """`pack`, `terms`, `profile`, `crosswalk`, `coverage` or `elections`."""
    digest: str
    """SHA-256 of its bytes."""


def load_library(
    folders: Sequence[Path] = (),
    *,
    use_cache: bool = True,
    vocabulary: Vocabulary | None = None,
    jurisdictions: Jurisdictions | None = None,
    base: Path | None = None,
) -> Library:
    """Load the packs that ship, and those of more folders.

    Args:
        folders: Folders of packs to add.
        use_cache: Whether what was read before may be reused.
        vocabulary: The facts packs may ask about; those that ship by default.
        jurisdictions: The places; those that ship by default.
        base: Another folder instead of the one that ships.

    Raises:
        PackError: With every problem of every file, or where there is no requirement at all.
    """
    words = vocabulary or load_vocabulary()
    places = jurisdictions or load_jurisdictions()
    base = base or shipped("policies")
    added = [folder for folder in folders if folder.resolve() != base.resolve()]
    files = list(policy_files(base, shown_as=_shown(base, base)))
    for folder in added:
        files += _with_a_pack(folder, policy_files(folder, shown_as=_shown(folder, base)))
    digest = _digest(files, words, places)

    def build() -> Library:
        from compliance.policy.reading.library import read_library  # noqa: PLC0415 - YAML is needed on a miss only

        return read_library(files, digest, words, places)

    if not use_cache:
        return build()
    return cached("library", digest, build, to_json=library_to_json, from_json=library_from_json)


def policy_files(folder: Path, *, shown_as: str = "") -> Iterator[PolicyFile]:
    """Yield the packs, terms, places considered and calendar of a folder, in a fixed order.

    Raises:
        PackError: The folder cannot be read, or a file in it leads out of it.
    """
    if not folder.is_dir():
        raise PackError("is not a folder of policy packs.", at=Place(str(folder)), code="no-folder")
    inside = folder.resolve()
    for name in sorted(_named_yaml(folder)):
        relative, path = PurePosixPath(name), folder / name
        kind = _kind(relative)
        if not kind:
            continue
        shown = f"{shown_as or folder.as_posix()}/{name}"
        if path.is_symlink() and not path.resolve().is_relative_to(inside):
            raise PackError("leads out of its folder.", at=Place(shown), code="outside-folder")
        try:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError as fault:
            raise PackError("cannot be read.", at=Place(shown), code="unreadable-file") from fault
        yield PolicyFile(path, shown, relative.with_suffix("").as_posix(), kind, digest)


def _named_yaml(folder: Path) -> Iterator[str]:
    """Yield the files of a folder that may be YAML, with slashes, counted from the folder; links lead no further."""
    for at, _, names in os.walk(folder, onerror=_unreadable):
        within = Path(at).relative_to(folder).as_posix()
        yield from (name if within == "." else f"{within}/{name}" for name in names if name.endswith(".yaml"))


def _unreadable(fault: OSError) -> None:
    """Refuse a folder that cannot be looked into: law that stands in it would be missed by nobody."""
    raise PackError("cannot be read.", at=Place(str(fault.filename)), code="unreadable-folder") from fault


def _with_a_pack(folder: Path, files: Iterable[PolicyFile]) -> list[PolicyFile]:
    """Return the files of an added folder. Raises PackError where no pack is among them: none would be missed."""
    found = list(files)
    if not any(file.kind in {"pack", "profile"} for file in found):
        remedy = "Packs are files such as place/instrument.yaml; the ending is .yaml, in small letters."
        raise PackError("holds no policy pack.", at=Place(str(folder)), remedy=remedy, code="no-packs")
    return found


def _kind(relative: PurePosixPath) -> str:
    """Return what a file of a policy folder is, or an empty string for one that is read by others."""
    folder, name = relative.parts[0], relative.name
    if len(relative.parts) == 1 and name in _NO_PACK_FILES:
        return ""
    if name.endswith(".cases.yaml") or (folder in _NO_PACKS and len(relative.parts) > 1):
        return ""
    if relative.as_posix() in _LISTS:
        return relative.stem
    return _OF_THEIR_OWN.get(folder, "pack") if len(relative.parts) > 1 else "pack"


def _shown(folder: Path, base: Path) -> str:
    return "policies" if folder == base == shipped("policies") else folder.as_posix()


def _digest(files: Sequence[PolicyFile], vocabulary: Vocabulary, jurisdictions: Jurisdictions) -> str:
    # Not the path: the same packs have the same digest wherever they are kept.
    lines = [f"{file.stem} {file.digest}" for file in files]
    text = "\n".join([vocabulary.digest, jurisdictions.digest, *lines])
    return hashlib.sha256(text.encode()).hexdigest()
