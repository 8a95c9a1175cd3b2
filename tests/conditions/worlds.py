"""Random facts and random conditions over the small vocabulary, from a seed."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np

from compliance.conditions.computed import inputs_of
from compliance.conditions.facts import Facts
from compliance.conditions.operators import SETS, operators
from compliance.conditions.scope import Scope, each_name
from compliance.conditions.spans import Span
from compliance.conditions.tree import TRUE, AllOf, AnyOf, ForEachValue, Leaf, NoneOf, Quantified, WhenThen
from compliance.conditions.values import Dated, Each, Fact, Parameter, Pick, Says, Within, facts_in
from compliance.conditions.wanted import _compares
from compliance.jurisdictions import Jurisdictions
from compliance.jurisdictions.model import Membership, Territory
from compliance.strict_yaml import read_mapping
from compliance.validity import Period
from compliance.vocabulary.reading import read_vocabulary

ON = date(2026, 11, 22)
VOCABULARY = read_vocabulary(read_mapping(Path(__file__).with_name("vocabulary.yaml")))
PLACES = Jurisdictions(
    {
        "WW": Territory("WW", "World", "world"),
        "EU": Territory("EU", "Union", "union"),
        "US": Territory("US", "States"),
        "US-CA": Territory("US-CA", "State", memberships=(Membership("US"),)),
        "DE": Territory("DE", "Member", memberships=(Membership("EU"),)),
        "HR": Territory("HR", "Late member", memberships=(Membership("EU", Period(begins=date(2026, 6, 1))),)),
        "GB": Territory("GB", "Gone member", memberships=(Membership("EU", Period(until=date(2026, 3, 31))),)),
    }
)
CODES = ["WW", "EU", "US", "US-CA", "DE", "HR", "GB"]
PHRASES = ["AI-generated", "made with AI", "synthetic", "künstlich erzeugt", "人工智能生成"]
WORDS = [
    "This is AI\u2011generated.",
    "MADE  WITH ai",
    "We said nothing",
    "Künstlich Erzeugt",
    "本视频由人工智能生成",
    "“Synthetic”",
]
ABOUT = ["release", "asset", "depiction", "label", "consent", "notice", "organisation", "election"]


class World:
    """Makes facts and conditions from one seed."""

    def __init__(self, seed: int, *, rows: int = 12, gaps: float | None = None) -> None:
        self.random = random.Random(seed)  # noqa: S311 - test data
        self.gaps = self.random.choice([0.0, 0.1, 0.3, 0.6]) if gaps is None else gaps
        self.sizes = {
            name: 1 if entity.single else self.random.choice([rows, rows, rows // 2, rows * 2, 0, 1])
            for name, entity in VOCABULARY.entities.items()
        }
        # Blank references open every list they could belong to; most worlds have none, so that lists are closed.
        self.loose_links = self.random.random() < 0.25

    # -- facts

    def rows(self) -> dict[str, list[dict[str, object]]]:
        return {name: [self._row(name, nth) for nth in range(size)] for name, size in self.sizes.items()}

    def facts(self) -> Facts:
        return Facts.from_rows(self.rows(), VOCABULARY, PLACES)

    def _row(self, entity, nth):
        row = {}
        for name, field in VOCABULARY.entities[entity].fields.items():
            if name == VOCABULARY.entities[entity].key:
                row[name] = f"{entity}-{nth}"
            elif not field.computed and field.path != "assessment.date":
                gap = self.gaps if field.type != "reference" or self.loose_links else 0
                if self.random.random() >= gap:
                    row[name] = self.value(field)
        return row

    def value(self, field):
        pick = self.random.choice
        match field.type:
            case "yes_no":
                return pick([True, False])
            case "choice":
                return pick(list(field.choices)[:-1] or list(field.choices))
            case "choices":
                return frozenset(self._some(list(field.choices)[:-1]))
            case "number":
                return float(pick([0, 1, 2, 2.5, 3, 10]))
            case "duration":
                return float(pick([1, 30, 365]))
            case "date":
                return pick(["none", self.day(), self.day(), self.day(), self.day()])
            case "datetime":
                return pick(["none", self.instant(), self.instant(), self.instant()])
            case "territory":
                return pick([*CODES, "none"])
            case "territories":
                return frozenset(self._some(CODES))
            case "text":
                return pick(["some", "other"])
            case "wording":
                return pick(WORDS)
            case "reference":
                return self._key(field.to, pick(["none", "nowhere", ""]) if self.loose_links else "none")
            case "references":
                keys = [self._key(field.to, "nowhere") for _ in range(pick([0, 1, 1, 2, 3]))]
                return frozenset({"all"}) if self.random.random() < 0.2 else frozenset(keys)

    def _key(self, entity, otherwise):
        size = self.sizes[entity]
        return (
            f"{entity}-{self.random.randrange(size)}" if size and self.random.random() < 0.95 else otherwise or "none"
        )

    def _some(self, values):
        return self.random.sample(values, self.random.randint(0, min(3, len(values))))

    def day(self):
        return self.random.choice(
            [date(2026, 1, 31), date(2026, 4, 1), date(2026, 6, 1), date(2024, 2, 29), ON]
        ) + timedelta(days=self.random.choice([-400, -1, 0, 0, 1, 3, 30]))

    def instant(self):
        day, hour = self.random.choice([(date(2026, 11, 20), 9.5), (date(2026, 11, 21), 23), (date(2026, 1, 30), 12)])
        hours = hour + self.random.choice([-30, 0, 1, 24, 47])
        return datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=hours)

    def key_days(self, size):
        days = [np.nan if self.random.random() < 0.2 else float(self.day().toordinal()) for _ in range(size)]
        kind = self.random.choice(["none", "same", "known", "any"])
        if kind == "none":
            return None
        if kind == "same":
            return np.full(size, float(self.day().toordinal()))
        if kind == "known":
            days = [float(self.day().toordinal()) for _ in range(size)]
        return np.array(days, dtype=np.float64)

    # -- conditions

    def condition(self, about, depth=4):
        return self._node(Scope.about(about, VOCABULARY), depth)

    def _node(self, scope, depth):
        kind = self.random.choice(["leaf", "leaf", "all", "any", "none", "when", "list", "list", "list", "each"])
        part = self.random.choice(["", "", "", "first", "second"])
        if depth <= 0 or kind == "leaf":
            return replace(self._leaf(scope), part=part)
        if kind in {"all", "any", "none"}:
            group = {"all": AllOf, "any": AnyOf, "none": NoneOf}[kind]
            return group(tuple(self._node(scope, depth - 1) for _ in range(self.random.randint(1, 3))), part=part)
        if kind == "when":
            return WhenThen(self._node(scope, depth - 2), self._node(scope, depth - 1), part=part)
        if kind == "each":
            paths = [p for p, f in VOCABULARY.fields.items() if f.type in SETS and scope.knows(f.entity)]
            if not paths:
                return replace(self._leaf(scope), part=part)
            path = self.random.choice(paths)
            return ForEachValue(path, self._answer(), self._node(scope.each(path), depth - 1), part=part)
        links = [link for link in VOCABULARY.lists.values() if scope.knows(link.entity)]
        if not links:
            return replace(self._leaf(scope), part=part)
        link = self.random.choice(links)
        inside = scope.member(link)
        how = self.random.choice(["for_every", "for_some", "for_no"])
        return Quantified(
            how,
            link.path,
            self._answer(),
            self._node(inside, depth - 1),
            where=self.random.choice([TRUE, TRUE, self._node(inside, depth - 2)]),
            at_least=self.random.choice([1, 1, 2]) if how == "for_some" else 1,
            part=part,
        )

    def _answer(self):
        return self.random.choice([True, False, None])

    def _leaf(self, scope):
        # Members and their parents say most about a quantifier; every name in scope gets its turn.
        names = [*scope.entities, *scope.entities, "organisation", "assessment"]
        entity = self.random.choice(names[-6:])
        fields = list(VOCABULARY.entities[entity].fields.values())
        while True:
            field = self.random.choice(fields)
            words = [name for name, word in operators.items() if field.type in word.field_types]
            word = self.random.choice(words)
            wanted = self.wanted(field, word, scope)
            if wanted is not None:
                inputs = tuple(s for p in (field.path, *facts_in(wanted)) for s in inputs_of(p, VOCABULARY))
                return Leaf(field.path, word, wanted, inputs=inputs)

    def wanted(self, field, word, scope):
        kind = operators[word].wants
        if kind == "true":
            return True
        if kind == "says":
            return self._says(scope)
        if kind == "within":
            return self._within(field, scope)
        if kind == "span":
            return Fact("assessment.date", -self._span())
        other = self._other(field, scope) if self.random.random() < 0.35 else None
        if kind == "value" and field.type in SETS:
            return "none"
        if other is not None and word != "one_of" and not (word == "is" and other.path in self._sets()):
            later = self._span() if field.type in {"date", "datetime"} and self.random.random() < 0.3 else None
            return Fact(other.path, later)
        each = self._each(field, scope)
        if each is not None and word != "one_of" and self.random.random() < 0.5:
            return each
        several = kind in {"values", "set", "place"}
        if self.random.random() < 0.2 and kind != "day":
            days = sorted({self.day(), self.day()})
            return Dated(Parameter("p", "", tuple((day, self._literal(field, several), "s. 1") for day in days)))
        if kind == "day" and self.random.random() < 0.2 and other is not None:
            which = self.random.choice(["earliest", "latest"])
            return Pick(which, (Fact(other.path), self.random.choice([self.day(), Fact(other.path, self._span())])))
        literal = self._literal(field, several)
        return None if literal is None else literal

    def _sets(self):
        return {path for path, field in VOCABULARY.fields.items() if field.type == "references"}

    def _other(self, field, scope):
        fitting = [f for f in VOCABULARY.fields.values() if scope.knows(f.entity) and _compares(field, f, VOCABULARY)]
        return self.random.choice(fitting) if fitting else None

    def _each(self, field, scope):
        kinds = {"choice": "choices", "territory": "territories", "reference": "references"}
        paths = [p for p in VOCABULARY.fields if each_name(p) in scope.names]
        fitting = [p for p in paths if kinds.get(field.type, field.type) == VOCABULARY.fields[p].type]
        return Each(self.random.choice(fitting)) if fitting else None

    def _literal(self, field, several):
        def one():
            if field.type in {"choice", "choices"}:
                return self.random.choice(list(field.choices))
            if field.type in {"territory", "territories"}:
                return self.random.choice(CODES)
            if field.type in {"reference", "references"}:
                return "none" if field.type == "reference" else self.random.choice(["none", "all"])
            return self.value(field)

        if field.type in {"text", "wording"}:
            return None
        return frozenset(one() for _ in range(self.random.randint(1, 3))) if several else one()

    def _span(self):
        sign = self.random.choice([1, -1])
        span = self.random.choice([Span(days=30), Span(months=1), Span(years=1), Span(months=13, days=2)])
        return span if sign == 1 else -span

    def _within(self, field, scope):
        starts = [f for f in VOCABULARY.fields.values() if scope.knows(f.entity) and f.type == field.type]
        span = self.random.choice([Span(days=2), Span(months=1), Span(business_days=2)])
        if field.type == "datetime":
            span = self.random.choice([span, Span(hours=48)])
        else:
            starts += [f for f in VOCABULARY.fields.values() if scope.knows(f.entity) and f.type == "datetime"]
        place = self.random.choice(["US-CA", "DE", "", Fact("organisation.seat")]) if span.business_days else ""
        return Within(span, Fact(self.random.choice(starts).path), place) if starts else None

    def _says(self, scope):
        mode = self.random.choice(["exactly", "any_of", "contains_all"])
        phrases = tuple(self.random.sample(PHRASES, 2))
        if scope.knows("asset") and self.random.random() < 0.4:
            return Says(mode, (("video", phrases), ("image", phrases[:1])), by=Fact("asset.medium"))
        if self.random.random() < 0.4:
            language = self._each(VOCABULARY.fields["label.language"], scope) or "en"
            return Says(mode, (("", phrases),), language=language, spoken=Fact("label.language"))
        return Says(mode, (("", phrases),))
