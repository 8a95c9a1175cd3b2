"""What quantifiers mean, row by row: empty lists, open lists, unknown members, and the nested consent of every person."""

from datetime import UTC, date, datetime

import pytest

from compliance.conditions.reference import explain

CONSENTED = """
    for_every: asset.depictions
    where: {person.is_real: true}
    if_none_listed: unknown
    satisfies:
      for_some: depiction.consents
      if_none_listed: false
      satisfies:
        all:
          - consent.territories|covers: {field: release.territory}
          - consent.ends_on|on_or_after: {field: release.ends_on}
          - consent.withdrawn_on: none
    """
CONSENT = {
    "person": "p",
    "assets": frozenset({"all"}),
    "territories": frozenset({"EU"}),
    "ends_on": "none",
    "withdrawn_on": "none",
}


def project(consent=CONSENT, kind="living", complete=True, **release):
    return {
        "asset": [{"id": "a", "depictions_complete": complete}],
        "person": [{"id": "p", "kind": kind}],
        "depiction": [{"id": "d", "asset": "a", "person": "p"}],
        "consent": [] if consent is None else [{"id": "c", **consent}],
        "release": [{"id": "r", "asset": "a", "territory": "DE", "ends_on": date(2027, 1, 1), **release}],
    }


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (project(), True),
        (project(territory="US"), False),
        (project({**CONSENT, "ends_on": date(2026, 12, 31)}), False),
        (project({**CONSENT, "withdrawn_on": date(2026, 1, 1)}), False),
        (project(None), False),
        (project(None, kind="invented"), True),
        (project({**CONSENT, "withdrawn_on": None}), None),
        (project(None, kind=None), None),
        (project(complete=None), None),
        (project(None, complete=None), False),
        (project({**CONSENT, "assets": None}), None),
        (project({**CONSENT, "assets": frozenset({"another"})}), False),
        (project(territory=None), None),
        ({**project(), "depiction": []}, None),
    ],
)
def test_consent_covers_the_release_for_every_real_person(ask, rows, expected):
    assert ask(CONSENTED, **rows) is expected


SOME = "{for_some: release.labels, if_none_listed: %s, satisfies: {label.channel: visible}}"
EVERY = SOME.replace("for_some", "for_every")
NO = SOME.replace("for_some", "for_no")


def labels(*rows, complete=None):
    listed = [{"asset": "a", "releases": frozenset({"all"}), **row} for row in rows]
    return {
        "asset": [{"id": "a"}],
        "release": [{"id": "r", "asset": "a", "labels_complete": complete}],
        "label": listed,
    }


VISIBLE, HIDDEN, BLANK = {"channel": "visible"}, {"channel": "metadata"}, {}
MAYBE = {"releases": None}


@pytest.mark.parametrize(
    ("quantifier", "rows", "expected"),
    [
        (SOME, [VISIBLE, HIDDEN], True),
        (SOME, [HIDDEN], False),
        (SOME, [HIDDEN, BLANK], None),
        (EVERY, [VISIBLE, VISIBLE], True),
        (EVERY, [VISIBLE, HIDDEN, BLANK], False),
        (EVERY, [VISIBLE, BLANK], None),
        (NO, [HIDDEN], True),
        (NO, [VISIBLE, BLANK], False),
        (NO, [BLANK], None),
        # a row that may not be listed here adds no more than a doubt
        (SOME, [HIDDEN, {**VISIBLE, **MAYBE}], None),
        (EVERY, [VISIBLE, {**HIDDEN, **MAYBE}], None),
        (NO, [HIDDEN, {**VISIBLE, **MAYBE}], None),
        (SOME, [VISIBLE, {**HIDDEN, **MAYBE}], True),
        # a row of another release is not listed
        (SOME, [HIDDEN, {**VISIBLE, "releases": frozenset({"other"})}], False),
    ],
)
def test_quantifiers_are_conjunction_disjunction_and_its_negation(ask, quantifier, rows, expected):
    assert ask(quantifier % "unknown", **labels(*rows)) is expected


@pytest.mark.parametrize("answer", [True, False, None])
@pytest.mark.parametrize("quantifier", [SOME, EVERY, NO])
def test_an_empty_list_answers_as_the_pack_says(ask, quantifier, answer):
    written = {True: "true", False: "false", None: "unknown"}[answer]

    assert ask(quantifier % written, **labels()) is answer


@pytest.mark.parametrize("answer", ["true", "false"])
def test_an_open_list_stays_open(ask, answer):
    assert ask(SOME % answer, **labels(HIDDEN, complete=False)) is None
    assert ask(SOME % answer, **labels(VISIBLE, complete=False)) is True
    assert ask(EVERY % answer, **labels(VISIBLE, complete=False)) is None
    assert ask(EVERY % answer, **labels(HIDDEN, complete=False)) is False
    assert ask(NO % answer, **labels(HIDDEN, complete=False)) is None
    assert ask(NO % answer, **labels(VISIBLE, complete=False)) is False
    assert ask(SOME % answer, **labels(complete=False)) is None


def test_where_perhaps_nothing_is_listed_both_answers_must_agree(ask):
    assert ask(SOME % "false", **labels({**HIDDEN, **MAYBE})) is False
    assert ask(SOME % "true", **labels({**HIDDEN, **MAYBE})) is None
    assert ask(EVERY % "true", **labels({**VISIBLE, **MAYBE})) is True
    assert ask(EVERY % "false", **labels({**VISIBLE, **MAYBE})) is None


def test_a_label_of_an_unknown_asset_may_belong_anywhere(ask):
    stray = {**labels(HIDDEN), "label": [*labels(HIDDEN)["label"], {"channel": "visible"}]}

    assert ask(SOME % "false", **stray) is None
    assert ask(EVERY % "false", **stray) is False


