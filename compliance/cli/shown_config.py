"""`--show-config`: every setting, its value, and who said it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.table import Table
from rich.text import Text

from compliance.cli.configuration import Configuration
from compliance.cli.settings import SETTINGS
from compliance.cli.status import Status
from compliance.cli.terminal import Terminal, printable


def show_config(terminal: Terminal, configuration: Configuration) -> int:
    """Print every setting and its origin."""
    table = Table.grid(padding=(0, 2))
    for name in SETTINGS:
        value = getattr(configuration, name)
        table.add_row(name, Text(printable(_shown(value)), "bold"), Text(printable(configuration.origins[name]), "dim"))
    terminal.print(table)
    return Status.CLEAR


def _shown(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(map(str, value)) or "-"
    return str(value) or "-"
