"""Templates are strict, and cannot leave their folder or reach into the program."""

from __future__ import annotations

import pytest

from compliance.errors import OutputError
from compliance.report.pages import page_size
from compliance.report.templating import START, folders_of, html_of
from compliance.report.view import view_of


@pytest.fixture
def html(small, tmp_path):
    """Render with one template replaced by the given text."""
    report = view_of(small, created="2031-03-03T00:00:00Z")

    def replaced(template: str, name: str = START) -> str:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(template, encoding="utf-8")
        return html_of(report, page_size("A4"), folders_of(tmp_path))

    return replaced


def test_a_clients_template_takes_the_place_of_ours(html):
    assert "Our own sign-off" in html("<p>Our own sign-off</p>", "sections/signoff.html.jinja")


@pytest.mark.parametrize(
    "template", ["{{ nothing }}", "{{ report.nothing }}", "{% for x in report.nothing %}{% endfor %}"]
)
def test_a_name_that_does_not_exist_fails(html, template):
    with pytest.raises(OutputError, match="nothing"):
        html(template)


@pytest.mark.parametrize("name", ["../secret.html", "/etc/passwd", "sections/../../secret.html"])
def test_a_template_outside_the_folder_is_refused(html, tmp_path, name):
    (tmp_path.parent / "secret.html").write_text("secret")

    with pytest.raises(OutputError, match="no template called"):
        html(f"{{% include '{name}' %}}")


def test_a_link_that_leads_outside_the_folder_is_refused(html, tmp_path):
    (tmp_path.parent / "secret.txt").write_text("secret")
    (tmp_path / "linked.html").symlink_to(tmp_path.parent / "secret.txt")

    with pytest.raises(OutputError, match="no template called"):
        html("{% include 'linked.html' %}")


@pytest.mark.parametrize(
    "template",
    [
        "{{ report.__class__ }}",
        "{{ report.chapters.__init__.__globals__ }}",
        "{{ report }}",
        "{% set x = none %}{{ x }}",
        "{{ '<b>'|safe }}",
    ],
)
def test_templates_print_words_and_numbers_and_nothing_of_the_program(html, template):
    with pytest.raises(OutputError):
        html(template)


def test_what_a_template_prints_is_escaped(html):
    assert html("{{ report.title ~ '<b>' }}").endswith("&lt;b&gt;")


def test_a_fault_in_a_template_names_its_place(html):
    with pytest.raises(OutputError, match=r"sections/signoff.html.jinja:2"):
        html("\n{% if %}", "sections/signoff.html.jinja")


def test_a_folder_of_templates_must_be_one(tmp_path):
    with pytest.raises(OutputError, match="no folder"):
        folders_of(tmp_path / "none")
