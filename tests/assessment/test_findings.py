"""Findings: one requirement, one cause, every subject; with words a person can act on and a name that lasts."""

import copy
from datetime import date

import pytest

from compliance.assessment.grounds import Ground, finding_id
from compliance.assessment.model import Outcome
from compliance.conditions.tree import Leaf
from compliance.conditions.values import Dated, Parameter

SATIRE = {
    "id": "satire",
    "plain": "Satire need only say so anywhere.",
    "cites": [{"at": "Art. 2"}],
    "effect": "relaxes",
    "when": {"asset.satire": True},
    "requires_instead": {
        "for_some": "release.labels",
        "if_none_listed": False,
        "satisfies": {"label.channel": "metadata"},
    },
}
POLICE = {
    "id": "police",
    "plain": "The police may.",
    "cites": [{"at": "Art. 3"}],
    "effect": "lifts",
    "when": {"asset.police_use": True},
    "must_be_documented": True,
}


def only(items):
    (item,) = items
    return item


def texts(finding):
    return [clause.text for clause in finding.clauses]


def many(change, count=3, **changes):
    rows = change(**changes)
    asset, release = rows["asset"][0], rows["release"][0]
    rows["asset"] = [{**asset, "id": f"A{n}", "title": f"Clip {n}"} for n in range(1, count + 1)]
    rows["release"] = [{**release, "id": f"R{n}", "asset": f"A{n}"} for n in range(1, count + 1)]
    return rows


def test_many_subjects_with_one_cause_are_one_finding(world, change):
    finding = only(world.assess(many(change, 200)).findings)

    assert len(finding.subjects) == 200
    assert finding.subjects[0].title == "R1"
    assert finding.subjects[0].asset == "A1"
    assert finding.condition == "Not met by 200 releases. Asked, and not so: a label is listed."


def test_different_causes_are_different_findings(world, change, label):
    rows = many(change, 3)
    rows["label"] = [
        {**label, "seconds": 1.0},
        {**label, "id": "L2", "asset": "A2", "channel": "audible"},
        {**label, "id": "L3", "asset": "A3", "channel": "audible", "seconds": 1.0},
    ]

    findings = world.assess(rows).findings

    assert sorted(texts(finding) for finding in findings) == [
        ["Channel: Visible"],
        ["Channel: Visible", "Time on screen is at least 2 s"],
        ["Time on screen is at least 2 s"],
    ]


def test_a_findings_name_depends_on_its_cause_and_not_on_whom_it_concerns(world, change, label):
    short = [{**label, "seconds": 1.0}]

    one, other = world.assess(change(labels=short)), world.assess(change(labels=short, release_territory="FR"))
    unlabelled = world.assess(change())

    assert only(one.findings).id == only(other.findings).id
    assert only(one.findings).id != only(unlabelled.findings).id


def test_names_do_not_depend_on_an_amended_value_or_on_the_order_of_a_set():
    def ground(*values, wanted=None):
        parameter = Parameter("least", "s", values)
        return Ground((Leaf("label.seconds", "at_least", wanted or Dated(parameter)),))

    first = (date(2026, 1, 1), 2.0, "Annex")

    assert finding_id("d", "fail", "", ground(first)) == finding_id("d", "fail", "", ground(first, first))
    assert finding_id("d", "fail", "", ground(wanted=frozenset("abc"))) == finding_id(
        "d", "fail", "", ground(wanted=frozenset("cba"))
    )
    assert finding_id("d", "fail", "", ground(first)) != finding_id("d", "undetermined", "", ground(first))


def test_the_recommendation_fills_in_what_all_subjects_share(world, change):
    one, several = world.assess(change()), world.assess(many(change, 3))

    assert only(one.findings).recommendation == "Label Trailer before its release in Germany on 2026-12-01."
    assert only(several.findings).recommendation == (
        "Label each asset concerned before its release in Germany on 2026-12-01."
    )
    assert only(one.findings).steps == ("Write the label.",)


def test_the_recommendation_is_general_where_subjects_differ(world, change):
    rows = many(change, 2)
    rows["release"][1] |= {"territory": "FR", "starts_on": date(2026, 12, 2)}

    finding = only(world.assess(rows).findings)

    assert finding.recommendation == (
        "Label each asset concerned before its release in each territory concerned on the recorded date."
    )


