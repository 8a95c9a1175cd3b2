"""The report tells the whole assessment, tells it right, and lets nobody's data change what it says."""

from __future__ import annotations

import re

import pikepdf
import pytest

from compliance.assessment.model import Outcome
from compliance.policy.model import Severity
from compliance.report.words import MARKS, UNCONSIDERED


def test_every_finding_is_named(report, assessment):
    for finding in assessment.findings:
        assert finding.id in report.text


def test_every_chapter_that_has_content_is_in_the_contents_and_in_the_outline(report):
    with pikepdf.open(report.file) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]

    contents = next(page for page in report.pages if page.startswith("Contents"))
    for title in (
        "Document control", "Conclusion", "Executive summary", "Clearance matrix", "Scope and reconciliation", "Criteria",
        "Method", "Limitations and assumptions", "Findings register", "Findings", "Advisory findings", "Undecided items", "Met duties",
        "Waivers", "Calendar", "Table of authorities", "Evidence index", "Decisions by asset and territory",
        "Definitions and codes", "Sign-off",
    ):  # fmt: skip
        assert title in titles
        assert title in contents


def test_findings_stand_in_the_outline_under_their_ids(report, assessment):
    with pikepdf.open(report.file) as pdf, pdf.open_outline() as outline:
        below = [child.title for item in outline.root for child in item.children]

    assert all(any(title.startswith(finding.id) for title in below) for finding in assessment.fails)


def test_printed_page_numbers_are_those_of_the_pages(report):
    with pikepdf.open(report.file) as pdf:
        number = {page.objgen: at for at, page in enumerate((page.obj for page in pdf.pages), start=1)}
        names = list(pdf.Root.Names.Dests.Names)
        pages = {str(names[at]): number[names[at + 1][0].objgen] for at in range(0, len(names), 2)}

    printed = re.findall(r"\b([FAEQ]-[0-9a-f]+)\b[^,;]{0,24}, p\. (\d+)", report.text)

    assert len(printed) > 100
    assert {(target, int(page)) for target, page in printed} == {(target, pages[target]) for target, _ in printed}


def test_markup_in_data_is_text(report, made_up):
    assert "<script>alert('x')</script><b>bold</b>" in report.unbroken
    with pikepdf.open(report.file) as pdf:
        links = [
            str(note.A.URI)
            for page in pdf.pages
            for note in page.get("/Annots", [])
            if "/A" in note and "/URI" in note.A
        ]
    assert links
    assert all(link.startswith("https://") for link in links)


@pytest.mark.parametrize("name", ["LONG", "WORDY"])
def test_cells_of_300_characters_are_not_clipped(report, made_up, name):
    cell = getattr(made_up, name)

    assert len(cell) > 300
    assert "".join(cell.split()) in report.unbroken


def test_direction_overrides_are_shown_and_controls_are_not(report):
    assert "invoice[U+202E]gnp.exe" in report.unbroken
    assert "bell and null and escape[31m" in report.text
    assert "\x07" not in report.text


def test_a_character_without_a_font_is_told_in_words(report):
    assert "Characters that could not be drawn" in report.text
    assert "U+10FFFD" in report.text


def test_counts_are_those_of_the_assessment(report, assessment):
    fails, undecided = len(assessment.fails), len(assessment.undetermined)
    blocking = sum(finding.blocks for finding in assessment.fails)
    total = sum(assessment.outcomes.counts().values())

    assert f"{fails} binding requirements are not met. {blocking} block releases" in report.text
    assert f"{fails} findings not met {undecided} not decided for want of a fact" in report.text
    assert f"{total:,} in all" in report.text
    for severity in Severity:
        number = sum(finding.severity is severity for finding in assessment.fails)
        assert re.search(rf"{severity.value.capitalize()} {number}\b", report.text)
    for outcome in (Outcome.PASS, Outcome.NOT_APPLICABLE):
        assert f"{assessment.outcomes.counts()[outcome]:,}" in report.text


def test_the_cover_answers_first(report):
    cover = " ".join(report.pages[0].split())

    assert "Draft not signed" in cover
    assert (
        "B Blocked Of 8 territories, 5 are blocked, 1 is undecided, 1 is clear with conditions and 1 is clear." in cover
    )
    assert "Evaluated as at 2031-03-03, a past date" in cover


def test_a_past_date_and_the_draft_stand_on_every_page(report):
    for page in report.pages[1:]:
        assert "Draft, not signed · Evaluated as at 2031-03-03, a past date" in page
        assert re.search(r"Page \d+ of \d+", page)


def test_an_expired_waiver_comes_first_with_the_true_result_under_it(report):
    told = report.text[report.text.index("It never changes the result") :]

    assert told.index("W-2030-11") < told.index("W-2031-02")
    assert "Not met for" in told[: told.index("W-2031-03")]


def test_every_requirement_stands_in_the_criteria(report, assessment):
    for row in assessment.applicability:
        assert row.requirement.id in report.unbroken


def test_what_is_met_is_told_with_its_rows_and_the_exception_in_words(report):
    told = report.text[report.text.index("What conforms, and what carries it") :]

    assert "4 met: RM-0 (AS-001), RM-1 (AS-001), RM-2 (AS-001) and 1 more." in told
    assert "1 exempt: RM-8 (AS-002). Exception: Evidently artistic" in told
    assert "1 starts later, otherwise not met: ST-1." in told


def test_every_mark_that_is_used_is_explained(report):
    contents = next(page for page in report.pages if page.startswith("Contents"))

    for mark in (*MARKS, UNCONSIDERED):
        assert f"{mark.code} {mark.words}" in " ".join(contents.split())
    assert "· Not released there" in report.text


def test_packs_are_named_by_short_digests_and_equal_notices_stand_once(report, assessment):
    assert all(
        pack.digest[:16] in report.text and pack.digest not in report.unbroken for pack in assessment.library.packs
    )
    assert report.text.count("Paraphrased from invented texts for tests.") == 1


def test_laws_that_do_not_bind_say_so_in_words(report):
    for words in ("Proposed, not law", "Enjoined by a court", "Struck down", "Enacted, not yet in force"):
        assert words in report.text


def test_nothing_is_called_certified_or_compliant(report):
    assert not re.search(r"\b(certified|compliant)\b", report.text, re.IGNORECASE)


def test_the_file_is_tagged_and_names_itself(report, assessment):
    with pikepdf.open(report.file) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en"
        assert assessment.project.name in str(pdf.docinfo["/Title"])
        assert str(pdf.docinfo["/Author"]) == assessment.project.prepared_by
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20310303")


def test_every_link_is_one_annotation_inside_a_link(report):
    with pikepdf.open(report.file) as pdf:
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        parents = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
        kinds = {str(parents[int(note.StructParent)].S) for page in pdf.pages for note in page.get("/Annots", [])}
    assert kinds == {"/Link"}


def test_no_page_is_empty(report):
    assert all(len(page.split()) > 20 for page in report.pages)
