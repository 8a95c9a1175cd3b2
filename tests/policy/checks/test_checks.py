"""Each check finds what it is there to find, and is silent about a good pack."""

from datetime import date

import pytest

from compliance.errors import UsageError
from compliance.policy.cases import load_cases
from compliance.policy.checks import Note, Reviewed, checks, run_checks

TODAY = date(2026, 11, 22)
PACK, CASES, COVERAGE = "eu/act.yaml", "eu/act.cases.yaml", "coverage.yaml"


def review(folder, **more):
    library = folder.load()
    return Reviewed(
        library, folder.vocabulary, folder.jurisdictions, load_cases([folder.path]), more.pop("on", TODAY), **more
    )


def found_by(name, folder, **more):
    return run_checks(review(folder, **more), [name])[name]


def test_a_good_pack_has_no_errors(folder):
    errors = [
        f"{name}: {problem}"
        for name, problems in run_checks(review(folder)).items()
        for problem in problems
        if not isinstance(problem, Note)
    ]

    assert errors == []


@pytest.mark.parametrize("name", list(checks))
def test_every_check_has_a_manual_page(name):
    assert len(checks[name].__doc__) > 40


@pytest.mark.parametrize(
    ("check", "file", "old", "new", "message"),
    [
        # ids and changelogs
        ("ids", PACK, "  id: eu-act\n", "  id: eu-act\n  prefix: eu-ai-\n", "the id does not begin with eu-ai-"),
        ("ids", PACK, "- id: eu-act-label\n", "- id: eu-act_label\n", "the id is not kebab-case"),
        ("ids", PACK, "- id: eu-act-label\n", "- id: eu-act-label-v2\n", "the id carries a version"),
        ("changelogs", PACK, "{version: 1.2.0, on", "{version: 1.1.0, on", "the changelog's newest entry is 1.1.0, not 1.2.0"),
        ("changelogs", PACK, "added: [eu-act-label]", "added: [eu-act-lable]", "names eu-act-lable, which is no requirement"),
        ("changelogs", PACK, "  changelog:\n    - {version: 1.2.0, on: 2026-11-20, added: [eu-act-label], verdicts: Releases since then.}\n", "", "there is no changelog"),
        ("changelogs", PACK, ", verdicts: Releases since then.", "", "does not say whose verdicts change"),
        ("replaces", PACK, "  theme:", "  replaces: [eu-act-label]\n  theme:", "replaces itself"),
        ("builds-on", PACK, "  theme:", "  builds_on: {id: eu-act-label, relation: stricter}\n  theme:", "builds on itself"),
        # over time
        ("timeline", PACK, 'status: enacted, cite: "Art. 113"', "status: enacted", "the timeline's enacted entry cites nothing"),
        ("timeline", PACK, "from: 2024-07-12", "from: 2027-07-12", "entry of 2026-08-02 stands out of order"),
        ("timeline", PACK, "from: 2024-07-12", "from: 2026-08-02", "two timeline entries begin on 2026-08-02"),
        ("timeline", PACK, "status: enacted", "status: repealed", "the timeline begins with repealed"),
        ("timeline", PACK, "  parameters:\n", "    - {from: 2027-01-01, status: enacted, cite: x}\n  parameters:\n", "falls back to enacted after in_force"),
        ("parameters", PACK, "{from: 2026-08-02, value: 2", "{from: 2026-09-02, value: 2", "min_seconds has no value from 2026-08-02 to 2026-09-02"),
        ("parameters", PACK, '        - {from: 2026-08-02, value: 2, cite: "Annex"}\n', '        - {from: 2027-08-02, value: 3, cite: "Annex"}\n        - {from: 2026-08-02, value: 2, cite: "Annex"}\n', "the values of min_seconds stand out of order"),
        ("transitions", PACK, "  applies_when:", "  transition: [{when: {asset.satire: true}, applies_from: 2026-01-01, cite: x}]\n  applies_when:", "ends on 2026-01-01, before 2026-08-02"),
        ("review-dates", PACK, "  review_due: 2027-02-22\n", "", "has no review_due"),
        ("review-dates", PACK, "review_due: 2027-02-22", "review_due: 2026-02-22", "was due for review on 2026-02-22"),
        ("review-dates", PACK, "as_of: 2026-11-22", "as_of: 2026-11-23", "was read on 2026-11-23, after this check"),
        # exceptions
        ("exceptions", PACK, '      cites: [{at: "Art. 5(2)"}]\n', "      cites: []\n", "the exception police cites nothing"),
        ("exceptions", PACK, "      requires_instead:", "      x-requires_instead:", "the exception satire relaxes the duty and does not say to what"),
        ("exceptions", PACK, "effect: relaxes", "effect: lifts", "the exception satire lifts the duty and yet requires something instead"),
        ("exceptions", PACK, "prevails_over: [police]", "prevails_over: [polic]", "prevails over polic, which is no other exception"),
        ("exceptions", PACK, "- id: satire", "- id: police", "the exception police stands twice"),
        ("exceptions", PACK, "when: {asset.police_use: true}", "when: {all: []}", "the exception police always holds"),
        ("empty-lists", PACK, "        for_some: release.labels\n        if_none_listed: false\n        satisfies:\n", "        for_some: release.labels\n        if_none_listed: true\n        satisfies:\n", "for_some release.labels holds where nothing is listed"),
        # what binds whom
        ("binding", PACK, "force: obligation", "force: obligation\n  binds_when: {organisation.codes|covers: [labels]}", "has binds_when, and a requirement of force obligation binds anyway"),
        ("binding", PACK, "force: obligation", "force: guidance\n  binds_when: {all: []}", "binds_when always holds"),
        ("binding", PACK, "force: obligation", "force: guidance\n  binds_when: {any: [{all: []}, {organisation.codes: labels}]}", "binds_when always holds"),
        ("binding", PACK, "force: obligation", "force: guidance\n  binds_when: {none: [{any: [{none: [{all: []}]}]}]}", "binds_when always holds"),
        ("binding", PACK, "force: obligation", "force: guidance\n  binds_when: {when: {none: [{all: []}]}, then: {organisation.codes: labels}}", "binds_when always holds"),
        ("binding", PACK, "force: obligation", "force: guidance\n  binds_when: {assessment.date|after: 2026-01-01}", "binds_when reads assessment.date, which is no fact of the organisation"),
        ("binding", PACK, "force: obligation", "force: guidance\n  binds_when: {for_some: organisation.assets, if_none_listed: false, satisfies: {organisation.codes: labels}}", "binds_when goes through organisation.assets"),
        ("facts-proved", PACK, "force: obligation", "force: guidance\n  binds_when: {organisation.codes|covers: [labels]}", "nothing proves organisation.codes"),
        ("cases", PACK, "force: obligation", "force: guidance\n  binds_when: {organisation.codes|covers: [labels]}", "no case says binding: true"),
        ("cases", PACK, "force: obligation", "force: guidance\n  binds_when: {organisation.codes|covers: [labels]}", "no case says binding: false"),
        # facts
        ("facts-proved", PACK, "proves: [label.channel, label.seconds,", "proves: [label.channel,", "nothing proves label.seconds"),
        ("evidence", PACK, "only_for: satire", "only_for: parody", "the evidence memo is for parody, no exception here"),
        ("evidence", PACK, "id: memo", "id: grab", "two kinds of evidence are called grab"),
        ("evidence", PACK, "proves: [asset.satire,", "proves: [asset.title, asset.satire,", "proves asset.title, which is not read"),
        ("named-parts", PACK, "parts: {shown: secondary}", "parts: {said: secondary}", "gives the confidence of said, which is no named part"),
        # sources
        ("citations", PACK, "as: basis", "as: reading", "cites no basis"),
        ("citations", PACK, "sources: [Official text]", "sources: []", "does not say where it was read"),
        ("citations", PACK, '    identifier: {eli: "http://example.org/act"}\n    official: "OJ L 1"\n', "", "the instrument act has no official reference"),
        ("jurisdictions", PACK, "  jurisdiction: EU\n  reached", "  jurisdiction: US\n  reached", "is of US, its instrument of EU"),
        ("coverage", PACK, "{key: eu-act-other,", "{key: eu-act-label,", "the key eu-act-label is covered 2 times"),
        ("coverage", PACK, "{key: eu-act-other, ", "{", "the dossier key is missing"),
        ("coverage", PACK, ", why: Not media", "", "planned needs a reason"),
        ("coverage", PACK, "status: encoded, by: [eu-act-label]", "status: planned, why: Later", "stands in no coverage line"),
        ("coverage", PACK, "by: [eu-act-label]", "by: [eu-act-lable]", "there is no requirement eu-act-lable"),
        ("coverage", PACK, "status: planned, why: Not media", "status: planned, why: x, by: [eu-act-label]", "planned and yet encoded by eu-act-label"),
        ("considered", COVERAGE, "themes: [labelling]", "themes: [labelling, consent]", "EU: no requirement carries the theme consent"),
        ("considered", COVERAGE, "themes: [labelling]", "themes: []", "EU: requirements carry the theme labelling, which is not listed"),
        ("considered", COVERAGE, "place: EU", "place: US", "requirements are of EU, which is not considered"),
        # wording
        ("remedies", PACK, "{{ asset.title }}", "{{ asset.titel }}", "the remedy names asset.titel, which is not in the vocabulary"),
        ("remedies", PACK, "{{ asset.title }}", "{{ label.channel }}", "the remedy names label.channel, out of reach of release"),
        ("remedies", PACK, "{{ asset.title }}", "{{ asset.title|upper }}", "holds braces that are no placeholder"),
        ("remedies", PACK, "{{ asset.title }}", "{% include x %}", "holds braces that are no placeholder"),
        ("remedies", PACK, "    text: Add a label to {{ asset.title }}.\n", "", "has no remedy"),
        ("translations", PACK, "de: {title: Sagen, plain: Sagen.}", "de: {title: Sagen}", "has no plain in de"),
        ("promises", PACK, "plain: The audience must be told.", "plain: The release is then compliant.", "a sentence promises too much (compliant)"),
        ("promises", PACK, "what: Memo", "what: Memo that guarantees it", "a sentence promises too much (guarantees)"),
        ("promises", PACK, "  notice: For screening.\n", "", "there is no notice"),
        ("plain-words", PACK, "title: Say that it is made with AI", "title: Say that it is made with AI.", "the title ends with a full stop"),
        # cases
        ("cases", CASES, "  eu-act-label:", "  eu-act-lable:", "cases of eu-act-lable, which is no requirement"),
        ("cases", CASES, "  eu-act-label:", "  eu-act-lable:", "eu-act-label: has no cases"),
        ("cases", CASES, "          undetermined: [{release.labels.0.seconds: null}]\n", "", "no case is expected to be undetermined"),
        ("cases", CASES, "expect: exempt, through: police", "expect: exempt", "no case goes through the exception police"),
        ("cases", CASES, "through: satire", "through: parody", "a case goes through parody, which is no exception"),
        ("cases", CASES, "it: satire", "it: police", "two cases are called police"),
        ("cases", CASES, "it: satire,", "it: satire, known_gap: Not decided yet,", "known gap: Not decided yet"),
        ("case-dates", CASES, "          upcoming: [{release.starts_on: 2026-08-01}]\n", "", "no case is on or after 2024-07-12 before 2026-08-02"),
        ("case-words", CASES, "asset.made_with_ai: false", "asset.made_by_ai: false", "asset has no field or list made_by_ai. Did you mean made_with_ai?"),
        ("case-words", CASES, "medium: video", "medium: vidoe", "asset.medium: vidoe is no choice. Did you mean video?"),
        ("case-words", CASES, "police_use: false}", 'police_use: "no"}', "asset.police_use: must be true or false, not no"),
        ("case-words", CASES, "release.labels.0.seconds: 1.9", "release.labels.seconds: 1.9", "a row of a list is named by its number"),
        ("case-words", CASES, "release.labels.0.seconds: 1.9", "release.lables.0.seconds: 1.9", "release has no field or list lables. Did you mean labels?"),
        ("case-words", CASES, "      asset: {medium", "      aset: {medium", "there is no entity aset. Did you mean asset?"),
        ("case-words", CASES, "release.labels: [{channel: audible}]", "release.labels: {channel: audible}", "a list of rows is needed"),
        ("case-words", CASES, "seconds: 2}]", "seconds: two}]", "release.labels.seconds: must be a number, not two"),
    ],
)  # fmt: skip
def test_a_check_finds_its_fault_at_its_place(folder, check, file, old, new, message):  # noqa: PLR0917 - a table
    folder.change((old, new), name=file)

    told = [str(problem) for problem in found_by(check, folder)]

    assert any(message in problem for problem in told), told
    assert all(problem.startswith((str(folder.path), "policies/")) for problem in told)


