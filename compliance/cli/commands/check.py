"""`check` and `report`: assess an inventory, and tell or print what was found."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from compliance.cli.application import app
from compliance.cli.commanding import command
from compliance.cli.options import Force, InventoryPath, Judging, Running
from compliance.cli.outputs import asked_outputs, check_target, input_files, write_outputs
from compliance.cli.running import configuration_for, run_check
from compliance.cli.shown_config import show_config
from compliance.cli.terminal import Terminal
from compliance.errors import Place, UsageError


class Format(StrEnum):
    """What `check` prints."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"


@command(app)
def check(
    *,
    terminal: Terminal,
    inventory: InventoryPath,
    output: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FORMAT=PATH", help="Write json, xlsx or md to a file, csv to a folder; - for standard output."
        ),
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="What to print.")] = Format.TABLE,
    missing: Annotated[
        bool, typer.Option("--missing", help="Print every missing fact, and what it holds open.")
    ] = False,
    wide: Annotated[bool, typer.Option("--wide", help="Print everything, in lines as long as they need.")] = False,
    force: Force = False,
    running: Running,
    judging: Judging,
) -> int:
    """Say what is blocked, where, and what to fix first.

    $ clearance check inventory.xlsx
    $ clearance check inventory.xlsx --as-of 2026-12-01 --output xlsx=clearance.xlsx
    $ clearance check inventory.xlsx --format json | jq .decision

    Exit status 0 only if nothing fails and nothing is undecided; see clearance --help.
    """
    configuration = configuration_for(inventory, running, **judging.said())
    if running.show_config:
        return show_config(terminal, configuration)
    outputs = asked_outputs(output or (), force=force, inputs=input_files(inventory, configuration))
    run = run_check(terminal, inventory, configuration)
    write_outputs(terminal, outputs, run.assessment)
    has_printed = any(one.is_printed for one in outputs)
    if format_ is not Format.TABLE:
        from compliance.exports import printed

        printed[format_.value](run.assessment, terminal.stream)
    elif missing:
        from compliance.cli.missing import missing_facts

        terminal.print(missing_facts(run.assessment, terminal.symbols, wide=wide), wide=wide)
    elif not has_printed:
        from compliance.cli.summary import print_summary

        print_summary(terminal, run.assessment, str(inventory), wide=wide)
    if format_ is not Format.TABLE or has_printed or not terminal.stream.isatty():
        for use in run.assessment.waivers:
            if use.state == "expired":
                terminal.say(f"Waiver {use.waiver.id}: {use.note}", always=True)
    return judging.status(run.assessment, configuration)


@command(app)
def report(
    *,
    terminal: Terminal,
    inventory: InventoryPath,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE.pdf", help="Where to write the report.")],
    templates: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder of templates that replace the report's own.")
    ] = None,
    page_size: Annotated[str | None, typer.Option(metavar="A4|Letter", help="Page size. [default: A4]")] = None,
    force: Force = False,
    running: Running,
    judging: Judging,
) -> int:
    """Write the audit report as a PDF.

    $ clearance report inventory.xlsx -o report.pdf
    $ clearance report inventory.xlsx -o report.pdf --as-of 2026-12-01 --force

    The exit status is that of check: a report of a blocked project is written, and ends with 1.
    """
    said = {"templates": str(templates) if templates else None, "page_size": page_size}
    configuration = configuration_for(inventory, running, **judging.said(), **said)
    if running.show_config:
        return show_config(terminal, configuration)
    from compliance.cli.summary import Summary

    if out.suffix.casefold() != ".pdf":
        remedy = f"Write -o {out.with_suffix('.pdf').name}; check --output writes other formats."
        raise UsageError("the report is a PDF file.", at=Place(str(out)), remedy=remedy, code="not-a-pdf-name")
    check_target(out, force=force, inputs=input_files(inventory, configuration))
    run = run_check(terminal, inventory, configuration)
    with terminal.doing(f"Rendering {out.name}"):
        from compliance.report.render import render_pdf

        render_pdf(run.assessment, out, templates=configuration.templates, page_size=configuration.page_size)
    summary = Summary(run.assessment, terminal.symbols, str(inventory), terminal.width)
    terminal.print(summary.head(), summary.places())
    terminal.write(f"Report: {out}")
    return judging.status(run.assessment, configuration)
