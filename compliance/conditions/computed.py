"""What computed fields are made from."""

from __future__ import annotations

from compliance.vocabulary import Vocabulary


def inputs_of(path: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the recorded fields that a field is computed from, through computed ones; nothing for a recorded one."""
    return tuple(source for source in _sources(path, vocabulary) if source in vocabulary.fields)


def counted_by(path: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the lists that a computed field counts."""
    return tuple(source for source in _sources(path, vocabulary) if source in vocabulary.lists)


def _sources(path: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return recorded fields and lists, each once."""
    found: dict[str, None] = {}
    for source in sorted(vocabulary.fields[path].inputs):
        is_computed = source in vocabulary.fields and vocabulary.fields[source].computed
        found.update(dict.fromkeys(_sources(source, vocabulary) if is_computed else (source,)))
    return tuple(found)
