"""`schema`: the JSON Schema of the exported assessment."""

from __future__ import annotations

from compliance.cli.application import app
from compliance.cli.commanding import command
from compliance.cli.status import Status
from compliance.cli.terminal import Terminal


@command(app)
def schema(terminal: Terminal) -> int:
    """Print the JSON Schema of what --output json writes.

    $ clearance schema > assessment.schema.json
    """
    from compliance.exports.schema import published

    terminal.stream.write(published())
    return Status.CLEAR
