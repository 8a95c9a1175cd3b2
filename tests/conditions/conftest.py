"""A small vocabulary, conditions read from text, and facts from rows."""

from __future__ import annotations

import importlib.util
import sys
from datetime import date
from pathlib import Path
from textwrap import dedent

import numpy as np
import pytest

from compliance.conditions.engine import Engine
from compliance.conditions.facts import Facts
from compliance.conditions.reading import read_condition
from compliance.conditions.reference import answer
from compliance.strict_yaml import parse_yaml

ON = date(2026, 11, 22)


def load_worlds():
    """Load the random worlds by path: they are data beside the tests, not a part of a package."""
    if "condition_worlds" not in sys.modules:
        path = Path(__file__).with_name("worlds.py")
        spec = importlib.util.spec_from_file_location("condition_worlds", path)
        sys.modules["condition_worlds"] = module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return sys.modules["condition_worlds"]


@pytest.fixture(scope="session")
def worlds():
    return load_worlds()


@pytest.fixture(scope="session")
def vocabulary(worlds):
    return worlds.VOCABULARY


@pytest.fixture(scope="session")
def places(worlds):
    return worlds.PLACES


@pytest.fixture
def found_problems(vocabulary, places):
    """Read a condition; return it with the problems, a line each."""

    def read(text, about="release", **context):
        problems = []
        node = parse_yaml(dedent(text), "pack.yaml")
        condition = read_condition(
            node, about=about, vocabulary=vocabulary, jurisdictions=places, problems=problems, **context
        )
        return condition, [str(problem) for problem in problems]

    return read


@pytest.fixture
def read(found_problems):
    """Read a condition that must be free of problems."""

    def read(text, about="release", **context):
        condition, problems = found_problems(text, about, **context)
        assert problems == []
        return condition

    return read


@pytest.fixture
def facts(vocabulary, places):
    return lambda **rows: Facts.from_rows(rows, vocabulary, places)


@pytest.fixture
def ask(read, facts):
    """Ask a condition of the first row of a table; engine and reference must agree."""

    def ask(text, about="release", key_day="as of", on=ON, context=None, **rows):
        condition, stated = read(text, about, **(context or {})), facts(**rows)
        found = answer(condition, stated, about, 0, on, key_day)
        days = None
        if key_day != "as of":
            days = [float("nan") if key_day is None else key_day.toordinal()] * len(stated.table(about))
        engine = Engine(stated, on)
        answers = engine.evaluate(condition, about, None if days is None else np.array(days, dtype=np.float64))
        assert answers.to_values()[0] is found
        return found

    return ask
