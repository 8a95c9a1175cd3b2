"""The empty workbook guides who fills it, and filled in and read back it loses nothing."""

import random
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest

from compliance.errors import InventoryError, OutputError, UsageError
from compliance.inventory.cells import CellReader
from compliance.inventory.numbers import COUNTED
from compliance.inventory.readers import read_inventory
from compliance.inventory.template_plan import plan
from compliance.inventory.template_xlsx import write_rows, write_workbook


@pytest.fixture(scope="module")
def empty(tmp_path_factory, real_vocabulary, jurisdictions):
    path = tmp_path_factory.mktemp("template") / "empty.xlsx"
    write_workbook(path, real_vocabulary, jurisdictions=jurisdictions)
    return path


@pytest.fixture(scope="module")
def book(empty):
    return openpyxl.load_workbook(empty)


def test_sheets_stand_in_the_order_of_the_vocabulary(book, real_vocabulary):
    sheets = [entity.sheet for entity in real_vocabulary.entities.values() if entity.sheet]

    assert book.sheetnames == [*sheets, "statements", "legend", "lists"]


def test_headings_stay_in_sight_and_explain_themselves(book, real_vocabulary):
    page = book["assets"]
    medium = next(cell for cell in page[1] if cell.value == real_vocabulary.field("asset.medium").title)

    assert page.freeze_panes == "B2"
    assert real_vocabulary.field("asset.medium").question in medium.comment.text
    assert medium.fill.fgColor.rgb != page["A1"].fill.fgColor.rgb


def test_choices_yes_and_no_places_and_links_have_dropdowns_and_hover_help(book, real_vocabulary):
    by_column = {str(found.sqref).split("2:")[0]: found for found in book["assets"].data_validations.dataValidation}
    letters = {cell.value: cell.column_letter for cell in book["assets"][1]}
    medium = by_column[letters[real_vocabulary.field("asset.medium").title]]
    sound = by_column[letters[real_vocabulary.field("asset.has_sound").title]]

    assert (medium.type, sound.type) == ("list", "list")
    assert sound.formula1 == '"yes,no"'
    assert medium.formula1.startswith("'lists'!")
    assert medium.prompt.startswith(real_vocabulary.field("asset.medium").question)
    assert medium.errorStyle == "warning"


def test_dates_are_formatted_as_dates(book, real_vocabulary):
    releases = book["releases"]
    column = next(cell for cell in releases[1] if cell.value == real_vocabulary.field("release.starts_on").title)

    assert releases.cell(2, column.column).number_format == "yyyy-mm-dd"
    assert releases.cell(2, column.column).is_date


def test_the_legend_explains_every_column(book, real_vocabulary):
    fields = {cell.value for cell in book["legend"]["C"]}

    assert {field.name for field in real_vocabulary.fields.values() if field.sheet and not field.computed} <= fields


def test_no_cell_is_a_formula(book):
    assert not [cell for page in book for row in page for cell in row if cell.data_type == "f"]


def test_the_empty_workbook_is_refused_because_it_decides_nothing(empty, real_vocabulary, jurisdictions):
    with pytest.raises(InventoryError) as caught:
        read_inventory(empty, real_vocabulary, jurisdictions)

    assert {problem.code for problem in caught.value.problems} == {"nothing-to-decide"}


def test_equal_input_gives_equal_bytes(empty, tmp_path, real_vocabulary, jurisdictions):
    again = tmp_path / "again.xlsx"
    write_workbook(again, real_vocabulary, jurisdictions=jurisdictions)

    assert again.read_bytes() == empty.read_bytes()


def test_a_file_is_never_replaced_unless_forced(tmp_path, vocabulary, jurisdictions):
    path = tmp_path / "book.xlsx"
    path.write_text("mine", encoding="utf-8")

    with pytest.raises(OutputError) as caught:
        write_workbook(path, vocabulary, jurisdictions=jurisdictions)
    assert caught.value.problems[0].code == "output-exists"
    assert path.read_text(encoding="utf-8") == "mine"

    write_workbook(path, vocabulary, jurisdictions=jurisdictions, force=True)
    assert path.read_bytes().startswith(b"PK")
    assert [file.name for file in tmp_path.iterdir()] == ["book.xlsx"]


@pytest.mark.parametrize("name", ["missing/book.xlsx", "."])
def test_a_place_that_cannot_be_written_to_is_told(tmp_path, vocabulary, jurisdictions, name):
    with pytest.raises(OutputError) as caught:
        write_workbook(tmp_path / name, vocabulary, jurisdictions=jurisdictions, force=True)

    assert caught.value.problems[0].remedy


STORY = {
    "organisation": [{"name": "Studio", "roles": "producer"}],
    "asset": [
        {"id": "A1", "title": "Film", "has_sound": True, "duration_s": 2.5, "made_on": "2026-04-03", "medium": "video"},
        {"id": "007", "made_on": date(2026, 4, 4), "valid_until": "none", "title": "=1+1", "medium": None},
    ],
    "release": [{"id": "R1", "asset": "A1", "territory": "FR"}, {"id": "R2", "asset": "007", "territory": "FR"}],
    "statement": [{"id": "S1", "fact": "asset.place", "value": "FR", "stated_by": "J. Roe", "stated_on": "2026-11-01"}],
}


