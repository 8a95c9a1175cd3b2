"""`waivers`: which are in force, and what each does."""

from __future__ import annotations

from compliance.cli.application import app
from compliance.cli.commanding import command
from compliance.cli.options import InventoryPath, Running
from compliance.cli.running import configuration_for, run_check
from compliance.cli.shown_config import show_config
from compliance.cli.status import Status
from compliance.cli.terminal import Terminal


@command(app)
def waivers(*, terminal: Terminal, inventory: InventoryPath, running: Running) -> int:
    """List waivers: their state, what they meet, how long they last.

    $ clearance waivers inventory.xlsx
    $ clearance waivers inventory.xlsx --waivers accepted.yaml --as-of 2026-12-01
    """
    configuration = configuration_for(inventory, running)
    if running.show_config:
        return show_config(terminal, configuration)
    run = run_check(terminal, inventory, configuration)
    from compliance.cli.waiver_list import waiver_list

    terminal.print(waiver_list(run.assessment, terminal.symbols))
    return Status.CLEAR
