"""The report is a document one can hand over: told by its outline, readable by everybody, and every source can be found.

Of the acceptance test for the PDF this holds the outline, the title, the language, long cells and the marks of PDF/UA-1.
Whether a validator agrees, and PDF/A-3a, belong to the work on conformance and are not claimed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pikepdf
import pypdfium2
import pytest

from compliance.assessment.model import Assessment, Finding
from compliance.policy.model import Citation
from compliance.report.chapters import CHAPTERS
from compliance.report.index import Index

from .conftest import WORD, WORDS, Law
from .outputs import Report
from .running import Run

TOLD_IN_CARDS = ("basis", "manner", "definition", "reading")
"""Roles of the citations that a finding prints."""

CODE = r"A-(?:\d\d|[1-9]\d\d)"
"""Of an authority: two digits, or three of which the first is no 0, as it is in the assets' own."""


def test_the_outline_names_every_chapter_and_the_contents_do_too(report: Report) -> None:
    with pikepdf.open(report.file) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    told = [chapter.title for chapter in CHAPTERS if chapter.title not in {"Cover", "Contents", ""}]

    assert [title for title in titles if title in told] == told
    contents = next(page for page in report.pages if page.startswith("Contents "))
    for title in told:
        assert title in contents


def test_the_file_says_its_title_its_language_and_that_it_is_accessible(report: Report) -> None:
    with pikepdf.open(report.file) as pdf:
        title = str(pdf.docinfo["/Title"])
        assert "The Lighthouse Keeper" in title
        assert str(pdf.Root.Lang) == "en"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert bool(pdf.Root.MarkInfo.Marked)
        assert "/StructTreeRoot" in pdf.Root
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == title


def test_every_page_stands_in_the_tree_that_assistive_technology_reads(report: Report) -> None:
    with pikepdf.open(report.file) as pdf:
        assert all("/StructParents" in page.obj and page.obj.Tabs == pikepdf.Name.S for page in pdf.pages)
        embedded = [
            "/FontFile2" in font.FontDescriptor or "/FontFile3" in font.FontDescriptor
            for found in pdf.objects
            if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/Font" and "/DescendantFonts" in found
            for font in found.DescendantFonts
        ]
    assert embedded
    assert all(embedded)


@pytest.mark.parametrize("cell", [WORD, WORDS], ids=["one word", "many words"])
def test_a_cell_of_300_characters_is_printed_whole(cell: str, long: Run) -> None:
    assert len(cell) >= 300
    assert "".join(cell.rstrip(" ;").split()) in Report.read(long.to / "report.pdf").unbroken


def test_no_character_lies_outside_its_page(long: Run) -> None:
    document = pypdfium2.PdfDocument(long.to / "report.pdf")
    outside = []
    try:
        for number, page in enumerate(document, start=1):
            width, height = page.get_size()
            text = page.get_textpage()
            for at in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(at)
                if left < 0 or bottom < 0 or right > width or top > height:
                    outside.append((number, text.get_text_range(at, 1)))
    finally:
        document.close()

    assert outside == []


def test_every_citation_leads_to_a_row_of_the_table_with_the_day_it_was_read(
    report: Report, assessment: Assessment, law: Law
) -> None:
    rows, codes = authorities(report), Index(assessment).authorities

    told = list(printed_citations(assessment))
    assert len(told) > 60
    for finding, cite in told:
        instrument = law.library.instruments[cite.instrument or finding.requirement.instrument]
        row = rows[codes[instrument.id]]
        assert row.text.startswith(instrument.title)
        assert row.read_on <= assessment.as_of
        assert row.holds(cite.at), f"{finding.id} cites {instrument.title}, {cite.at}"


def test_every_code_that_is_pointed_at_stands_in_the_table_once(report: Report) -> None:
    codes = sorted(set(re.findall(rf"\b{CODE}\b(?!-\d)", report.text)), key=lambda code: int(code[2:]))

    assert codes == list(authorities(report))
    assert len(re.findall(r"Read \d{4}-\d\d-\d\d;", report.chapter("Table of authorities"))) == len(codes)


def test_every_pointer_of_the_file_leads_somewhere(report: Report) -> None:
    with pikepdf.open(report.file) as pdf:
        names = list(pdf.Root.Names.Dests.Names)
        known = {str(name) for name in names[::2]}
        pointed = {
            str(note.Dest) if "/Dest" in note else str(note.A.D)
            for page in pdf.pages
            for note in page.get("/Annots", [])
            if "/Dest" in note or ("/A" in note and "/D" in note.A)
        }
    assert len(pointed) > 80
    assert pointed <= known


class Authority:
    """A row of the table of authorities."""

    def __init__(self, code: str, text: str) -> None:
        self.code = code
        self.text = text
        found = re.search(r"Read (\d{4}-\d\d-\d\d);", text)
        assert found, f"{code} does not say when it was read"
        self.read_on = date.fromisoformat(found[1])

    def holds(self, provision: str) -> bool:
        """Whether the row names a provision; without one, the whole instrument."""
        return (provision or "Whole").replace(" ", "") in self.text.replace(" ", "")


def authorities(report: Report) -> dict[str, Authority]:
    """Return the rows of the table by their code."""
    text = report.chapter("Table of authorities")
    starts = [found.start() for found in re.finditer(rf"\b{CODE} (?=\S)", text)]
    told = [text[start:end].split(" ", 1) for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    return {code: Authority(code, row) for code, row in told}


def printed_citations(assessment: Assessment) -> Iterator[tuple[Finding, Citation]]:
    """Yield every citation that a finding prints: of the duty, of its sanctions, of its exceptions."""
    for finding in assessment.findings:
        requirement = finding.requirement
        yield from ((finding, cite) for cite in requirement.cites if cite.role in TOLD_IN_CARDS)
        yield from ((finding, cite) for sanction in requirement.sanctions for cite in sanction.cites)
        yield from ((finding, cite) for exception in requirement.exceptions for cite in exception.cites)