def test_rows_are_written_with_the_columns_they_use_and_read_back(tmp_path, vocabulary, jurisdictions):
    path = tmp_path / "book.xlsx"
    write_rows(path, STORY, vocabulary)
    inventory = read_inventory(path, vocabulary, jurisdictions)

    assert openpyxl.load_workbook(path).sheetnames == [
        "organisation",
        "assets",
        "releases",
        "statements",
        "legend",
        "lists",
    ]
    first, second = inventory.rows["asset"]
    assert (first.value("has_sound"), first.value("duration_s"), first.value("made_on")) == (
        True,
        2.5,
        date(2026, 4, 3),
    )
    assert (second.key, second.value("title"), second.value("valid_until")) == ("007", "=1+1", "none")
    assert second.value("medium") is None
    assert inventory.rows["organisation"][0].value("roles") == frozenset({"producer"})
    assert inventory.statements[0].filled == 2


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ({"asets": [{}]}, "Did you mean asset"),
        ({"assessment": [{"date": "2026-01-01"}]}, "no rows of assessment"),
        ({"asset": [{"mediun": "video"}]}, "Did you mean medium"),
    ],
)
def test_rows_of_unknown_facts_are_refused(tmp_path, vocabulary, rows, told):
    with pytest.raises(UsageError, match=told):
        write_rows(tmp_path / "book.xlsx", rows, vocabulary)


def test_every_choice_is_read_back_by_title_and_by_code(real_vocabulary, places):
    for field in real_vocabulary.fields.values():
        for code, title in field.choices.items():
            for typed in (code, title):
                read = CellReader(field, places).read(typed)
                assert read == (code if field.type == "choice" else frozenset({code}), ""), (field.path, typed)


ROWS = 24
"""More than the longest list of choices, so that every choice is chosen."""

APART = {"exclude_reason", "depictions_complete", "start_s", "end_s"}
"""Facts that leave a row out, or stand in an order or agreement with others."""

LATER = {"ends_on", "died_on", "vote_ends_on", "expires_on"}
"""Days that cannot come before another day of their row."""

NEVER_NONE = {"release.starts_on", "notice.received_at", "election.vote_on", "depiction.performance_fixed_on"}
NAMES = ["Ünïcödé", "人工智能", "हिन्दी", "=1+1", "'quoted'", "<b>", "&", "%s"]


def answer(field, row, chance, jurisdictions):
    """Return what to type into a cell, and what it means."""
    choices = list(field.choices)
    code = choices[row % len(choices)] if choices else ""
    by_title = chance.random() < 0.5
    place = chance.choice(jurisdictions.codes)
    day = date(2199 if field.name in LATER else 1901, 1, 1) + timedelta(chance.randrange(0, 300))
    year = 2001 if field.name == "received_at" else 2099
    moment = datetime(year, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(10**6))
    match field.type:
        case "yes_no":
            return ("yes", True) if row % 2 else ("no", False)
        case "choice":
            return (field.choices[code] if by_title else code), code
        case "choices":
            others = [] if code == "none" else chance.sample([other for other in choices if other != "none"], 2)
            chosen = list(dict.fromkeys([code, *others]))
            return "; ".join(field.choices[one] if by_title else one for one in chosen), frozenset(chosen)
        case "number":
            whole = chance.randrange(10**6)
            number = whole if field.unit in COUNTED else chance.choice([whole, round(chance.random() * 1000, 6)])
            return number, float(number)
        case "date":
            may_be_none = row % 5 == 0 and field.path not in NEVER_NONE
            return ("none", "none") if may_be_none else (day, day)
        case "datetime":
            may_be_none = row % 5 == 0 and field.path not in NEVER_NONE
            return ("none", "none") if may_be_none else (moment.isoformat(), moment)
        case "duration":
            return f"{row + 1} days", float(row + 1)
        case "territory":
            return (jurisdictions.name(place) if by_title else place), place
        case "territories":
            return f"{place}; FR", frozenset({place, "FR"})
        case "reference":
            key = f"{field.to}-{row}"
            return (key, key) if field.name == field.to else ("none", "none")
        case "references":
            return f"{field.to}-{row}; {field.to}-0", frozenset({f"{field.to}-{row}", f"{field.to}-0"})
    text = f"{chance.choice(NAMES)} {row}"
    return text, text


def agreed(path, row):
    """Return an answer that has to agree with other sheets, if a fact is one."""
    return {"label.releases": (f"release-{row}", frozenset({f"release-{row}"}))}.get(path)


@pytest.mark.parametrize("seed", range(2))
def test_a_filled_workbook_loses_nothing(seed, empty, tmp_path, real_vocabulary, jurisdictions):
    chance = random.Random(seed)  # noqa: S311 - a test, no secret
    book = openpyxl.load_workbook(empty)
    meant = {}
    for sheet in plan(real_vocabulary)[:-1]:
        for at, column in enumerate(sheet.columns, 1):
            path, name = column.field.path, sheet.entity.name
            for row in range(1 if sheet.is_vertical else ROWS):
                key = (f"{name}-{row}",) * 2
                typed, value = (
                    key if column.is_key else agreed(path, row) or answer(column.field, row, chance, jurisdictions)
                )
                if column.field.name not in APART:
                    cell = book[sheet.name].cell(at + 1, 2) if sheet.is_vertical else book[sheet.name].cell(row + 3, at)
                    cell.value = typed
                    cell.data_type = "s" if isinstance(typed, str) else cell.data_type
                    meant[name, row, column.field.name] = value
    book["statements"].delete_rows(2)
    filled = tmp_path / "filled.xlsx"
    book.save(filled)

    inventory = read_inventory(filled, real_vocabulary, jurisdictions)

    read = {
        (name, at, field): cell.value
        for name, rows in inventory.rows.items()
        for at, row in enumerate(rows)
        for field, cell in row.cells.items()
    }
    assert read == meant
