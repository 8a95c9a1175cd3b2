"""Every export says the same, writes all or nothing, and gives the same bytes for the same assessment."""

from __future__ import annotations

import pytest

from compliance.assessment.model import Decision, Outcome
from compliance.errors import OutputError, UsageError
from compliance.exports import exports, printed


def contents(path):
    if path.is_dir():
        return {file.name: file.read_bytes() for file in sorted(path.iterdir())}
    return {path.name: path.read_bytes()}


@pytest.mark.parametrize("name", exports)
def test_two_runs_give_the_same_bytes(name, assessment, tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()

    exports[name](assessment, tmp_path / "one" / "out")
    exports[name](assessment, tmp_path / "two" / "out")

    assert contents(tmp_path / "one" / "out") == contents(tmp_path / "two" / "out")


@pytest.mark.parametrize("name", exports)
def test_a_fault_half_way_leaves_nothing_and_keeps_what_was_there(name, assessment, tmp_path):
    class Broken:
        def rows(self):
            raise RuntimeError("half-way")

        counts = rows

    out = tmp_path / "out"
    exports[name](assessment, out)
    before = contents(out)

    broken = type(assessment)(**{**vars(assessment), "outcomes": Broken()})
    with pytest.raises(RuntimeError):
        exports[name](broken, out)

    assert contents(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("name", exports)
def test_a_missing_folder_is_named_with_a_remedy(name, assessment, tmp_path):
    with pytest.raises(OutputError, match=r"nowhere does not exist\. Create it") as raised:
        exports[name](assessment, tmp_path / "nowhere" / "out")

    assert raised.value.exit_status == 2


@pytest.mark.parametrize("name", exports)
def test_a_folder_that_takes_no_files_is_named(name, assessment, tmp_path):
    with pytest.raises(OutputError):
        exports[name](assessment, tmp_path / ("long-name-" * 30))

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", exports)
def test_every_export_has_a_sentence_of_help(name):
    assert (exports[name].__doc__ or "").strip().endswith(".")


@pytest.mark.parametrize("name", printed)
def test_what_can_be_printed_can_be_written(name):
    assert name in exports


def test_an_unknown_format_is_met_with_the_nearest():
    with pytest.raises(UsageError, match="Did you mean json"):
        exports["jsn"]


def test_the_sample_shows_every_kind_of_decision_but_clear(assessment):
    kinds = {decision.decision for decision in assessment.asset_decisions}

    assert kinds == set(Decision) - {Decision.CLEAR}
    assert {row[2] for row in assessment.outcomes.rows()} == {
        Outcome.FAIL,
        Outcome.UNDETERMINED,
        Outcome.NOT_APPLICABLE,
    }
