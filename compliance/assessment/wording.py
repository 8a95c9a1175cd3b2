"""Outcomes in sentences: what was found, what it can cost, what to do. Nothing here decides."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from compliance.assessment.grounds import ATTESTATION, ATTESTED_NO, LAW_DATE, Ground
from compliance.assessment.groups import Group
from compliance.assessment.model import Clause, Outcome, Subject
from compliance.assessment.outcomes import Why
from compliance.assessment.timing import NOT_YET
from compliance.conditions.explain import clause_text, plain_reading
from compliance.conditions.tree import AllOf, AnyOf, Condition, Leaf
from compliance.policy.model import BY_AGREEMENT, Confidence, Force, Requirement, Sanction
from compliance.vocabulary import Vocabulary

_VOTES = "elections"
"""The list of a subject that holds the votes it touches."""

_PLACEHOLDER = re.compile(r"\{\{\s*([a-z_]+\.[a-z_]+)\s*\}\}")

STATUS_WORDS: Mapping[str, str] = {
    NOT_YET: "does not exist yet",
    "proposed": "is only proposed",
    "enacted": "is enacted but does not apply yet",
    "in_force": "is in force",
    "enjoined": "is enjoined by a court",
    "stayed": "is stayed by a court",
    "struck_down": "was struck down",
    "superseded": "was superseded",
    "repealed": "was repealed",
}


def clauses_of(ground: Ground, vocabulary: Vocabulary) -> tuple[Clause, ...]:
    """Return the clauses of a ground in words."""
    part = ground.parts[0] if len(ground.parts) == 1 else ""
    return tuple(clause_of(leaf, vocabulary, part) for leaf in ground.leaves)


def clause_of(leaf: Leaf, vocabulary: Vocabulary, part: str = "") -> Clause:
    """Return a clause in words, with the named part it stands in."""
    return Clause(clause_text(leaf, vocabulary), leaf.part or part, leaf.reads())


def title_of(path: str, vocabulary: Vocabulary) -> str:
    """Return a field or a list as a reader knows it: `Label: time on screen`, `Organisation: AI results used in`."""
    owner, _, name = path.partition(".")
    entity = vocabulary.entities[owner]
    if path in vocabulary.lists:
        return f"{entity.title}: {name.replace('_', ' ')}"
    title = vocabulary.field(path).title
    if entity.title in title:
        return title
    begins_with_letters = title[1:2].isupper() or title[1:2].isdigit()
    return f"{entity.title}: {title if begins_with_letters else title[:1].lower() + title[1:]}"


def reason_not_applicable(requirement: Requirement, why: Why, status: str) -> str:
    """Return why a requirement does not apply to a subject, in a sentence."""
    return {
        Why.PLACE: f"No place of the subject is reached by the law of {requirement.jurisdiction}.",
        Why.ROLE: f"We have none of the roles it binds: {', '.join(requirement.duty_of).replace('_', ' ')}.",
        Why.TRIGGER: "What triggers the duty is not the case.",
        Why.NEVER: "The event whose day counts has not happened.",
        Why.NOT_YET: "The duty did not exist on the key date.",
        Why.PROPOSED: "The duty is only proposed.",
        Why.OVER: f"On the key date the duty {STATUS_WORDS.get(status, 'was over')}.",
        Why.SWITCHED_OFF: "Another requirement takes its place for this subject.",
        Why.IT_IS: "It does not apply.",
    }[why]


def why_binding(requirement: Requirement, vocabulary: Vocabulary) -> str:
    """Return why advice binds the organisation, or when it would, in a sentence; nothing for other requirements.

    The requirement is of the force it has here.
    """
    if requirement.binds_when is None:
        return ""
    said = binding_said(requirement, vocabulary)
    return f"Binding here: {said}." if requirement.is_binding_here else f"Advice here; it binds where: {said}."


def binding_said(requirement: Requirement, vocabulary: Vocabulary) -> str:
    """Return what makes a requirement bind an organisation, in words; nothing where that is no question."""
    if requirement.binds_when is None:
        return ""
    return in_one_line(requirement.binds_when, vocabulary)


def in_one_line(condition: Condition, vocabulary: Vocabulary) -> str:
    """Return a condition as part of a sentence."""
    if isinstance(condition, Leaf):
        return clause_text(condition, vocabulary)
    if isinstance(condition, AllOf | AnyOf):
        joint = " and " if isinstance(condition, AllOf) else " or "
        parts = [in_one_line(part, vocabulary) for part in condition.of]
        return joint.join(f"({part})" if " or " in part and joint == " and " else part for part in parts)
    return ", ".join(line.strip() for line in plain_reading(condition, vocabulary))


def switch_said(requirement: Requirement, vocabulary: Vocabulary) -> str:
    """Return the first thing that has to be so before terms or advice speak to a project, in a sentence after a blank.

    Terms of a platform or a scheme name it first: the platform of the release, the membership, the certificate.
    """
    trigger = requirement.applies_when
    first = trigger.children[0] if isinstance(trigger, AllOf) and trigger.children else trigger
    said = in_one_line(first, vocabulary)
    return f" It asks first that: {said}." if said else ""


def reason_of(requirement: Requirement, outcome: Outcome, ground: Ground, *, exception: str, status: str) -> str:
    """Return why an outcome is what it is, in a sentence."""
    if outcome is Outcome.PASS:
        return f"Met in the form that {named_exception(exception)} allows." if exception else "Every clause is met."
    if outcome is Outcome.EXEMPT:
        return f"{named_exception(exception).replace('the', 'The', 1)} lifts the duty."
    if outcome is Outcome.FAIL:
        relied_on = f"Even in the form that {named_exception(exception)} allows, the" if exception else "The"
        return f"{relied_on} duty is not met."
    if outcome is Outcome.ERROR:
        return f"The requirement could not be evaluated: {'; '.join(ground.notes)}."
    if outcome is Outcome.UNDETERMINED:
        return " ".join(open_reasons(requirement, ground))
    return f"On the key date the duty {STATUS_WORDS.get(status, status)}."


def named_exception(id_: str) -> str:
    """Return an exception as a sentence names it.

    >>> print(named_exception("news-report"))
    the exception “news report”
    """
    return f"the exception “{id_.replace('-', ' ')}”"


def open_reasons(requirement: Requirement, ground: Ground) -> list[str]:
    """Return what keeps an outcome open, a sentence each."""
    return [*(["A fact is missing that would decide."] if ground.missing else []), *_beside_facts(requirement, ground)]


def _beside_facts(requirement: Requirement, ground: Ground) -> Iterable[str]:
    if LAW_DATE in ground.notes:
        yield "The day the law starts is not known exactly, and the key date lies inside the doubt."
    if ATTESTATION in ground.notes and requirement.attest:
        yield f"Nobody has answered, with a document and in date: {requirement.attest.question}"


def condition_text(group: Group, subjects: Sequence[Subject], vocabulary: Vocabulary) -> str:
    """Return what was found, in a sentence or two."""
    requirement, ground = group.requirement, group.ground
    concerned = concerned_text(requirement.about, subjects, vocabulary)
    clauses = "; ".join(clause_text(leaf, vocabulary) for leaf in ground.leaves)
    if group.kind is Outcome.ERROR:
        return f"The requirement could not be evaluated for {concerned}: {'; '.join(ground.notes)}."
    if group.kind is Outcome.FAIL:
        told = [f"Not met by {concerned}.{f' Asked, and not so: {clauses}.' if clauses else ''}"]
        if ATTESTED_NO in ground.notes and requirement.attest:
            told.append(f"A named person answered no: {requirement.attest.question}")
        if group.through:
            told.append(f"Relied on is {named_exception(group.through)}; the duty it leaves is not met either.")
        return " ".join(told)
    named = "; ".join(title_of(path, vocabulary) for path in ground.missing)
    told = [f"Cannot be decided for {concerned}{f'; not recorded: {named}' if named else ''}."]
    told += _beside_facts(requirement, ground)
    if LAW_DATE in ground.notes and clauses:
        told.append(f"If it is in force, it is not met: {clauses}.")
    return " ".join(told)


def concerned_text(entity: str, subjects: Sequence[Subject], vocabulary: Vocabulary) -> str:
    """Return whom something concerns: the one by its name, several by their number."""
    if len(subjects) != 1:
        return f"{len(subjects)} {subjects_word(entity, len(subjects), vocabulary)}"
    subject = subjects[0]
    word = subjects_word(entity, 1, vocabulary)
    named = f"{word} {subject.key}" if not vocabulary.entities[entity].single else f"the {word}"
    said = subject.title if subject.title not in {subject.key, entity} else ""
    whose = f"asset {subject.asset}" if subject.asset not in {"", subject.key} else ""
    where = f"in {subject.territory}" if subject.territory else ""
    about = ", ".join(part for part in (said, " ".join(part for part in (whose, where) if part)) if part)
    return f"{named} ({about})" if about else named


def subjects_word(entity: str, count: int, vocabulary: Vocabulary) -> str:
    """Return what the subjects are, in the singular or plural."""
    noun = vocabulary.entities[entity].title.lower()
    return noun if count == 1 else {"person": "people"}.get(noun, f"{noun}s")


# -- what it can cost


def limits_of(requirement: Requirement) -> tuple[str, ...]:
    """Return what else is to be said of how a duty stands, beside its status, in a few words each."""
    told = []
    suspended = requirement.enforcement.get("suspended_until", "")
    if suspended:
        told.append(f"fines suspended until {suspended}")
    if requirement.bound_through:
        told.append(f"applies through each {requirement.bound_through} used")
    if any(path.endswith(f".{_VOTES}") for path in requirement.applies_when.lists()):
        told.append("only around a vote")
    return tuple(told)


def effect_text(requirement: Requirement, confidence: Confidence, vocabulary: Vocabulary) -> str:
    """Return what a breach can lead to, and how far the source can be relied on."""
    told = []
    costs = [sanction_text(sanction, vocabulary) for sanction in requirement.sanctions]
    if costs:
        told.append(f"A breach can lead to: {'; '.join(costs)}.")
    if requirement.force is Force.VALIDITY_CONDITION:
        told.append("Where it is missing, what depends on it does not hold in law.")
    suspended = requirement.enforcement.get("suspended_until", "")
    if suspended:
        told.append(f"Fines are suspended until {suspended}; the duty stands meanwhile.")
    if requirement.enforcement.get("note"):
        told.append(_ended(requirement.enforcement["note"]))
    if requirement.bound_through:
        told.append(f"It reaches us only through each {requirement.bound_through} we use, by its terms.")
    if confidence is Confidence.SECONDARY:
        told.append("The text was read in secondary sources: confirm it before filing.")
    if confidence is Confidence.RECALLED:
        told.append("The text is only recalled and does not block a release: confirm it with counsel.")
    if requirement.decides.get("fail") == "indicative":
        what = "agreement" if requirement.force in BY_AGREEMENT else "law"
        told.append(f"A fail is an indication; whether the {what} is broken is for counsel or a court.")
    if not requirement.force.is_binding:
        told.append("It is advice and holds no release back.")
    if requirement.is_binding_here:
        told.append(why_binding(requirement, vocabulary))
    return " ".join(told)


def sanction_text(sanction: Sanction, vocabulary: Vocabulary) -> str:
    """Return a sanction in words: `administrative fine, at most EUR 15,000,000 or 3 % of turnover, ...`."""
    told = [sanction.kind.replace("_", " ")]
    told += [f"at least {text}" for text in _bound_texts(sanction.at_least)]
    told += [f"at most {text}" for text in _bound_texts(sanction.at_most)]
    if sanction.per:
        told.append(f"per {sanction.per}")
    if sanction.repeat:
        told.append(sanction.repeat)
    if sanction.for_small_firms.get("whichever"):
        told.append(f"for {_small_firms(sanction)} whichever is {sanction.for_small_firms['whichever']}")
    if sanction.suspended_until:
        told.append(f"suspended until {sanction.suspended_until}")
    if sanction.when is not None:
        lines = (line.strip() for line in plain_reading(sanction.when, vocabulary))
        told.append(f"where {', '.join(lines)}")
    text = ", ".join(told)
    return f"{text} ({sanction.text.strip().rstrip('.')})" if sanction.text else text


def _small_firms(sanction: Sanction) -> str:
    """Return the sizes of firms that a law calls small, in words, if it says which."""
    sizes = [size.replace("_", " ").replace("mid cap", "mid-cap") for size in sanction.for_small_firms.get("sizes", ())]
    return f"firms of size {', '.join(sizes)}" if sizes else "small firms"


def _bound_texts(bound: Mapping[str, Any]) -> Iterable[str]:
    """Yield the bound of a sanction in words, if it says anything."""
    parts = []
    if bound.get("amount") is not None:
        parts.append(f"{bound['currency']} {bound['amount']:,}")
    if bound.get("or_percent_of_turnover") is not None:
        parts.append(f"{bound['or_percent_of_turnover']:g} % of turnover")
    parts += [
        f"{bound[unit]:g} {unit if bound[unit] != 1 else unit[:-1]}"
        for unit in ("days", "months", "years")
        if bound.get(unit) is not None
    ]
    which = f", whichever is {bound['whichever']}" if bound.get("whichever") and len(parts) > 1 else ""
    note = f" ({bound['note']})" if bound.get("note") else ""
    if parts:
        yield f"{' or '.join(parts)}{which}{note}"
    elif bound.get("note"):
        yield str(bound["note"])


# -- what to do


def recommendation_text(
    group: Group, fill: Callable[[str], str], vocabulary: Vocabulary, *, out_since: Sequence[date] = ()
) -> str:
    """Return what to do, in sentences.

    Args:
        group: The rows it is about.
        fill: Returns the words for a placeholder of the remedy.
        vocabulary: The facts.
        out_since: The first days of those of its releases that are out on the day of the assessment.
    """
    requirement = group.requirement
    if group.kind is Outcome.ERROR:
        return "Run the check again with --debug and report the defect; until then the outcome is unknown."
    if group.kind is Outcome.UNDETERMINED:
        return " ".join(_answers_wanted(requirement, group.ground, vocabulary))
    told = []
    if requirement.remedy:
        told.append(_ended(_PLACEHOLDER.sub(lambda found: fill(found.group(1)), requirement.remedy)))
    if not requirement.label_cures:
        told.append("A label does not cure this.")
    if out_since:
        told.append(_already_out(out_since, len(group.rows)))
    told += [
        f"Where it is relied on, claim {named_exception(exception)} in the records sheet as {exception}, "
        "with a document."
        for exception in group.claimable
    ]
    return " ".join(told) or "See the steps and the cited provisions."


def _already_out(days: Sequence[date], of: int) -> str:
    """Return that releases are out already: a remedy that speaks of the time before comes too late for them.

    >>> _already_out([date(2026, 11, 12)], 1)
    'It has been out since 2026-11-12: withdraw it or correct it now.'
    """
    if of == 1:
        return f"It has been out since {days[0]}: withdraw it or correct it now."
    since = f"since {days[0]}" if len(set(days)) == 1 else f"the first since {min(days)}"
    out = f"1 of {of} has" if len(days) == 1 else f"{'All' if len(days) == of else len(days)} of {of} have"
    it = "it" if len(days) == 1 else "them"
    return f"{out.replace(f'All of {of}', f'All {of}')} been out, {since}: withdraw {it} or correct {it} now."


def _answers_wanted(requirement: Requirement, ground: Ground, vocabulary: Vocabulary) -> Iterable[str]:
    asked = [question_text(path, vocabulary) for path in ground.missing]
    if asked:
        yield f"Answer: {' '.join(asked)}"
    if ATTESTATION in ground.notes and requirement.attest:
        by = " or ".join(requirement.attest.by)
        yield f"Have it answered{f' by {by}' if by else ''}, with a document: {requirement.attest.question}"
    if LAW_DATE in ground.notes:
        yield "Have counsel confirm the day on which the law starts."


def question_text(path: str, vocabulary: Vocabulary) -> str:
    """Return the question that would fill in a field, or complete a list."""
    if path in vocabulary.lists:
        link = vocabulary.lists[path]
        owner, members = vocabulary.entities[link.entity].title.lower(), link.name.replace("_", " ")
        return f"Which {members} does the {owner} have? List them all."
    return vocabulary.field(path).question or f"{title_of(path, vocabulary)}?"


def generic(path: str, vocabulary: Vocabulary) -> str:
    """Return words for a placeholder that stands for different things."""
    field = vocabulary.field(path)
    entity = vocabulary.entities[field.entity]
    if field.name in {entity.key, entity.title_field} or field.type in {"reference", "references"}:
        return f"each {vocabulary.entities[field.to or field.entity].title.lower()} concerned"
    if field.type in {"territory", "territories"}:
        return "each territory concerned"
    if field.type in {"date", "datetime"}:
        return "the recorded date"
    return f"the recorded {field.title.lower()}"


def _ended(text: str) -> str:
    stripped = text.strip()
    return stripped if stripped.endswith((".", "!", "?")) else f"{stripped}."
