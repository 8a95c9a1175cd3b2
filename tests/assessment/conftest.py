"""A small world of its own: invented places, a few facts, and requirements written for one test."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from compliance.assessment.model import Assessment, Outcome, ProjectInfo
from compliance.assessment.run import assess, judge_of
from compliance.assessment.subjects import Subjects
from compliance.conditions.facts import Facts
from compliance.errors import Place
from compliance.inventory.columns import to_facts
from compliance.inventory.model import Cell, Inventory, Row
from compliance.jurisdictions import Jurisdictions, load_jurisdictions
from compliance.policy.loading import load_library
from compliance.policy.model import THEMES, Library
from compliance.vocabulary import Vocabulary, load_vocabulary

HERE = Path(__file__).parent
ON = date(2026, 11, 22)

SHIPS = {
    "asset": [{"id": "A1", "title": "Trailer", "made_with_ai": True, "medium": "video"}],
    "release": [
        {
            "id": "R1",
            "asset": "A1",
            "territory": "DE",
            "starts_on": date(2026, 12, 1),
            "ends_on": date(2027, 6, 1),
            "our_roles": frozenset({"deployer"}),
        }
    ],
    "label": [],
}
"""One asset, made with AI, released in one territory, without a label."""

LABELLED = {"id": "L1", "asset": "A1", "releases": frozenset({"all"}), "channel": "visible", "seconds": 3.0}

DUTY = {
    "id": "eu-act-label",
    "title": "Say that it is made with AI",
    "plain": "Say so.",
    "theme": "labelling",
    "severity": "high",
    "force": "obligation",
    "duty_of": ["deployer"],
    "instrument": "act",
    "cites": [{"at": "Art. 1"}],
    "jurisdiction": "EU",
    "reached_by": ["release.territory"],
    "about": "release",
    "key_date": "release.starts_on",
    "timeline": [
        {"from": "2024-07-12", "status": "enacted", "cite": "Art. 9"},
        {"from": "2026-08-02", "status": "in_force", "cite": "Art. 9"},
    ],
    "applies_when": {"asset.made_with_ai": True},
    "requires": {
        "for_some": "release.labels",
        "if_none_listed": False,
        "satisfies": {"all": [{"label.channel": "visible"}, {"label.seconds|at_least": 2}]},
    },
    "remedy": {
        "text": "Label {{ asset.title }} before its release in {{ release.territory }} on {{ release.starts_on }}.",
        "steps": ["Write the label."],
    },
    "evidence": [{"id": "still", "what": "Still with the label", "proves": ["label.seconds"]}],
    "provenance": {"confidence": "text_read", "sources": ["the journal"], "as_of": "2026-11-22"},
}
"""A duty to label, in force in the union since 2 August 2026."""

COVERED = [
    {"place": place, "on": "2026-11-22", "themes": list(THEMES), "with_parts": True}
    for place in ("DE", "FR", "US", "HR", "NO")
]


class World:
    """Makes libraries, inventories and assessments out of plain values."""

    def __init__(self, folder: Path) -> None:
        self.vocabulary: Vocabulary = load_vocabulary(HERE / "world" / "vocabulary.yaml")
        self.jurisdictions: Jurisdictions = load_jurisdictions(HERE / "world" / "jurisdictions.yaml")
        self._folder = folder
        self._numbers = itertools.count()

    def duty(self, **changes: Any) -> dict[str, Any]:
        """Return the duty to label with some keys changed; None takes a key away."""
        duty = {**copy.deepcopy(DUTY), **changes}
        return {key: value for key, value in duty.items() if value is not None}

    def library(
        self, *requirements: Mapping[str, Any], covered: Sequence[Mapping[str, Any]] = COVERED, **instrument: Any
    ) -> Library:
        """Return a library of these requirements, the duty to label where none is given."""
        folder = self._folder / f"policies-{next(self._numbers)}"
        (folder / "eu").mkdir(parents=True)
        act = {"title": "The Act", "jurisdiction": "EU", "kind": "regulation", "official": "OJ", **instrument}
        pack = {
            "format": 1,
            "pack": {"title": "The Act", "version": "1.0.0", "published": "2026-11-20"},
            "instruments": {"act": act},
            "requirements": list(requirements) or [self.duty()],
        }
        (folder / "eu" / "act.yaml").write_text(yaml.dump(pack, sort_keys=False, Dumper=_Plain), encoding="utf-8")
        considered = {"format": 1, "considered": list(covered)}
        (folder / "coverage.yaml").write_text(yaml.dump(considered, Dumper=_Plain), encoding="utf-8")
        return load_library(use_cache=False, vocabulary=self.vocabulary, jurisdictions=self.jurisdictions, base=folder)

    def inventory(self, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> Inventory:
        """Return an inventory of these rows; a value of None is a blank cell."""
        return Inventory(
            source="project.xlsx",
            sha256="0" * 64,
            size=1,
            rows={name: self._rows(name, rows.get(name, ())) for name in self.vocabulary.entities},
            read={self.vocabulary.entities[name].sheet: len(given) for name, given in rows.items()},
        )

    def _rows(self, entity: str, given: Sequence[Mapping[str, Any]]) -> tuple[Row, ...]:
        described = self.vocabulary.entities[entity]
        rows = []
        for number, values in enumerate(given, 2):
            cells = {
                name: Cell(value, Place("project.xlsx", sheet=described.sheet, row=number, column=name))
                for name, value in values.items()
                if value is not None
            }
            key = str(values.get(described.key) or entity)
            rows.append(Row(entity, key, cells, Place("project.xlsx", sheet=described.sheet, row=number)))
        return tuple(rows)

    def facts(self, rows: Mapping[str, Sequence[Mapping[str, Any]]], on: date = ON) -> Facts:
        """Return the facts of these rows."""
        return to_facts(self.inventory(rows), self.vocabulary, self.jurisdictions, on)

    def assess(
        self,
        rows: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
        library: Library | None = None,
        *,
        on: date = ON,
        waivers: Sequence[Any] = (),
        timezone: str = "Europe/Berlin",
    ) -> Assessment:
        """Return the assessment of these rows."""
        return assess(
            self.inventory(rows or SHIPS),
            library or self.library(),
            self.vocabulary,
            self.jurisdictions,
            on=on,
            today=ON,
            waivers=waivers,
            project=ProjectInfo("Film", timezone=timezone),
        )

    def outcomes(
        self,
        rows: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
        library: Library | None = None,
        *,
        on: date = ON,
    ) -> dict[tuple[str, str], Outcome]:
        """Return every outcome by requirement and subject key, without making an assessment of it."""
        library = library or self.library()
        subjects = Subjects(self.facts(rows or SHIPS, on))
        judge = judge_of(subjects.facts, subjects, library, on)
        found = {}
        for requirement in library.requirements:
            column = judge.judge(requirement)
            assert not column.error, column.error
            for key, code in zip(subjects.keys(requirement.about), column.codes.tolist(), strict=True):
                found[requirement.id, key] = list(Outcome)[code]
        return found

    def outcome(self, library: Library | None = None, *, on: date = ON, **changes: Any) -> Outcome:
        """Return the one outcome for the one release, with fields of it and its asset changed.

        Changes are named `release_starts_on`, `asset_medium`; `labels` replaces the labels.
        """
        return next(iter(self.outcomes(changed(**changes), library, on=on).values()))


class _Plain(yaml.SafeDumper):
    """Writes no anchors, as packs have none."""

    def ignore_aliases(self, _: Any) -> bool:
        return True


def changed(**changes: Any) -> dict[str, list[dict[str, Any]]]:
    """Return the project with one release, some of its facts changed."""
    rows: dict[str, list[dict[str, Any]]] = copy.deepcopy(SHIPS)
    for name, value in changes.items():
        entity, _, field = name.partition("_")
        if entity == "labels":
            rows["label"] = value
        elif entity in {"record", "store", "depiction", "document"} and not field:
            rows[entity] = value
        else:
            rows.setdefault(entity, [{}])[0][field] = value
    return rows


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("world"))


@pytest.fixture(scope="session")
def change():
    return changed


@pytest.fixture
def label() -> dict[str, Any]:
    return dict(LABELLED)
