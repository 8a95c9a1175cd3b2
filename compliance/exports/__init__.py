"""The assessment for machines and for other programs: one file a format.

A format registers itself in `exports`; if it can also be printed on a terminal or into a pipe, in `printed` as well.
All formats are views of one `Assessment`, so that they agree on every count.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from compliance.assessment.model import Assessment
from compliance.registry import Registry

Export = Callable[[Assessment, Path], None]
"""Writes an assessment to a file or folder, whole or not at all. Raises OutputError."""

Printed = Callable[[Assessment, TextIO], None]
"""Writes an assessment to an open text stream."""

exports: Registry[Export] = Registry("export format")
printed: Registry[Printed] = Registry("output format")

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")
