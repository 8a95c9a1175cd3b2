"""Drawing is repeatable, closed to the outside, and fails in words."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from compliance.errors import OutputError, UsageError
from compliance.report import render
from compliance.report.fetching import BundledFiles, RefusedURLError
from compliance.report.pdf import draw
from compliance.report.render import created_at, render_pdf
from compliance.report.templating import folders_of

_AGAIN = """
import importlib.util, pathlib, sys
spec = importlib.util.spec_from_file_location("report_sample", sys.argv[1])
module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
from compliance.report.render import render_pdf
render_pdf(module.sample(fails=8, undecided=2, advisory=0, others=2), pathlib.Path(sys.argv[2]), page_size="Letter")
"""


@pytest.fixture(scope="module")
def letter(small, tmp_path_factory):
    """A report on Letter paper, drawn where no socket can be opened."""
    file = tmp_path_factory.mktemp("letter") / "letter.pdf"
    with pytest.MonkeyPatch.context() as closed:
        closed.setattr(socket, "socket", _no_socket)
        render_pdf(small, file, page_size="letter")
    return file


def test_another_run_elsewhere_gives_the_same_bytes(letter, tmp_path):
    there = tmp_path / "there.pdf"
    root = Path(__file__).parents[2]
    elsewhere = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONPATH": str(root)}

    command = [sys.executable, "-c", _AGAIN, str(Path(__file__).with_name("sample.py")), str(there)]
    subprocess.run(command, check=True, env=elsewhere, cwd=tmp_path)

    assert there.read_bytes() == letter.read_bytes()


def test_letter_paper_is_letter_paper(letter):
    with pikepdf.open(letter) as pdf:
        assert [round(float(side)) for side in pdf.pages[1].mediabox] == [0, 0, 612, 792]


def test_an_unknown_page_size_is_refused(small, tmp_path):
    with pytest.raises(UsageError, match="page size"):
        render_pdf(small, tmp_path / "x.pdf", page_size="A44")


def test_the_date_of_the_file_is_the_assessments_or_the_epoch(small, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert created_at(small) == "2031-03-03T00:00:00Z"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert created_at(small) == "1970-01-02T00:00:00Z"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(UsageError, match="yesterday"):
        created_at(small)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "http://127.0.0.1/x",
        "https://example.org/x",
        "report:../pyproject.toml",
        "report:fonts/none.ttf",
    ],
)
def test_nothing_outside_the_templates_is_fetched(url):
    with pytest.raises(RefusedURLError):
        BundledFiles(folders_of(None)).fetch(url)


def test_fonts_and_data_are_fetched():
    fetcher = BundledFiles(folders_of(None))

    assert fetcher.fetch("report:fonts/ClearanceSans-Regular.ttf").read()[:4] == b"\x00\x01\x00\x00"
    assert fetcher.fetch("data:text/plain,hello").read() == b"hello"


@pytest.mark.parametrize(
    "html", ['<img src="file:///etc/passwd">', '<link rel="stylesheet" href="http://127.0.0.1/x.css">']
)
def test_a_document_that_asks_for_the_outside_is_not_drawn(html):
    with pytest.raises(OutputError, match="may not fetch"):
        draw(f"<html lang=en><title>x</title>{html}", folders_of(None))


def test_letters_drawn_with_a_font_of_the_system_are_found():
    with pytest.raises(OutputError, match="own fonts were not used"):
        draw("<html lang=en><title>x</title><p style='font-family: monospace'>Letters</p>", folders_of(None))


def test_a_pointer_to_nowhere_is_found():
    html = '<html lang=en><title>x</title><p><span class="pg" data-ref="F-00">, p. 00</span>'
    with pytest.raises(OutputError, match="F-00"):
        draw(html, folders_of(None))


def test_a_missing_library_names_what_to_install(small, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "compliance.report.pdf", None)
    monkeypatch.setattr("builtins.__import__", _without_pango(__import__))

    with pytest.raises(OutputError, match=r"apt-get install.*libpango"):
        render_pdf(small, tmp_path / "x.pdf")


def test_a_report_that_cannot_be_written_leaves_nothing(small, tmp_path, monkeypatch):
    monkeypatch.setattr(render, "pdf_bytes", lambda *_, **__: b"%PDF")
    (tmp_path / "taken.pdf").mkdir()

    with pytest.raises(OutputError, match="cannot be written"):
        render_pdf(small, tmp_path / "taken.pdf")

    assert [file.name for file in tmp_path.iterdir()] == ["taken.pdf"]


def _no_socket(*_, **__):
    message = "a report opened a socket"
    raise AssertionError(message)


def _without_pango(load):
    def load_other(name, *rest, **named):
        if name == "compliance.report" and rest and "pdf" in (rest[2] if len(rest) > 2 and rest[2] else ()):
            message = "cannot load library 'libpangoft2-1.0-0'"
            raise OSError(message)
        return load(name, *rest, **named)

    return load_other
