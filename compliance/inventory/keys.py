"""Keys of rows: there, different from each other, and not to be mistaken for one another or for an answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from compliance.inventory.answers import NONE
from compliance.inventory.letters import exact, latin
from compliance.inventory.raw import CellFault, shown

_RESERVED = NONE | {"all"}


def key_faults(keys: Sequence[str], rows: Iterable[int], numbers: Sequence[int]) -> Iterator[tuple[int, CellFault]]:
    """Yield (row, fault) for every key among `rows` that cannot name its row.

    >>> [(row, fault.code) for row, fault in key_faults(["A1", "", "a1", "A1"], range(4), [2, 3, 4, 5])]
    [(1, 'missing-key'), (2, 'similar-key'), (3, 'duplicate-key')]
    """
    rows = list(rows)
    if _are_plain([keys[row] for row in rows]):
        return
    first: dict[str, int] = {}
    alike: dict[str, int] = {}
    for row in rows:
        key = keys[row]
        fault = _fault_of(key)
        if fault:
            yield row, fault
            continue
        if key in first:
            yield row, _again("stands twice, here and in", key, numbers[first[key]], "duplicate-key")
            continue
        first[key] = row
        form = key.casefold() if key.isascii() else exact(latin(key))
        other = alike.setdefault(form, row)
        if other != row:
            yield row, _again(f"looks like {shown(keys[other])} in", key, numbers[other], "similar-key")


def _are_plain(keys: list[str]) -> bool:
    """Whether no key can have a fault: what holds for nearly every sheet, found out fast."""
    different = {key.casefold() for key in keys}
    text = " ".join(keys)
    plain = text.isascii() and ";" not in text and "\n" not in text
    return plain and len(different) == len(keys) and not different & {"", *_RESERVED}


def _again(how: str, key: str, number: int, code: str) -> CellFault:
    return CellFault(f"{shown(key)} {how} row {number}.", "Give each row a name of its own.", code)


def _fault_of(key: str) -> CellFault | None:
    if not key:
        return CellFault("the row has no name of its own here.", "Name it, or clear the row.", "missing-key")
    if key.casefold() in _RESERVED:
        return CellFault(f"{shown(key)} is an answer, not a name.", "Choose another name.", "reserved-key")
    if ";" in key or "\n" in key:
        return CellFault(f"{shown(key)} holds a separator of lists.", "Choose a name without it.", "separator-in-key")
    return None
