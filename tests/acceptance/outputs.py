"""What each output tells, read back from it as its readers do."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2

from compliance.assessment.model import Assessment, Decision, Outcome
from compliance.report.words import OUTCOMES_IN_WORDS, UNRELEASED

Told = Mapping[str, Any]


@dataclass(frozen=True)
class Report:
    """A PDF as somebody reads it."""

    file: Path
    pages: tuple[str, ...]

    @classmethod
    def read(cls, file: Path) -> Report:
        """Read the text of every page, with every run of white space as one space, and divided words whole."""
        document = pypdfium2.PdfDocument(file)
        try:
            texts = [page.get_textpage().get_text_bounded() for page in document]
        finally:
            document.close()
        return cls(file, tuple(_whole(text) for text in texts))

    @cached_property
    def text(self) -> str:
        """All of it."""
        return " ".join(self.pages)

    @cached_property
    def unbroken(self) -> str:
        """All of it without blanks: what was broken to fit a column is whole again."""
        return self.text.replace(" ", "")

    def chapter(self, title: str) -> str:
        """Return the text of a chapter: from its heading, as the outline finds it, to the next, without heads and feet."""
        document = pypdfium2.PdfDocument(self.file)
        try:
            starts = [
                (place.get_index(), place.get_view()[1][1], entry.get_title())
                for entry in document.get_toc(max_depth=1)
                if (place := entry.get_dest()) is not None
            ]
            first = next(at for at, (_, _, name) in enumerate(starts) if name == title)
            page, top, _ = starts[first]
            last, bottom, _ = starts[first + 1] if first + 1 < len(starts) else (len(document) - 1, 0.0, "")
            texts = [
                _within(
                    document[number],
                    top=top if number == page else HEAD,
                    bottom=max(bottom, FOOT) if number == last else FOOT,
                )
                for number in range(page, last + 1)
            ]
        finally:
            document.close()
        return " ".join(_whole(text) for text in texts if text.strip())


HEAD, FOOT = 842 - 65, 60
"""Between them, in points from the foot of a page, lies the text of a page of A4."""


def _within(page: pypdfium2.PdfPage, *, top: float, bottom: float) -> str:
    return page.get_textpage().get_text_bounded(top=top, bottom=bottom) if top > bottom else ""


def _whole(text: str) -> str:
    return " ".join(text.replace("\ufffe", "").split()).replace("\u2010 ", "")


def of_assessment(assessment: Assessment) -> Told:
    """Return what the assessment itself says: the yardstick of all outputs."""
    rows = (*assessment.territory_decisions, *assessment.project_rows)
    return {
        "decision": assessment.decision.words,
        "outcomes": {outcome.value: assessment.outcomes.counts()[outcome] for outcome in Outcome},
        "findings": sorted(finding.id for finding in assessment.findings),
        "failing, undecided, advisory": (
            len(assessment.fails),
            len(assessment.undetermined),
            len(assessment.advisory),
        ),
        "blocking": sum(finding.blocks for finding in assessment.findings),
        "questions": len(assessment.questions),
        "assets": {(row.asset, row.territory): row.code for row in assessment.asset_decisions},
        "places": {row.name: row.decision.words for row in assessment.territory_decisions},
        "assets by place": {
            row.name: {kind.words: number for kind, number in row.by_decision.items() if number}
            for row in assessment.territory_decisions
        },
        "rows by decision": dict(Counter(row.decision.words for row in rows)),
        "waivers": {use.waiver.id: use.state for use in assessment.waivers},
        "rows": (
            sum(sheet.read for sheet in assessment.reconciliation),
            sum(sheet.evaluated for sheet in assessment.reconciliation),
            sum(len(sheet.excluded) for sheet in assessment.reconciliation),
            sum(sheet.rejected for sheet in assessment.reconciliation),
        ),
    }


def of_json(folder: Path) -> Told:
    """Return what the JSON export says, counted from its records; its own counts must agree with them."""
    document = json.loads((folder / "assessment.json").read_text(encoding="utf-8"))
    outcomes: Counter[str] = Counter({outcome.value: 0 for outcome in Outcome})
    for group in document["outcomes"]:
        outcomes[group["outcome"]] += len(group["subjects"])
    counts, findings = document["counts"], document["findings"]
    binding = [found for found in findings if not found["advisory"]]
    fails = sum(found["kind"] == "fail" for found in binding)
    told = {
        "decision": Decision(document["decision"]).words,
        "outcomes": dict(outcomes),
        "findings": sorted(found["id"] for found in findings),
        "failing, undecided, advisory": (fails, len(binding) - fails, len(findings) - len(binding)),
        "blocking": sum(found["blocks"] for found in findings),
        "questions": len(document["questions"]),
        "assets": {(row["asset"], row["territory"]): row["code"] for row in document["asset_decisions"]},
        "places": {row["name"]: Decision(row["decision"]).words for row in document["territory_decisions"]},
        "assets by place": {
            row["name"]: {Decision(kind).words: number for kind, number in row["by_decision"].items() if number}
            for row in document["territory_decisions"]
        },
        "rows by decision": dict(
            Counter(
                Decision(row["decision"]).words
                for row in (*document["territory_decisions"], *document["project_decisions"])
            )
        ),
        "waivers": {row["id"]: row["state"] for row in document["waivers"]},
        "rows": (
            sum(row["read"] for row in document["reconciliation"]),
            sum(row["evaluated"] for row in document["reconciliation"]),
            sum(len(row["excluded"]) for row in document["reconciliation"]),
            sum(row["rejected"] for row in document["reconciliation"]),
        ),
    }
    assert counts["outcomes"] == told["outcomes"]
    assert (counts["fails"], counts["undetermined"] + counts["errors"], counts["advisory"]) == told[
        "failing, undecided, advisory"
    ]
    assert (counts["findings"], counts["blocking"]) == (len(findings), told["blocking"])
    return told


def of_csv(folder: Path) -> Told:
    """Return what the CSV tables say."""

    def table(name: str) -> list[dict[str, str]]:
        with (folder / "tables" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    findings, decisions = table("findings"), table("decisions")
    binding = [found for found in findings if found["advisory"] == "no"]
    fails = sum(found["kind"] == "fail" for found in binding)
    places = [row for row in decisions if row["level"] == "territory"]
    return {
        "decision": next(row["decision"] for row in decisions if row["level"] == "project"),
        "outcomes": {outcome.value: 0 for outcome in Outcome} | Counter(row["outcome"] for row in table("outcomes")),
        "findings": sorted(found["id"] for found in findings),
        "failing, undecided, advisory": (fails, len(binding) - fails, len(findings) - len(binding)),
        "blocking": sum(found["blocks"] == "yes" for found in findings),
        "questions": len(table("questions")),
        "assets": {(row["asset"], row["territory"]): row["code"] for row in decisions if row["level"] == "asset"},
        "places": {row["name"]: row["decision"] for row in places},
        "rows by decision": dict(
            Counter(row["decision"] for row in decisions if row["level"] in {"territory", "jurisdiction"})
        ),
        "waivers": {row["id"]: row["state"] for row in table("waivers")},
        "rows": tuple(
            sum(int(row[name]) for row in table("reconciliation"))
            for name in ("read", "evaluated", "excluded", "rejected")
        ),
    }


def of_xlsx(folder: Path) -> Told:
    """Return what the workbook says."""
    book = openpyxl.load_workbook(folder / "assessment.xlsx", read_only=True)

    def table(name: str) -> list[dict[str, Any]]:
        rows = book[name].iter_rows(values_only=True)
        headings = next(rows)
        return [dict(zip(headings, row, strict=False)) for row in rows]

    everything = [[cell for cell in row if cell is not None] for row in book["Read me"].iter_rows(values_only=True)]
    start = everything.index(["Reconciliation"]) + 2
    sheets = everything[start : everything.index([], start)]
    findings = [*table("Findings"), *table("Undecided")]
    binding = [found for found in findings if found["Advisory"] == "no"]
    fails = sum(found["Outcome"] == "fail" for found in binding)
    whole, *rows = table("Decision")
    places = [row for row in rows if row["Decided for"] == "Territory"]
    criteria, matrix = table("Criteria"), table("Matrix")
    codes = [heading for heading in matrix[0] if heading in {row["Code"] for row in places}]
    listed = Counter(row["Outcome"] for row in table("Outcomes"))
    outcomes = {
        outcome.value: sum(row[outcome.value.replace("_", " ").capitalize()] for row in criteria) for outcome in Outcome
    }
    assert {**outcomes, "not_applicable": 0} == {outcome.value: listed[outcome.value] for outcome in Outcome}
    return {
        "decision": whole["Decision"],
        "outcomes": outcomes,
        "findings": sorted(found["Finding"] for found in findings),
        "failing, undecided, advisory": (fails, len(binding) - fails, len(findings) - len(binding)),
        "blocking": sum(found["Blocks"] == "yes" for found in findings),
        "questions": len(table("Questions")),
        "assets": {
            (row["Asset"], code): row[code]
            for row in matrix
            for code in codes
            if row[code] and row[code] != NOT_RELEASED
        },
        "places": {row["Place"]: row["Decision"] for row in places},
        "assets by place": {
            row["Place"]: {kind.words: row[kind.words] for kind in Decision if row[kind.words]} for row in places
        },
        "rows by decision": dict(Counter(row["Decision"] for row in rows)),
        "waivers": {row["Waiver"]: row["State"] for row in table("Waivers")},
        "rows": tuple(sum(row[column] for row in sheets) for column in (1, 2, 3, 4)),
    }


NOT_RELEASED = "–"  # noqa: RUF001 - the sign of the matrix


def of_pdf(report: Report, assessment: Assessment) -> Told:
    """Return what the report says; the assessment lends the names that are looked for, and no number."""
    text, scope = report.text, report.chapter("Scope and reconciliation")
    conclusion, waivers = report.chapter("Conclusion"), report.chapter("Waivers")
    outcomes = {}
    for outcome in Outcome:
        found = re.search(rf"{re.escape(' '.join(OUTCOMES_IN_WORDS[outcome]))} ([\d,]+)", scope)
        outcomes[outcome.value] = int(found[1].replace(",", "")) if found else 0
    assert f"{sum(outcomes.values()):,} in all" in scope
    failing, undecided = _numbers(r"(\d+) findings? not met (\d+) not decided for want of a fact", text)
    themes = _themes(report.chapter("Executive summary"))
    assert (failing, undecided) == themes[:2]
    (blocking,) = _numbers(r"(\d+) blocks? releases", report.chapter("Findings register"))
    words = "|".join(kind.words for kind in Decision)
    places, assets_by_place = {}, {}
    for place in assessment.territory_decisions:
        told = re.search(rf"{re.escape(place.name)} {place.territory} ({words})\..*?\d+ assets?: ([^.]*)\.", conclusion)
        assert told, place.name
        places[place.name] = told[1]
        assets_by_place[place.name] = {
            kind.capitalize(): int(number) for number, kind in re.findall(rf"(\d+) ({words.lower()})", told[2])
        }
    return {
        "decision": re.search(rf"Conclusion (?:B|U|CC|C) ({words})", conclusion)[1],
        "outcomes": outcomes,
        "findings": sorted(
            set(
                re.findall(
                    r"\bF-[0-9a-f]{8}\b",
                    " ".join(map(report.chapter, ("Findings register", "Undecided items", "Advisory findings"))),
                )
            )
        ),
        "failing, undecided, advisory": themes,
        "blocking": blocking,
        "questions": len(set(re.findall(r"\bQ-\d+\b", text))),
        "assets": _letters(report),
        "places": places,
        "assets by place": assets_by_place,
        "waivers": {
            id_: state.lower() for id_, state in re.findall(r"\b(W-\d{4}-\d\d) (Expired|In force|Not yet)", waivers)
        },
        "rows": _numbers(r"All sheets ([\d,]+) ([\d,]+) ([\d,]+) ([\d,]+) yes", scope),
    }


def _themes(summary: str) -> tuple[int, ...]:
    """Return the sums of the table of findings by theme: not met, not decided, advisory."""
    table = re.search(r"Theme Not met Not decided Advisory (.*?)(?: Next dates|$)", summary)[1]
    rows = re.findall(r"[A-Z][a-z ]+? (\d+) (\d+) (\d+)", table)
    return tuple(sum(int(row[column]) for row in rows) for column in range(3))


def _letters(report: Report) -> dict[tuple[str, str], str]:
    """Return the letter of every asset in every place, from the table at the end."""
    chapter = report.chapter("Decisions by asset and territory")
    places = re.search(r"Asset ((?:[A-Z]{2}(?:-[A-Z]{2})? )+)", chapter)[1].split()
    letter = rf"(?:CC|B|U|W|C|{UNRELEASED.code})"
    rows = re.findall(rf"\b(A-\d{{3}}) .*?((?: {letter}){{{len(places)}}})(?= )", chapter)
    return {
        (asset, place): code
        for asset, codes in rows
        for place, code in zip(places, codes.split(), strict=True)
        if code != UNRELEASED.code
    }


def of_summary(text: str) -> Told:
    """Return what the command prints."""
    words = "|".join(kind.words for kind in Decision)
    rows = Counter({kind: int(number) for kind, number in re.findall(rf"^\S ({words}) \((\d+)\)", text, re.MULTILINE)})
    for kind, places in re.findall(rf"^  \S ({words}), ([^\s,]+(?:, [^\s,]+)*)", text, re.MULTILINE):
        rows[kind] += len(places.split(", "))
    return {
        "decision": re.match(rf"\S ({words})  ", text)[1],
        "failing, undecided, advisory": _numbers(r"Findings: (\d+) failing, (\d+) undecided, (\d+) advisory", text),
        "blocking": _numbers(r"Fix first \((?:\d+ of )?(\d+) to fix\)", text)[0],
        "questions": _numbers(r"Answer next \((?:\d+ of )?(\d+) missing facts?\)", text)[0],
        "rows by decision": dict(rows),
        "rows": _numbers(r"Rows: (\d+) read = (\d+) evaluated \+ (\d+) excluded \+ (\d+) rejected", text),
    }


def _numbers(pattern: str, text: str) -> tuple[int, ...]:
    found = re.search(pattern, text)
    assert found, pattern
    return tuple(int(number.replace(",", "")) for number in found.groups())
