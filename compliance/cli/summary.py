"""What `check` prints: in ten seconds, what is blocked, where, and what to fix first.

The order is that of a compliance officer's questions. What is loud comes first: facts without which nothing can be
said, waivers that ended. Then the decision of each place, what to fix, what to answer, whether all rows were used, and
what to type next.
"""

from __future__ import annotations

import shlex
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from compliance.assessment.leaving import is_of_profile
from compliance.assessment.model import Assessment, Decision, Finding, Question, TerritoryDecision
from compliance.cli.layout import some
from compliance.cli.terminal import Symbols, Terminal, printable
from compliance.jurisdictions import WORLD

_Item = TypeVar("_Item")

STYLES = {
    Decision.BLOCKED: "bold red",
    Decision.UNDECIDED: "bold yellow",
    Decision.CLEAR_WITH_CONDITIONS: "bold cyan",
    Decision.CLEAR: "bold green",
}


@dataclass(frozen=True)
class Limits:
    """How many of each are listed."""

    places: int = 8
    """For each decision."""
    findings: int = 3
    questions: int = 3
    notes: int = 2
    hints: bool = True


LADDER = (Limits(), Limits(5, 2, 2, 1), Limits(3, 2, 1, 1), Limits(2, 1, 1, 1, hints=False))
"""From roomy to tight: the first that fits the screen is taken."""
NAME_WIDTH = 23


