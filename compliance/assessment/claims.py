"""What is on file for a requirement: claims of an exception, and answers to questions only a person can answer.

Both are rows of the records sheet. A claim counts for the assets, releases, system or store it names, until it
expires, and only with a document; whatever of that is blank leaves it unknown whether it counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from compliance.assessment.subjects import ASSET, RELEASE, Subjects
from compliance.assessment.timing import Codes
from compliance.conditions.kleene import NO, UNKNOWN, YES
from compliance.conditions.spans import day_after, read_span
from compliance.conditions.values import NONE, Value
from compliance.policy.model import Attest, LegalException, Requirement

RECORD = "record"
CLAIM = "exemption_claim"
ATTESTATION = "attestation"
DOCUMENT_PATH = "record.document"
_ALL = "all"
SINGLE_LINKS = ("system", "store")
"""Subjects that a record names one by one."""


@dataclass(frozen=True)
class _Record:
    """One row of the records sheet; None is a blank cell."""

    row: int
    exception: Value | None
    answer: Value | None
    on: Value | None
    expires_on: Value | None
    document: Value | None
    by: Value | None


class OnFile:
    """The claims and attestations of an inventory, by requirement."""

    def __init__(self, subjects: Subjects, on: date) -> None:
        self._subjects = subjects
        self._on = on
        self._claims: dict[str, list[_Record]] = defaultdict(list)
        self._attestations: dict[str, list[_Record]] = defaultdict(list)
        for row, kind, requirement in self._read():
            kept = self._claims if kind == CLAIM else self._attestations
            kept[requirement].append(self._record(row))

    def claimed(self, requirement: Requirement, exception: LegalException) -> Codes:
        """Return for each subject whether the exception is claimed with a document on file."""
        best = np.zeros(self._subjects.count(requirement.about), np.uint8)
        for record in self._claims.get(requirement.id, ()):
            named = UNKNOWN if record.exception is None else YES * (record.exception == exception.id)
            good = min(named, self._documented(record), self._unexpired(record))
            if good:
                best = np.maximum(best, np.minimum(good, self._covered(record, requirement.about)))
        return best

    def attested(self, requirement: Requirement, attest: Attest) -> Codes:
        """Return for each subject the answer on file to a manual requirement's question.

        Of several answers in date the last one given counts, and one with a blank in it leaves the answer open;
        without any the answer is unknown.
        """
        answers = np.full(self._subjects.count(requirement.about), UNKNOWN, np.uint8)
        for record in sorted(self._attestations.get(requirement.id, ()), key=_given_on):
            complete = UNKNOWN if record.answer is None or record.by is None else YES
            current = min(self._documented(record), self._unexpired(record), self._recent(record, attest), complete)
            counts = np.minimum(self._covered(record, requirement.about), current)
            answers[counts == UNKNOWN] = UNKNOWN
            answers[counts == YES] = YES * bool(record.answer)
        return answers

    def _read(self) -> Iterator[tuple[int, str, str]]:
        table = self._subjects.table(RECORD)
        for row in range(len(table)):
            kind, requirement = table.value("kind", row), table.value("requirement", row)
            if kind in {CLAIM, ATTESTATION} and isinstance(requirement, str):
                yield row, str(kind), requirement

    def _record(self, row: int) -> _Record:
        table = self._subjects.table(RECORD)
        names = ("exception", "answer", "on", "expires_on", "document", "by")
        return _Record(row, *(table.value(name, row) for name in names))

    def _documented(self, record: _Record) -> int:
        return UNKNOWN if record.document in {None, NONE} else YES

    def _unexpired(self, record: _Record) -> int:
        if record.expires_on is None:
            return UNKNOWN
        return YES if record.expires_on == NONE or _day(record.expires_on) >= self._on else NO

    def _recent(self, record: _Record, attest: Attest) -> int:
        if record.on in {None, NONE}:
            return UNKNOWN
        given = _day(record.on)
        span = read_span(attest.valid_for) if attest.valid_for else None
        in_time = given <= self._on and (span is None or self._on <= day_after(given, span))
        return YES if in_time else NO

    def _covered(self, record: _Record, about: str) -> Codes:
        """Return whether a record was made for each subject."""
        count = self._subjects.count(about)
        if about in SINGLE_LINKS:
            named = self._subjects.table(RECORD).value(about, record.row)
            return np.full(count, UNKNOWN, np.uint8) if named is None else self._among(about, about, [named])
        scope = self._subjects.scope(about)
        limits = [(name, entity) for name, entity in (("assets", ASSET), ("releases", RELEASE)) if entity in scope]
        stated = [
            self._among(about, entity, named)
            for name, entity in limits
            if isinstance(named := self._subjects.table(RECORD).value(name, record.row), frozenset)
        ]
        if stated:
            covered: Codes = np.minimum.reduce(stated)
            return covered
        return np.full(count, UNKNOWN if limits else YES, np.uint8)

    def _among(self, about: str, entity: str, keys: Sequence[Value] | frozenset[str]) -> Codes:
        """Return whether each subject's row of `entity` is one of the named ones."""
        rows = self._subjects.scope(about)[entity]
        if _ALL in keys:
            return np.full(len(rows), YES, np.uint8)
        among = np.isin(rows, self._subjects.rows_of(entity, map(str, keys)))
        return np.where(among, YES, np.where(rows < 0, UNKNOWN, NO)).astype(np.uint8)


def _day(value: Value | None) -> date:
    assert isinstance(value, date)
    return value.date() if isinstance(value, datetime) else value


def _given_on(record: _Record) -> tuple[bool, str, bool]:
    """Sort by the day given; an answer nobody dated may be the last, and of one day's answers a no is."""
    return record.on is None, str(record.on), record.answer is not True