@pytest.mark.parametrize(
    ("operator", "values", "missing"),
    [
        ("at_least", "2 1.9", ""),
        ("at_least", "2 3", "below 2"),
        ("more_than", "3 1.9", "at 2"),
        ("at_most", "1.9", "above 2"),
    ],
)
def test_cases_stand_on_both_sides_of_a_number(folder, operator, values, missing):
    folder.change(("label.seconds|at_least: $min_seconds", f"label.seconds|{operator}: 2"))
    text = (folder.path / PACK).read_text()
    start, end = text.index("  parameters:"), text.index("  applies_when")
    (folder.path / PACK).write_text(text[:start] + text[end:])
    first, *others = values.split()
    folder.change(
        ("seconds: 2}", f"seconds: {first}}}"),
        (
            "fail: [{release.labels.0.seconds: 1.9}]",
            f"fail: [{', '.join(f'{{release.labels.0.seconds: {other}}}' for other in others)}]",
        ),
        name=CASES,
    )

    told = [str(problem) for problem in found_by("case-thresholds", folder)]

    assert any(f"label.seconds {missing}." in problem for problem in told) if missing else told == []


def test_two_relaxing_exceptions_that_can_both_hold_name_a_priority(folder):
    text = (folder.path / PACK).read_text()
    text = text.replace(
        "      effect: lifts\n      when: {asset.police_use: true}",
        "      effect: relaxes\n      when: {asset.medium: audio}\n      requires_instead: {label_x}",
    )
    text = text.replace(
        "{label_x}", "{for_some: release.labels, if_none_listed: false, satisfies: {label.channel: audible}}"
    )
    text = text.replace("      prevails_over: [police]\n", "")
    (folder.path / PACK).write_text(text)

    (problem,) = found_by("exception-priority", folder)
    assert "police and satire can both hold" in str(problem)

    folder.change(("when: {asset.satire: true}", "when: {all: [{asset.satire: true}, {asset.medium: [image, video]}]}"))
    assert found_by("exception-priority", folder) == (), "one needs sound, the other a picture"