@dataclass(frozen=True)
class Summary:
    """A summary of an assessment for a terminal."""

    assessment: Assessment
    symbols: Symbols
    inventory: str
    """As it was written on the command line, for the hints."""
    width: int = 80
    wide: bool = False
    """Whether everything is listed, in lines as long as they need."""
    limits: Limits = LADDER[0]

    def __rich__(self) -> RenderableType:
        blocks = [
            self.head(),
            self.loud(),
            self.places(),
            self.to_fix(),
            self.to_answer(),
            self.sums(),
            self.next_steps() if self.limits.hints else None,
        ]
        return spaced(block for block in blocks if block is not None)

    # -- blocks

    def head(self) -> RenderableType:
        """The answer; then what was assessed, on which day, against what."""
        run, dot = self.assessment, self.symbols.dot
        past = ", a past date" if run.as_of_is_past else ""
        profile = f" of profile {run.library.profile.id}" if run.library.profile else ""
        about = (
            f"as of {run.as_of}{past} {dot} law as at {run.library.law_as_at} "
            f"{dot} {some(len(run.library.requirements), 'requirement')}{profile}"
        )
        return Group(
            Text.assemble(self._decided(run.decision), (f"  {printable(run.project.name)}", "bold")),
            Text(about, "dim"),
        )

    def loud(self) -> RenderableType | None:
        """What must not be overlooked: missing screening facts, waivers without effect, notes of the run."""
        screening = [question for question in self.assessment.questions if question.screening]
        idle = [use for use in self.assessment.waivers if use.note]
        of_waivers = tuple(f"Waiver {use.waiver.id}" for use in idle)
        notes = [note for note in self.assessment.notes if not note.startswith(of_waivers)]
        # What a profile leaves out is never cut short: the answer does not speak for it.
        of_profile = [note for note in notes if is_of_profile(note)]
        notes = [note for note in notes if not is_of_profile(note)]
        lines: list[RenderableType] = []
        if screening:
            shown = self._shown(len(screening), self.limits.questions)
            lines.append(Text(f"Answer first: what applies at all depends on it ({shown} missing)", "bold yellow"))
            lines += [self._question(question) for question in self._first(screening, self.limits.questions)]
        lines += [
            Text(f"{self.symbols.conditions} Waiver {use.waiver.id}: {printable(use.note)}", "bold magenta")
            for use in idle
        ]
        lines += [Text(f"{self.symbols.conditions} {printable(note)}", "magenta") for note in of_profile]
        lines += [
            self._line(Text(f"{self.symbols.conditions} {printable(note)}", "magenta"))
            for note in self._first(notes, self.limits.notes)
        ]
        if len(notes) > self.limits.notes and not self.wide:
            lines.append(Text(f"  and {some(len(notes) - self.limits.notes, 'more note')} (--wide lists them)", "dim"))
        return Group(*lines) if lines else None

    def places(self) -> RenderableType:
        """Where it is blocked, undecided, clear; the worst first."""
        lines: list[RenderableType] = []
        for kind in Decision:
            group = [row for row in self.assessment.territory_decisions if row.decision is kind]
            if group:
                lines += self._places(kind, sorted(group, key=lambda row: -len(row.blocking)))
        return Group(*lines, *self._project())

    def to_fix(self) -> RenderableType | None:
        """The failing requirements that hold releases back, the most severe first, each with its remedy."""
        findings = [finding for finding in self.assessment.fails if finding.blocks]
        if not findings:
            return None
        title = Text(f"Fix first ({self._shown(len(findings), self.limits.findings)} to fix)", "bold")
        return Group(title, *(self._finding(finding) for finding in self._first(findings, self.limits.findings)))

    def to_answer(self) -> RenderableType | None:
        """The missing facts on which most depends."""
        questions = [question for question in self.assessment.questions if not question.screening]
        if not questions:
            return None
        facts = "fact" if len(questions) == 1 else "facts"
        title = Text(f"Answer next ({self._shown(len(questions), self.limits.questions)} missing {facts})", "bold")
        return Group(title, *(self._question(question) for question in self._first(questions, self.limits.questions)))

    def sums(self) -> RenderableType:
        """How much was found, and whether every row read was used."""
        run = self.assessment
        found = f"Findings: {len(run.fails)} failing, {len(run.undetermined)} undecided, {len(run.advisory)} advisory"
        adds_up = all(sheet.adds_up for sheet in run.reconciliation)
        lines = [Text(found, "dim")]
        if any(not finding.blocks for finding in run.fails):
            lines.append(Text(failing_line(run), "dim"))
        return Group(*lines, Text(rows_line(run), "dim" if adds_up else "bold red"))

    def next_steps(self) -> RenderableType:
        """What to type next."""
        inventory = shlex.quote(printable(self.inventory))
        steps = []
        findings = sorted(self.assessment.findings, key=lambda finding: not finding.blocks)
        if findings:
            steps.append(f"clearance explain {inventory} {findings[0].id}")
        if self.assessment.questions:
            steps.append(f"clearance check {inventory} --missing")
        steps.append(f"clearance report {inventory} -o report.pdf")
        # A command must be copied whole: it is never broken, however long.
        return Group(*(Text(f"{self.symbols.arrow} {step}", "dim", no_wrap=True, overflow="ignore") for step in steps))

    # -- lines

    def _places(self, kind: Decision, group: Sequence[TerritoryDecision]) -> Iterator[RenderableType]:
        title = Text.assemble(self._decided(kind), (f" ({len(group)})", "dim"))
        if kind is Decision.CLEAR:
            yield Text.assemble(title, "  ", ", ".join(printable(row.name) for row in group))
            return
        shown = self._first(group, self.limits.places)
        names = [cell_len(printable(row.name)) for row in shown]
        width = max(*names, title.cell_len - 4) if self.wide else NAME_WIDTH
        held = [_held(row) for row in shown]
        broad = max(len("  assets"), *map(len, held))
        room = width + 4 - title.cell_len
        title.pad_right(max(room, 0))
        # A long title takes its room from the margin of the heading.
        yield Text.assemble(title, (f"{'assets':>{max(broad + min(room, 0), len('assets'))}}  fix  open", "dim"))
        for decision, assets in zip(shown, held, strict=True):
            called = Text(printable(decision.name))
            called.truncate(width, pad=True)
            yield self._row(called, f"{assets:>{broad}}", decision)
        if len(group) > self.limits.places and not self.wide:
            yield Text(f"  and {len(group) - self.limits.places} more (--wide lists them)", "dim")

    def _project(self) -> Iterator[RenderableType]:
        """Yield what is decided under the law of each place for stores, systems and whatever else is no release."""
        rows = sorted(self.assessment.project_rows, key=lambda row: (row.decision.rank, -len(row.blocking)))
        if not rows:
            return
        yield Text.assemble("Project as a whole", (" (stores, systems, notices and the like), by law", "dim"))
        open_rows = [row for row in rows if row.decision is not Decision.CLEAR]
        for row in self._first(open_rows, self.limits.places):
            called = Text.assemble(self._decided(row.decision), f", {_law(row)}")
            called.truncate(NAME_WIDTH + len("  assets"), pad=True)
            yield self._row(called, "", row)
        more = len(open_rows) - self.limits.places
        if more > 0 and not self.wide:
            yield Text(f"  and {more} more (--wide lists them)", "dim")
        clear = ", ".join(_law(row) for row in rows if row.decision is Decision.CLEAR)
        if clear:
            yield Text.assemble("  ", self._decided(Decision.CLEAR), f", {clear}")

    def _row(self, called: Text, assets: str, decision: TerritoryDecision) -> Text:
        numbers = f"{assets}  {len(decision.blocking) or '':>3}  {len(decision.open) or '':>4}"
        reason = printable(decision.reasons[0]) if decision.reasons else ""
        reason = reason if self.wide else reason.lstrip("“")
        return self._line(Text("  "), called, Text(f"  {numbers}  "), Text(reason, "dim"))

    def _decided(self, decision: Decision) -> Text:
        symbol = {
            Decision.BLOCKED: self.symbols.blocked,
            Decision.UNDECIDED: self.symbols.undecided,
            Decision.CLEAR_WITH_CONDITIONS: self.symbols.conditions,
            Decision.CLEAR: self.symbols.clear,
        }[decision]
        return Text(f"{symbol} {decision.words}", STYLES[decision])

    def _finding(self, finding: Finding) -> RenderableType:
        places = ", ".join(self._first(finding.territories, 6))
        more = f" and {len(finding.territories) - 6} more" if len(finding.territories) > 6 and not self.wide else ""
        head = Text.assemble(
            (finding.id, "bold"),
            (f" {finding.severity}", "red"),
            f" {self.symbols.dot} {printable(places)}{more}",
            f" {self.symbols.dot} {some(len(finding.open_subjects), finding.requirement.about)}",
        )
        lines = [self._clipped(finding.requirement.title, 1)]
        if finding.recommendation:
            lines.append(f"{self.symbols.arrow} {self._clipped(finding.recommendation, 2)}")
        return Group(Padding(head, (0, 0, 0, 2)), *(Padding(Text(line), (0, 0, 0, 4)) for line in lines))

    def _question(self, question: Question) -> RenderableType:
        blank = f"  {question.who or 'anyone'}, {some(len(question.rows), 'row')}, holds {question.outcomes} open"
        asked = Text(f"  {self.symbols.undecided} {printable(question.text)}")
        return Text.assemble(self._line(asked, room=len(blank)), (blank, "dim"))

    def _line(self, *parts: Text, room: int = 0) -> Text:
        """Put parts on one line with room for more; what does not fit is cut, at the end."""
        line, width = Text.assemble(*parts), self.width - room
        if not self.wide and line.cell_len > width:
            line.truncate(width - len(self.symbols.ellipsis))
            line.append(self.symbols.ellipsis)
        return line

    def _clipped(self, text: str, lines: int) -> str:
        """Cut a text to about so many lines, at a word."""
        clean = printable(text)
        return (
            clean
            if self.wide
            else textwrap.shorten(clean, lines * (self.width - 8), placeholder=f" {self.symbols.ellipsis}")
        )

    def _first(self, items: Sequence[_Item], most: int) -> Sequence[_Item]:
        return items if self.wide else items[:most]

    def _shown(self, count: int, most: int) -> str:
        return str(count) if self.wide or count <= most else f"{most} of {count}"


