"""All outcomes of a run, kept as bytes; a verdict is made when one is asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from compliance.assessment.duty import NOT_APPLICABLE
from compliance.assessment.groups import Group
from compliance.assessment.model import OUTCOMES, Outcome, Subject, Verdict
from compliance.assessment.outcomes import NOTHING, OutcomeColumn, Why
from compliance.assessment.pairs import Pairs
from compliance.assessment.subjects import ASSET, ON_AN_ASSET, RELEASE, Rows, Subjects
from compliance.assessment.verdicts import Verdicts, day_of, is_shown, status_of
from compliance.assessment.waiving import Waiving
from compliance.conditions.distinct import distinct
from compliance.errors import UsageError, did_you_mean

_Counts = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Table:
    """The outcome table; implements `OutcomeTable`."""

    columns: Mapping[str, OutcomeColumn]
    groups: Mapping[str, Sequence[Group]]
    subjects: Subjects
    pairs: Pairs
    make_verdicts: Verdicts
    reached: Mapping[str, Collection[str]]
    """Requirement id to the release territories that its law reaches."""
    waiving: Waiving

    def counts(self) -> Mapping[Outcome, int]:
        """Number of outcomes of each kind, over everything."""
        return _named(sum(self._counted.values(), np.zeros(len(OUTCOMES), np.int64)))

    def counts_by_requirement(self) -> Mapping[str, Mapping[Outcome, int]]:
        """The same, by requirement id."""
        return {id_: _named(counts) for id_, counts in self._counted.items()}

    def counts_by_theme(self, territory: str | None = None) -> Mapping[str, Mapping[Outcome, int]]:
        """The same, by theme, over binding requirements; for one territory where named."""
        totals: dict[str, _Counts] = {}
        for id_, column in self.columns.items():
            requirement = column.requirement
            if not requirement.force.is_binding:
                continue
            counts = self._counted[id_] if territory is None else self._counted_in(column, territory)
            totals[requirement.theme] = totals.get(requirement.theme, np.zeros(len(OUTCOMES), np.int64)) + counts
        return {theme: _named(counts) for theme, counts in totals.items()}

    def verdicts(self, requirement: str | None = None, outcome: Outcome | None = None) -> Iterator[Verdict]:
        """Verdicts made one by one, in the order of the packs and of the inventory."""
        columns = self.columns.values() if requirement is None else [self._column(requirement)]
        for column in columns:
            rows = np.arange(len(column.codes))
            if outcome is not None:
                rows = np.flatnonzero(column.codes == OUTCOMES.index(outcome))
            for row in rows.tolist():
                yield self._verdict(column, row)

    def verdict(self, requirement: str, subject: str) -> Verdict:
        """The verdict for one subject key.

        Raises:
            UsageError: There is no such requirement or subject; with the nearest known name.
        """
        column = self._column(requirement)
        entity = column.requirement.about
        known = self.subjects.row_by_key(entity)
        if subject not in known:
            raise UsageError(
                f"{requirement} is about a {entity}, and there is none called {subject}.",
                remedy=did_you_mean(subject, known),
                code="unknown-subject",
            )
        return self._verdict(column, known[subject])

    def rows(
        self, only: Collection[Outcome] | None = None
    ) -> Iterator[tuple[str, Subject, Outcome, Outcome | None, str, date | None, str]]:
        """(requirement id, subject, outcome, would-be, status, key date, finding id or ''), cheap, in a stable order.

        With `only`, outcomes of these kinds alone; the others are passed over without a look at each.
        """
        wanted = np.array([only is None or outcome in only for outcome in OUTCOMES])
        for id_, column in self.columns.items():
            rows = np.flatnonzero(wanted[column.codes])
            if not len(rows):
                continue
            group_of, groups = self._group_numbers(id_)
            subjects = self.subjects.of(column.requirement.about, rows)
            for row, subject in zip(rows.tolist(), subjects, strict=True):
                code, would_be = int(column.codes[row]), int(column.would_be[row])
                shown = would_be != NOTHING and is_shown(code, Why(int(column.why[row])))
                number = int(group_of[row])
                yield (
                    id_,
                    subject,
                    OUTCOMES[code],
                    OUTCOMES[would_be] if shown else None,
                    status_of(column, row),
                    day_of(column, row),
                    groups[number].id if number >= 0 else "",
                )

    @property
    def digest(self) -> str:
        """SHA-256 over requirements, their texts and every outcome."""
        digest = hashlib.sha256()
        for id_, column in self.columns.items():
            digest.update(f"{id_} {column.requirement.digest} {len(column.codes)}\n".encode())
            if (column.codes == NOT_APPLICABLE).all():
                continue
            digest.update(np.ascontiguousarray(column.codes).tobytes())
        return digest.hexdigest()

    @cached_property
    def _counted(self) -> Mapping[str, _Counts]:
        return {id_: _tally(column.codes) for id_, column in self.columns.items()}

    def _counted_in(self, column: OutcomeColumn, territory: str) -> _Counts:
        """Count the outcomes that count for a territory."""
        about = column.requirement.about
        nothing = np.zeros(len(OUTCOMES), np.int64)
        if territory not in self.pairs.places:
            return nothing
        here = self.pairs.place == self.pairs.places.index(territory)
        if about == RELEASE:
            return _tally(column.codes[here[self.pairs.of_release]])
        if about in ON_AN_ASSET:
            released = distinct(self.pairs.asset[here])
            return _tally(column.codes[np.isin(self.subjects.scope(about)[ASSET], released[released >= 0])])
        return _tally(column.codes) if territory in self.reached[column.requirement.id] else nothing

    def _column(self, requirement: str) -> OutcomeColumn:
        if requirement not in self.columns:
            raise UsageError(
                f"there is no requirement called {requirement}.",
                remedy=did_you_mean(requirement, self.columns),
                code="unknown-requirement",
            )
        return self.columns[requirement]

    def _verdict(self, column: OutcomeColumn, row: int) -> Verdict:
        group_of, groups = self._group_numbers(column.requirement.id)
        number = int(group_of[row])
        if number < 0:
            return self.make_verdicts.verdict(column, row, None, "")
        group = groups[number]
        waiver = self.waiving.over(group, int(np.searchsorted(group.rows, row)))
        return self.make_verdicts.verdict(column, row, group, waiver)

    def _group_numbers(self, requirement: str) -> tuple[Rows, Sequence[Group]]:
        """Return for each row the number of its group; -1 for rows that neither fail nor stay open."""
        groups = self.groups.get(requirement, ())
        if requirement not in self._numbers:
            numbers = np.full(len(self.columns[requirement].codes), -1, np.intp)
            for number, group in enumerate(groups):
                numbers[group.rows] = number
            self._numbers[requirement] = numbers
        return self._numbers[requirement], groups

    @cached_property
    def _numbers(self) -> dict[str, Rows]:
        return {}


def _tally(codes: NDArray[np.uint8]) -> _Counts:
    return np.bincount(codes, minlength=len(OUTCOMES)).astype(np.int64)


def _named(counts: _Counts) -> Mapping[Outcome, int]:
    return {outcome: int(count) for outcome, count in zip(OUTCOMES, counts, strict=True)}
