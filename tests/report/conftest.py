"""One made-up assessment, drawn once for all tests of the report."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest

from compliance.assessment.model import Assessment
from compliance.report.render import render_pdf

_SAMPLE = Path(__file__).with_name("sample.py")


def load_sample():
    """Load the sample by its path: it is data beside the tests, not a part of a package."""
    spec = importlib.util.spec_from_file_location("report_sample", _SAMPLE)
    module = sys.modules.setdefault(spec.name, importlib.util.module_from_spec(spec))
    if not hasattr(module, "sample"):
        spec.loader.exec_module(module)
    return module


@dataclass(frozen=True)
class Read:
    """A report as somebody reads it."""

    file: Path
    pages: tuple[str, ...]

    @property
    def text(self) -> str:
        """All text, with every run of white space as one space."""
        return " ".join(" ".join(self.pages).split())

    @property
    def unbroken(self) -> str:
        """All text without white space: what was broken to fit a column is whole again."""
        return "".join(" ".join(self.pages).replace("\ufffe", "").split())


def read(file: Path) -> Read:
    document = pypdfium2.PdfDocument(file)
    try:
        pages = tuple(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()
    return Read(file, pages)


@pytest.fixture(scope="session")
def made_up():
    """The module that makes assessments up."""
    return load_sample()


@pytest.fixture(scope="session")
def assessment(made_up) -> Assessment:
    return made_up.sample(fails=22, undecided=6, advisory=2)


@pytest.fixture(scope="session")
def small(made_up) -> Assessment:
    return made_up.sample(fails=8, undecided=2, advisory=0, others=2)


@pytest.fixture(scope="session")
def report(assessment, tmp_path_factory) -> Read:
    file = tmp_path_factory.mktemp("report") / "report.pdf"
    render_pdf(assessment, file)
    return read(file)
