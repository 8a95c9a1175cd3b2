"""A profile selects and tightens: it takes in what it says, asks more, never less, and says what it leaves out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from compliance.conditions.values import Dated
from compliance.errors import PackError, UsageError
from compliance.policy.loading import load_library
from compliance.policy.model import Selection, Severity
from compliance.policy.profiles import NotStricterError, profile_named, selected, tightened, with_profile

ON = date(2026, 11, 25)
PROFILE = """
format: 1
profile: {id: small, title: A small one, plain: For nobody., version: 1.0.0, published: 2026-11-20}
include:
  - {themes: [labelling]}
"""


@pytest.fixture
def changed(folder):
    """Load the folder with this profile in it."""

    def load(*changes, text=PROFILE, name="small"):
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        folder.write(f"profiles/{name}.yaml", text)
        return folder.load()

    return load


def places():
    from compliance.jurisdictions import load_jurisdictions

    return load_jurisdictions()


def problems(call):
    with pytest.raises(PackError) as caught:
        call()
    return [str(problem) for problem in caught.value.problems]


# -- selection


@pytest.fixture(scope="module")
def shipped():
    return load_library()


@pytest.mark.parametrize(
    ("said", "is_in"),
    [
        ({"themes": ("labelling",)}, True),
        ({"themes": ("election",)}, False),
        ({"duty_of": ("platform", "deployer")}, True),
        ({"duty_of": ("anyone",)}, False),
        ({"about": ("release",)}, True),
        ({"about": ("store",)}, False),
        ({"places": ("DE",)}, True),
        ({"places": ("WW",)}, True),
        ({"places": ("JP",)}, False),
        ({"packs": ("eu-act",)}, True),
        ({"requirements": ("eu-act-label",)}, True),
        ({"requirements": ("eu-act-other",)}, False),
        ({"themes": ("labelling",), "places": ("JP",)}, False),
        ({"themes": ("labelling",), "places": ("FR",)}, True),
    ],
)
def test_every_part_that_is_said_must_hold(changed, said, is_in):
    library = changed()
    profile = replace(library.profiles[0], include=(Selection(**said),))

    assert (selected(library.requirements, profile, places(), ON) == {"eu-act-label"}) is is_in


def test_one_selection_is_enough(changed):
    library = changed()
    profile = replace(library.profiles[0], include=(Selection(themes=("election",)), Selection(about=("release",))))

    assert selected(library.requirements, profile, places(), ON) == {"eu-act-label"}


def test_what_a_requirement_builds_on_comes_with_it(shipped):
    above = next(one for one in shipped.requirements if one.builds_on)
    profile = replace(shipped.profiles[0], include=(Selection(requirements=(above.id,)),), settings={}, raised={})

    assert above.builds_on["id"] in selected(shipped.requirements, profile, places(), ON)


def test_nothing_is_lost_between_what_is_taken_in_and_what_is_left_out(shipped):
    for profile in shipped.profiles:
        library = with_profile(shipped, profile, places(), ON)

        assert library.profile is profile
        ids = [one.id for one in (*library.requirements, *library.left_out)]
        assert sorted(ids) == sorted(one.id for one in shipped.requirements)
        assert all(pack.requirements for pack in library.packs)
        assert library.digest != shipped.digest
        assert library.considered == shipped.considered
        # Packs of one instrument cite it from a pack that may be left out.
        assert library.instruments.keys() == shipped.instruments.keys()


@pytest.mark.parametrize(
    ("profile", "taken", "left"),
    [
        ("film-pre-release", "us-ny-crl-50f-digital-replica", "eu-dsa-16-notice-action"),
        ("political-campaign", "us-tx-elec-255004d", "us-ca-aita-latent"),
        ("ai-service-provider", "eu-ai-act-50-2-marking", "eu-ai-act-50-4-deepfake"),
        ("online-platform", "us-fed-tida-platform-48h", "us-ca-lab-927-replica-clause"),
        ("newsroom", "eu-ai-act-50-4-text", "eu-ai-act-50-2-marking"),
        ("advertising-campaign", "us-ny-gbl-396b-synthetic-performer", "eu-ai-act-50-2-marking"),
        ("game", "eu-ai-act-50-1-interaction", "us-tx-elec-255004d"),
    ],
)
def test_the_profiles_that_ship_fit_those_they_are_for(shipped, profile, taken, left):
    ids = {one.id for one in shipped.requirements}
    assert {taken, left} <= ids

    chosen = selected(shipped.requirements, profile_named(profile, shipped), places(), ON)

    assert taken in chosen
    assert left not in chosen


def test_the_crimes_that_bind_everybody_are_in_every_profile(shipped):
    anyone = {one.id for one in shipped.requirements if one.theme == "prohibited_content" and "anyone" in one.duty_of}

    assert anyone
    for profile in shipped.profiles:
        assert anyone <= selected(shipped.requirements, profile, places(), ON), profile.id


def test_an_unknown_profile_is_met_with_the_nearest(shipped):
    with pytest.raises(UsageError, match="Did you mean film-pre-release"):
        profile_named("film-prerelease", shipped)


# -- tightening


def test_a_stricter_value_takes_the_place_of_the_weaker_one(changed):
    library = changed(("include:", "set: {eu-act-label: {min_seconds: 3}}\nraise: {eu-act-label: critical}\ninclude:"))

    (before,) = library.requirements
    (after,) = with_profile(library, library.profiles[0], places(), ON).requirements

    assert [value for _, value, _ in after.parameters["min_seconds"].values] == [3.0]
    (leaf,) = [leaf for leaf in after.requires.leaves() if isinstance(leaf.wanted, Dated)]
    assert leaf.wanted.parameter == after.parameters["min_seconds"]
    assert (before.severity, after.severity) == (Severity.HIGH, Severity.CRITICAL)
    assert after.digest != before.digest


@pytest.mark.parametrize("value", [2, 1, "three", True, [3]])
def test_a_value_that_asks_no_more_is_refused(changed, value):
    (requirement,) = changed().requirements

    with pytest.raises(NotStricterError):
        tightened(requirement, "min_seconds", value)


def test_a_limit_from_above_gets_stricter_downwards(changed, folder):
    folder.change(("label.seconds|at_least", "label.seconds|at_most"))
    (requirement,) = changed().requirements

    assert tightened(requirement, "min_seconds", 1).parameters["min_seconds"].values[0][1] == 1
    with pytest.raises(NotStricterError, match="must be less than 2"):
        tightened(requirement, "min_seconds", 3)


def test_what_also_triggers_the_duty_cannot_be_set(shipped):
    limited = next(one for one in shipped.requirements if "users_limit" in one.parameters)

    with pytest.raises(NotStricterError, match="when the duty applies"):
        tightened(limited, "users_limit", 10**9)


def test_a_set_grows(shipped):
    marked = next(one for one in shipped.requirements if "mark_says" in one.parameters)
    name = marked.parameters["mark_says"]

    with pytest.raises(NotStricterError):
        tightened(marked, "mark_says", ["provider_name"])
    stricter = tightened(marked, "mark_says", [*name.values[-1][1], "more"]).parameters["mark_says"]
    assert all("more" in value for _, value, _ in stricter.values)


# -- what is wrong with a profile is told, all at once


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("themes: [labelling]", "themes: [labeling]", "themes: there is no labeling. Did you mean labelling?"),
        ("themes: [labelling]", "duty_of: [deploier]", "duty_of: there is no deploier. Did you mean deployer?"),
        ("themes: [labelling]", "about: [relase]", "about: there is no relase. Did you mean release?"),
        ("themes: [labelling]", "packs: [eu-akt]", "packs: there is no eu-akt. Did you mean eu-act?"),
        ("themes: [labelling]", "requirements: [eu-act-labl]", "Did you mean eu-act-label?"),
        ("themes: [labelling]", "themes: [election]", "this selection takes nothing in"),
        ("themes: [labelling]", "theme: [labelling]", "there is no key called theme here. Did you mean themes?"),
        ("  - {themes: [labelling]}", "  []", "takes nothing in"),
        ("include:", "set: {eu-act-labl: {min_seconds: 3}}\ninclude:", "there is no requirement eu-act-labl"),
        ("include:", "set: {eu-act-label: {min_second: 3}}\ninclude:", "has no parameter min_second. Did you mean min_seconds?"),
        ("include:", "set: {eu-act-label: {min_seconds: 1}}\ninclude:", "it must be more than 2"),
        ("include:", "raise: {eu-act-label: high}\ninclude:", "eu-act-label is high already; a profile only raises"),
        ("include:", "raise: {eu-act-label: worst}\ninclude:", "worst is not a choice"),
        ("include:", "loosen: {}\ninclude:", "there is no key called loosen here"),
    ],
)  # fmt: skip
def test_a_fault_of_a_profile_is_told(changed, old, new, told):
    assert any(told in problem for problem in problems(lambda: changed((old, new))))


def test_what_a_profile_changes_it_must_take_in(folder, changed):
    text = (folder.path / "eu/act.yaml").read_text()
    requirement = text[text.index("requirements:") :].replace("requirements:", "").replace("eu-act-label", "eu-act-x")
    folder.write("eu/act.yaml", f"{text}{requirement.replace('theme: labelling', 'theme: consent')}")

    told = problems(lambda: changed(("include:", "raise: {eu-act-x: critical}\ninclude:")))

    assert any("raise: eu-act-x is not taken in" in problem for problem in told)


def test_a_profile_stands_once(changed, folder):
    folder.write("profiles/other.yaml", PROFILE)

    assert any("small stands twice" in problem for problem in problems(changed))


# -- crosswalks

CROSSWALK = """
format: 1
crosswalk: {id: list, title: A list, edition: "2022", publisher: Somebody, note: Read in part.}
controls:
  - {id: "1.1", title: Labels}
