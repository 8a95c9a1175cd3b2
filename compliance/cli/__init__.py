"""The command line: parse, call the library, print, exit status. Nothing below this package reads the clock."""

from __future__ import annotations

import gc

_RARELY = 200_000
"""Objects made, less those freed, before the collector looks for cycles among them."""


def main() -> None:
    """Run the command `clearance`; its exit status says what was found."""
    # Most of what a command makes stays until it ends, and walking over it time and again would only take time.
    gc.set_threshold(_RARELY)
    # Imported here, so that whoever imports a part of this package does not pay for all commands.
    from compliance.cli.commands import app

    try:
        app()
    finally:
        # The process ends here, and what is frozen is not walked over once more on the way out.
        gc.freeze()
