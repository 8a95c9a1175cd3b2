"""The rule above all others: a blank cell never turns an outcome into a pass or an exemption.

Small random inventories are judged by requirements of every shape; then one cell after another is blanked. What was
open, failed or did not apply must not come out met. Where a duty is held up, to come or over for a case, the outcome it
would have is what counts: a blank that makes the duty stand may show it, and must not better it.
"""

import copy
import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.assessment.duty import EXEMPT, PASS
from compliance.assessment.groups import groups_of
from compliance.assessment.model import OUTCOMES
from compliance.assessment.outcomes import NOTHING
from compliance.assessment.run import judge_of
from compliance.assessment.subjects import Subjects

ON = date(2026, 11, 22)
GOOD = frozenset({PASS, EXEMPT})
DAYS = [date(2024, 1, 1), date(2026, 8, 1), *(date(2026, 8, 2), date(2026, 12, 1), date(2027, 3, 1)) * 2]

LABELLED = {
    "for_some": "release.labels",
    "if_none_listed": False,
    "satisfies": {"all": [{"label.channel": "visible"}, {"label.seconds|at_least": 2}]},
}
POLICE = {
    "id": "police",
    "plain": "p",
    "cites": [{"at": "Art. 3"}],
    "effect": "lifts",
    "when": {"asset.police_use": True},
}
SATIRE = {
    "id": "satire",
    "plain": "p",
    "cites": [{"at": "Art. 2"}],
    "effect": "relaxes",
    "when": {"asset.satire": True},
    "requires_instead": {
        "for_some": "release.labels",
        "if_none_listed": False,
        "satisfies": {"label.channel": "metadata"},
    },
}
DOCUMENTED = {**POLICE, "must_be_documented": True}
PREVAILS = {
    **SATIRE,
    "id": "strict",
    "when": {"asset.medium": "video"},
    "requires_instead": {"asset.width|at_least": 5},
    "prevails_over": ["satire"],
}


def shapes(world):
    """Return requirements in which every part of the decision depends on some fact."""
    entries = [
        {"from": "2024-07-12", "status": "enacted", "cite": "c"},
        {"from": "2026-08-02", "status": "in_force", "cite": "c"},
    ]
    partly = [*entries, {"from": "2026-09-01", "status": "enjoined", "cite": "c", "where": {"asset.medium": "video"}}]
    partly_void = [
        *entries,
        {"from": "2026-09-01", "status": "struck_down", "cite": "c", "where": {"asset.medium": "video"}},
    ]
    least = {
        "least": {
            "unit": "s",
            "values": [
                {"from": "2026-08-02", "value": 2, "cite": "c"},
                {"from": "2027-01-01", "value": 4, "cite": "c"},
            ],
        }
    }
    dated = {"for_some": "release.labels", "if_none_listed": False, "satisfies": {"label.seconds|at_least": "$least"}}
    nested = {
        "for_every": "asset.depictions",
        "where": {"depiction.replica": True},
        "if_none_listed": "unknown",
        "satisfies": {
            "for_some": "depiction.consents",
            "if_none_listed": False,
            "satisfies": {
                "all": [
                    {"consent.territories|covers": {"field": "release.territory"}},
                    {"consent.ends_on|on_or_after": {"field": "release.ends_on"}},
                ]
            },
        },
    }
    return world.library(
        world.duty(id="eu-act-plain"),
        world.duty(id="eu-act-excepted", exceptions=[SATIRE, POLICE]),
        world.duty(id="eu-act-documented", exceptions=[DOCUMENTED]),
        world.duty(id="eu-act-prevails", exceptions=[SATIRE, PREVAILS]),
        world.duty(id="eu-act-partly", timeline=partly, exceptions=[POLICE]),
        world.duty(id="eu-act-partly-void", timeline=partly_void),
        world.duty(
            id="eu-act-moved",
            transition=[
                {"when": {"asset.generated_on|before": "2026-01-01"}, "applies_from": "2027-02-01", "cite": "c"}
            ],
        ),
        world.duty(id="eu-act-throughout", holds="throughout", parameters=least, requires=dated),
        world.duty(id="eu-act-links", reached_by=["release.territory", "release.people_in"]),
        world.duty(id="eu-act-consent", requires=nested, applies_when={"none": [{"asset.medium": "audio"}]}),
        world.duty(
            id="eu-act-nobody",
            requires={"for_no": "release.labels", "if_none_listed": True, "satisfies": {"label.channel": "metadata"}},
        ),
        world.duty(id="eu-act-unless", requires={"when": {"asset.satire": False}, "then": LABELLED}),
        world.duty(
            id="eu-act-attested", requires=None, attest={"question": "q", "by": ["b"], "valid_for": "12 months"}
        ),
        world.duty(
            id="eu-act-narrow",
            applies_when={"asset.medium": "image"},
            builds_on={"id": "eu-act-plain", "relation": "replaces"},
        ),
    )