lines:
  - {ours: eu-act-label, theirs: "1.1", relation: intersects, because: Both ask for labels, on: 2026-11-20}
"""


def test_a_crosswalk_lays_a_requirement_beside_a_control(folder):
    folder.write("crosswalks/list.yaml", CROSSWALK)

    (crosswalk,) = folder.load().crosswalks

    (line,) = crosswalk.lines
    assert (line.ours, line.theirs, line.relation) == ("eu-act-label", "1.1", "intersects")
    assert [control.title for control in crosswalk.controls] == ["Labels"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("ours: eu-act-label", "ours: eu-act-labl", "there is no requirement called eu-act-labl"),
        ('theirs: "1.1"', 'theirs: "1.2"', "1.2 is not a choice"),
        ("relation: intersects", "relation: proves", "proves is not a choice"),
        ("because: Both ask for labels, ", "", "because is missing"),
        ('  - {id: "1.1", title: Labels}', '  - {id: "1.1", title: Labels}\n  - {id: "1.1", title: L}', "1.1 stands twice"),
        ('  - {id: "1.1", title: Labels}', '  - {id: "1.1", title: Labels}\n  - {id: "2", title: L}', "beside the control 2"),
    ],
)  # fmt: skip
def test_a_fault_of_a_crosswalk_is_told(folder, old, new, told):
    assert old in CROSSWALK
    folder.write("crosswalks/list.yaml", CROSSWALK.replace(old, new))

    assert any(told in problem for problem in problems(folder.load))


def test_the_crosswalks_that_ship_give_a_reason_for_each_line(shipped):
    lines = [line for crosswalk in shipped.crosswalks for line in crosswalk.lines]

    assert {crosswalk.id for crosswalk in shipped.crosswalks} == {"iso-27001-2022", "iso-27701-2025", "soc-2"}
    assert all(len(line.because.split()) >= 6 for line in lines)
    assert len({(line.ours, line.because) for line in lines}) > 0.9 * len(lines), "reasons are no filler"


def test_profiles_and_crosswalks_come_back_from_the_cache(folder, changed, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder.write("crosswalks/list.yaml", CROSSWALK)
    first = changed(("include:", "set: {eu-act-label: {min_seconds: 3}}\nraise: {eu-act-label: critical}\ninclude:"))

    again = folder.load(use_cache=True)
    from_cache = folder.load(use_cache=True)

    assert first.profiles == again.profiles == from_cache.profiles
    assert first.crosswalks == again.crosswalks == from_cache.crosswalks


def test_a_choice_that_is_none_cannot_be_set(shipped, tmp_path):
    marked = next(one for one in shipped.requirements if "mark_says" in one.parameters)
    (tmp_path / "profiles").mkdir()
    more = ", ".join([*sorted(marked.parameters["mark_says"].values[-1][1]), "nonsense"])
    text = PROFILE.replace("include:", f"set: {{{marked.id}: {{mark_says: [{more}]}}}}\ninclude:")
    text = text.replace("themes: [labelling]", f"requirements: [{marked.id}]")
    (tmp_path / "profiles" / "small.yaml").write_text(text.lstrip("\n"))

    assert any("there is no choice nonsense" in told for told in problems(lambda: load_library([tmp_path])))
