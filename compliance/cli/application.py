"""The application: what `clearance --help` shows."""

from __future__ import annotations

from typing import Annotated

import typer

from compliance.cli.commanding import help_text
from compliance.cli.plain_values import Group
from compliance.cli.status import MEANINGS

_STATUSES = "\n".join(f"      {status.value}  {meaning}" for status, meaning in MEANINGS.items())

HELP = f"""
    Check synthetic media against the duties of labelling, consent, provenance and data security that apply where and
    when it is released.

      clearance init film                              copy the sample project
      clearance check film/inventory.xlsx              what is blocked, where, and why
      clearance report film/inventory.xlsx -o out.pdf  the audit report
      clearance workbook -o mine.xlsx                  an empty workbook of your own

    Exit status; where several hold, the order is 5, 2, 3, 1, 4, 0:

{_STATUSES}

    A screening tool for supervised legal review. It runs offline and sends nothing anywhere.
    """

app = typer.Typer(
    name="clearance",
    cls=Group,
    help=help_text(HELP),
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _print_version(asked: bool) -> None:
    if asked:
        from compliance.cli.version import version_lines

        for line in version_lines():
            typer.echo(line)
        raise typer.Exit


@app.callback()
def _app(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print versions and stop.")
    ] = False,
) -> None:
    pass