def test_a_label_that_belongs_to_none_belongs_nowhere(ask):
    nowhere = {**labels(HIDDEN), "label": [*labels(HIDDEN)["label"], {"asset": "none", "channel": "visible"}]}

    assert ask(SOME % "false", **nowhere) is False


@pytest.mark.parametrize(
    ("channels", "expected"),
    [(["visible", "visible"], True), (["visible", "metadata"], False), (["visible", None], None), (["visible"], False)],
)
def test_at_least_so_many(ask, channels, expected):
    two = SOME.replace("if_none", "at_least_n: 2, if_none") % "false"

    assert ask(two, **labels(*({"channel": channel} for channel in channels))) is expected


@pytest.mark.parametrize(
    ("elections", "votes", "expected"),
    [
        (frozenset({"e"}), [date(2026, 12, 1)], True),
        (frozenset({"e"}), [date(2027, 12, 1)], False),
        (frozenset({"e"}), [None], None),
        (frozenset({"e"}), ["none"], False),
        (frozenset(), [], False),
        (None, [date(2026, 12, 1)], None),
        (frozenset({"nobody-listed-it"}), [date(2027, 12, 1)], None),
    ],
)
def test_a_release_is_inside_the_window_of_a_vote_or_not(ask, elections, votes, expected):
    window = "during: {from: {event: vote, minus: {days: 90}}, to: {event: vote}}"
    release = {"starts_on": date(2026, 11, 1), "ends_on": date(2026, 12, 31), "elections": elections}

    assert ask(window, release=[release], election=[{"id": "e", "vote_on": vote} for vote in votes]) is expected


def test_a_release_that_starts_inside_the_window_is_inside_whenever_it_ends(ask):
    window = "during: {from: {event: vote, minus: {days: 90}}, to: {event: vote}}"
    release = {"starts_on": date(2026, 11, 1), "elections": frozenset({"e"})}
    before = {**release, "starts_on": date(2026, 1, 1)}
    vote = [{"id": "e", "vote_on": date(2026, 12, 1)}]

    assert ask(window, release=[release], election=vote) is True
    assert ask(window, release=[before], election=vote) is None
    assert ask(window, release=[{**before, "ends_on": "none"}], election=vote) is True


@pytest.mark.parametrize(
    ("languages", "labelled", "expected"),
    [
        (frozenset({"de", "en"}), ["de", "en"], True),
        (frozenset({"de", "fr"}), ["de"], False),
        (frozenset({"de", "fr"}), ["de", None], None),
        (frozenset(), [], True),
        (None, ["de"], None),
    ],
)
def test_a_label_in_every_language_used(ask, languages, labelled, expected):
    every_language = """
        for_each_value: asset.languages
        if_none_listed: true
        satisfies:
          for_some: asset.labels
          if_none_listed: false
          satisfies: {label.language: {each: asset.languages}}
        """
    rows = {
        "asset": [{"id": "a", "languages": languages}],
        "label": [{"asset": "a", "language": code} for code in labelled],
    }

    assert ask(every_language, "asset", **rows) is expected


@pytest.mark.parametrize(
    ("label", "asset", "expected"),
    [
        ({"height": 50.0}, {"width": 1000.0, "height": 2000.0}, True),
        ({"height": 49.0}, {"width": 1000.0, "height": 2000.0}, False),
        ({"height": 50.0}, {"width": 1000.0}, None),
        ({"height": 50.0}, {"width": 0.0, "height": 10.0}, None),
    ],
)
def test_a_computed_fact_is_unknown_where_an_input_is(ask, label, asset, expected):
    rows = {"asset": [{"id": "a", **asset}], "label": [{"asset": "a", **label}]}

    assert ask("label.ratio|at_least: 0.05", "label", **rows) is expected


def test_rows_are_counted_only_where_all_are_known(ask):
    clause = "release.labels_shown|at_least: 1"

    assert ask(clause, **labels(VISIBLE)) is True
    assert ask(clause, **labels()) is False
    assert ask(clause, **labels(VISIBLE, complete=False)) is None
    assert ask(clause, **labels({**VISIBLE, **MAYBE})) is None


def test_an_explanation_names_rows_and_facts_and_what_is_missing(read, facts):
    condition = read(CONSENTED)
    stated = facts(**project({**CONSENT, "withdrawn_on": None}))

    found = explain(condition, stated, "release", 0, date(2026, 11, 22))
    person = found.children[0]
    clauses = {leaf.text: leaf.answer for leaf in found.walk() if not leaf.children}

    assert found.answer is None
    assert found.missing == ("consent.withdrawn_on",)
    assert found.text == "for every one of the asset's depictions (none listed counts as unknown)"
    assert (person.row, person.answer) == ("depiction d", None)
    assert clauses["Withdrawn on: none"] is None
    assert clauses["Territories covers the release's territory"] is True
    read_from = {(fact.path, fact.key): fact.value for node in found.walk() for fact in node.facts}
    assert read_from["consent.territories", "c"] == frozenset({"EU"})
    assert read_from["release.territory", "r"] == "DE"
    assert read_from["consent.withdrawn_on", "c"] is None


@pytest.mark.parametrize(
    ("removed", "on", "due"),
    [("none", 21, datetime(2026, 11, 22, 10, 0, tzinfo=UTC)), ("none", 23, None), (None, 21, None)],
)
def test_a_clock_that_still_runs_tells_when_it_runs_out(read, facts, removed, on, due):
    condition = read("notice.removed_at|within: {hours: 48, of: notice.received_at}", "notice")
    row = {"received_at": datetime(2026, 11, 20, 10, 0, tzinfo=UTC), "removed_at": removed}

    assert explain(condition, facts(notice=[row]), "notice", 0, date(2026, 11, on)).due == due