def print_summary(terminal: Terminal, assessment: Assessment, inventory: str, *, wide: bool = False) -> None:
    """Print a summary as long as the screen allows; `--quiet` leaves the hints out."""
    for step in LADDER:
        limits = replace(step, hints=step.hints and not terminal.quiet)
        summary = Summary(assessment, terminal.symbols, inventory, terminal.width, wide, limits)
        if terminal.height is None or wide or len(terminal.laid_out(summary)) < terminal.height:
            break
    terminal.print(summary, wide=wide)


def spaced(blocks: Iterator[RenderableType]) -> Group:
    """Return blocks with a blank line between two."""
    parts: list[RenderableType] = []
    for block in blocks:
        parts += [Text(""), block] if parts else [block]
    return Group(*parts)


def failing_line(assessment: Assessment) -> str:
    """Return what becomes of the failing findings; the numbers add up to all of them."""
    fails = assessment.fails
    blocking = sum(finding.blocks for finding in fails)
    waived = sum(not finding.blocks and not finding.open_subjects for finding in fails)
    recalled = len(fails) - blocking - waived
    told = [f"{blocking} to fix"]
    told += [f"{waived} waived"] if waived else []
    told += [f"{recalled} {'rests' if recalled == 1 else 'rest'} on memory, so undecided"] if recalled else []
    return f"Of the {len(fails)} failing: {', '.join(told)}"


def rows_line(assessment: Assessment) -> str:
    """Return the reconciliation in a line: read = evaluated + excluded + rejected."""
    read = sum(sheet.read for sheet in assessment.reconciliation)
    evaluated = sum(sheet.evaluated for sheet in assessment.reconciliation)
    excluded = sum(len(sheet.excluded) for sheet in assessment.reconciliation)
    rejected = sum(sheet.rejected for sheet in assessment.reconciliation)
    line = f"Rows: {read} read = {evaluated} evaluated + {excluded} excluded + {rejected} rejected"
    wrong = [sheet.sheet for sheet in assessment.reconciliation if not sheet.adds_up]
    return f"{line}; these sheets do not add up: {', '.join(wrong)}" if wrong else line


def _held(decision: TerritoryDecision) -> str:
    """Return how many of the assets got the decision of their place."""
    return f"{decision.by_decision.get(decision.decision, 0)} of {decision.assets}" if decision.assets else ""


def _law(row: TerritoryDecision) -> str:
    """Return by what a row of the project is judged: the law of a place, or agreements."""
    return "agreements" if row.territory == WORLD else printable(row.territory)
