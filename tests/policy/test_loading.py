"""Packs are read strictly, with every problem at once, and as fast the second time as the first time was thorough."""

import os
import shutil
import subprocess
import sys
import time
from datetime import date

import pytest

from compliance.conditions.tree import TRUE
from compliance.errors import PackError
from compliance.policy.loading import load_library
from compliance.policy.model import Confidence, Force, Severity
from compliance.policy.reading.parts import FIRM_SIZES
from compliance.vocabulary import load_vocabulary


def problems_of(folder):
    with pytest.raises(PackError) as caught:
        folder.load()
    return [str(problem).partition("policies/")[2] for problem in caught.value.problems]


def test_a_pack_is_read_whole(folder):
    library = folder.load()

    (pack,) = library.packs
    (requirement,) = pack.requirements
    assert (pack.id, pack.prefix, pack.version, pack.published) == ("eu-act", "eu-act-", "1.2.0", date(2026, 11, 20))
    assert pack.changelog == (
        {"version": "1.2.0", "on": "2026-11-20", "added": ("eu-act-label",), "verdicts": "Releases since then."},
    )
    assert pack.instruments["act"].extended_to == ({"jurisdiction": "EEA", "from": "2025-01-01", "cite": "Decision 1"},)
    assert [(line.key, line.status, line.by) for line in pack.coverage] == [
        ("eu-act-label", "encoded", ("eu-act-label",)),
        ("eu-act-other", "planned", ()),
    ]
    assert requirement.severity is Severity.HIGH
    assert requirement.force is Force.OBLIGATION
    assert requirement.cites[0].instrument == "act"
    assert requirement.timeline.status_on(date(2026, 8, 1)) == "enacted"
    assert requirement.timeline.status_on(date(2026, 8, 2)) == "in_force"
    assert requirement.fields >= {"release.territory", "release.starts_on", "asset.made_with_ai", "label.seconds"}
    assert requirement.parameters["min_seconds"].on(date(2026, 8, 2)) == 2.0
    assert [(e.id, e.effect, e.must_be_documented, e.prevails_over) for e in requirement.exceptions] == [
        ("police", "lifts", True, ()),
        ("satire", "relaxes", False, ("police",)),
    ]
    assert requirement.exceptions[0].cites[0].role == "exception"
    assert requirement.sanctions[0].at_most["amount"] == 15_000_000
    assert requirement.sanctions[0].cites[0].role == "sanction"
    assert requirement.provenance.parts == {"shown": Confidence.SECONDARY}
    assert requirement.decides == {"pass": "indicative", "fail": "conclusive"}
    assert requirement.translations == {"de": {"title": "Sagen", "plain": "Sagen."}}
    assert (requirement.holds, requirement.label_cures, requirement.waivable) == ("at_start", True, True)
    assert (requirement.place.file.partition("policies/")[2], requirement.place.line) == (
        "eu/act.yaml",
        folder.line("- id: eu-act-label"),
    )
    assert library.law_as_at == date(2026, 11, 22)


def test_a_law_says_which_sizes_of_firms_are_small(folder):
    fine = "or_percent_of_turnover: 3, whichever: higher}"
    folder.change((fine, fine + "\n      for_small_firms: {whichever: lower, sizes: [micro, small, medium]}"))

    (requirement,) = folder.load().requirements

    assert requirement.sanctions[0].for_small_firms == {"whichever": "lower", "sizes": ("micro", "small", "medium")}


def test_a_size_that_no_firm_has_is_refused(folder):
    fine = "or_percent_of_turnover: 3, whichever: higher}"
    folder.change((fine, fine + "\n      for_small_firms: {whichever: lower, sizes: [micro, smal]}"))

    (told,) = problems_of(folder)

    assert "for_small_firms: sizes: smal is no size of an organisation. Did you mean small?" in told


