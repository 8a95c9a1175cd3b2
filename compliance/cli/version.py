"""`--version`: the program, its packs, and the day up to which their sources were read."""

from __future__ import annotations

from collections.abc import Iterator

import compliance
from compliance.cli.layout import some
from compliance.errors import ComplianceError


def version_lines() -> Iterator[str]:
    """Yield the program's version, then a line for each pack that ships."""
    yield f"clearance {compliance.__version__}"
    from compliance.policy.loading import load_library

    try:
        library = load_library()
    except ComplianceError as error:
        yield f"packs: unreadable ({len(error.problems)} problems; clearance packs check lists them)"
        return
    yield f"law as at {library.law_as_at}"
    for pack in library.packs:
        latest = max(requirement.provenance.as_of for requirement in pack.requirements) if pack.requirements else None
        yield f"{pack.id} {pack.version}, {some(len(pack.requirements), 'requirement')}, law as at {latest}"
