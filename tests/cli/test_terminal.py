"""Output goes where it belongs, in the colours and characters that can be shown, and cannot steer the terminal."""

from __future__ import annotations

import io

import pytest

from compliance.cli.terminal import ASCII, Color, Symbols, Terminal, printable, wants_color


class Screen(io.StringIO):
    def isatty(self):
        return True


def stream(encoding):
    return io.TextIOWrapper(io.BytesIO(), encoding=encoding)


def test_a_stream_that_cannot_show_the_signs_gets_plain_ones():
    assert Terminal(out=stream("ascii")).symbols == ASCII
    assert Terminal(out=stream("utf-8")).symbols == Symbols()


def test_plain_signs_are_plain():
    assert "".join(vars(ASCII).values()).isascii()


def test_a_character_the_stream_lacks_does_not_end_the_run():
    out = stream("ascii")

    Terminal(out=out).write("naïve")
    out.flush()

    assert out.buffer.getvalue() == b"na\\xefve\n"


@pytest.mark.parametrize(
    ("color", "environment", "screen", "wanted"),
    [
        (Color.AUTO, {}, True, True),
        (Color.AUTO, {}, False, False),
        (Color.AUTO, {"NO_COLOR": "1"}, True, False),
        (Color.AUTO, {"NO_COLOR": ""}, True, True),
        (Color.AUTO, {"FORCE_COLOR": "1"}, False, True),
        (Color.AUTO, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        (Color.AUTO, {"TERM": "dumb"}, True, False),
        (Color.ALWAYS, {"NO_COLOR": "1"}, False, True),
        (Color.NEVER, {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_the_option_decides_about_colour_then_the_environment_then_the_terminal(
    color, environment, screen, wanted, monkeypatch
):
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert wants_color(color, Screen() if screen else io.StringIO()) is wanted


def test_colour_adds_nothing_but_colour(monkeypatch):
    from rich.text import Text

    plain, colored = io.StringIO(), io.StringIO()
    Terminal(out=plain, color=Color.NEVER).print(Text("Blocked", "bold red"))
    Terminal(out=colored, color=Color.ALWAYS).print(Text("Blocked", "bold red"))

    assert plain.getvalue() == "Blocked\n"
    assert colored.getvalue() == "\x1b[1;31mBlocked\x1b[0m\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[2Jb", "a\\x1b[2Jb"),
        ("a\x9b2Jb", "a\\x9b2Jb"),
        ("one\r\ntwo\u2028three", "one  two three"),
        ("\u202eevil", "\\u202eevil"),
        ("\x00\x07", "\\x00\\x07"),
        ("Zoë 👩\u200d🚀 中文", "Zoë 👩\u200d🚀 中文"),
    ],
)
def test_text_of_the_users_cannot_steer_the_terminal(text, shown):
    assert printable(text) == shown


def test_messages_go_to_standard_error_and_quiet_silences_them(capsys):
    Terminal().say("working")
    Terminal(quiet=True).say("working")
    Terminal(quiet=True).say("broken", always=True)

    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "working\nbroken\n")


def test_progress_is_shown_on_a_terminal_only(capsys):
    with Terminal().doing("Reading"):
        pass

    assert capsys.readouterr().err == ""
