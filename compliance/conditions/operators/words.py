"""The word that asks what a label says."""

from __future__ import annotations

from typing import Any

from compliance.conditions.operators.base import Operator, Setting, add
from compliance.conditions.values import Says, Value
from compliance.conditions.wording import says, says_exactly


@add("says")
class SaysWords(Operator):
    """`label.text|says: {any_of: [AI-generated, made with AI]}`: words, compared without case, quotes or blanks."""

    reads_as = "says {wanted}"
    denied_as = "does not say {wanted}"
    field_types = frozenset({"wording"})
    wants = "says"

    def answer(self, fact: Value, values: tuple[Any, ...], setting: Setting) -> bool | None:
        """Look for the phrases; a choice for which none are written is a no."""
        wanted = setting.wanted
        assert isinstance(wanted, Says)
        known = list(values)
        choice = str(known.pop(0)) if wanted.by is not None else ""
        if wanted.language is not None and wanted.spoken is not None and known[0] != known[1]:
            return False
        phrases = dict(wanted.phrases)
        asked = phrases.get(choice, phrases.get("", ()))
        text = str(fact)
        if wanted.mode == "exactly":
            return any(says_exactly(text, phrase) for phrase in asked)
        if wanted.mode == "any_of":
            return any(says(text, phrase) for phrase in asked)
        return bool(asked) and all(says(text, phrase) for phrase in asked)
