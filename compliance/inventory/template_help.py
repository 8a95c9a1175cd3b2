"""What a workbook says to who fills it in: hover help, comments, the legend."""

from __future__ import annotations

from compliance.inventory.answers import UNKNOWN
from compliance.inventory.template_plan import Column, SheetPlan
from compliance.vocabulary import Field

INTRODUCTION = (
    "One row of a sheet is one thing; one column is one fact about it. Only what is needed is here.",
    "Leave a cell blank if nobody knows the answer yet. Blank is unknown: it never counts as yes, as no, or as done.",
    "Write no, or none, if that is the answer. What has not come about, or an end that there is not, is none.",
    "Several answers in one cell are separated by semicolons. Answers are given by their title or by their code.",
    "Dates are written year-month-day. A date with a time needs its offset from UTC: 2026-12-01T09:30+01:00.",
    "Dark blue columns name the rows: other sheets refer to these names. Orange ones come first: they decide most.",
    "Rows whose name begins with EXAMPLE are left out. Columns of your own may be added under names like x_note.",
    "A row on the sheet statements states a fact for all rows, or for those of one answer; it fills blanks only.",
    f"These words read as a blank: {', '.join(sorted(word for word in UNKNOWN if word.isascii()))}.",
)

LEGEND_COLUMNS = (
    ("Sheet", 16),
    ("Column", 34),
    ("Field", 30),
    ("Question", 70),
    ("Answers", 70),
    ("Who knows", 14),
    ("Proof", 50),
)


def help_text(field: Field) -> str:
    """Return the question and how it is answered."""
    how = _answers(field)
    return f"{field.question} ({how})" if how else field.question


def comment(column: Column) -> str:
    """Return what the heading of a column explains: the field's name, its question, and what would show the answer."""
    field = column.field
    proof = f"\nShown by: {field.proved_by}" if field.proved_by else ""
    return f"{field.name}\n{field.question}{proof}"


def legend_line(sheet: SheetPlan, column: Column) -> tuple[str, ...]:
    """Return the line of the legend that explains a column."""
    field = column.field
    choices = "; ".join(f"{code} = {title}" for code, title in field.choices.items())
    answers = choices or _answers(field)
    return sheet.name, column.heading, field.name, field.question, answers, field.ask, field.proved_by


def _answers(field: Field) -> str:
    return {
        "yes_no": "yes or no",
        "choices": f"one or more of: {'; '.join(field.choices)}",
        "number": f"a number{f' in {field.unit}' if field.unit else ''}",
        "date": "a day, or none" if field.none_means == "never" else "a day, or none if there is no end",
        "datetime": "day, time and offset from UTC, or none",
        "duration": "a length of time, such as 30 days",
        "territory": "a place, or none",
        "territories": "one or more places, separated by ;",
        "reference": "the name of a row of the other sheet, or none",
        "references": "names of rows of the other sheet, separated by ;, or all, or none",
    }.get(field.type, "")
