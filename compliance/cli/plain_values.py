"""Values on the command line that need no reading: nothing, a word, a path that can be opened.

What typer reads values with takes longer to load than the whole of our own command line, so it is asked only where a
value could be wrong.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from typer.core import TyperCommand, TyperGroup

_MUST_BE_READ = object()

_ASKED_OF_PATHS = {
    "exists": False,
    "file_okay": True,
    "dir_okay": True,
    "writable": False,
    "readable": True,
    "resolve_path": False,
    "allow_dash": False,
    "path_type": None,
}
"""What typer asks of a path where it is told nothing."""


class Group(TyperGroup):
    """A group of commands whose own options are not read where nobody gave them."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return its parameters."""
        return [_hastened(parameter, None) for parameter in super().get_params(ctx)]


def command_of(annotations: Mapping[str, Any]) -> type[TyperCommand]:
    """Return the kind of command whose parameters have these types, and whose plain values are not read."""
    kinds = {name: _kind(annotation) for name, annotation in annotations.items()}

    class Command(TyperCommand):
        def get_params(self, ctx: Any) -> list[Any]:
            return [_hastened(parameter, kinds.get(parameter.name)) for parameter in super().get_params(ctx)]

    return Command


def _hastened(parameter: Any, kind: type | None) -> Any:
    """Let plain values of a parameter pass; for any other, typer's own way is taken."""
    if "process_value" not in vars(parameter):
        parameter.process_value = _process(parameter, kind)
    return parameter


def _process(parameter: Any, kind: type | None) -> Callable[[Any, Any], Any]:
    read = parameter.process_value

    def process(context: Any, value: Any) -> Any:
        plain = _MUST_BE_READ
        if value is not None:
            plain = plain_value(value, kind)
        elif not parameter.required:
            plain = () if parameter.multiple or parameter.nargs == -1 else None
        if plain is _MUST_BE_READ:
            return read(context, value)
        return plain if parameter.callback is None else parameter.callback(context, parameter, plain)

    return process


def plain_value(value: Any, kind: type | None) -> Any:
    """Return what typer would read from a value where that is plain to see, else a mark that it must be read."""
    if kind is Path and isinstance(value, str) and value:
        return Path(value) if not os.path.lexists(value) or os.access(value, os.R_OK) else _MUST_BE_READ
    return value if kind is not None and isinstance(value, kind) else _MUST_BE_READ


def _kind(annotation: Any) -> type | None:
    """Return the type of a parameter, without the None it may be; None where its values must be read."""
    told: tuple[Any, ...] = ()
    if get_origin(annotation) is Annotated:
        annotation, *told = get_args(annotation)  # type: ignore[assignment]
    if any(getattr(one, name, usual) != usual for one in told for name, usual in _ASKED_OF_PATHS.items()):
        return None
    if get_origin(annotation) in {Union, UnionType}:
        kinds = [one for one in get_args(annotation) if one is not type(None)]
        annotation = kinds[0] if len(kinds) == 1 else None
    return annotation if isinstance(annotation, type) else None
