"""The facts requirements ask about: used, proved, and asked for in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance.errors import Place, Problem
from compliance.policy.checks.registry import Note, Reviewed, about, checks
from compliance.policy.model import Requirement
from compliance.vocabulary import Field, Vocabulary

_LEGAL_WORDS = re.compile(
    r"\b(pursuant|hereby|herein|thereof|statut\w*|art\.|article \d|§|data subject|controller|processor|deployer"
    r"|obligat\w+|derogation|lawful basis|legal basis|lex|prima facie|injunction|plaintiff|defendant|tort\w*)\b",
    re.IGNORECASE,
)
_LONGEST_QUESTION = 160
_VOCABULARY = "policies/vocabulary.yaml"

_ROLES = "our_roles"
"""Read when it is asked whom a duty binds, whatever the conditions say."""

# Facts that say where and when a case is, or which row it is: nobody is asked for a document that proves them.
_NEVER_PROVED = frozenset({"reference", "references"})


@checks.add("fields-used")
def fields_used(reviewed: Reviewed) -> Iterator[Problem]:
    """Fields that no requirement reads are noted: they may serve the report or a claim, or be asked for in vain."""
    vocabulary = reviewed.vocabulary
    used = {path for requirement in reviewed.library.requirements for path in requirement.fields}
    used |= {path for requirement in reviewed.library.requirements for path in requirement.placeholders}
    used |= {
        f"{link.entity}.{name}" for link in vocabulary.lists.values() for name in (link.complete_field, link.listed_in)
    }
    used |= {f"{link.of}.{name}" for link in vocabulary.lists.values() for name in (link.same, link.limited_by)}
    for entity in vocabulary.entities.values():
        told = {entity.key, entity.title_field, _ROLES}
        unread = [
            field
            for name, field in entity.fields.items()
            if field.path not in used and name not in told and field.type != "reference"
        ]
        if unread:
            names = ", ".join(field.name for field in unread)
            yield Note(f"no requirement reads these of {entity.name}: {names}.", Place(_VOCABULARY, unread[0].line))


@checks.add("facts-proved")
def facts_proved(reviewed: Reviewed) -> Iterator[Problem]:
    """Some evidence proves every fact a duty, an exception or its binding rests on: the report says what to ask for.

    Either the requirement's `evidence` lists it under `proves`, or the vocabulary says what proves it anywhere.
    """
    for requirement in reviewed.library.requirements:
        proved = {path for expected in requirement.evidence for path in expected.proves}
        for path in sorted(_rested_on(requirement)):
            field = reviewed.vocabulary.fields[path]
            if not (path in proved or field.proved_by or field.type in _NEVER_PROVED or field.computed):
                yield about(requirement, f"nothing proves {path}.", "List it under an evidence's proves.")


def _rested_on(requirement: Requirement) -> frozenset[str]:
    rescuing = [exception.when for exception in requirement.exceptions]
    relaxed = [e.requires_instead for e in requirement.exceptions if e.requires_instead is not None]
    binding = [] if requirement.binds_when is None else [requirement.binds_when]
    read = [condition.fields() for condition in (requirement.requires, *rescuing, *relaxed, *binding)]
    return frozenset().union(*read) - {requirement.key_date, *requirement.reached_by}


@checks.add("evidence")
def evidence(reviewed: Reviewed) -> Iterator[Problem]:
    """Evidence has an id of its own, proves facts the requirement reads, and is for an exception that exists."""
    for requirement in reviewed.library.requirements:
        ids = [expected.id for expected in requirement.evidence]
        exceptions = {exception.id for exception in requirement.exceptions}
        read = requirement.fields | {"organisation.roles", f"{requirement.about}.{_ROLES}"}
        for expected in requirement.evidence:
            if ids.count(expected.id) > 1:
                yield about(requirement, f"two kinds of evidence are called {expected.id}.")
            if expected.only_for and expected.only_for not in exceptions:
                yield about(requirement, f"the evidence {expected.id} is for {expected.only_for}, no exception here.")
            for path in expected.proves:
                if path not in read:
                    yield about(requirement, f"the evidence {expected.id} proves {path}, which is not read.", note=True)


@checks.add("named-parts")
def named_parts(reviewed: Reviewed) -> Iterator[Problem]:
    """Parts whose confidence is given apart are parts of the requirement."""
    for requirement in reviewed.library.requirements:
        names = {node.part for condition in requirement.conditions for node in condition.walk()} - {""}
        for part in requirement.provenance.parts:
            if part not in names:
                yield about(requirement, f"provenance gives the confidence of {part}, which is no named part.")


@checks.add("questions")
def questions(reviewed: Reviewed) -> Iterator[Problem]:
    """A question is one sentence that a producer can answer: one fact, the unit stated, no legal term."""
    for field in reviewed.vocabulary.fields.values():
        if field.question:
            at = Place(_VOCABULARY, field.line)
            for fault in _faults(field):
                yield Problem(f"the question of {field.path} {fault}: {field.question}", at)


def _faults(field: Field) -> Iterator[str]:
    question = field.question
    if not question.endswith("?") or question.count("?") > 1:
        yield "is not one question"
    if ". " in question:
        yield "is more than one sentence"
    if len(question) > _LONGEST_QUESTION:
        yield f"is longer than {_LONGEST_QUESTION} characters"
    if legal := _LEGAL_WORDS.search(question):
        yield f"uses a legal term ({legal.group()})"


def reachable(requirement: Requirement, vocabulary: Vocabulary) -> frozenset[str]:
    """Return the entities a sentence about the subject can name: it, its parents, and the single rows."""
    found = [requirement.about]
    for entity in found:
        found += [parent for _, parent in vocabulary.entities[entity].parents if parent not in found]
    return frozenset(found) | {name for name, entity in vocabulary.entities.items() if entity.single}
