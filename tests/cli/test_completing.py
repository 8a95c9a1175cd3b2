"""Shells complete ids and codes, and get no explanations."""

from __future__ import annotations

from compliance.cli.completing import ids, places


def test_ids_of_packs_and_requirements_are_completed(world):
    assert ids("xa-media-") == ["xa-media-4-label", "xa-media-7-consent", "xa-media-code-1"]
    assert ids("xa-media")[0] == "xa-media"


def test_codes_of_places_are_completed_in_any_case(world):
    assert places("x") == ["XA", "XB", "XC"]


def test_broken_packs_complete_nothing(world):
    (world / "policies" / "xa" / "media.yaml").write_text("format: 2")
    (world / "policies" / "jurisdictions.yaml").write_text("format: 2")

    assert ids("") == places("") == []
