"""What a shell completes: ids and codes, from what is loaded anyway."""

from __future__ import annotations

from compliance.errors import ComplianceError


def ids(incomplete: str) -> list[str]:
    """Return the ids of packs and requirements that begin like this."""
    from compliance.policy.loading import load_library

    try:
        library = load_library()
    except ComplianceError:
        return []  # a shell wants words, not explanations; the command itself will say what is wrong
    known = [*(pack.id for pack in library.packs), *(requirement.id for requirement in library.requirements)]
    return [id_ for id_ in known if id_.startswith(incomplete)]


def profiles(incomplete: str) -> list[str]:
    """Return the ids of profiles that begin like this."""
    from compliance.policy.loading import load_library

    try:
        library = load_library()
    except ComplianceError:
        return []
    return [profile.id for profile in library.profiles if profile.id.startswith(incomplete)]


def places(incomplete: str) -> list[str]:
    """Return the codes of places that begin like this."""
    from compliance.jurisdictions import load_jurisdictions

    try:
        codes = load_jurisdictions().codes
    except ComplianceError:
        return []
    return [code for code in codes if code.startswith(incomplete.upper())]
