"""The commands, one module a group.

A module loads what a command needs when the command runs, so that `--help` and `--version` stay quick.
"""

from __future__ import annotations

from importlib import import_module

from compliance.cli.application import app

__all__ = ["app"]

# In the order of the help.
for _group in ("start", "check", "explain", "waivers", "packs", "schema"):
    import_module(f"{__name__}.{_group}")
