"""Which facts a project needs: those that some requirement reads, of the requirements that can apply to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from compliance.conditions.facts import Facts
from compliance.conditions.reference import answer
from compliance.errors import Problem, UsageError, did_you_mean
from compliance.jurisdictions import Jurisdictions
from compliance.policy.model import Library, Requirement
from compliance.vocabulary import Vocabulary

_CLAIMED = (
    "id", "kind", "requirement", "exception", "reason", "answer", "by", "on", "expires_on", "document", "assets",
    "releases", "system", "store",
)  # fmt: skip
"""What a claim or an attestation says and holds for; other facts of records are those of single requirements."""

_ASSET, _MEDIUM, _ROLES, _RECORD = "asset", "asset.medium", "our_roles", "record"


@dataclass(frozen=True)
class Project:
    """What is known of a project before its inventory is written; an empty part limits nothing."""

    territories: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    media: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tailor:
    """Cuts a workbook to a project."""

    library: Library
    vocabulary: Vocabulary
    jurisdictions: Jurisdictions
    on: date

    def checked(self, project: Project) -> Project:
        """Return the project. Raises UsageError with every word in it that is not known, and the nearest."""
        problems = [*self._unknown("--role", project.roles, self._choices(f"release.{_ROLES}"))]
        problems += self._unknown("--medium", project.media, self._choices(_MEDIUM))
        for code in project.territories:
            if not self.jurisdictions.has(code):
                near = self.jurisdictions.nearest(code)
                remedy = f"Did you mean {near}?" if near else "Write a code of ISO 3166 such as XA or XA-B."
                problems.append(Problem(f"--territory: {code} is no place.", None, remedy, "unknown-place"))
        if problems:
            raise UsageError(problems)
        return project

    def requirements(self, project: Project) -> tuple[Requirement, ...]:
        """Return the requirements that can apply to a project."""
        return tuple(one for one in self.library.requirements if self._can_apply(one, project))

    def fields(self, requirements: Sequence[Requirement]) -> frozenset[str]:
        """Return the facts that these requirements read, and those that tell whether any other reaches the project.

        Law of a place where nothing is released may reach it by where people live or results are used: who answers that
        it does not is asked nothing more.
        """
        links = {path for requirement in self.library.requirements for path in requirement.reached_by}
        roles = {self._roles(requirement) for requirement in self.library.requirements}
        return frozenset(path for requirement in requirements for path in self._read(requirement)) | links | roles

    def unreached(self, project: Project) -> tuple[str, ...]:
        """Return the territories that the law of no requirement reaches."""
        return tuple(
            place
            for place in project.territories
            if not any(self._reaches(requirement, (place,)) for requirement in self.library.requirements)
        )

    def _can_apply(self, requirement: Requirement, project: Project) -> bool:
        if project.territories and not self._reaches(requirement, project.territories):
            return False
        binds = set(requirement.duty_of)
        if project.roles and "anyone" not in binds and binds.isdisjoint(project.roles):
            return False
        return not project.media or any(self._can_concern(requirement, medium) for medium in project.media)

    def _reaches(self, requirement: Requirement, territories: Sequence[str]) -> bool:
        extended = self.library.instruments[requirement.instrument].extended_to
        laws = [requirement.jurisdiction, *(further["jurisdiction"] for further in extended)]
        return any(self.jurisdictions.reaches(law, place, self.on) for law in laws for place in territories)

    def _can_concern(self, requirement: Requirement, medium: str) -> bool:
        """Whether a requirement can apply to an asset of which nothing is known but its medium."""
        about = self.vocabulary.entities[requirement.about]
        rows: dict[str, list[Mapping[str, str]]] = {_ASSET: [{"id": "a", "medium": medium}]}
        if about.name != _ASSET:
            if (_ASSET, _ASSET) not in about.parents:
                return True
            rows[about.name] = [{about.key: "s", _ASSET: "a"}]
        facts = Facts.from_rows(rows, self.vocabulary, self.jurisdictions)
        return answer(requirement.applies_when, facts, about.name, 0, self.on) is not False

    def _read(self, requirement: Requirement) -> Iterator[str]:
        yield from requirement.fields
        if "anyone" not in requirement.duty_of:
            yield self._roles(requirement)
        if requirement.attest or any(exception.must_be_documented for exception in requirement.exceptions):
            # Claims and attestations are rows of their own, and the documents they name.
            fields = self.vocabulary.entities[_RECORD].fields
            yield from (fields[name].path for name in _CLAIMED if name in fields)

    def _roles(self, requirement: Requirement) -> str:
        own = f"{requirement.about}.{_ROLES}"
        return own if self.vocabulary.has(own) else "organisation.roles"

    def _choices(self, path: str) -> Mapping[str, str]:
        return self.vocabulary.fields[path].choices

    @staticmethod
    def _unknown(option: str, words: Sequence[str], choices: Mapping[str, str]) -> Iterator[Problem]:
        for word in words:
            if word not in choices:
                remedy = did_you_mean(word, choices) or f"Choose from: {', '.join(choices)}."
                yield Problem(f"{option}: {word} is not a choice.", None, remedy, "unknown-choice")
