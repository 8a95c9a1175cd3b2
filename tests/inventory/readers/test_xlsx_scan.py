"""A sheet is looked through fast where it is plain, and parsed where it is not; both see the same."""

from xml.parsers import expat

import pytest

from compliance.inventory.readers.xlsx_scan import NOT_CALCULATED, column_number, scan

HEAD, FOOT = b"<worksheet><sheetData>", b"</sheetData></worksheet>"


def scanned(*rows, size=1 << 20, percent=frozenset(), recalculates=False):
    data = HEAD + "".join(rows).encode() + FOOT
    chunks = [data[at : at + size] for at in range(0, len(data), size)]
    return scan(iter(chunks), iter(chunks), percent, recalculates=recalculates)


PLAIN = '<row r="1" spans="1:2"><c r="A1" s="1" t="s"><v>0</v></c><c r="AB1"><v>5</v></c></row><row r="1200345"/>'


def test_the_extent_of_a_plain_sheet_is_that_of_its_cells():
    found = scanned(PLAIN, '<row r="123"><c r="B123"/></row>')

    assert (found.rows, found.columns) == (123, 28)
    assert not found.unreadable


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 16, 64])
def test_where_the_pieces_are_cut_does_not_matter(size):
    rows = ['<row r="7"><c r="A7" t="e"><v>#N/A</v></c><c r="C7"><f>1</f></c><c r="D7" s="4"><v>1</v></c></row>']
    found = scanned(PLAIN, *rows, size=size, percent=frozenset({4}))

    assert {at: cell.shown for at, cell in found.unreadable.items()} == {(6, 0): "#N/A", (6, 2): "a formula"}
    assert found.percentages == {(6, 3)}
    assert (found.rows, found.columns) == (7, 28)


@pytest.mark.parametrize("size", [1, 5, 1 << 20])
def test_a_plain_sheet_in_pieces_is_still_plain(size):
    found = scanned(PLAIN, size=size)

    assert (found.rows, found.columns) == (1, 28)


@pytest.mark.parametrize(
    ("cell", "is_error"),
    [
        ('<c r="A1"><f>1+1</f></c>', True),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', False),
        ('<c r="A1" t="str"><f>""</f><v></v></c>', False),
        ('<c r="A1"><f/><v/></c>', True),
        ('<x:c r="A1"><x:f>1</x:f></x:c>', True),
        ("<c r='A1'><f>1+1</f></c>", True),
    ],
)
def test_a_formula_is_an_error_only_without_result(cell, is_error):
    found = scanned(f'<row r="1">{cell}</row>')

    assert found.unreadable == ({(0, 0): NOT_CALCULATED} if is_error else {})


def test_results_are_not_trusted_where_the_workbook_says_they_are_none():
    found = scanned('<row r="1"><c r="A1"><f>1+1</f><v>0</v></c></row>', recalculates=True)

    assert found.unreadable == {(0, 0): NOT_CALCULATED}


def test_cells_without_reference_are_counted():
    found = scanned('<row><c><v>1</v></c><c t="e"><v>#REF!</v></c></row><row><c><v>1</v></c></row>')

    assert [*found.unreadable] == [(0, 1)]
    assert (found.rows, found.columns) == (2, 2)


def test_far_columns_are_seen():
    found = scanned('<row r="1"><c r="XFD1"><v>1</v></c></row>')

    assert (found.rows, found.columns) == (1, 16_384)


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1" r="XFD99999"><v>1</v></c>',
        '<c r="A1"r="XFD99999"><v>1</v></c>',
        "<c r=\"A1\" r='XFD99999'><v>1</v></c>",
        '<c r="A1" r = "XFD99999"><v>1</v></c>',
        '<c r="A0000000000000001"><v>1</v></c>',
        '<c r="a1"><v>1</v></c>',
    ],
)
def test_a_cell_that_two_parsers_could_place_differently_is_refused(cell):
    with pytest.raises((expat.ExpatError, ValueError)):
        scanned(f'<row r="1">{cell}</row>')


def test_unusual_white_space_is_seen():
    found = scanned('<row r="1"><c\nr="XFD1048576"><v>1</v></c></row>')

    assert (found.rows, found.columns) == (1_048_576, 16_384)


def test_column_letters_are_numbers():
    assert [column_number(letters) for letters in ("A", "Z", "AA", "XFD")] == [0, 25, 26, 16_383]
