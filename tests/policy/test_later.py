"""A part that is made when it is first asked for is, to whoever asks, like any other."""

import copy
import json
import pickle
from dataclasses import dataclass, fields, replace

import pytest

from compliance.policy.cache import library_from_json, library_to_json
from compliance.policy.later import comes_later, let_come_later, may_come_later
from compliance.policy.model import Requirement


@may_come_later("size", "name")
@dataclass(frozen=True)
class Parcel:
    size: int
    name: str = "unnamed"
    weight: int = 1


def parcel(waiting):
    """Return a parcel without its constructor, as a cache makes it."""
    made = object.__new__(Parcel)
    vars(made).update(weight=1)
    let_come_later(made, waiting)
    return made


def test_a_part_is_made_once_when_it_is_asked_for():
    asked = []
    made = parcel({"size": lambda: asked.append("size") or 3, "name": lambda: "large"})

    assert not asked
    assert [made.size, made.size, made.name] == [3, 3, "large"]
    assert asked == ["size"]


def test_an_object_made_by_its_constructor_is_as_before():
    assert Parcel(3) == Parcel(size=3, name="unnamed", weight=1)
    assert Parcel(3).name == Parcel.name == "unnamed"
    assert repr(Parcel(3)) == "Parcel(size=3, name='unnamed', weight=1)"
    with pytest.raises(TypeError, match="size"):
        Parcel()


def test_a_part_without_a_default_is_missing_from_the_class():
    with pytest.raises(AttributeError, match="Parcel has no size"):
        Parcel.size  # noqa: B018
    with pytest.raises(AttributeError, match="Parcel has no name"):
        parcel({"size": int}).name  # noqa: B018


@pytest.mark.parametrize(
    "used",
    [
        lambda made: made,
        copy.copy,
        copy.deepcopy,
        lambda made: replace(made, weight=1),
        lambda made: pickle.loads(pickle.dumps(made)),  # noqa: S301 - its own
    ],
    ids=["itself", "copied", "copied deeply", "replaced", "pickled"],
)
def test_what_is_made_of_it_equals_what_a_constructor_makes(used):
    made = used(parcel({"size": int, "name": str}))

    assert made == Parcel(0, "")
    assert hash(made) == hash(Parcel(0, ""))
    assert repr(made) == repr(Parcel(0, ""))


def test_what_cannot_be_made_is_not_taken_for_the_default():
    made = parcel({"size": int, "name": {}.popitem})

    for _ in range(2):
        with pytest.raises(KeyError):
            made.name  # noqa: B018


def test_the_conditions_of_a_requirement_wait_and_come_as_they_were(folder):
    library = folder.load()

    again = library_from_json(json.loads(json.dumps(library_to_json(library)))).requirements[0]

    later = {part.name for part in fields(Requirement) if comes_later(Requirement, part.name)}
    assert {"applies_when", "requires", "exceptions"} <= later
    assert not {"applies_when", "requires"} & vars(again).keys()
    assert again.requires == library.requirements[0].requires
    assert "requires" in vars(again)
    assert again == library.requirements[0]


def test_a_library_that_waits_is_written_as_the_one_it_was(folder):
    written = json.loads(json.dumps(library_to_json(folder.load())))

    assert json.loads(json.dumps(library_to_json(library_from_json(written)))) == written
