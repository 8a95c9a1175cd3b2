"""The Markdown says what is decided, and shows text as it is."""

from __future__ import annotations

import io

from compliance.exports.markdown import print_markdown


def text(assessment):
    out = io.StringIO()
    print_markdown(assessment, out)
    return out.getvalue()


def test_the_decision_is_the_heading_and_each_territory_a_row(assessment):
    written = text(assessment)

    assert written.startswith("# The Lighthouse Keeper: Blocked\n")
    assert "| Exa | Blocked | 1 of 2 assets is blocked. |" in written
    assert "as of 2030-03-01, a past date; law as at 2030-02-01" in written


def test_a_bar_in_a_text_does_not_break_the_table(assessment):
    assert "No badge \\| none at all." in text(assessment)


def test_what_is_loud_stands_before_the_table(assessment):
    written = text(assessment)

    assert written.index("- Waiver W-2 expired") < written.index("| Place |")


def test_counts_and_rows_add_up(assessment):
    written = text(assessment)

    assert "Findings: 3 (1 fail, 1 undecided, 0 errors, 1 advisory)." in written
    assert "Rows: 4 read = 3 evaluated + 1 excluded + 0 rejected." in written
