"""Law of a union and law of its members apply side by side: what one of them forbids, the other cannot clear."""

from __future__ import annotations

from compliance.assessment.model import Assessment, Decision, Outcome

MEMBERS = {"DE", "FR", "IT"}
"""Members of the union in which the example is released."""


def test_a_fail_under_national_law_is_never_hidden_by_a_pass_under_the_law_of_the_union(assessment: Assessment) -> None:
    passed = {
        (verdict.subject.asset, verdict.subject.territory)
        for verdict in assessment.outcomes.verdicts(outcome=Outcome.PASS)
        if verdict.requirement.jurisdiction == "EU"
    }
    failed = {
        (subject.asset, subject.territory): finding
        for finding in assessment.fails
        if finding.requirement.jurisdiction in MEMBERS
        for subject in finding.open_subjects
    }
    both = {pair: failed[pair] for pair in passed & failed.keys()}
    decided = {(row.asset, row.territory): row for row in assessment.asset_decisions}

    assert both, "the example has a release that meets a duty of the union and breaks national law"
    for pair, finding in both.items():
        worst = Decision.BLOCKED if finding.blocks else Decision.UNDECIDED
        assert decided[pair].decision.rank <= worst.rank
        assert finding.id in decided[pair].findings


def test_the_worst_asset_decides_for_the_territory(assessment: Assessment) -> None:
    for territory in assessment.territory_decisions:
        own = [row.decision for row in assessment.asset_decisions if row.territory == territory.territory]

        assert territory.decision.rank <= min(decision.rank for decision in own)
