"""One check of an inventory, step by step; prints the CPU seconds of each step as JSON."""

from __future__ import annotations

import io
import json
import sys
import time
from datetime import date
from pathlib import Path


def main() -> None:
    """Run the steps of `clearance check`."""
    taken: dict[str, float] = {"Python itself": time.process_time()}

    def done(step: str) -> None:
        taken[step] = time.process_time() - sum(taken.values())

    import compliance.cli.commands.check
    from compliance.assessment.model import ProjectInfo
    from compliance.assessment.run import assess
    from compliance.cli.summary import print_summary
    from compliance.inventory.readers import read_inventory
    from compliance.jurisdictions import load_jurisdictions
    from compliance.policy.loading import load_library
    from compliance.vocabulary import load_vocabulary

    done("imports")
    vocabulary, jurisdictions = load_vocabulary(), load_jurisdictions()
    library = load_library(vocabulary=vocabulary, jurisdictions=jurisdictions)
    done("packs, vocabulary and places")
    path = Path(sys.argv[1])
    inventory = read_inventory(path, vocabulary, jurisdictions)
    done("reading the workbook")
    day = date(2026, 11, 25)
    project = ProjectInfo(name="Example")
    assessment = assess(inventory, library, vocabulary, jurisdictions, on=day, today=day, project=project)
    done("assessing")
    print_summary(compliance.cli.terminal.Terminal(out=io.StringIO()), assessment, str(path), wide=False)
    done("summary")
    print(json.dumps(taken))


if __name__ == "__main__":
    main()
