"""Making a function a command: shared options spread over its signature, faults told, its status returned."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import wraps
from typing import Any, get_type_hints

import typer

from compliance.cli.faults import told
from compliance.cli.options import Telling
from compliance.cli.plain_values import command_of
from compliance.cli.terminal import Terminal

Command = Callable[..., int]
"""Does its work and returns the exit status. A parameter of type Terminal is given to it."""


def command(app: typer.Typer, name: str | None = None) -> Callable[[Command], Command]:
    """Return a decorator that makes a function a command of `app`.

    A parameter whose type is a dataclass of `options` becomes one option for each of its fields; every command gets
    the options of `Telling` at the end.
    """

    def register(function: Command) -> Command:
        hints = get_type_hints(function, include_extras=True)
        shared = {key: hint for key, hint in hints.items() if is_dataclass(hint) and isinstance(hint, type)}
        terminal_key = next((key for key, hint in hints.items() if hint is Terminal), None)

        @wraps(function)
        def run(**given: Any) -> None:
            telling = _taken(Telling, given)
            terminal = Terminal(quiet=telling.quiet, verbose=telling.verbose, color=telling.color)
            as_json = given.get("format_") == "json"
            with told(terminal, debug=telling.debug, as_json=as_json):
                arguments = {key: _taken(kind, given) for key, kind in shared.items()}
                if terminal_key:
                    arguments[terminal_key] = terminal
                status = function(**arguments, **given)
                terminal.stream.flush()
            raise typer.Exit(status)

        parameters = [*_spread(function, hints, shared, terminal_key), *_options(Telling)]
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        app.command(name, cls=command_of(run.__annotations__), help=help_text(function.__doc__ or ""))(run)
        return function

    return register


def help_text(words: str) -> str:
    """Return a docstring as help: paragraphs are filled to the width, examples and indented ones keep their lines."""
    paragraphs = inspect.cleandoc(words).split("\n\n")
    return "\n\n".join(f"\b\n{_lined(one)}" if one.startswith(("$", " ")) else one for one in paragraphs)


def _lined(paragraph: str) -> str:
    return "\n".join(line.replace("$ ", "  ", 1) if line.startswith("$ ") else line for line in paragraph.split("\n"))


def _spread(
    function: Command, hints: dict[str, Any], shared: dict[str, Any], terminal_key: str | None
) -> Iterator[inspect.Parameter]:
    for key, parameter in inspect.signature(function).parameters.items():
        if key in shared:
            yield from _options(shared[key])
        elif key != terminal_key:
            yield parameter.replace(annotation=hints[key], kind=inspect.Parameter.KEYWORD_ONLY)


def _options(kind: type[Any]) -> Iterator[inspect.Parameter]:
    hints = get_type_hints(kind, include_extras=True)
    for field in fields(kind):
        yield inspect.Parameter(
            field.name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=hints[field.name]
        )


def _taken(kind: type[Any], given: dict[str, Any]) -> Any:
    """Take the fields of a dataclass out of what was given."""
    return kind(**{field.name: given.pop(field.name) for field in fields(kind)})
