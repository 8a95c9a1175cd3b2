"""One check of the example, with packs from the cache: against the whole library, or the few that the first one held.

python -m benchmarks.checking whole|few INVENTORY
"""

from __future__ import annotations

import hashlib
import io
import sys
from datetime import date
from pathlib import Path


def main() -> None:
    """Load, read, assess and sum up, as `clearance check` does."""
    import compliance.cli.commands.check
    from benchmarks.fewer import NAMED, few
    from compliance.assessment.model import ProjectInfo
    from compliance.assessment.run import assess
    from compliance.cli.summary import print_summary
    from compliance.inventory.readers import read_inventory
    from compliance.json_cache import cached
    from compliance.jurisdictions import load_jurisdictions
    from compliance.policy.cache import library_from_json, library_to_json
    from compliance.policy.loading import load_library
    from compliance.vocabulary import load_vocabulary

    which, path = sys.argv[1], Path(sys.argv[2])
    vocabulary, jurisdictions = load_vocabulary(), load_jurisdictions()
    if which == "few":
        # The folder of the cache is made for one measurement, within which no pack changes.
        library = cached(
            "few",
            hashlib.sha256(NAMED.read_bytes()).hexdigest(),
            lambda: few(load_library(vocabulary=vocabulary, jurisdictions=jurisdictions)),
            to_json=library_to_json,
            from_json=library_from_json,
        )
    else:
        library = load_library(vocabulary=vocabulary, jurisdictions=jurisdictions)
    inventory = read_inventory(path, vocabulary, jurisdictions)
    day = date(2026, 11, 25)
    project = ProjectInfo(name="Example")
    assessment = assess(inventory, library, vocabulary, jurisdictions, on=day, today=day, project=project)
    print_summary(compliance.cli.terminal.Terminal(out=io.StringIO()), assessment, str(path), wide=False)
    print(len(assessment.library.requirements))


if __name__ == "__main__":
    main()
