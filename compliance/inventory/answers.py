"""Words people use in any column: for yes, no and "nobody knows yet", and what a spreadsheet shows for an error."""

# ruff: noqa: RUF001 - people answer in their own letters

from __future__ import annotations

import re

from compliance.inventory.letters import exact, latin


def _words(text: str) -> frozenset[str]:
    return frozenset(map(exact, text.split()))


YES = _words("yes y true 1 x ✓ ✔ ☑ ja j oui si sì sí sim tak да 是 예 네 はい हाँ हां")
NO = _words("no n false 0 ✗ ✘ ☐ nein non não nie нет 否 不 아니오 아니요 いいえ नहीं")

UNKNOWN = _words("? ?? ??? ？ tbd tba tbc t.b.d. n/a n.a. - -- – — … ... unknown") | {"not known"}
"""Read as a blank cell: nobody has answered yet. `none` and `no` are answers and stand elsewhere."""

NONE = frozenset({"none", "no"})
"""The answer that there is none, where the column asks for a thing, a person, a place or a day."""

NEVER = NONE | {"never", "not yet"}
"""The answer `none` of a date that may never come."""

FOREVER = NONE | {"forever", "for ever", "perpetual", "perpetuity", "unlimited", "no end", "open-ended"}
"""The answer `none` of a date that may have no end."""

_KEPT = (
    NO
    | NONE
    | _words(
        "nil nothing keine keiner keines nichts nicht nee niet geen aucun aucune rien ninguno ninguna nada nessuno "
        "nessuna nulla nenhum brak 无 無 없음 なし"
    )
    | {"not left out", "not excluded", "not applicable", "not out of scope", "included", "kept", "keep", "in scope"}
)
"""Answers that a row is not left out, where the reason for leaving it out is asked."""
_FIRST_PHRASE = re.compile(r"[,;:.!?()。，、]| [-–—] ")

_SPREADSHEET_ERRORS = _words(
    "#n/a #ref! #name? #div/0! #null! #num! #value! #spill! #calc! #field! #blocked! #connect! #busy! #unknown! "
    "#getting_data err:501 err:502 err:503 err:504 err:508 err:509 err:511 err:519 err:520 err:522 err:523 err:524"
)


def is_unknown(text: str) -> bool:
    """Whether a tidy text says that nobody knows yet.

    >>> is_unknown("TBD"), is_unknown("N/A"), is_unknown("none")
    (True, True, False)
    """
    return len(text) <= 9 and text.casefold() in UNKNOWN


def is_no_reason(text: str) -> bool:
    """Whether what stands under *Left out because* answers that the row is not left out.

    The first phrase decides: a row that is kept by mistake is seen in the report, one left out by mistake is not.

    >>> is_no_reason("None."), is_no_reason("no - stays in"), is_no_reason("no longer in the film")
    (True, True, False)
    """
    return exact(_FIRST_PHRASE.split(latin(text), maxsplit=1)[0]) in _KEPT or exact(text) in _KEPT


def is_spreadsheet_error(text: str) -> bool:
    """Whether a text is what a spreadsheet shows where it could not work out a value.

    >>> is_spreadsheet_error("#REF!"), is_spreadsheet_error("#1 in the charts")
    (True, False)
    """
    return text[:1] in {"#", "E"} and text.casefold() in _SPREADSHEET_ERRORS