def random_rows(seed):
    """Return a small inventory in which most cells are filled in."""
    dice = random.Random(seed)  # noqa: S311

    def some(*values):
        return None if dice.random() < 0.1 else dice.choice(values)

    assets = [
        {
            "id": f"A{n}",
            "made_with_ai": some(True, True, True, True, False),
            "medium": some("video", "audio", "image"),
            "generated_on": some(*DAYS, "none"),
            "satire": some(True, False),
            "police_use": some(True, False),
            "width": some(1.0, 9.0),
            "depictions_complete": some(True, True, False),
        }
        for n in (1, 2)
    ]
    releases = [
        {
            "id": f"R{n}",
            "asset": f"A{dice.choice((1, 2))}",
            "territory": some("DE", "DE", "FR", "FR", "HR", "US"),
            "starts_on": some(*DAYS),
            "people_in": some(frozenset({"DE"}), frozenset({"US"}), frozenset()),
            "ends_on": some(date(2026, 8, 1), date(2027, 6, 1), "none"),
            "our_roles": some(*(frozenset({"deployer"}),) * 5, frozenset({"platform"})),
        }
        for n in (1, 2, 3)
    ]
    labels = [
        {
            "id": f"L{n}",
            "asset": f"A{dice.choice((1, 2))}",
            "releases": some(frozenset({"all"}), frozenset({"R1", "R2"})),
            "channel": some("visible", "visible", "metadata", "audible"),
            "seconds": some(1.0, 2.0, 5.0),
        }
        for n in range(dice.randrange(7))
    ]
    depictions = [
        {
            "id": f"D{n}",
            "asset": f"A{dice.choice((1, 2))}",
            "person": f"P{dice.choice((1, 2))}",
            "replica": some(True, False),
        }
        for n in range(dice.randrange(3))
    ]
    consents = [
        {
            "id": f"C{n}",
            "person": f"P{dice.choice((1, 2))}",
            "territories": some(frozenset({"WW"}), frozenset({"DE"})),
            "ends_on": some(date(2026, 12, 31), "none"),
        }
        for n in range(dice.randrange(4))
    ]
    records = [
        {
            "id": "X1",
            "kind": some("exemption_claim"),
            "requirement": "eu-act-documented",
            "exception": some("police", "satire"),
            "document": some("F1"),
            "expires_on": some("none", date(2026, 1, 1)),
            "assets": some(frozenset({"all"}), frozenset({"A1"})),
        },
        {
            "id": "X2",
            "kind": some("attestation"),
            "requirement": "eu-act-attested",
            "answer": some(True, False),
            "by": some("Ann"),
            "on": some(date(2026, 6, 1), date(2025, 1, 1)),
            "expires_on": some("none"),
            "document": some("F1"),
            "assets": some(frozenset({"all"}), frozenset({"A2"})),
        },
        {
            "id": "X3",
            "kind": some("attestation"),
            "requirement": "eu-act-attested",
            "answer": some(True, False),
            "by": some("Ann"),
            "on": some(date(2026, 7, 1)),
            "expires_on": some("none"),
            "document": some("F1"),
            "assets": some(frozenset({"all"})),
        },
    ]
    return {
        "asset": assets,
        "release": releases,
        "label": labels,
        "depiction": depictions,
        "consent": consents,
        "person": [{"id": "P1"}, {"id": "P2"}],
        "record": records[: dice.randrange(4)],
        "document": [{"id": "F1"}],
    }


def effective(world, library, rows):
    """Return each outcome, or the one it would have; and check that what is open has a ground."""
    subjects = Subjects(world.facts(rows, ON))
    judge = judge_of(subjects.facts, subjects, library, ON)
    found = {}
    for requirement in library.requirements:
        column = judge.judge(requirement)
        assert not column.error, column.error
        for group in groups_of(judge, column):
            assert group.ground.tokens, f"{requirement.id}: {group.kind} for no reason"
        for row, key in enumerate(subjects.keys("release")):
            code, would_be = int(column.codes[row]), int(column.would_be[row])
            found[requirement.id, key] = (code, code if would_be == NOTHING else would_be)
    return found


def cells(rows):
    """Yield every filled cell but the keys and what a row of a list is found by."""
    links = {"id", "requirement", "kind"}
    for entity, given_rows in rows.items():
        for number, row in enumerate(given_rows):
            for name, value in row.items():
                if value is not None and name not in links and entity not in {"person", "document"}:
                    yield entity, number, name


def assert_no_blank_helps(world, library, rows, chosen):
    before = effective(world, library, rows)
    for entity, number, name in chosen:
        blanked = copy.deepcopy(rows)
        blanked[entity][number][name] = None
        after = effective(world, library, blanked)
        for subject, (code, _) in after.items():
            if code in GOOD:
                was, would_have_been = before[subject]
                assert GOOD & {was, would_have_been}, (
                    f"{subject}: blanking {entity}.{name} turned {OUTCOMES[was].value} into {OUTCOMES[code].value}"
                )


@pytest.fixture(scope="module")
def library(world):
    return shapes(world)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32), data=st.data())
def test_a_blank_never_turns_an_outcome_into_a_pass_or_an_exemption(world, library, seed, data):
    rows = random_rows(seed)
    chosen = data.draw(st.lists(st.sampled_from(list(cells(rows))), min_size=1, max_size=6, unique=True))

    assert_no_blank_helps(world, library, rows, chosen)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_blanking_everything_leaves_nothing_met(world, library, seed):
    rows = random_rows(seed)
    for entity, number, name in cells(rows):
        rows[entity][number][name] = None

    after = effective(world, library, rows)

    assert not [subject for subject, (code, _) in after.items() if code in GOOD]


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_the_order_of_rows_decides_nothing(world, library, seed):
    rows = random_rows(seed)
    dice = random.Random(seed)  # noqa: S311
    shuffled = {entity: dice.sample(given_rows, len(given_rows)) for entity, given_rows in rows.items()}

    assert effective(world, library, shuffled) == effective(world, library, rows)
