"""Whatever stands where, the answer is a library or problems with lines: never a crash, and never silence."""

import copy
import json
import random

from compliance.errors import PackError
from compliance.policy.cases import load_cases
from compliance.strict_yaml import parse_yaml
from compliance.vocabulary.reading import read_vocabulary

WRONG = (
    None,
    5,
    1.1,
    True,
    "x",
    "",
    [],
    {},
    [5],
    [None],
    ["x"],
    {"a": 1},
    {"a": {}},
    [{"a": 1}],
    [[]],
    {"field": 5},
    "$x",
)


def nodes(tree, path=()):
    """Yield the path of every value of a tree."""
    yield path
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in items:
        yield from nodes(value, (*path, key))


def with_wrong(tree, path, wrong):
    """Return the tree as text, another value standing at one place."""
    changed = copy.deepcopy(json.loads(json.dumps(tree)))
    if not path:
        return json.dumps(wrong)
    target = changed
    for key in path[:-1]:
        target = target[key]
    target[path[-1]] = wrong
    return json.dumps(changed, indent=1)


def spoilt(text, count):
    """Return some of the ways to spoil a YAML text, the same ones in every run."""
    tree = parse_yaml(text, "good.yaml")
    ways = [(path, wrong) for path in nodes(tree) for wrong in WRONG]
    return [(path, with_wrong(tree, path, wrong)) for path, wrong in random.Random(1).sample(ways, count)]  # noqa: S311 - no secret


def refusal(read):
    """Return the problems that a reading ends with; none where it succeeds."""
    try:
        read()
    except PackError as fault:
        return fault.problems
    return ()


def test_a_pack_with_anything_anywhere_is_read_or_refused(folder):
    for path, text in spoilt((folder.path / "eu/act.yaml").read_text(), 150):
        folder.write("eu/act.yaml", text)

        problems = refusal(folder.load)

        assert [problem for problem in problems if problem.at is None and problem.code != "no-requirements"] == [], path


def test_cases_with_anything_anywhere_are_read_or_refused(folder, cases_text):
    for path, text in spoilt(cases_text, 150):
        folder.write("eu/act.cases.yaml", text)

        problems = refusal(lambda: load_cases([folder.path]))

        assert [problem for problem in problems if problem.at is None] == [], path


def test_a_vocabulary_with_anything_anywhere_is_read_or_refused(vocabulary_text):
    for path, text in spoilt(vocabulary_text, 150):
        if path:
            problems = refusal(lambda text=text: read_vocabulary(parse_yaml(text, "vocabulary.yaml")))

            assert [problem for problem in problems if problem.at is None] == [], path
