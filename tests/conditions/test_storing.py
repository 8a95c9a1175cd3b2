"""A condition comes back from JSON as it went in, names, terms and lines included."""

import json

from compliance.conditions.storing import from_json, to_json


def places_of(condition):
    return [(node.part, node.term, node.place) for node in condition.walk()]


def test_random_conditions_survive_being_stored(worlds):
    for seed in range(150):
        world = worlds.World(seed)
        condition = world.condition(world.random.choice(worlds.ABOUT))

        again = from_json(json.loads(json.dumps(to_json(condition))))

        assert again == condition
        assert [leaf.inputs for leaf in again.leaves()] == [leaf.inputs for leaf in condition.leaves()]


def test_names_and_lines_survive_being_stored(read):
    condition = read("all:\n  - {name: explicit, asset.medium: [video, image]}\n  - asset.made_with_ai: true")

    assert places_of(from_json(to_json(condition))) == places_of(condition)


def test_equal_conditions_have_equal_text(read):
    one, other = (json.dumps(to_json(read(f"asset.medium: [{order}]"))) for order in ("video, image", "image, video"))

    assert one == other
