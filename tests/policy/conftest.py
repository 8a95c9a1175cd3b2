"""A small vocabulary, and policy folders written for one test."""

from textwrap import dedent

import pytest

from compliance.jurisdictions import load_jurisdictions
from compliance.policy.loading import load_library
from compliance.strict_yaml import parse_yaml
from compliance.vocabulary.reading import read_vocabulary

VOCABULARY = """
format: 1
version: "1.0.0"
entities:
  assessment:
    title: Assessment
    one_row_is: this run
    single: true
    fields:
      date: {type: date, title: Date, question: "On which day?"}
  organisation:
    sheet: organisation
    title: Organisation
    one_row_is: who we are
    single: true
    lists:
      assets: {of: asset, everything: true}
    fields:
      roles: {type: choices, of: {deployer: Deployer, provider: Provider, platform: Platform}, title: Roles, question: "Which roles?"}
      codes: {type: choices, of: {labels: Code on labels, none: None}, title: Codes signed, question: "Which codes are signed?"}
  asset:
    sheet: assets
    title: Asset
    one_row_is: one piece of media
    key: id
    title_field: title
    lists:
      labels: {of: label, same: asset}
    fields:
      id: {type: text, title: Asset, question: "Which name?"}
      title: {type: text, title: Title, question: "Which title?"}
      medium: {type: choice, of: {image: Picture, audio: Sound, video: Video}, title: Medium, question: "Which medium?"}
      made_with_ai: {type: yes_no, title: Made with AI, question: "Was AI used?"}
      satire: {type: yes_no, title: Satire, question: "Is it satire?"}
      police_use: {type: yes_no, title: Police use, question: "Do the police use it?"}
  release:
    sheet: releases
    title: Release
    one_row_is: an asset in a territory
    key: id
    lists:
      labels: {of: label, same: asset, limited_by: {field: releases, to: release}}
    fields:
      id: {type: text, title: Release, question: "Which name?"}
      asset: {type: reference, to: asset, title: Asset, question: "Which asset?"}
      territory: {type: territory, title: Territory, question: "Where?"}
      starts_on: {type: date, title: Starts on, question: "From which day?"}
      our_roles: {type: choices, of: {deployer: Deployer, provider: Provider}, title: Our roles, question: "Which roles?"}
  label:
    sheet: labels
    title: Label
    one_row_is: a disclosure
    key: id
    fields:
      id: {type: text, title: Label, question: "Which name?"}
      asset: {type: reference, to: asset, title: Asset, question: "Which asset?"}
      releases: {type: references, to: release, title: Releases, question: "Which releases?"}
      seconds: {type: number, unit: s, title: Time on screen, question: "How many seconds is it on screen?"}
      channel: {type: choice, of: {visible: Visible, audible: Audible}, title: Channel, question: "Which channel?"}
  election:
    sheet: elections
    title: Election
    one_row_is: a vote
    key: id
    fields:
      id: {type: text, title: Election, question: "Which name?"}
      kind: {type: choice, of: {general: General, primary: Primary}, title: Kind, question: "Which kind?"}
"""

PACK = """
format: 1
pack:
  id: eu-act
  title: The Act
  version: 1.2.0
  published: 2026-11-20
  notice: For screening.
  changelog:
    - {version: 1.2.0, on: 2026-11-20, added: [eu-act-label], verdicts: Releases since then.}
instruments:
  act:
    title: The Act
    jurisdiction: EU
    kind: regulation
    identifier: {eli: "http://example.org/act"}
    official: "OJ L 1"
    extended_to: [{jurisdiction: EEA, from: 2025-01-01, cite: Decision 1}]
coverage:
  - {key: eu-act-label, instrument: act, at: "Art. 5", status: encoded, by: [eu-act-label]}
  - {key: eu-act-other, instrument: act, at: "Art. 6", status: planned, why: Not media}
terms:
  synthetic:
    cites: [{instrument: act, at: "Art. 3"}]
    means: {all: [{asset.made_with_ai: true}]}
requirements:
- id: eu-act-label
  title: Say that it is made with AI
  plain: The audience must be told.
  theme: labelling
  severity: high
  force: obligation
  duty_of: [deployer]
  instrument: act
  cites:
    - {at: "Art. 5(1)", as: basis}
  jurisdiction: EU
  reached_by: [release.territory]
  about: release
  key_date: release.starts_on
  timeline:
    - {from: 2024-07-12, status: enacted, cite: "Art. 113"}
    - {from: 2026-08-02, status: in_force, cite: "Art. 113"}
  parameters:
    min_seconds:
      unit: s
      values:
        - {from: 2026-08-02, value: 2, cite: "Annex"}
  applies_when: {all: [{term: synthetic}]}
  requires:
    all:
      - name: shown
        for_some: release.labels
        if_none_listed: false
        satisfies:
          all:
            - label.channel: visible
            - label.seconds|at_least: $min_seconds
  exceptions:
    - id: police
      plain: Police use.
      cites: [{at: "Art. 5(2)"}]
      effect: lifts
      when: {asset.police_use: true}
      must_be_documented: true
    - id: satire
      plain: Satire needs some label only.
      cites: [{at: "Art. 5(3)"}]
      effect: relaxes
      when: {asset.satire: true}
      requires_instead:
        for_some: release.labels
        if_none_listed: false
        satisfies: {label.channel: [visible, audible]}
      prevails_over: [police]
  decides: {pass: indicative, fail: conclusive}
  assumptions: [{text: A release is a use., basis: "Art. 2"}]
  sanctions:
    - kind: administrative_fine
      at_most: {amount: 15000000, currency: EUR, or_percent_of_turnover: 3, whichever: higher}
      cites: [{at: "Art. 99"}]
  evidence:
    - {id: grab, what: Frame grab, proves: [label.channel, label.seconds, asset.made_with_ai], probes: [ocr]}
    - {id: memo, what: Memo, proves: [asset.satire, asset.police_use], only_for: satire}
  remedy:
    text: Add a label to {{ asset.title }}.
    steps: [Add it, Check it]
  provenance: {confidence: text_read, sources: [Official text], as_of: 2026-11-22, parts: {shown: secondary}}
  review_due: 2027-02-22
  translations:
    de: {title: Sagen, plain: Sagen.}
"""