def test_a_replaced_requirement_is_closed(folder):
    text = (folder.path / PACK).read_text()
    start = text.index("- id: eu-act-label")
    second = (
        text[start:]
        .replace("id: eu-act-label", "id: eu-act-label-broad")
        .replace("  theme:", "  replaces: [eu-act-label]\n  theme:")
    )
    (folder.path / PACK).write_text(text + second)

    assert any("replaces eu-act-label, which is still open" in str(problem) for problem in found_by("replaces", folder))

    (folder.path / PACK).write_text(
        text.replace("  parameters:", "    - {from: 2027-01-01, status: superseded, cite: x}\n  parameters:") + second
    )
    assert found_by("replaces", folder) == ()


def test_advice_that_binds_whoever_signed_is_fine(folder):
    folder.change(
        ("force: obligation", "force: voluntary\n  binds_when: {organisation.codes|covers: [labels]}"),
        ("id: memo, what: Memo, proves: [", "id: memo, what: Memo, proves: [organisation.codes, "),
    )
    signed = "{it: signed, given: {organisation.codes: [labels]}, expect: pass, binding: true}"
    folder.change(("- it: labelled", f"- {signed}\n      - it: labelled\n        binding: false"), name=CASES)

    for name in ("binding", "facts-proved", "evidence", "cases", "case-words"):
        assert [told for told in found_by(name, folder) if not isinstance(told, Note)] == []


def test_a_long_file_is_told(folder):
    assert found_by("file-length", folder, line_counts={"policies/eu/act.yaml": 600}) == ()

    (problem,) = found_by("file-length", folder, line_counts={"policies/eu/act.yaml": 601})

    assert str(problem) == "policies/eu/act.yaml: has 601 lines, more than 600. Split it by theme."


def test_fields_nobody_reads_are_noted_by_entity(folder):
    notes = found_by("fields-used", folder)

    assert [str(note) for note in notes if " label" in str(note)] == []
    assert all(isinstance(note, Note) for note in notes)
    assert any("no requirement reads these of asset: medium" in str(note) for note in notes)


def test_errors_stand_before_notes(folder):
    folder.change(
        ("only_for: satire", "only_for: parody"), ("proves: [asset.satire,", "proves: [asset.title, asset.satire,")
    )

    kinds = [isinstance(problem, Note) for problem in found_by("evidence", folder)]

    assert kinds == [False, True]


def test_a_check_that_does_not_exist_is_told_with_the_nearest(folder):
    with pytest.raises(UsageError, match="Did you mean timeline"):
        run_checks(review(folder), ["timelin"])
