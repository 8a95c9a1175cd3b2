"""The command line: parse, call the library, print, exit status. Nothing below this package reads the clock."""

from __future__ import annotations


def main() -> None:
    """Run the command `clearance`; its exit status says what was found."""
    # Imported here, so that whoever imports a part of this package does not pay for all commands.
    from compliance.cli.commands import app

    app()
