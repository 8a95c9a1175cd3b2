"""The calendar: what changes from the day of the assessment on, by day."""

from datetime import date

from compliance.assessment.model import Waiver


def entries(assessment, kind):
    return [(entry.on, entry.text, entry.concerns) for entry in assessment.calendar if entry.kind == kind]


def test_releases_and_what_ends_stand_by_day(world, change):
    rows = change()
    rows["consent"] = [
        {"id": "C1", "person": "P1", "ends_on": date(2027, 1, 31)},
        {"id": "C2", "person": "P1", "ends_on": "none"},
    ]
    rows["election"] = [{"id": "E1", "vote_on": date(2027, 3, 14)}]

    assessment = world.assess(rows)

    assert entries(assessment, "release starts") == [(date(2026, 12, 1), "Release R1 starts in Germany.", ("R1",))]
    assert entries(assessment, "release ends") == [(date(2027, 6, 1), "Release R1 ends in Germany.", ("R1",))]
    assert entries(assessment, "consent ends") == [(date(2027, 1, 31), "Consent C1 ends.", ("C1",))]
    assert entries(assessment, "election") == [(date(2027, 3, 14), "Election E1 takes place.", ("E1",))]
    assert [entry.on for entry in assessment.calendar] == sorted(entry.on for entry in assessment.calendar)


def test_releases_of_one_day_and_place_stand_together(world, change):
    rows = change()
    rows["release"] += [{**rows["release"][0], "id": "R2"}, {**rows["release"][0], "id": "R3", "territory": "FR"}]

    assert entries(world.assess(rows), "release starts") == [
        (date(2026, 12, 1), "2 releases start in Germany.", ("R1", "R2")),
        (date(2026, 12, 1), "Release R3 starts in France.", ("R3",)),
    ]


def test_what_is_past_or_far_off_is_left_out(world, change):
    rows = change(release_starts_on=date(2026, 11, 21), release_ends_on=date(2030, 1, 1))

    assert world.assess(rows).calendar == ()


def test_what_happens_on_the_day_itself_is_in(world, change):
    assert len(entries(world.assess(change(release_starts_on=date(2026, 11, 22))), "release starts")) == 1


def test_turns_of_the_law_stand_where_it_meets_a_subject(world, change):
    timeline = [
        {"from": "2026-08-02", "status": "in_force", "cite": "Art. 9"},
        {"from": "2027-01-01", "status": "enjoined", "cite": "Court", "where": {"asset.medium": "video"}},
        {"from": "2027-05", "status": "repealed", "cite": "Act 2"},
    ]
    transition = [{"when": {"asset.medium": "audio"}, "applies_from": "2027-02-01", "cite": "Art. 8"}]
    library = world.library(world.duty(timeline=timeline, transition=transition))

    meets, misses = world.assess(change(), library), world.assess(change(release_territory="US"), library)

    title = "“Say that it is made with AI”"
    assert entries(meets, "law changes") == [
        (date(2027, 1, 1), f"{title} is enjoined by a court, in part (Court).", ("eu-act-label",))
    ]
    assert entries(meets, "law ends") == [
        (date(2027, 5, 31), f"{title} was repealed at the latest (Act 2).", ("eu-act-label",))
    ]
    assert [day for day, _, _ in entries(meets, "grace ends")] == [date(2027, 2, 1)]
    assert not any(entry.kind.startswith("law") for entry in misses.calendar)


def test_law_that_comes_inside_a_window_is_in_the_calendar(world, change):
    rows = change(release_starts_on=date(2026, 7, 1), release_ends_on="none")

    assert entries(world.assess(rows, on=date(2026, 7, 1)), "law starts") == [
        (date(2026, 8, 2), "“Say that it is made with AI” is in force (Art. 9).", ("eu-act-label",))
    ]


def test_a_waiver_has_ended_on_the_day_after_its_last(world):
    days = {"approved_on": date(2026, 11, 1), "begins": date(2026, 11, 1), "ends": date(2026, 12, 15)}
    waiver = Waiver("W-1", "eu-act-label", ("all",), "r", "a", timezone="Europe/Berlin", **days)

    assert entries(world.assess(waivers=[waiver]), "waiver ends") == [
        (date(2026, 12, 16), "Waiver W-1 has ended: what it accepted counts again.", ("W-1",))
    ]
