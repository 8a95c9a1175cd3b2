"""A file is there whole or not at all."""

from __future__ import annotations

import errno
import os

import pytest

from compliance.errors import OutputError
from compliance.exports.files import staged_file, staged_folder


def test_the_target_appears_only_when_the_draft_is_complete(tmp_path):
    with staged_file(tmp_path / "out.txt") as draft:
        draft.write_text("whole")
        assert not (tmp_path / "out.txt").exists()

    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]
    assert (tmp_path / "out.txt").read_text() == "whole"


def interrupted(to, fault):
    with staged_file(to) as draft:
        draft.write_text("half")
        raise fault


def test_an_interruption_leaves_what_was_there(tmp_path):
    (tmp_path / "out.txt").write_text("before")

    with pytest.raises(KeyboardInterrupt):
        interrupted(tmp_path / "out.txt", KeyboardInterrupt())

    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]
    assert (tmp_path / "out.txt").read_text() == "before"


def test_a_full_disk_is_told_with_a_remedy(tmp_path):
    with pytest.raises(OutputError, match=r"out\.txt: cannot be written \(No space left.*room left"):
        interrupted(tmp_path / "out.txt", OSError(errno.ENOSPC, "full"))

    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_file_and_a_file_no_folder(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(OutputError, match="is a folder"), staged_file(tmp_path):
        pass
    with pytest.raises(OutputError, match="is a file"), staged_folder(tmp_path / "file"):
        pass


def test_a_pipe_is_left_alone(tmp_path):
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(OutputError, match="is no ordinary file"), staged_file(tmp_path / "pipe"):
        pass

    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]
    assert (tmp_path / "pipe").is_fifo()


def test_a_new_folder_appears_with_all_its_files(tmp_path):
    with staged_folder(tmp_path / "out") as draft:
        (draft / "a").write_text("1")
        assert not (tmp_path / "out").exists()

    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