def test_the_sizes_of_firms_are_those_of_the_vocabulary():
    assert [*load_vocabulary().fields["organisation.size"].choices] == [*FIRM_SIZES]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("theme: labelling", "theme: labeling", "theme: labeling is not a choice. Did you mean labelling?"),
        ("severity: high", "severity: hihg", "severity: hihg is not a choice. Did you mean high?"),
        ("force: obligation", "force: proposed", "force: proposed is not a choice."),
        ("  plain: The audience must be told.", "  plian: The audience must be told.", "there is no key called plian here. Did you mean plain?"),
        ("jurisdiction: EU\n  reached_by", "jurisdiction: UK\n  reached_by", "there is no place UK. Did you mean GB?"),
        ("duty_of: [deployer]", "duty_of: [deplyer]", "duty_of: there is no role deplyer."),
        ("duty_of: [deployer]", "duty_of: [platform]", "duty_of: the subject can have none of these roles. release.our_roles knows: deployer, provider."),
        ("duty_of: [deployer]", "duty_of: [deployer, anyone]", "duty_of: anyone stands alone."),
        ("about: release", "about: relaese", "about: relaese is not a choice. Did you mean release?"),
        ("reached_by: [release.territory]", "reached_by: [release.teritory]", "reached_by: the field release.teritory is not in the vocabulary. Did you mean release.territory?"),
        ("reached_by: [release.territory]", "reached_by: [release.starts_on]", "reached_by: release.starts_on must be a field of type territories or territory."),
        ("key_date: release.starts_on", "key_date: release.territory", "key_date: release.territory must be a field of type date or datetime."),
        ("at_most: {amount: 15000000, currency: EUR,", "at_most: {amount: 15000000,", "an amount needs its currency."),
        ("label.channel: visible\n", "label.chanel: visible\n", "the field label.chanel is not in the vocabulary. Did you mean label.channel?"),
        ("label.seconds|at_least: $min", "label.seconds|atleast: $min", "atleast is no operator. Did you mean at_least?"),
        ("term: synthetic", "term: syntetic", "there is no term called syntetic. Did you mean synthetic?"),
        ('at: "Art. 5(1)"', "at: 5.10", "at must be text, not 5.1. Put it in quotes."),
        ("from: 2024-07-12", "from: 2024-13", "from: 2024-13 is not in the calendar."),
        ("from: 2024-07-12", "from: July 2024", "from: July 2024 is not a day (YYYY-MM-DD), a month (YYYY-MM), a year (YYYY) or unstated."),
        ("status: enacted", "status: passed", "status: passed is not a choice."),
        ("confidence: text_read", "confidence: read", "confidence: read is not a choice."),
        ("effect: lifts", "effect: lift", "effect: lift is not a choice. Did you mean lifts?"),
        ("  review_due: 2027-02-22", "  binds_when: {organisation.code: labels}", "the field organisation.code is not in the vocabulary. Did you mean organisation.codes?"),
        ("  review_due: 2027-02-22", "  binds_when: {asset.satire: true}", "asset.satire"),
        ("  review_due: 2027-02-22", "  binds_when: signed", "binds_when must be a condition."),
        ("  review_due: 2027-02-22", "  binds_wen: {organisation.codes: labels}", "there is no key called binds_wen here. Did you mean binds_when?"),
        ("proves: [label.channel,", "proves: [label.chanel,", "proves: the field label.chanel is not in the vocabulary. Did you mean label.channel?"),
        ("version: 1.2.0\n", "version: 1.10\n", "version must be text, not 1.1. Put it in quotes."),
        ("version: 1.2.0\n", 'version: "1.10"\n', "version must be three numbers, such as 1.2.0."),
        ("format: 1\n", "format: 2\n", "only format 1 is known."),
        ("  instrument: act\n  cites", "  instrument: atc\n  cites", "there is no instrument called atc. Did you mean act?"),
        ("  review_due: 2027-02-22", "  review_due: 2027-02-31", "review_due must be a day written YYYY-MM-DD, not 2027-02-31."),
        ("  review_due: 2027-02-22", "  builds_on: {id: eu-act-lable, relation: stricter}", "there is no requirement called eu-act-lable. Did you mean eu-act-label?"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_line_and_the_nearest_word(folder, old, new, message):
    folder.change((old, new))
    line = folder.line(new.strip().splitlines()[0])

    told = problems_of(folder)

    assert any(message in problem and problem.startswith(f"eu/act.yaml:{line}: ") for problem in told), told


def test_all_problems_of_all_files_are_reported_at_once_in_their_order(folder):
    folder.change(("theme: labelling", "theme: labeling"), ("severity: high", "severity: hihg"))
    folder.write("fr/law.yaml", "format: 1\npack: {title: 5\n")
    folder.write("terms/shared.yaml", "format: 1\nterm: {}\n")

    told = problems_of(folder)

    assert [problem.split(": ")[0] for problem in told] == [
        f"eu/act.yaml:{folder.line('theme: labeling')}",
        f"eu/act.yaml:{folder.line('severity: hihg')}",
        "fr/law.yaml:3",
        "terms/shared.yaml:2",
    ]


def test_a_wrong_term_is_told_once_however_often_it_is_used(folder):
    folder.change(
        ("means: {all: [{asset.made_with_ai: true}]}", "means: {all: [{asset.made_by_ai: true}]}"),
        ("applies_when: {all: [{term: synthetic}]}", "applies_when: {all: [{term: synthetic}, {term: synthetic}]}"),
    )

    assert len(problems_of(folder)) == 1


def test_a_requirement_id_is_given_once_in_all_packs(folder):
    folder.write("fr/copy.yaml", (folder.path / "eu/act.yaml").read_text().replace("id: eu-act\n", "id: fr-copy\n"))

    assert any("two requirements are called eu-act-label" in problem for problem in problems_of(folder))


def test_one_instrument_is_not_told_in_two_ways(folder):
    copy = (
        (folder.path / "eu/act.yaml")
        .read_text()
        .replace("eu-act", "fr-copy")
        .replace("title: The Act\n    j", "title: An Act\n    j")
    )
    folder.write("fr/copy.yaml", copy)

    assert any("the instrument act is told differently" in problem for problem in problems_of(folder))


def test_a_shared_term_takes_parameters_and_serves_every_pack(folder):
    folder.write(
        "terms/shared.yaml",
        """
        format: 1
        terms:
          long_label:
            cites: [{instrument: act, at: "Art. 3"}]
            parameters: {seconds: number}
            means: {label.seconds|at_least: $seconds}
        """,
    )
    folder.change(("- label.channel: visible\n", "- term: {name: long_label, with: {seconds: 7}}\n"))

    requirement = folder.load().requirements[0]

    assert any(leaf.path == "label.seconds" and leaf.wanted == 7 for leaf in requirement.requires.leaves())


def test_an_unused_parameter_is_a_fault(folder):
    folder.change(("$min_seconds", "2"))

    assert any("the parameter min_seconds is not used" in problem for problem in problems_of(folder))


def test_a_manual_requirement_asks_instead_of_requiring(folder):
    text = (folder.path / "eu/act.yaml").read_text()
    start, end = text.index("  parameters:"), text.index("  applies_when")
    text = text[:start] + text[end:]
    start, end = text.index("  requires:"), text.index("  exceptions:")
    attest = "  attest: {question: Was it assessed?, by: [counsel], valid_for: 12 months}\n"
    folder.write("eu/act.yaml", (text[:start] + attest + text[end:]).replace(", parts: {shown: secondary}", ""))

    requirement = folder.load().requirements[0]

    assert requirement.attest.question == "Was it assessed?"
    assert requirement.requires == TRUE


def test_neither_a_duty_nor_a_question_is_a_fault(folder):
    text = (folder.path / "eu/act.yaml").read_text()
    folder.write("eu/act.yaml", text.replace("  requires:", "  x-requires:"))

    assert any("requires is missing" in problem for problem in problems_of(folder))


def test_keys_that_begin_with_x_are_free_for_notes(folder):
    folder.change(("  theme: labelling", "  x-note: {anything: [goes]}\n  theme: labelling"))

    assert len(folder.load().requirements) == 1


def test_a_folder_without_requirements_is_never_silent(tmp_path, folder):
    (folder.path / "eu/act.yaml").unlink()

    with pytest.raises(PackError, match="no policy pack holds a requirement") as caught:
        folder.load()
    assert caught.value.exit_status == 3


def test_a_folder_that_is_not_there_is_an_error(tmp_path, folder):
    with pytest.raises(PackError, match="is not a folder of policy packs"):
        folder.load(tmp_path / "absent")


def test_a_file_that_leads_out_of_its_folder_is_refused(tmp_path, folder):
    outside = tmp_path / "outside.yaml"
    outside.write_text((folder.path / "eu/act.yaml").read_text())
    (folder.path / "eu/link.yaml").symlink_to(outside)

    with pytest.raises(PackError, match="leads out of its folder"):
        folder.load()


def test_a_folder_within_that_cannot_be_looked_into_is_never_passed_over(folder, monkeypatch):
    scandir = os.scandir

    def closed(path):
        if str(path).endswith("eu"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)

    with pytest.raises(PackError, match="eu: cannot be read"):
        folder.load()


def test_cases_and_schemas_are_not_packs(folder):
    for name in ("eu/act.cases.yaml", "schema/x.yaml", "translations/de.yaml", "reviews.yaml", "vocabulary.yaml"):
        folder.write(name, "nothing: here\n")

    assert len(folder.load().packs) == 1


def test_packs_of_more_folders_are_added(tmp_path, folder):
    house = tmp_path / "house"
    house.mkdir()
    text = (
        (folder.path / "eu/act.yaml")
        .read_text()
        .replace("eu-act", "house-rules")
        .replace("house-rules-label", "house-rules-x")
    )
    (house / "rules.yaml").write_text(text)

    library = folder.load(house)

    assert [pack.id for pack in library.packs] == ["eu-act", "house-rules"]
    assert len(folder.load(folder.path).packs) == 1


def test_the_name_of_a_pack_comes_from_its_path_where_it_gives_none(folder):
    folder.change(("  id: eu-act\n", ""))

    (pack,) = folder.load().packs

    assert (pack.id, pack.prefix) == ("eu-act", "eu-act-")


def test_a_digest_follows_what_a_requirement_says_and_not_how_it_is_kept(folder):
    before = folder.load().requirements[0].digest

    folder.change(("review_due: 2027-02-22", "review_due: 2027-03-22"), ("severity: high", "severity:   high"))
    assert folder.load().requirements[0].digest == before

    folder.change(("{asset.made_with_ai: true}", "{asset.made_with_ai: false}"))
    assert folder.load().requirements[0].digest != before


def test_the_digest_of_the_library_does_not_depend_on_where_it_is_kept(tmp_path, folder, vocabulary, jurisdictions):
    moved = shutil.copytree(folder.path, tmp_path / "elsewhere")

    other = load_library(use_cache=False, vocabulary=vocabulary, jurisdictions=jurisdictions, base=moved)

    assert other.digest == folder.load().digest


def test_the_packs_that_ship_load():
    library = load_library(use_cache=False)

    assert library.requirements
    assert library.considered
    assert len({requirement.id for requirement in library.requirements}) == len(library.requirements)


@pytest.mark.usefixtures("cache_folder")
def test_the_packs_that_ship_come_from_the_cache_unchanged_and_fast():
    built = load_library()

    took = []
    for _ in range(3):
        began = time.process_time()
        again = load_library()
        took.append(time.process_time() - began)

    assert again == built
    per_forty = min(took) * 40 / len(built.requirements)
    assert per_forty < 0.05, f"{per_forty * 1000:.0f} ms for forty requirements"


def test_loading_from_the_cache_needs_no_yaml(cache_folder):
    code = (
        "import sys; from compliance.policy.loading import load_library; load_library(); print('yaml' in sys.modules)"
    )

    first, second = (
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip()
        for _ in range(2)
    )

    assert (first, second) == ("True", "False")
    assert len(list(cache_folder.glob("*.json"))) == 3
