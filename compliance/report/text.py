"""Text that came from somebody's files, made safe to print.

An inventory cell may hold anything: markup, control characters, characters that turn the reading direction, ten
thousand letters without a space. Nothing of it may change what the page says, break its layout or be lost unseen:

    control characters          dropped
    direction overrides         shown by their code, `[U+202E]`
    piles of combining marks    cut to four
    characters no font can draw shown by their code
    long unbroken strings       given places to break
    more than 4000 characters   cut, with the number of characters left out
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from markupsafe import Markup, escape

LIMIT = 4000
"""Characters of one text that are printed; the data files hold the rest."""

_PIECE = 24
"""Characters of an unbroken string between two places where it may break; layout time grows with their square."""

_RUN = 4
"""Characters in a row that are told together when none can be drawn."""

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MARK = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_MARKS = re.compile(f"({_MARK}{{4}}){_MARK}+")
_UNBROKEN = re.compile(rf"\S{{{_PIECE + 1},}}")
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_UNIT = re.compile(r"(?<=\d) (?=[%°])")
"""Between a number and its sign, where no line may break."""
_SENTENCE = re.compile(r"[.!?](?=\s)")
_LINK = re.compile(r"(?i)(https?://|mailto:)[^\s<>\"'\\]+")


def clean(text: str, limit: int = LIMIT) -> str:
    r"""Return plain text without controls, with direction overrides shown, of bounded length.

    >>> clean("pay\u202eload\x07")
    'pay[U+202E]load'
    >>> clean("abcdef", limit=4)
    'abcd [… 2 more characters; the data files hold the full text]'
    """
    whole = unicodedata.normalize("NFC", _CONTROLS.sub("", text))
    whole = _MARKS.sub(r"\1", _DIRECTION.sub(lambda met: code_of(met[0]), whole))
    if len(whole) <= limit:
        return whole
    return f"{whole[:limit].rstrip()} [… {len(whole) - limit:,} more characters; the data files hold the full text]"


def printable(text: str, limit: int = LIMIT) -> Markup:
    r"""Return HTML for a text: escaped, with places to break, kept apart where it reads from right to left.

    >>> printable("<b>bold</b>")
    Markup('&lt;b&gt;bold&lt;/b&gt;')
    >>> printable("a" * 30)
    Markup('aaaaaaaaaaaaaaaaaaaaaaaa<wbr>aaaaaa')
    >>> printable("5 % of it").split(" ")
    [Markup('5\xa0%'), Markup('of'), Markup('it')]
    """
    whole = _UNIT.sub("\N{NO-BREAK SPACE}", clean(text, limit))
    parts: list[Markup] = []
    at = 0
    for met in _UNBROKEN.finditer(whole):
        parts += [escape(whole[at : met.start()]), Markup("<wbr>").join(escape(piece) for piece in _pieces(met[0]))]
        at = met.end()
    html = Markup("").join([*parts, escape(whole[at:])])
    if any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in whole):
        return Markup("<bdi>{}</bdi>").format(html)
    return html


def attribute(text: str) -> Markup:
    """Return a text for an HTML attribute or the document's title: escaped, without markup of ours.

    >>> attribute('a "quoted" name')
    Markup('a &#34;quoted&#34; name')
    """
    return escape(clean(text, 300))


def web_link(address: str) -> str:
    """Return the address if it is one of the web or of mail, else an empty string: no other becomes a link.

    >>> web_link("javascript:alert(1)"), web_link(" https://example.org/act ")
    ('', 'https://example.org/act')
    """
    address = address.strip()
    return address if _LINK.fullmatch(address) else ""


def shorten(text: str, limit: int) -> str:
    """Return at most `limit` characters, cut at a word, for places that hold one line.

    >>> shorten("a rather long legend", 12)
    'a rather …'
    """
    text = " ".join(clean(text).split())
    return text if len(text) <= limit else f"{text[: limit - 1].rsplit(' ', 1)[0].rstrip()} …"


def gist(text: str, limit: int) -> str:
    """Return the first sentences that fit in `limit` characters; a text without any is shortened.

    >>> gist("Add a label. Then measure it in the master.", 20)
    'Add a label.'
    """
    text = " ".join(clean(text).split())
    ends = [met.end() for met in _SENTENCE.finditer(text[: limit + 1])]
    if len(text) <= limit or not ends:
        return shorten(text, limit)
    return text[: ends[-1]].rstrip()


def code_of(character: str) -> str:
    r"""Return a character by its code.

    >>> code_of("\u202e")
    '[U+202E]'
    """
    return f"[U+{ord(character):04X}]"


def spell_out(html: str, characters: Collection[str]) -> str:
    r"""Return `html` with `characters` told in words: a few by their codes, a run of them by its length.

    >>> spell_out("a\u4eba b\u4eba\u5de5\u667a\u80fd", "\u4eba\u5de5\u667a\u80fd")
    'a[U+4EBA] b[4 characters that no font here can draw, from U+4EBA]'
    """
    if not characters:
        return html
    runs = re.compile(f"[{re.escape(''.join(characters))}]+")
    return runs.sub(lambda met: _in_words(met[0]), html)


def _in_words(run: str) -> str:
    if len(run) < _RUN:
        return "".join(code_of(character) for character in run)
    return f"[{len(run)} characters that no font here can draw, from U+{ord(run[0]):04X}]"


def _pieces(word: str) -> list[str]:
    """Cut an unbroken string, never between a letter and its marks."""
    pieces = [word[at : at + _PIECE] for at in range(0, len(word), _PIECE)]
    for at in range(1, len(pieces)):
        while pieces[at] and unicodedata.combining(pieces[at][0]):
            pieces[at - 1] += pieces[at][0]
            pieces[at] = pieces[at][1:]
    return [piece for piece in pieces if piece]
