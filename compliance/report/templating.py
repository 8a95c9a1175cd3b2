"""Templates: strict, sandboxed, and unable to leave their folder.

Everything a template prints passes through `printed`: text is made safe, numbers are printed as they are, and anything
else is an error rather than something that looks right.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateError, TemplateNotFound, Undefined
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from compliance.errors import OutputError, Place
from compliance.report.pages import PageSize
from compliance.report.text import attribute, printable, web_link
from compliance.report.view import ReportView
from compliance.resources import shipped

START = "report/report.html.jinja"


class FolderLoader(BaseLoader):
    """Loads templates from folders, the first that has one; never from outside them, whatever a name or a link says."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self.folders = tuple(folder.resolve() for folder in folders)

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the text of a template. Raises TemplateNotFound where no folder holds it."""
        del environment
        for folder in self.folders:
            file = (folder / template).resolve()
            if file.is_relative_to(folder) and file.is_file():
                return file.read_text(encoding="utf-8"), str(file), lambda: True
        raise TemplateNotFound(template)


def folders_of(templates: Path | None) -> tuple[Path, ...]:
    """Return where templates are looked for: a client's folder first, then those that ship."""
    if templates is not None and not templates.is_dir():
        raise OutputError(f"{templates} is no folder of templates.", remedy="Name a folder laid out like templates/.")
    return (shipped("templates"),) if templates is None else (templates, shipped("templates"))


def environment(folders: tuple[Path, ...]) -> ImmutableSandboxedEnvironment:
    """Return the environment in which templates run."""
    made = ImmutableSandboxedEnvironment(
        loader=FolderLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=printed,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # No other filter: most of those that ship make text that nothing has made safe.
    made.filters = {"length": made.filters["length"], "attribute": attribute, "web_link": web_link}
    return made


def html_of(report: ReportView, page: PageSize, folders: tuple[Path, ...]) -> str:
    """Return the report as one HTML document. Raises OutputError where a template is wrong."""
    try:
        return environment(folders).get_template(START).render(report=report, page=page)
    except TemplateNotFound as fault:
        raise OutputError(
            f"there is no template called {fault.name}.",
            remedy="A template may use only files of the templates folder.",
        ) from fault
    except SecurityError as fault:
        raise OutputError(f"a template does what templates may not: {fault}.") from fault
    except TemplateError as fault:
        file = getattr(fault, "filename", None) or getattr(fault, "name", None) or START
        raise OutputError(f"{fault}.", at=Place(str(file), line=getattr(fault, "lineno", None))) from fault


def printed(value: object) -> object:
    """Return what a template may print for a value.

    >>> printed("<b>"), printed(7)
    (Markup('&lt;b&gt;'), 7)
    """
    if isinstance(value, Markup | int | float) and not isinstance(value, bool):
        return value
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Undefined):
        return str(value)
    message = f"a template prints {type(value).__name__}, which has no words"
    raise SecurityError(message)