CASES = """
format: 1
cases:
  eu-act-label:
    baseline:
      release: {territory: DE, starts_on: 2026-09-01, our_roles: [deployer]}
      asset: {medium: video, made_with_ai: true, satire: false, police_use: false}
      release.labels: [{channel: visible, seconds: 2}]
    list:
      - it: labelled
        expect: pass
        flips:
          fail: [{release.labels.0.seconds: 1.9}]
          undetermined: [{release.labels.0.seconds: null}]
          not_applicable: [{asset.made_with_ai: false}, {release.starts_on: 2024-07-11}]
          upcoming: [{release.starts_on: 2026-08-01}]
          pass: [{release.starts_on: 2026-08-02}]
      - {it: police, given: {asset: {police_use: true}, release.labels: []}, expect: exempt, through: police, claims: [police]}
      - {it: satire, given: {asset: {satire: true}, release.labels: [{channel: audible}]}, expect: pass, through: satire}
"""


COVERAGE = """
format: 1
considered:
  - {place: EU, on: 2026-11-22, themes: [labelling], note: Law of the Union}
"""


@pytest.fixture(scope="session")
def vocabulary_text():
    """The small vocabulary as text."""
    return VOCABULARY.lstrip("\n")


@pytest.fixture(scope="session")
def cases_text():
    """Good cases of the good pack."""
    return CASES.lstrip("\n")


@pytest.fixture(scope="session")
def vocabulary():
    """A small vocabulary: assets, releases, labels."""
    return read_vocabulary(parse_yaml(VOCABULARY, "vocabulary.yaml"), "digest of the small vocabulary")


@pytest.fixture(scope="session")
def jurisdictions():
    """The places that ship."""
    return load_jurisdictions()


class Folder:
    """A policy folder of one test."""

    def __init__(self, path, vocabulary, jurisdictions):
        self.path = path
        self.vocabulary = vocabulary
        self.jurisdictions = jurisdictions
        self.write("eu/act.yaml", PACK)
        self.write("eu/act.cases.yaml", CASES)
        self.write("coverage.yaml", COVERAGE)

    def write(self, name, text):
        """Write a file, and return its path."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
        return path

    def change(self, *changes, name="eu/act.yaml"):
        """Replace text that a file holds exactly once."""
        path = self.path / name
        text = path.read_text()
        for old, new in changes:
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
            text = text.replace(old, new)
        path.write_text(text)

    def line(self, words, name="eu/act.yaml"):
        """Return the number of the only line that holds some words."""
        numbers = [n for n, line in enumerate((self.path / name).read_text().splitlines(), 1) if words in line]
        assert len(numbers) == 1, numbers
        return numbers[0]

    def load(self, *folders, use_cache=False):
        """Load the folder instead of the one that ships."""
        return load_library(
            folders,
            use_cache=use_cache,
            vocabulary=self.vocabulary,
            jurisdictions=self.jurisdictions,
            base=self.path,
        )


@pytest.fixture
def folder(tmp_path, vocabulary, jurisdictions):
    """A policy folder with one good pack."""
    return Folder(tmp_path / "policies", vocabulary, jurisdictions)


@pytest.fixture(autouse=True)
def cache_folder(tmp_path, monkeypatch):
    """A cache folder of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "clearance"