def test_where_no_label_cures_the_recommendation_says_so(world):
    library = world.library(world.duty(label_cures=False, remedy={"text": "Take it down"}))

    assert only(world.assess(library=library).findings).recommendation == "Take it down. A label does not cure this."


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"provenance": {"confidence": "secondary", "sources": ["s"], "as_of": "2026-11-22"}},
            "The text was read in secondary sources: confirm it before filing.",
        ),
        (
            {"provenance": {"confidence": "recalled", "sources": ["s"], "as_of": "2026-11-22"}},
            "The text is only recalled and does not block a release: confirm it with counsel.",
        ),
        ({"bound_through": "platform"}, "It reaches us only through each platform we use, by its terms."),
        (
            {"enforcement": {"suspended_until": "2027-01-01"}},
            "Fines are suspended until 2027-01-01; the duty stands meanwhile.",
        ),
        ({"force": "validity_condition"}, "Where it is missing, what depends on it does not hold in law."),
        ({"force": "guidance"}, "It is advice and holds no release back."),
        (
            {
                "sanctions": [
                    {
                        "kind": "administrative_fine",
                        "at_most": {
                            "amount": 15000000,
                            "currency": "EUR",
                            "or_percent_of_turnover": 3,
                            "whichever": "higher",
                        },
                        "cites": [{"at": "Art. 99"}],
                    }
                ]
            },
            "A breach can lead to: administrative fine, at most EUR 15,000,000 or 3 % of turnover, whichever is higher.",
        ),
        (
            {
                "sanctions": [
                    {
                        "kind": "fine",
                        "at_most": {"amount": 1, "currency": "EUR", "or_percent_of_turnover": 3, "whichever": "higher"},
                        "for_small_firms": {"whichever": "lower", "sizes": ["micro", "small_mid_cap"]},
                        "cites": [{"at": "Art. 99"}],
                    }
                ]
            },
            "whichever is higher, for firms of size micro, small mid-cap whichever is lower.",
        ),
        (
            {
                "sanctions": [
                    {
                        "kind": "fine",
                        "text": "or both.",
                        "when": {"asset.medium": "video"},
                        "at_least": {"years": 1},
                        "at_most": {"years": 3},
                        "per": "day",
                        "cites": [{"at": "s. 9"}],
                    }
                ]
            },
            "A breach can lead to: fine, at least 1 year, at most 3 years, per day, where Medium: Video (or both).",
        ),
    ],
)
def test_the_effect_says_what_a_breach_can_cost_and_how_sure_the_source_is(world, changes, told):
    finding = only(world.assess(library=world.library(world.duty(**changes))).findings)

    assert told in finding.effect


def test_a_finding_names_the_exception_relied_on(world, change):
    library = world.library(world.duty(exceptions=[SATIRE]))

    finding = only(world.assess(change(asset_satire=True), library).findings)

    assert finding.through == "satire"
    assert "Relied on is the exception “satire”; the duty it leaves is not met either." in finding.condition


def test_an_exception_that_only_wants_a_claim_is_suggested(world, change):
    library = world.library(world.duty(exceptions=[POLICE]))

    finding = only(world.assess(change(asset_police_use=True), library).findings)

    assert finding.kind is Outcome.FAIL
    assert "claim the exception “police” in the records sheet as police, with a document." in finding.recommendation


@pytest.mark.parametrize(
    ("blank", "missing"),
    [
        ({"release_starts_on": None}, {"release.starts_on"}),
        ({"release_territory": None}, {"release.territory"}),
        ({"release_our_roles": None}, {"release.our_roles"}),
        ({"asset_made_with_ai": None}, {"asset.made_with_ai"}),
        ({"asset_made_with_ai": None, "release_our_roles": None}, {"release.our_roles", "asset.made_with_ai"}),
    ],
)
def test_an_open_finding_names_the_facts_that_are_missing(world, change, blank, missing):
    finding = only(world.assess(change(**blank)).findings)

    assert finding.kind is Outcome.UNDETERMINED
    assert set(finding.missing) == missing


def test_an_open_finding_asks_and_names_the_evidence(world, change, label):
    finding = only(world.assess(change(labels=[{**label, "seconds": None}])).findings)

    assert finding.missing == ("label.seconds",)
    assert (
        finding.condition == "Cannot be decided for release R1 (asset A1 in DE); not recorded: Label: time on screen."
    )
    assert finding.recommendation == "Answer: How many seconds is it on screen?"
    assert finding.steps == ("Obtain: Still with the label",)


def test_a_missing_document_of_a_claim_is_asked_for(world, change):
    library = world.library(world.duty(exceptions=[POLICE]))
    claim = {
        "id": "X1",
        "kind": "exemption_claim",
        "requirement": "eu-act-label",
        "exception": "police",
        "expires_on": "none",
        "assets": frozenset({"all"}),
    }

    finding = only(world.assess(change(asset_police_use=True, record=[claim]), library).findings)

    assert finding.missing == ("record.document",)


def test_a_question_for_a_person_is_asked_in_the_finding(world):
    attest = {"question": "Is the notice easy to find?", "by": ["producer", "counsel"], "valid_for": "12 months"}

    finding = only(world.assess(library=world.library(world.duty(requires=None, attest=attest))).findings)

    assert finding.missing == ()
    assert "Nobody has answered, with a document and in date: Is the notice easy to find?" in finding.condition
    assert "Have it answered by producer or counsel, with a document" in finding.recommendation


def test_doubt_about_the_laws_own_date_is_told(world):
    library = world.library(world.duty(timeline=[{"from": "2026-12", "status": "in_force", "cite": "Art. 9"}]))

    finding = only(world.assess(library=library).findings)

    assert finding.kind is Outcome.UNDETERMINED
    assert "If it is in force, it is not met: a label is listed." in finding.condition
    assert finding.recommendation == "Have counsel confirm the day on which the law starts."


