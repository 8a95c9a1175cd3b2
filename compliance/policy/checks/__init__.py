"""What makes a pack untrustworthy, one function a check; its docstring is its manual page.

Checks that need no evaluation stand here; those that run cases stand in `assessment`. A check yields problems, each at
its place. A `Note` is worth a look and refuses nothing.

    identity      ids, changelogs
    timelines     status, parameters and grace periods over time
    exceptions    what lifts or relaxes a duty
    binding       what makes advice binding
    facts         fields: used, proved, asked for in plain words
    sources       citations, coverage of the sources, places considered
    elections     the calendar of votes
    sanctions     what a breach can cost, fit for adding up
    wording       remedies, translations, promises
    examples      cases: enough of them, and in the words of the vocabulary
"""

from compliance.policy.checks import (
    binding,
    elections,
    examples,
    exceptions,
    facts,
    identity,
    sanctions,
    sources,
    timelines,
    wording,
)
from compliance.policy.checks.registry import Check, Note, Reviewed, checks, run_checks

__all__ = [
    "Check",
    "Note",
    "Reviewed",
    "binding",
    "checks",
    "elections",
    "examples",
    "exceptions",
    "facts",
    "identity",
    "run_checks",
    "sanctions",
    "sources",
    "timelines",
    "wording",
]
