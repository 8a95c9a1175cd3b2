"""`packs`: what they ask, and whether they can be trusted."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from compliance.cli.application import app
from compliance.cli.commanding import command
from compliance.cli.completing import ids, places
from compliance.cli.layout import some
from compliance.cli.running import today_in
from compliance.cli.status import Status
from compliance.cli.terminal import Terminal, printable

Policies = Annotated[
    list[Path] | None, typer.Option("--policies", metavar="DIR", help="Folder of further packs; may be repeated.")
]

packs = typer.Typer(no_args_is_help=True, help="Show and check policy packs.")
app.add_typer(packs, name="packs")


@command(packs, "list")
def list_packs(
    *,
    terminal: Terminal,
    named: Annotated[
        list[str] | None, typer.Argument(metavar="PLACE", help="Name the packs of these places.", autocompletion=places)
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Name every pack.")] = False,
    policies: Policies = None,
) -> int:
    """Show what is covered, place by place, or name the packs.

    $ clearance packs list
    $ clearance packs list XA XA-B
    """
    from compliance.cli.pack_pages import overview_page, pack_list, packs_of
    from compliance.jurisdictions import load_jurisdictions
    from compliance.policy.loading import load_library

    jurisdictions = load_jurisdictions()
    library = load_library(policies or (), jurisdictions=jurisdictions)
    if every or named:
        packs = library.packs if every else packs_of(named or (), library, jurisdictions)
        terminal.print(pack_list(packs, library))
    else:
        terminal.print(overview_page(library, jurisdictions, today_in("UTC")))
    return Status.CLEAR


@command(packs, "show")
def show_pack(
    *,
    terminal: Terminal,
    name: Annotated[
        str, typer.Argument(metavar="ID", help="Id of a pack, requirement or profile.", autocompletion=ids)
    ],
    policies: Policies = None,
) -> int:
    """Show a pack, a profile, or a requirement as it is evaluated.

    $ clearance packs show xa-media
    $ clearance packs show xa-media-4-label
    """
    from compliance.cli.pack_pages import page
    from compliance.cli.profile_pages import profile_page
    from compliance.jurisdictions import load_jurisdictions
    from compliance.policy.loading import load_library
    from compliance.vocabulary import load_vocabulary

    vocabulary, jurisdictions = load_vocabulary(), load_jurisdictions()
    library = load_library(policies or (), vocabulary=vocabulary, jurisdictions=jurisdictions)
    profile = next((one for one in library.profiles if one.id == name), None)
    if profile is not None:
        terminal.print(profile_page(library, profile, jurisdictions, today_in("UTC")))
    else:
        terminal.print(page(library, name, vocabulary))
    return Status.CLEAR


@command(packs, "profiles")
def list_profiles(*, terminal: Terminal, policies: Policies = None) -> int:
    """List the profiles: selections of requirements that check and report can be asked for.

    $ clearance packs profiles
    $ clearance check inventory.xlsx --profile film-pre-release
    """
    from compliance.cli.profile_pages import profile_list
    from compliance.jurisdictions import load_jurisdictions
    from compliance.policy.loading import load_library

    jurisdictions = load_jurisdictions()
    library = load_library(policies or (), jurisdictions=jurisdictions)
    terminal.print(profile_list(library, jurisdictions, today_in("UTC")))
    return Status.CLEAR


@command(packs, "crosswalk")
def show_crosswalk(
    *,
    terminal: Terminal,
    framework: Annotated[
        str | None, typer.Argument(metavar="FRAMEWORK", help="Id of a control catalogue; else all are listed.")
    ] = None,
    policies: Policies = None,
) -> int:
    """Show requirements beside the controls of other frameworks, each with the reason.

    $ clearance packs crosswalk
    $ clearance packs crosswalk xa-list
    """
    from compliance.cli.profile_pages import crosswalk_list, crosswalk_page
    from compliance.policy.loading import load_library

    library = load_library(policies or ())
    terminal.print(crosswalk_list(library) if framework is None else crosswalk_page(library, framework))
    return Status.CLEAR


@command(packs, "check")
def run_pack_checks(
    *,
    terminal: Terminal,
    names: Annotated[list[str] | None, typer.Argument(metavar="CHECK", help="Only these checks.")] = None,
    policies: Policies = None,
) -> int:
    """Check packs for what makes them untrustworthy.

    $ clearance packs check
    $ clearance packs check sources --policies house

    Exit status 0 if there is no problem, 3 otherwise; notes refuse nothing.
    """
    from compliance.cli.reviewing import reviewed
    from compliance.policy.checks import Note, run_checks

    with terminal.doing("Checking packs"):
        found = reviewed(policies or (), today_in("UTC"))
        told = [problem for problems in run_checks(found, names or ()).values() for problem in problems]
    notes = [problem for problem in told if isinstance(problem, Note)]
    problems = [problem for problem in told if not isinstance(problem, Note)]
    for problem in problems:
        terminal.write(printable(str(problem)))
    for note in notes if terminal.verbose else ():
        terminal.write(printable(f"{note} (note)"))
    counted = f"{some(len(found.library.packs), 'pack')}, {some(len(found.library.requirements), 'requirement')}"
    hidden = " (--verbose shows them)" if notes and not terminal.verbose else ""
    terminal.write(f"{counted}: {some(len(problems), 'problem')}, {some(len(notes), 'note')}{hidden}")
    return Status.UNREADABLE if problems else Status.CLEAR


@command(packs, "test")
def run_pack_cases(
    *,
    terminal: Terminal,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="ID", help="Only these packs or requirements.", autocompletion=ids)
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Cases only: no date sweep, no clause deletions.")] = False,
    policies: Policies = None,
) -> int:
    """Run the cases beside the packs, on every side of every date.

    Each clause is also deleted in turn: a case must notice.

    $ clearance packs test --quick
    $ clearance packs test xa-media --policies house

    Exit status 0 if every case comes out as expected, 3 otherwise.
    """
    from compliance.cli.reviewing import chosen, reviewed, trials

    found = reviewed(policies or (), today_in("UTC"))
    requirements = chosen(found, names or ())
    checks = gaps = wrong = 0
    with terminal.doing("Running cases"):
        for trial in trials(found, requirements, quick=quick):
            checks, gaps, wrong = checks + trial.checks, gaps + trial.known_gaps, wrong + len(trial.problems)
            for problem in trial.problems:
                terminal.write(printable(problem))
    counted = f"{some(len(requirements), 'requirement')}, {some(checks, 'case')}"
    terminal.write(f"{counted}: {wrong} wrong, {some(gaps, 'known gap')}")
    return Status.UNREADABLE if wrong or not checks else Status.CLEAR


@command(packs, "index")
def write_pack_index(
    *,
    terminal: Terminal,
    page: Annotated[
        Path | None,
        typer.Argument(
            metavar="PAGE",
            help="Page whose index is written again; else it is printed.",
            exists=True,
            dir_okay=False,
            writable=True,
        ),
    ] = None,
    policies: Policies = None,
) -> int:
    """Show how far the packs go, instrument by instrument.

    $ clearance packs index
    $ clearance packs index policies/README.md
    """
    from compliance.policy.index import index_text, with_index
    from compliance.policy.loading import load_library

    library = load_library(policies or ())
    if page is None:
        terminal.stream.write(f"{index_text(library)}\n")
        return Status.CLEAR
    page.write_text(with_index(page.read_text(encoding="utf-8"), library, file=str(page)), encoding="utf-8")
    terminal.write(f"Wrote the index of {page}")
    return Status.CLEAR


@command(packs, "schema")
def write_pack_schemas(
    *,
    terminal: Terminal,
    folder: Annotated[
        Path | None, typer.Argument(metavar="FOLDER", help="Folder to write every schema to; else one is printed.")
    ] = None,
    kind: Annotated[
        str, typer.Option(help="Which to print, as pack or cases: the name of a file of policies/schema.")
    ] = "pack",
) -> int:
    """Write or print the JSON Schemas that editors use for packs.

    $ clearance packs schema policies/schema
    $ clearance packs schema --kind cases > cases.schema.json
    """
    from compliance.cli.outputs import check_target
    from compliance.errors import UsageError, did_you_mean
    from compliance.jurisdictions import load_jurisdictions
    from compliance.policy.schema import schemas, write_schemas
    from compliance.policy.schema.writing import as_text
    from compliance.vocabulary import load_vocabulary

    vocabulary, jurisdictions = load_vocabulary(), load_jurisdictions()
    if folder is not None:
        # The schemas are made from the vocabulary and nothing else: writing them again loses nothing.
        check_target(folder, force=True, folder_of_files=True)
        written = write_schemas(folder, vocabulary, jurisdictions)
        terminal.write(f"Wrote {some(len(written), 'schema')} to {folder}")
        return Status.CLEAR
    made = {name.removesuffix(".schema.json"): schema for name, schema in schemas(vocabulary, jurisdictions).items()}
    if kind not in made:
        remedy = did_you_mean(kind, made) or f"Choose one of: {', '.join(made)}."
        raise UsageError(f"there is no schema {kind}.", remedy=remedy)
    terminal.stream.write(as_text(made[kind]))
    return Status.CLEAR