def test_facts_stand_with_their_places(world, change, label):
    finding = only(world.assess(change(labels=[{**label, "seconds": 1.0}])).findings)

    facts = {fact.path: fact for fact in finding.facts}
    assert (facts["label.seconds"].shown, facts["label.seconds"].subject) == ("1 s", "L1")
    assert str(facts["label.seconds"].place) == "project.xlsx, sheet labels, row 2, column seconds"
    assert str(facts["release.territory"].place) == "project.xlsx, sheet releases, row 2, column territory"


def test_a_blank_fact_stands_where_it_is_to_be_filled_in(world, change, label):
    finding = only(world.assess(change(labels=[{**label, "seconds": None}])).findings)

    (fact,) = finding.facts
    assert (fact.path, fact.shown) == ("label.seconds", "unknown")
    assert str(fact.place) == "project.xlsx, sheet labels, row 2, column Time on screen"


def test_findings_stand_by_what_they_are_then_by_severity_then_as_in_the_packs(world, change):
    library = world.library(
        world.duty(id="eu-act-a", severity="low"),
        world.duty(id="eu-act-b", severity="critical"),
        world.duty(id="eu-act-c", force="guidance", severity="critical"),
        world.duty(id="eu-act-d", severity="critical", requires={"asset.satire": True}),
        world.duty(id="eu-act-e", severity="low"),
    )

    findings = world.assess(change(), library).findings

    assert [(finding.requirement.id[-1], finding.kind.value) for finding in findings] == [
        ("b", "fail"),
        ("a", "fail"),
        ("e", "fail"),
        ("d", "undetermined"),
        ("c", "fail"),
    ]


def test_every_undetermined_row_has_a_ground(world, change, label):
    library = world.library(
        world.duty(exceptions=[SATIRE, POLICE], holds="throughout"),
        world.duty(
            id="eu-act-moved",
            transition=[
                {"when": {"asset.generated_on|before": "2026-01-01"}, "applies_from": "2027-02-01", "cite": "Art. 8"}
            ],
        ),
    )
    rows = change(labels=[{**label, "channel": None}], release_starts_on=date(2026, 7, 1), release_ends_on=None)

    for finding in world.assess(rows, library).findings:
        assert finding.missing or finding.clauses, finding.condition


def test_the_order_of_rows_changes_nothing_but_the_order(world, change, label):
    rows = many(change, 6)
    rows["label"] = [
        {**label, "seconds": 1.0},
        {**label, "id": "L2", "asset": "A2"},
        {**label, "id": "L3", "asset": "A3", "seconds": None},
    ]
    turned = {name: list(reversed(copy.deepcopy(given))) for name, given in rows.items()}

    straight, reverse = world.assess(rows), world.assess(turned)

    def told(assessment):
        return {
            finding.id: (finding.kind, sorted(subject.key for subject in finding.subjects))
            for finding in assessment.findings
        }

    assert told(straight) == told(reverse)
    assert {(row.asset, row.territory): row.code for row in straight.asset_decisions} == {
        (row.asset, row.territory): row.code for row in reverse.asset_decisions
    }
    assert straight.territory_decisions == reverse.territory_decisions
    assert [question.path for question in straight.questions] == [question.path for question in reverse.questions]


def test_a_list_in_which_nothing_stands_is_a_fact(world):
    first, *_ = only(world.assess().findings).facts

    assert (first.path, first.title, first.subject, first.shown) == ("release.labels", "Labels", "R1", "none listed")
    assert str(first.place) == "project.xlsx, sheet labels"


def test_what_decided_stands_before_what_triggered(world, change, label):
    finding = only(world.assess(change(labels=[{**label, "seconds": 1.0}])).findings)

    paths = [fact.path for fact in finding.facts]
    assert paths[0] == "label.seconds"
    assert paths.index("label.seconds") < paths.index("release.territory") < paths.index("asset.made_with_ai")


def test_a_permission_whose_absence_triggers_is_a_fact(world, change, label):
    nobody_agreed = {
        "for_some": "asset.depictions",
        "if_none_listed": False,
        "satisfies": {
            "for_no": "depiction.consents",
            "if_none_listed": True,
            "satisfies": {"consent.ends_on": "none"},
        },
    }
    rows = change(depiction=[{"id": "D1", "asset": "A1", "person": "P1"}])
    rows["person"] = [{"id": "P1"}]

    finding = only(world.assess(rows, world.library(world.duty(applies_when=nobody_agreed))).findings)

    fact = next(fact for fact in finding.facts if fact.path == "depiction.consents")
    assert (fact.subject, fact.shown, str(fact.place)) == ("D1", "none listed", "project.xlsx, sheet consents")


@pytest.mark.parametrize(
    ("starts", "said"),
    [
        (date(2026, 11, 12), "It has been out since 2026-11-12: withdraw it or correct it now."),
        (date(2026, 12, 1), ""),
    ],
)
def test_a_remedy_that_comes_too_late_says_so(world, change, starts, said):
    recommendation = only(world.assess(change(release_starts_on=starts)).findings).recommendation

    assert said in recommendation
    assert ("has been out" in recommendation) is bool(said)
