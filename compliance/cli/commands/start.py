"""`init` and `workbook`: something to begin with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from compliance.cli.application import app
from compliance.cli.commanding import command
from compliance.cli.completing import places, profiles
from compliance.cli.layout import some
from compliance.cli.options import Force
from compliance.cli.outputs import check_target
from compliance.cli.running import today_in
from compliance.cli.status import Status
from compliance.cli.terminal import Terminal


@command(app)
def init(
    *,
    terminal: Terminal,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder to make.")] = Path("clearance-sample"),
    force: Force = False,
) -> int:
    """Copy the sample project into a new folder.

    $ clearance init film
    $ clearance check film/inventory.xlsx
    """
    from compliance.cli.sample import copy_sample

    copied = copy_sample(folder, force=force)
    terminal.write(f"Copied {len(copied)} files into {folder}")
    terminal.say(f"{terminal.symbols.arrow} clearance check {folder / 'inventory.xlsx'}")
    return Status.CLEAR


@command(app)
def workbook(
    *,
    terminal: Terminal,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE.xlsx", help="Where to write the workbook.")],
    territory: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="Where you release (ISO 3166); may be repeated.", autocompletion=places),
    ] = None,
    role: Annotated[list[str] | None, typer.Option(help="A role of yours; may be repeated.")] = None,
    medium: Annotated[list[str] | None, typer.Option(help="A kind of media you have; may be repeated.")] = None,
    profile: Annotated[
        str | None,
        typer.Option(
            metavar="ID", help="Profile the workbook is for; packs profiles lists them.", autocompletion=profiles
        ),
    ] = None,
    policies: Annotated[
        list[Path] | None, typer.Option(metavar="DIR", help="Folder of further packs; may be repeated.")
    ] = None,
    force: Force = False,
) -> int:
    """Write an empty workbook with the columns your project needs.

    $ clearance workbook -o mine.xlsx
    $ clearance workbook -o mine.xlsx --territory XA --territory XB --medium video
    $ clearance workbook -o mine.xlsx --profile film-pre-release
    """
    from compliance.cli.tailoring import Project, Tailor
    from compliance.inventory.template import plan
    from compliance.inventory.template_xlsx import write_workbook
    from compliance.jurisdictions import load_jurisdictions
    from compliance.policy.loading import load_library
    from compliance.policy.profiles import profile_named, with_profile
    from compliance.vocabulary import load_vocabulary

    check_target(out, force=force)
    vocabulary, jurisdictions = load_vocabulary(), load_jurisdictions()
    library = load_library(policies or (), vocabulary=vocabulary, jurisdictions=jurisdictions)
    if profile is not None:
        library = with_profile(library, profile_named(profile, library), jurisdictions, today_in("UTC"))
    tailor = Tailor(library, vocabulary, jurisdictions, today_in("UTC"))
    project = tailor.checked(Project(tuple(territory or ()), tuple(role or ()), tuple(medium or ())))
    requirements = tailor.requirements(project)
    for place in tailor.unreached(project):
        terminal.say(
            f"No pack covers {jurisdictions.name(place)} law: what is released there will be undecided.",
            always=True,
        )
    fields = tailor.fields(requirements)
    write_workbook(out, vocabulary, jurisdictions=jurisdictions, fields=fields, force=force)
    sheets = plan(vocabulary, fields)
    columns = some(sum(len(sheet.columns) for sheet in sheets), "column")
    asked = f"{len(requirements)} of {some(len(library.requirements), 'requirement')}"
    terminal.write(f"Wrote {out}: {some(len(sheets), 'sheet')}, {columns}, for {asked}")
    terminal.say(f"{terminal.symbols.arrow} fill it in, then: clearance check {out}")
    return Status.CLEAR
