"""Questions: missing facts, those first that say whether anything applies, then those on which most hangs."""


def many(change, count, **changes):
    rows = change(**changes)
    asset, release = rows["asset"][0], rows["release"][0]
    rows["asset"] = [{**asset, "id": f"A{n}"} for n in range(1, count + 1)]
    rows["release"] = [{**release, "id": f"R{n}", "asset": f"A{n}"} for n in range(1, count + 1)]
    return rows


def test_a_question_names_who_to_ask_where_the_blanks_are_and_what_hangs_on_them(world, change, label):
    rows = many(change, 3)
    rows["label"] = [{**label, "id": f"L{n}", "asset": f"A{n}", "seconds": None} for n in (1, 2)]
    rows["label"].append({**label, "id": "L3", "asset": "A3"})

    assessment = world.assess(rows)

    (question,) = assessment.questions
    assert (question.path, question.title, question.who) == ("label.seconds", "Label: time on screen", "technical")
    assert question.text == "How many seconds is it on screen?"
    assert question.rows == ("L1", "L2")
    assert (question.outcomes, question.decisions) == (2, 2)
    assert question.findings == (assessment.findings[0].id,)


def test_screening_facts_come_before_everything(world, change, label):
    rows = many(change, 4)
    rows["label"] = [{**label, "id": f"L{n}", "asset": f"A{n}", "seconds": None} for n in (1, 2, 3)]
    rows["asset"][3]["made_with_ai"] = None

    questions = world.assess(rows).questions

    assert [(question.path, question.screening) for question in questions] == [
        ("asset.made_with_ai", True),
        ("label.seconds", False),
    ]


def test_facts_are_ranked_by_the_outcomes_they_hold_open(world, change, label):
    rows = many(change, 3)
    rows["label"] = [
        {**label, "seconds": None},
        {**label, "id": "L2", "asset": "A2", "channel": None},
        {**label, "id": "L3", "asset": "A3", "channel": None},
    ]

    assert [question.path for question in world.assess(rows).questions] == ["label.channel", "label.seconds"]


def test_a_parents_blank_counts_once_however_many_releases_wait_for_it(world, change):
    rows = change(asset_made_with_ai=None)
    rows["release"].append({**rows["release"][0], "id": "R2", "territory": "FR"})

    (question,) = world.assess(rows).questions

    assert (question.rows, question.outcomes, question.decisions) == (("A1",), 2, 2)


def test_inputs_are_asked_for_not_what_is_computed_from_them(world, change):
    library = world.library(world.duty(requires={"asset.shorter|at_least": 100}))

    questions = world.assess(change(asset_width=200.0), library).questions

    assert [question.path for question in questions] == ["asset.height"]


def test_an_incomplete_list_is_asked_for(world, change):
    duty = world.duty(
        requires={"for_every": "asset.depictions", "if_none_listed": True, "satisfies": {"depiction.replica": False}}
    )

    (question,) = world.assess(change(), world.library(duty)).questions

    assert question.path == "asset.depictions_complete"
    assert question.rows == ("A1",)


def test_a_manual_requirement_asks_its_own_question(world):
    attest = {"question": "Is the notice easy to find?", "by": ["producer"], "valid_for": "12 months"}

    (question,) = world.assess(library=world.library(world.duty(requires=None, attest=attest))).questions

    assert question.path == "attest.eu-act-label"
    assert (question.text, question.who, question.rows) == ("Is the notice easy to find?", "producer", ("R1",))


def test_where_nothing_is_missing_nothing_is_asked(world):
    assert world.assess().questions == ()
