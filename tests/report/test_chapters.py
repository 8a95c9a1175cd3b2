"""What the chapters tell follows from the assessment, and nothing is pointed at that is not told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from compliance.assessment.model import Decision, Outcome
from compliance.conditions.tree import TRUE, Quantified
from compliance.policy.model import Sanction
from compliance.report.chapters import (
    CHAPTERS,
    authorities,
    card,
    control,
    criteria,
    exposure,
    limitations,
    matrix,
    register,
)
from compliance.report.chapters.cover import answer, counted
from compliance.report.chapters.matrix import cell
from compliance.report.index import QUESTIONS, WAITING, Index
from compliance.report.pages import page_size
from compliance.report.templating import folders_of, html_of
from compliance.report.view import view_of
from compliance.report.words import NONE, force_words, status_words


@pytest.fixture
def kinds(small):
    """Findings by what they mean for a release."""
    fails = small.fails
    return {
        "blocks": next(finding for finding in fails if finding.blocks),
        "recalled": next(finding for finding in fails if not finding.blocks and not finding.waived),
        "waived": next(finding for finding in fails if finding.waived),
        "open": small.undetermined[0],
        "advisory": replace(fails[0], advisory=True, blocks=False),
    }


@pytest.mark.parametrize(
    ("found", "counts", "code"),
    [
        (["waived", "open", "blocks"], {}, "B"),
        (["waived", "open"], {}, "U"),
        (["recalled"], {}, "U"),
        (["waived"], {Outcome.PASS: 3}, "W"),
        (["advisory"], {Outcome.PASS: 3}, "C"),
        ([], {Outcome.UPCOMING: 1, Outcome.PASS: 3}, "CC"),
        ([], {Outcome.PASS: 3, Outcome.NOT_APPLICABLE: 1}, "C"),
        ([], {Outcome.NOT_APPLICABLE: 5}, NONE.code),
        ([], {Outcome.UNDETERMINED: 1, Outcome.PASS: 3}, "U"),
        ([], {Outcome.ERROR: 1}, "U"),
        ([], {Outcome.FAIL: 1, Outcome.PASS: 3}, "U"),
        ([], {}, NONE.code),
    ],
)
def test_a_cell_of_the_matrix_is_the_worst_of_its_findings(kinds, found, counts, code):
    assert cell([kinds[name] for name in found], counts, Decision.CLEAR_WITH_CONDITIONS).code == code


def test_a_theme_nobody_considered_is_not_called_not_applicable():
    assert cell([], {}, Decision.CLEAR, considered=False).code == "nc"


def test_what_is_met_clears_no_theme_that_nobody_considered(kinds):
    assert cell([], {Outcome.PASS: 3}, Decision.CLEAR, considered=False).code == "nc"
    assert cell([kinds["open"]], {Outcome.PASS: 3}, Decision.CLEAR, considered=False).code == "U"


def test_a_duty_that_starts_after_the_release_leaves_it_clear():
    assert cell([], {Outcome.UPCOMING: 1}, Decision.CLEAR).code == "C"


def test_a_fail_of_the_project_blocks_the_theme_where_the_place_is_blocked():
    """Stores and systems have no territory of release; their findings stand under the project as a whole."""
    assert cell([], {Outcome.FAIL: 1}, Decision.BLOCKED).code == "B"


def test_what_holds_a_place_back_names_its_findings_even_where_not_all_its_law_was_considered(small):
    place = replace(
        small.territory_decisions[0], decision=Decision.BLOCKED, blocking=(small.fails[0].id,), covered=False
    )
    matrix_told = matrix.prepare(Index(replace(small, territory_decisions=(place,))))

    assert matrix_told is not None
    assert [(held.part, held.points) for held in matrix_told.held_back] == [
        ("", True),
        ("the project as a whole", True),
    ]
    assert matrix_told.held_back[0].note == "Not all the law of this place was considered."


def test_a_project_that_is_clear_somewhere_is_told_beside_the_matrix(small):
    told = matrix.prepare(Index(small))

    assert told is not None
    assert told.project_note == "Clear: Dunmark."


def test_nothing_released_is_not_told_as_clear(small):
    assert answer(replace(small, territory_decisions=())) == "No release territory was decided."


def test_an_assessment_without_anything_says_what_is_left_out(small):
    bare = replace(
        small, findings=(), questions=(), asset_decisions=(), territory_decisions=(), project_rows=(), waivers=(), statements=(),
        applicability=(), calendar=(), reconciliation=(), inputs=(), titles={}, notes=(), library=replace(small.library, packs=()),
    )  # fmt: skip
    report = view_of(bare, created="2031-03-03T00:00:00Z")
    html = html_of(report, page_size("A4"), folders_of(None))

    assert {chapter.name for chapter in report.chapters} >= {"cover", "control", "conclusion", "scope", "signoff"}
    assert "Criteria: no requirement was loaded, so nothing was examined." in html
    assert "Waivers: none on file." in html


def test_only_what_is_told_is_pointed_at(small):
    many = tuple(replace(small.undetermined[0], id=f"F-{number:08x}") for number in range(WAITING + 5))
    asked = tuple(replace(small.questions[0], path=f"asset.f{number}") for number in range(QUESTIONS + 5))
    index = Index(replace(small, findings=(*small.fails, *many), questions=asked))

    refs = index.finding_refs([finding.id for finding in many], cap=WAITING + 9)
    assert (len(refs.shown), refs.more) == (WAITING, 5)
    refs = index.question_refs([question.path for question in asked], cap=QUESTIONS + 9)
    assert (len(refs.shown), refs.more) == (QUESTIONS, 5)


def test_the_register_adds_up(small, kinds):
    project_wide = replace(kinds["blocks"], territories=())
    view = register.prepare(
        Index(replace(small, findings=(kinds["blocks"], project_wide, kinds["recalled"], kinds["waived"])))
    )

    assert (len(view.lines), view.blocking) == (4, 2)
    assert [words.partition(" ")[0] for words in view.rest] == ["1", "1", "1"]
    assert "not one release" in view.rest[0]
    assert "waivers" in view.rest[1]
    assert "cannot block" in view.rest[2]


def test_what_concerns_nothing_of_the_project_is_named_in_brief(small):
    row = small.applicability[0]
    elsewhere = replace(row.requirement, id="zz-else-1", instrument="zz-act", jurisdiction="ZZ")
    far = replace(row, requirement=elsewhere, applies="not reached", why="No release is there.")
    act = replace(next(iter(small.library.instruments.values())), id="zz-act", title="Far Act", jurisdiction="ZZ")
    pack = replace(small.library.packs[0], id="zz", instruments={"zz-act": act}, requirements=(elsewhere,))
    index = Index(
        replace(
            small,
            applicability=(*small.applicability, far),
            library=replace(small.library, packs=(*small.library.packs, pack)),
        )
    )
    told, named = criteria.prepare(index), authorities.prepare(index)

    assert "zz-else-1" in {brief.id for brief in told.unreached}
    assert "zz-else-1" not in {row.id for place in told.places for row in place.applied}
    assert [authority.title for authority in named.unreached][-1] == "Far Act"
    assert named.unreached[-1].code == f"A-{named.total:02d}"

    packs, said = control.prepare(index), limitations.prepare(index)

    assert [[pack.id for pack in line] for line in packs.packs_in_brief] == [["zz"]]
    assert len(packs.packs) == len(small.library.packs)
    assert said.silent_packs == 1
    assert said.packs == limitations.prepare(Index(small)).packs


def test_a_project_in_one_territory_is_answered_without_counting(small):
    one = replace(small, territory_decisions=small.territory_decisions[:1])

    assert answer(one) == f"The one territory is {one.territory_decisions[0].decision.words.lower()}."
    assert counted(one) == (
        "Territories alone are counted. Of the project as a whole, in 2 jurisdictions, 1 is blocked and 1 is clear."
    )


def test_a_day_is_told_no_more_exactly_than_its_source(small):
    row = replace(
        small.applicability[0],
        in_force_from=date(1907, 1, 1),
        in_force_as_written="1907",
        until=None,
        until_as_written="",
    )

    assert force_words(row) == "from 1907"
    assert force_words(replace(row, until=date(2024, 5, 31), until_as_written="2024-05")) == "1907 to May 2024"
    assert force_words(replace(row, until=date(2030, 7, 1), until_as_written="2030-07-01")) == "1907 to 2030-06-30"
    assert force_words(replace(row, in_force_from=None, in_force_as_written="unstated")) == "no date stated"


def test_every_chapter_has_a_template_of_its_name():
    folder = folders_of(None)[0]

    assert {chapter.template for chapter in CHAPTERS} == {
        f"sections/{file.name}" for file in (folder / "sections").iterdir()
    }


def priced(small, **more):
    """The sample, whose every fail costs the same fine."""
    fine = Sanction("administrative_fine", at_most={"amount": 5_000, "currency": "EUR", **more})
    findings = tuple(
        replace(finding, requirement=replace(finding.requirement, sanctions=(fine, Sanction("injunction"))))
        for finding in small.findings
    )
    return replace(small, findings=findings)


def test_exposure_adds_up_every_requirement_that_fails_without_a_waiver(small):
    view = exposure.prepare(Index(priced(small)))

    requirements = {finding.requirement.id for finding in small.fails if finding.open_subjects}
    assert sum(law.requirements for law in view.laws) == len(requirements)
    assert all(law.lines == (exposure.ExposureLine("any", "none stated", law.lines[0].most),) for law in view.laws)
    assert {law.lines[0].most for law in view.laws} == {f"EUR {5_000 * law.requirements:,}" for law in view.laws}
    assert {law.beyond for law in view.laws} == {"injunction"}


def test_exposure_says_that_a_share_of_turnover_may_make_it_more(small):
    view = exposure.prepare(Index(priced(small, or_percent_of_turnover=3, whichever="higher")))

    assert all(law.lines[0].most.endswith("or more by turnover") for law in view.laws)


def test_what_is_waived_costs_nothing(small):
    waived = [
        replace(finding, waived=tuple((subject, "W-1") for subject in finding.subjects))
        for finding in priced(small).findings
    ]

    assert exposure.prepare(Index(replace(small, findings=tuple(waived)))) is None


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, ""),
        ({"enforcement": {"suspended_until": "2031-01-22"}}, "; fines suspended until 2031-01-22"),
        ({"bound_through": "platform"}, "; applies through each platform used"),
        (
            {"applies_when": Quantified("for_some", "release.elections", if_none_listed=False, satisfies=TRUE)},
            "; only around a vote",
        ),
    ],
)
def test_what_limits_a_duty_in_force_stands_beside_its_status(small, changes, told):
    finding = small.fails[0]
    requirement = replace(finding.requirement, **changes)
    row = next(row for row in small.applicability if row.requirement.id == requirement.id)
    changed = replace(row, requirement=requirement)
    index = Index(replace(small, applicability=(changed,)))

    (place,) = criteria.prepare(index).places
    shown = card.card(index, replace(finding, requirement=requirement))

    status = f"{status_words(row.status)}{told}"
    assert [criterion.status for criterion in place.applied] == [status]
    assert shown.validity.startswith(status)
