"""Sentences people read: remedies, translations, and what no sentence may promise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance.errors import Place, Problem
from compliance.policy.checks.facts import reachable
from compliance.policy.checks.registry import Reviewed, about, checks
from compliance.policy.model import PLACEHOLDER, Requirement

_PROMISE = re.compile(
    r"\b(?:certif(?:y|ies|ied) (?:that|as)|is certified|(?<!non-)compliant"
    r"|guarantee[sd]?|ensures? compliance|complies with the law)\b",
    re.IGNORECASE,
)
_BRACES = re.compile(r"\{\{|\}\}|\{%|\{#")
_LONGEST_PLAIN = 600


@checks.add("remedies")
def remedies(reviewed: Reviewed) -> Iterator[Problem]:
    """A remedy says what to do, and names only facts of the subject, its parents and the single rows."""
    vocabulary = reviewed.vocabulary
    for requirement in reviewed.library.requirements:
        if not requirement.remedy:
            yield about(requirement, "has no remedy.")
        for text in (requirement.remedy, *requirement.steps):
            if _BRACES.search(PLACEHOLDER.sub("", text)):
                yield about(
                    requirement, f"a remedy holds braces that are no placeholder: {text}", "Write {{ asset.title }}."
                )
        names = reachable(requirement, vocabulary)
        for path in requirement.placeholders:
            if not vocabulary.has(path):
                yield about(requirement, f"the remedy names {path}, which is not in the vocabulary.")
            elif path.partition(".")[0] not in names:
                yield about(requirement, f"the remedy names {path}, out of reach of {requirement.about}.")


@checks.add("translations")
def translations(reviewed: Reviewed) -> Iterator[Problem]:
    """A language one requirement of a pack is translated into is complete: title and plain, for every requirement."""
    for pack in reviewed.library.packs:
        languages = {language for requirement in pack.requirements for language in requirement.translations}
        for requirement in pack.requirements:
            for language in sorted(languages):
                missing = {"title", "plain"} - set(requirement.translations.get(language, {}))
                for key in sorted(missing):
                    yield about(requirement, f"has no {key} in {language}.", note=True)


@checks.add("promises")
def promises(reviewed: Reviewed) -> Iterator[Problem]:
    """No sentence asserts that anything is compliant, certified or guaranteed: a screening cannot know."""
    for requirement in reviewed.library.requirements:
        for text in _sentences(requirement):
            if promise := _PROMISE.search(text):
                yield about(requirement, f"a sentence promises too much ({promise.group()}): {text}")
    for pack in reviewed.library.packs:
        if not pack.notice:
            yield Problem(f"{pack.id}: there is no notice of what the pack is and is not.", Place(pack.file))
        elif promise := _PROMISE.search(pack.notice):
            yield Problem(f"{pack.id}: the notice promises too much ({promise.group()}).", Place(pack.file))


@checks.add("plain-words")
def plain_words(reviewed: Reviewed) -> Iterator[Problem]:
    """Title and plain text are short enough for a producer to read."""
    for requirement in reviewed.library.requirements:
        if len(requirement.plain) > _LONGEST_PLAIN:
            yield about(requirement, f"plain is longer than {_LONGEST_PLAIN} characters.", note=True)
        if requirement.title.endswith("."):
            yield about(requirement, "the title ends with a full stop.")


def _sentences(requirement: Requirement) -> Iterator[str]:
    yield from (requirement.title, requirement.plain, requirement.remedy, *requirement.steps)
    yield from (exception.plain for exception in requirement.exceptions)
    yield from (assumption["text"] for assumption in requirement.assumptions)
    yield from (expected.what for expected in requirement.evidence)
