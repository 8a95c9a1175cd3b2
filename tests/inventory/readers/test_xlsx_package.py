"""An archive is looked at before it is believed: bombs, entities, locks and lies are refused."""

import io
import zipfile

import pytest

from compliance.errors import InventoryError, Place
from compliance.inventory.readers import xlsx_package
from compliance.inventory.readers.xlsx_package import Package, outline

PLACE = Place("book.xlsx")


def packed(**parts):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return content.getvalue()


def code_of(action):
    with pytest.raises(InventoryError) as caught:
        action()
    return caught.value.problems[0].code


def test_a_part_that_unpacks_to_far_more_is_refused_unread():
    bomb = packed(xl__a_xml=b"0" * (xlsx_package.LARGE_PART + 1))

    assert code_of(lambda: Package.opened(bomb, PLACE)) == "dangerous-file"


def test_parts_that_are_too_much_together_are_refused(monkeypatch):
    monkeypatch.setattr(xlsx_package, "LARGEST_CONTENT", 10)

    assert code_of(lambda: Package.opened(packed(a=b"12345", b=b"678901"), PLACE)) == "dangerous-file"


def test_too_many_parts_are_refused(monkeypatch):
    monkeypatch.setattr(xlsx_package, "MOST_PARTS", 1)

    assert code_of(lambda: Package.opened(packed(a=b"", b=b""), PLACE)) == "dangerous-file"


def test_a_part_that_declares_less_than_it_holds_is_found():
    data = packed(xl__a_xml=b"<a>" + b"x" * 5000 + b"</a>")
    lie = data.replace((5007).to_bytes(4, "little"), (7).to_bytes(4, "little"))
    package = Package.opened(lie, PLACE)

    assert code_of(lambda: package.check_content(frozenset())) == "damaged-file"


@pytest.mark.parametrize("name", ["/etc/passwd", "xl/../../x.xml"])
def test_names_that_lead_outside_are_refused(name):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(name, b"")

    assert code_of(lambda: Package.opened(content.getvalue(), PLACE)) == "damaged-file"


def test_a_locked_part_is_told_to_be():
    data = bytearray(packed(xl__a_xml=b"<a/>"))
    data[data.index(b"PK\x01\x02") + 8] |= 1

    assert code_of(lambda: Package.opened(bytes(data), PLACE)) == "password-protected"


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "x">]><a>&b;</a>'


HUGE_COUNT = b'<sst count="1" uniqueCount="99999999999"><si/></sst>'
LONG_PROLOGUE = b"<!-- " + b"x" * 2_000_000 + b" --><a/>"


@pytest.mark.parametrize("content", [ENTITIES, LONG_PROLOGUE, HUGE_COUNT, b"no mark-up at all"])
def test_entities_and_what_hides_them_are_refused(content):
    package = Package.opened(packed(xl__a_xml=content), PLACE)

    assert code_of(lambda: package.check_content(frozenset())) == "dangerous-file"


def test_an_archive_without_the_parts_of_a_workbook_is_damaged():
    assert code_of(lambda: outline(Package.opened(packed(a=b""), PLACE))) == "damaged-file"
    assert code_of(lambda: outline(Package.opened(packed(xl__workbook_xml=b"<workbook/>"), PLACE))) == "damaged-file"
    assert code_of(lambda: outline(Package.opened(packed(xl__workbook_xml=b"<workbook>"), PLACE))) == "damaged-file"


def test_what_is_no_archive_is_damaged():
    assert code_of(lambda: Package.opened(b"PK\x03\x04 but no more", PLACE)) == "damaged-file"
