"""Whether words were said: compared without regard to case, kinds of blanks, quotes and dashes, or composed letters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SAME = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b`\u00b4\u2032", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    }
)
_EDGES = " \"'.()[]"

# Scripts that part words with blanks: a phrase must not begin or end inside a word. Others have no such borders.
_LETTER = "0-9a-z\u00df-\u024f\u0370-\u03ff\u0400-\u04ff"
_SPACED = re.compile(f"[{_LETTER}]")


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    r"""Return text as it is compared.

    >>> folded("  This\u00a0image was  \u201cAI\u2013generated\u201d. ")
    'this image was "ai-generated".'
    """
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_SAME)
    return " ".join(unicodedata.normalize("NFKC", plain).split())


def says_exactly(text: str, phrase: str) -> bool:
    """Whether a text says a phrase and nothing else; quotes around it and a full stop do not count."""
    return folded(text).strip(_EDGES) == folded(phrase).strip(_EDGES)


def says(text: str, phrase: str) -> bool:
    """Whether a phrase occurs in a text, in whole words.

    >>> says("Made with AI tools", "ai"), says("We said so", "ai"), says("本视频由人工智能生成", "人工智能生成")
    (True, False, True)
    """
    return _pattern(folded(phrase)).search(folded(text)) is not None


@lru_cache(maxsize=4096)
def _pattern(phrase: str) -> re.Pattern[str]:
    before = f"(?<![{_LETTER}])" if phrase and _SPACED.match(phrase[0]) else ""
    after = f"(?![{_LETTER}])" if phrase and _SPACED.match(phrase[-1]) else ""
    return re.compile(f"{before}{re.escape(phrase)}{after}")
