"""The cache saves time and can do nothing else: it never fails, never lies and never runs anything."""

import os

import pytest

from compliance import json_cache
from compliance.json_cache import cache_folder, cached, file_digest


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "clearance"


class Builder:
    """Builds a list of words, and counts how often."""

    def __init__(self, words=("a", "b")):
        self.words, self.times = list(words), 0

    def __call__(self):
        self.times += 1
        return self.words

    def cached(self, digest="one"):
        return cached(
            "words", digest, self, to_json=lambda words: {"words": words}, from_json=lambda data: data["words"]
        )


def only_file(folder):
    (path,) = folder.iterdir()
    return path


def test_a_thing_is_built_once(folder):
    build = Builder()

    assert build.cached() == build.cached() == ["a", "b"]
    assert build.times == 1


def test_another_digest_is_another_thing(folder):
    build = Builder()

    build.cached("one")
    build.cached("two")

    assert build.times == 2


def test_another_program_version_builds_anew(folder, monkeypatch):
    build = Builder()
    build.cached()

    monkeypatch.setattr(json_cache, "_program", lambda: "another version")
    build.cached()

    assert build.times == 2


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_text(""),
        lambda path: path.write_text("not a checksum\n{}"),
        lambda path: path.write_text(path.read_text()[:-3]),
        lambda path: path.write_text(path.read_text().replace('"b"', '"c"')),
        lambda path: path.write_bytes(b"\xff\xfe\x00"),
    ],
    ids=["empty", "no checksum", "cut short", "tampered with", "not text"],
)
def test_a_spoilt_file_is_ignored_and_written_anew(folder, spoil):
    build = Builder()
    build.cached()
    good = only_file(folder).read_text()
    spoil(only_file(folder))

    assert build.cached() == ["a", "b"]
    assert build.times == 2
    assert only_file(folder).read_text() == good


def test_data_of_another_shape_are_ignored(folder):
    cached("words", "one", lambda: 5, to_json=lambda number: number, from_json=lambda data: data)

    assert Builder().cached() == ["a", "b"]


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))

    assert Builder().cached() == ["a", "b"]


def test_a_full_disk_leaves_no_half_a_file(folder, monkeypatch):
    def full(descriptor, *_args, **_more):
        os.close(descriptor)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(json_cache.os, "fdopen", full)

    assert Builder().cached() == ["a", "b"]
    assert list(folder.iterdir()) == []


def test_what_building_raises_is_passed_on_and_not_stored(folder):
    def broken():
        raise LookupError("broken")

    with pytest.raises(LookupError, match="broken"):
        cached("words", "one", broken, to_json=str, from_json=str)

    assert not folder.exists()


def test_old_files_make_room(folder):
    for number in range(20):
        Builder().cached(str(number))

    assert len(list(folder.iterdir())) == json_cache._KEPT


@pytest.mark.parametrize("value", ["", "relative/path"])
def test_a_relative_cache_folder_is_ignored_as_the_specification_says(monkeypatch, value):
    monkeypatch.setenv("XDG_CACHE_HOME", value)
    monkeypatch.setenv("HOME", "/home/somebody")

    assert str(cache_folder()) == "/home/somebody/.cache/clearance"


def test_a_missing_file_has_a_digest_too(tmp_path):
    (tmp_path / "empty").write_bytes(b"")

    assert file_digest(tmp_path / "missing") == file_digest(tmp_path / "empty")
