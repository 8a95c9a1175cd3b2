"""Write the example inventory: an invented film, its people, permissions, labels and releases.

    python examples/feature-film/make_inventory.py

Everything here is invented: the film, the company, the people, the governor, the singer. The workbook is built to show
every kind of decision and outcome, so it is full of gaps on purpose. The same story always gives the same bytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from compliance.inventory.template import write_rows
from compliance.vocabulary import load_vocabulary

HERE = Path(__file__).parent
Row = dict[str, Any]

PROJECT: Row = {"name": "The Lighthouse Keeper", "client": "Northlight Pictures GmbH (invented)", "report_number": "NL-2026-017", "prepared_by": "R. Amsel, production compliance", "legend": "Confidential: prepared for counsel", "timezone": "Europe/Berlin", "languages": "German, English, French, Italian"}

ORGANISATION: Row = {
    "name": "Northlight Pictures GmbH",
    "roles": "producer; publisher; deployer; provider; platform; controller; employer",
    "established_in": "DE",
    "size": "medium",
    "employees": 140,
    "annual_turnover": 38_000_000,
    "commitments": "none",
    "agreements": "none",
    "commissioner": "other",
    "platform_kind": "user_content",
    "publishes_intimate_depictions": "no",
    "knows_unauthorised": "no",
    "editorial_declaration": "no",
    "media_procedures": "no",
    "editorial_records": "review_policy; contact",
    "literacy_record_on": "2026-09-14",
    "literacy_fits": "yes",
    "gap_analysis_on": "2026-10-05",
    "service_in": "US; DE",
    "takedown_notice_conspicuous": "yes",
    "takedown_notice_says": "process; duties; filing; plain",
    "intimate_removal_form": "signature; location; non_consent; contact; representative; without_account",
    "child_directed_service": "no",
    "ca_privacy_business": "no",
    "award_submissions": "academy_other",
    "ai_uses_listed": "yes",
    "award_information_asked": "yes",
    "commissioner_asks_security": "no",
    "offers_mark_removal": "no",
    "licensed_in": "none",
    "likely_used_by_minors": "no",
}

PEOPLE: list[Row] = [
    {"id": "P-01", "name": "Mara Lindqvist", "kind": "living", "is_woman": "yes", "is_adult": "yes", "residence": "DE", "is_performer": "yes", "is_candidate": "no"},
    {"id": "P-02", "name": "Tomas Brandt", "kind": "living", "is_woman": "no", "is_adult": "yes", "residence": "US-CA", "is_performer": "yes", "is_candidate": "no"},
    {"id": "P-03", "name": "Ines Caldeira", "kind": "living", "is_woman": "yes", "is_adult": "yes", "residence": "FR", "is_performer": "yes", "is_candidate": "no"},
    {"id": "P-04", "name": "Albert Rooke", "kind": "deceased", "is_woman": "no", "is_adult": "yes", "died_on": "2023-05-12", "domicile_at_death": "US-NY", "is_performer": "yes", "is_candidate": "no"},
    {"id": "P-05", "name": "Dale Whitcomb", "kind": "living", "is_woman": "no", "is_adult": "yes", "residence": "US-MI", "is_public_figure": "yes", "is_candidate": "yes"},
    {"id": "P-06", "name": "Lucie Arnaud", "kind": "living", "is_woman": "yes", "is_adult": "yes", "residence": "FR", "is_performer": "yes", "is_candidate": "no"},
    {"id": "P-07", "name": "Paolo Ferri", "kind": "living", "is_woman": "no", "is_adult": "yes", "residence": "IT", "is_performer": "yes", "is_candidate": "no"},
    {"id": "P-08", "name": "Emil Sander", "kind": "living", "is_woman": "no", "is_adult": "no", "born_on": "2013-04-02", "residence": "DE", "is_performer": "yes", "is_candidate": "no"},
    {"id": "P-09", "name": "The woman at the bar", "kind": "invented", "is_woman": "yes"},
    {"id": "P-10", "name": "Jin-ho Park", "kind": "living", "is_woman": "no", "is_adult": "yes", "residence": "KR", "is_candidate": "no"},
    {"id": "P-11", "name": "Ben Okafor", "kind": "living", "is_woman": "no", "is_adult": "yes", "residence": "US-CA", "is_performer": "yes", "is_candidate": "no"},
    {"id": "P-12", "name": "Nora Vance", "kind": "living", "is_woman": "yes", "is_adult": "yes", "residence": "US-NY", "is_performer": "no", "is_candidate": "no"},
]

WITHOUT_AI: Row = {
    "ai_involvement": "none",
    "edit_extent": "none",
    "techniques": "none",
    "realism": "realistic",
    "resemblance": "none",
    "appears_authentic": "yes",
    "generated_on": "none",
    "evidently_synthetic": "no",
    "shows_untrue_conduct": "no",
    "sells_products": "no",
    "exclusively_commercial_or_informative": "no",
    "evidently_artistic": "yes",
    "artistic_frame_present": "yes",
    "ai_share": "none",
}
DE_AGED: Row = {
    "ai_involvement": "altered",
    "edit_extent": "material",
    "techniques": "de_ageing",
    "realism": "indistinguishable",
    "resemblance": "identical",
    "subject_kinds": "living_person",
    "appears_authentic": "yes",
    "evidently_synthetic": "no",
    "shows_untrue_conduct": "no",
    "generated_on": "2026-09-10",
    "evidently_artistic": "yes",
    "artistic_frame_present": "yes",
    "exclusively_commercial_or_informative": "no",
    "sells_products": "no",
    "ai_share": "minor",
}
CLONED_VOICE: Row = DE_AGED | {"techniques": "voice_clone; dub", "ai_share": "substantial", "generated_on": "2026-10-05", "only_translation": "yes"}
GENERATED: Row = {
    "ai_involvement": "generated",
    "edit_extent": "entire",
    "techniques": "other",
    "realism": "indistinguishable",
    "resemblance": "appreciable",
    "appears_authentic": "yes",
    "evidently_synthetic": "no",
    "shows_untrue_conduct": "no",
    "generated_on": "2026-10-01",
    "evidently_artistic": "no",
    "artistic_frame_present": "no",
    "exclusively_commercial_or_informative": "yes",
    "sells_products": "no",
    "ai_share": "entire",
}
FULL_HD: Row = {"width_px": 1920, "height_px": 1080, "is_file": "yes"}
REVIEWED: Row = {
    "speaks_for": "nobody",
    "commercial": "no",
    "endorsement_implied": "no",
    "is_virtual_endorser": "no",
    "ad_claims": "none",
    "result_exaggerated": "no",
    "omits_material_information": "no",
    "likely_to_change_purchases": "no",
    "affects_candidacy": "no",
    "rights_information": "kept",
    "copyright_registered_in": "none",
    "copyright_applied_on": "none",
}
"""What the review of a release finds of nearly every asset; what is otherwise stands with the asset."""
REGISTERED: Row = {"copyright_registered_in": "US", "copyright_applied_on": "2026-11-09", "copyright_ai_disclosed": "yes"}
ARTIFICIAL_ENDORSER: Row = {"endorsement_implied": "yes", "is_virtual_endorser": "yes"}


def asset(id_: str, title: str, medium: str, context: str, *facts: Row, **more: Any) -> Row:
    """Return an asset: what it is, the facts it shares with others, and its own."""
    row: Row = {"id": id_, "title": title, "medium": medium, "context": context} | REVIEWED
    for shared in facts:
        row |= shared
    return row | more


ASSETS: list[Row] = [
    asset("A-001", "Feature film, original version", "video", "film", DE_AGED, FULL_HD, REGISTERED, duration_s=6720, has_sound="yes", copyright_claims_human_only="yes"),
    asset("A-002", "Main trailer", "video", "promotion_of_work", DE_AGED, FULL_HD, duration_s=132, promotes_work="yes", commercial="yes"),
    asset("A-003", "Teaser", "video", "promotion_of_work", DE_AGED, FULL_HD, duration_s=41, artistic_frame_present="no", promotes_work="yes", commercial="yes"),
    asset("A-004", "Feature film, French dub", "video", "film", CLONED_VOICE, FULL_HD, duration_s=6720),
    asset("A-005", "Flashback featurette", "video", "film", DE_AGED, FULL_HD, duration_s=410),
    asset("A-006", "Feature film, Italian dub", "video", "film", CLONED_VOICE, FULL_HD, duration_s=6720, unjust_harm="yes"),
    asset("A-007", "Feature film, German dub", "video", "film", CLONED_VOICE, FULL_HD, duration_s=6720),
    asset("A-008", "Key art, lighthouse", "image", "promotion_of_work", WITHOUT_AI, subject_kinds="place", width_px=3000, height_px=4500, commercial="yes"),
    asset("A-009", "Character poster, Mara", "image", "promotion_of_work", WITHOUT_AI, subject_kinds="living_person", width_px=3000, height_px=4500, commercial="yes"),
    asset("A-010", "Character poster, young Jonas", "image", "promotion_of_work", DE_AGED, width_px=3000, height_px=4500, commercial="yes"),
    asset("A-011", "Crowd poster", "image", "advertising", GENERATED, subject_kinds="crowd", width_px=3000, height_px=4500, commercial="yes"),
    asset("A-012", "Stylised sea monster poster", "image", "promotion_of_work", GENERATED, realism="stylised", resemblance="none", subject_kinds="fantastic", appears_authentic="no", evidently_synthetic="yes", width_px=3000, height_px=4500, commercial="yes"),
    asset("A-013", "Social clip, storm", "video", "promotion_of_work", WITHOUT_AI, FULL_HD, subject_kinds="place", duration_s=22, commercial="yes"),
    asset("A-014", "Social clip, young Jonas", "video", "promotion_of_work", DE_AGED, FULL_HD, duration_s=18, artistic_frame_present="no", commercial="yes"),
    asset("A-015", "Social clip, young Jonas, labelled", "video", "promotion_of_work", DE_AGED, FULL_HD, duration_s=18, artistic_frame_present="no", commercial="yes"),
    asset("A-016", "Social clip, the pier", "video", "promotion_of_work", DE_AGED | {"generated_on": None}, FULL_HD, duration_s=25, artistic_frame_present="no", commercial="yes"),
    asset("A-017", "Social clip, first look", "video", "promotion_of_work", DE_AGED, FULL_HD, duration_s=15, generated_on="2026-07-10", artistic_frame_present="no", commercial="yes"),
    asset("A-018", "Announcement clip", "video", "promotion_of_work", DE_AGED, FULL_HD, duration_s=30, generated_on="2026-06-28", artistic_frame_present="no", commercial="yes"),
    asset("A-019", "Single 'Harbour Light', recreated voice", "audio", "film", GENERATED, REGISTERED, techniques="voice_clone", subject_kinds="deceased_person", evidently_artistic="yes", artistic_frame_present="yes", exclusively_commercial_or_informative="no", resemblance="identical", duration_s=214, copyright_ai_disclosed="no", copyright_claims_human_only="no"),
    asset("A-020", "Music video 'Harbour Light'", "video", "film", GENERATED, FULL_HD, techniques="voice_clone; face_generation", subject_kinds="deceased_person", evidently_artistic="yes", artistic_frame_present="yes", exclusively_commercial_or_informative="no", resemblance="identical", duration_s=214),
    asset("A-021", "Radio spot with the recreated voice", "audio", "advertising", GENERATED, techniques="voice_clone", subject_kinds="deceased_person", resemblance="identical", duration_s=30, commercial="yes", endorsement_implied="yes", speaks_for="individual"),
    asset("A-022", "Coffee advertisement with the woman at the bar", "video", "advertising", GENERATED, FULL_HD, ARTIFICIAL_ENDORSER, techniques="face_generation", subject_kinds="invented_plausible", knows_synthetic="yes", duration_s=20, commercial="yes", sells_products="yes", promotes_work="no", only_translation="no", ad_claims="experience", endorser_tie_shown="yes", omits_material_information="yes", likely_to_change_purchases="yes", rights_information="removed", rights_information_removal_allowed="no"),
    asset("A-023", "Coffee advertisement, labelled cut", "video", "advertising", GENERATED, FULL_HD, ARTIFICIAL_ENDORSER, techniques="face_generation", subject_kinds="invented_plausible", knows_synthetic="yes", duration_s=20, commercial="yes", sells_products="yes", endorser_tie_shown="yes", endorsement_agreed="yes"),
    asset("A-024", "Coffee advertisement, radio", "audio", "advertising", GENERATED, ARTIFICIAL_ENDORSER, techniques="text_to_speech", subject_kinds="invented_plausible", knows_synthetic="yes", duration_s=20, commercial="yes", sells_products="yes", endorser_tie_shown="yes", likely_to_change_purchases=None),
    asset(
        "A-025",
        "Sketch: the governor and the lighthouse",
        "video",
        "satire; film",
        GENERATED,
        FULL_HD,
        techniques="face_swap; voice_clone",
        subject_kinds="living_person",
        shows_untrue_conduct="yes",
        evidently_artistic="yes",
        artistic_frame_present="yes",
        exclusively_commercial_or_informative="no",
        resemblance="identical",
        duration_s=95,
        satire_basis="The governor haunts his own lighthouse; nobody takes it for news",
        knows_false_representation="yes",
        intent="injure_candidate; influence_vote",
        likely_to_change_votes="yes",
        affects_candidacy="yes",
        unjust_harm="no",
    ),
    asset("A-026", "Social clip, the governor's cameo", "video", "promotion_of_work", GENERATED, FULL_HD, techniques="face_swap", subject_kinds="living_person", shows_untrue_conduct="yes", artistic_frame_present="no", resemblance="identical", duration_s=20, knows_false_representation="yes", likely_to_change_votes="yes", affects_candidacy="yes", commercial="yes", endorsement_implied="yes", speaks_for="government", speaks_for_authorised="no"),
    asset("A-027", "Fan poster app, sample 1", "image", "entertainment", GENERATED, subject_kinds="place", width_px=1920, height_px=1080, is_file="yes", exclusively_commercial_or_informative="no", exported="yes"),
    asset("A-028", "Fan poster app, sample 2", "image", "entertainment", GENERATED, subject_kinds="place", width_px=1920, height_px=1080, is_file="yes", exclusively_commercial_or_informative="no", exported="yes"),
    asset("A-029", "Fan video app, sample", "video", "entertainment", GENERATED, FULL_HD, subject_kinds="place", duration_s=12, exclusively_commercial_or_informative="no", exported="yes"),
    asset("A-030", "Fan voice app, sample", "audio", "entertainment", GENERATED, subject_kinds="invented_plausible", duration_s=12, is_file="yes", exclusively_commercial_or_informative="no", exported="yes"),
    asset("A-031", "Face filter with Jin-ho Park", "video", "entertainment", DE_AGED, FULL_HD, techniques="face_swap", duration_s=14, exported="yes", evidently_artistic="no", artistic_frame_present="no"),
    asset("A-032", "Short film from the app", "video", "film", GENERATED, FULL_HD, subject_kinds="invented_plausible", evidently_artistic="yes", artistic_frame_present="yes", exclusively_commercial_or_informative="no", duration_s=180, exported="yes"),
    asset("A-033", "Reel for the Indian release", "video", "promotion_of_work", GENERATED, FULL_HD, subject_kinds="invented_plausible; event", duration_s=28, platform_declared="yes", commercial="yes"),
    asset(
        "A-034",
        "Press article, edited",
        "text",
        "news; corporate",
        {"ai_involvement": "generated", "edit_extent": "entire", "techniques": "other", "generated_on": "2026-10-12"},
        public_concern="yes",
        human_review="yes",
        editor="yes",
        editor_name="R. Amsel",
        realism="stylised",
        appears_authentic="no",
        shows_untrue_conduct="no",
        subject_kinds="entity",
        sells_products="no",
        evidently_synthetic="no",
    ),
    asset(
        "A-035",
        "Press article, harbour subsidies",
        "text",
        "news; corporate",
        {"ai_involvement": "generated", "edit_extent": "entire", "techniques": "other", "generated_on": "2026-10-14"},
        public_concern="yes",
        human_review="no",
        editor="no",
        realism="stylised",
        appears_authentic="no",
        shows_untrue_conduct="no",
        subject_kinds="entity",
        sells_products="no",
        evidently_synthetic="no",
    ),
    asset("A-036", "Making-of", "video", "documentary", WITHOUT_AI, FULL_HD, subject_kinds="living_person", duration_s=1500),
    asset("A-037", "Scene 42, love scene, face replaced", "video", "film", DE_AGED, FULL_HD, techniques="face_swap", sexual_content="nudity", adds_intimate_content="no", voluntarily_exposed="no", public_concern="no", harm_caused="yes", intent="none", duration_s=75, apparent_age_min=34),
    asset("A-038", "Game tie-in, launch trailer", "video", "promotion_of_work", GENERATED, FULL_HD, techniques="cgi; face_generation", realism="stylised", appears_authentic="no", resemblance="low", subject_kinds="fantastic", evidently_synthetic="yes", duration_s=60, commercial="yes"),
    asset("A-039", "Game tie-in, speaking companion", "game", "game", GENERATED, techniques="text_to_speech", realism="stylised", appears_authentic="no", resemblance="low", subject_kinds="fantastic", evidently_synthetic="yes", evidently_artistic="yes", systems="S-01"),
    asset("A-040", "Alternative ending", "video", "film", exclude_reason="Not released; kept in the archive"),
]

RECOGNISED = {"identifiable": "yes", "uses_recorded_performance": "yes"}
FACE_AND_VOICE = RECOGNISED | {"traits_used": "face; voice", "by_replica": "yes", "new_performance": "no", "remunerated": "yes"}
VOICE = RECOGNISED | {"traits_used": "voice", "by_replica": "yes", "new_performance": "no", "remunerated": "yes"}
FILMED = RECOGNISED | {"traits_used": "face; body; voice", "by_replica": "no", "new_performance": "no", "remunerated": "yes"}
NOBODY = {"identifiable": "no", "is_synthetic_performer": "yes", "by_replica": "no", "traits_used": "face"}

WHO_IS_WHERE: list[tuple[str, str, Row]] = [
    ("A-001", "P-01", FILMED),
    ("A-001", "P-02", FACE_AND_VOICE),
    ("A-001", "P-08", FILMED),
    ("A-002", "P-01", FILMED),
    ("A-002", "P-02", FACE_AND_VOICE),
    ("A-003", "P-03", FACE_AND_VOICE | {"remunerated": "no"}),
    ("A-003", "P-02", FACE_AND_VOICE),
    ("A-004", "P-06", VOICE),
    ("A-004", "P-02", FACE_AND_VOICE),
    ("A-005", "P-02", FACE_AND_VOICE | {"new_performance": "yes", "performance_fixed_on": "2026-03-01", "service_law": "US-CA"}),
    ("A-006", "P-07", VOICE),
    ("A-007", "P-01", VOICE),
    ("A-007", "P-02", FACE_AND_VOICE),
    ("A-009", "P-01", FILMED | {"traits_used": "face"}),
    ("A-010", "P-02", FACE_AND_VOICE | {"traits_used": "face"}),
    ("A-014", "P-02", FACE_AND_VOICE),
    ("A-015", "P-02", FACE_AND_VOICE),
    ("A-016", "P-02", FACE_AND_VOICE),
    ("A-017", "P-02", FACE_AND_VOICE),
    ("A-018", "P-02", FACE_AND_VOICE),
    ("A-019", "P-04", VOICE | {"new_performance": "yes", "performance_fixed_on": "2026-04-20", "service_law": "US-NY", "remunerated": "no", "uses_recorded_performance": None}),
    ("A-020", "P-04", FACE_AND_VOICE | {"remunerated": "no", "uses_recorded_performance": None}),
    ("A-021", "P-04", VOICE | {"remunerated": "no", "uses_recorded_performance": None}),
    ("A-022", "P-09", NOBODY),
    ("A-023", "P-09", NOBODY),
    ("A-024", "P-09", NOBODY | {"traits_used": "voice"}),
    ("A-025", "P-05", FACE_AND_VOICE | {"remunerated": "no", "uses_recorded_performance": "no", "expressive_use": "comment", "contemporary_history": "yes", "legitimate_interest_infringed": "no"}),
    ("A-026", "P-05", FACE_AND_VOICE | {"remunerated": "no", "uses_recorded_performance": "no"}),
    ("A-031", "P-10", FACE_AND_VOICE | {"uses_recorded_performance": "no"}),
    ("A-036", "P-01", FILMED),
    ("A-036", "P-11", FILMED),
    ("A-037", "P-01", FACE_AND_VOICE | {"shown_intimately": "yes"}),
    ("A-036", "P-12", FILMED | {"identifiable": "no"}),
]

DEPICTIONS: list[Row] = [{"id": f"D-{number:03}", "asset": asset_, "person": person} | facts for number, (asset_, person, facts) in enumerate(WHO_IS_WHERE, 1)]

FULL_PERMISSION: Row = {
    "assets": "all",
    "signed_on": "2026-01-15",
    "begins_on": "2026-02-01",
    "ends_on": "none",
    "withdrawn_on": "none",
    "basis": "consent",
    "given_by": "self",
    "form": "signed_written",
    "explicit": "yes",
    "separate": "yes",
    "freely_given": "yes",
    "uses": "publication; advertising; ai_alteration; replica; voice_clone; dubbing",
    "reasonably_specific": "yes",
    "territories": "WW",
    "media": "all",
}

CONSENTS: list[Row] = [
    {"id": "C-001", "person": "P-01", "document": "DOC-01"} | FULL_PERMISSION,
    {"id": "C-002", "person": "P-02", "document": "DOC-02"} | FULL_PERMISSION | {"territories": "EU; US; CN; KR; IN; GB", "ends_on": "2030-12-31"},
    {"id": "C-003", "person": "P-03", "document": "DOC-03"} | FULL_PERMISSION | {"ends_on": "2026-10-31"},
    {"id": "C-004", "person": "P-04", "document": "DOC-04"} | FULL_PERMISSION | {"given_by": "heirs", "uses": "publication; replica; ai_alteration; voice_clone", "territories": "US; EU"},
    {"id": "C-005", "person": "P-06", "document": "DOC-05"} | FULL_PERMISSION | {"uses": "publication; dubbing; voice_clone", "territories": "EU"},
    {"id": "C-006", "person": "P-07"} | FULL_PERMISSION | {"uses": "publication; dubbing; voice_clone", "territories": "EU", "withdrawn_on": None},
    {"id": "C-007", "person": "P-08", "document": "DOC-06"} | FULL_PERMISSION | {"given_by": "both_guardians"},
    {"id": "C-008", "person": "P-10"} | FULL_PERMISSION,
    {"id": "C-009", "person": "P-11"} | FULL_PERMISSION | {"territories": None},
    {"id": "C-010", "person": "P-12"} | FULL_PERMISSION | {"uses": "advertising", "territories": "US", "ends_on": "2026-09-30"},
    {"id": "C-011", "person": "P-01", "document": "DOC-07"} | FULL_PERMISSION | {"assets": "A-037", "uses": "intimate_creation; intimate_publication", "general_description": "yes"},
]

CLAUSES: list[Row] = [
    {
        "id": "K-001",
        "person": "P-02",
        "assets": "A-005",
        "document": "DOC-02",
        "signed_on": "2026-01-15",
        "allows_replica": "yes",
        "replaces_in_person_work": "yes",
        "uses_reasonably_specific": "no",
        "uses_consistent_with_contract": "no",
        "negotiated_by_counsel": "no",
        "negotiated_by_union": "yes",
        "cba_addresses_replicas": "no",
    },
    {"id": "K-002", "person": "P-01", "assets": "all", "document": "DOC-01", "signed_on": "2026-01-15", "allows_replica": "yes", "replaces_in_person_work": "yes", "uses_reasonably_specific": "yes"},
    {"id": "K-003", "person": "P-04", "assets": "A-019", "document": "DOC-04", "signed_on": "2026-01-15", "allows_replica": "yes", "replaces_in_person_work": "yes", "uses_reasonably_specific": "yes", "uses_consistent_with_contract": "yes", "keeps_fundamental_character": "yes", "negotiated_by_counsel": "yes", "terms_clear_and_conspicuous": "yes", "signed_or_initialled": "yes", "negotiated_by_union": "no", "cba_addresses_replicas": "no"},
]

GOOD_LABEL: Row = {"releases": "all", "channel": "visible", "says_artificial": "yes", "shown": "first_exposure", "clear": "yes", "accessible": "yes", "readable": "yes", "seen_by_recipient": "yes", "inside_file": "yes", "language": "en"}
CARD: Row = GOOD_LABEL | {"shown": "before", "text": "Scenes in this film were altered with AI."}
AIGC_RECORD: Row = {
    "releases": "all",
    "channel": "metadata",
    "scheme": "aigc",
    "field_name_has_aigc": "yes",
    "inside_file": "yes",
    "records_in_file": 1,
    "keys": "Label; ContentProducer; ProduceID; ReservedCode1; ContentPropagator; PropagateID; ReservedCode2",
    "label_value": "1",
    "producer_filled": "yes",
    "produce_id_filled": "yes",
    "propagator_filled": "yes",
    "says_artificial": "yes",
}

WHAT_IS_LABELLED: list[tuple[str, Row]] = [
    ("A-001", CARD),
    ("A-004", CARD),
    ("A-006", CARD | {"shown": "end", "channel": "credits"}),
    ("A-007", CARD),
    ("A-002", GOOD_LABEL | {"text": "Contains AI-altered scenes", "font_px": 44, "largest_other_font_px": 40}),
    ("A-005", CARD),
    ("A-010", GOOD_LABEL | {"text": "Altered with AI", "position": "corner", "height_px": 160}),
    ("A-015", GOOD_LABEL | {"text": "Altered with AI", "position": "corner", "height_px": 40, "start_s": 0, "end_s": 18, "whole_duration": "yes"}),
    ("A-016", GOOD_LABEL | {"text": "AI", "clear": None, "accessible": None}),
    ("A-019", GOOD_LABEL | {"channel": "audible", "text": "The voice of Albert Rooke was recreated with AI.", "shown": "before", "clearly_spoken": "yes"}),
    ("A-020", CARD | {"text": "The singer was recreated with AI."}),
    ("A-021", GOOD_LABEL | {"channel": "audible", "text": "Voice recreated with AI.", "shown": "end", "clearly_spoken": "yes"}),
    ("A-023", GOOD_LABEL | {"text": "Synthetic performer", "names_synthetic_performer": "yes", "font_px": 48}),
    ("A-025", GOOD_LABEL | {"text": "Satire made with AI", "shown": "throughout", "whole_duration": "yes"}),
    ("A-027", GOOD_LABEL | {"text": "AI生成", "language": "zh", "position": "corner", "height_px": 40}),
    ("A-027", AIGC_RECORD),
    ("A-028", GOOD_LABEL | {"text": "AI生成", "language": "zh", "position": "corner", "height_px": 60}),
    ("A-028", AIGC_RECORD),
    ("A-029", GOOD_LABEL | {"text": "AI生成", "language": "zh", "position": "corner", "height_px": 60, "start_s": 0, "end_s": 1.5, "on_opening_picture": "yes", "around_player": "yes"}),
    ("A-029", AIGC_RECORD),
    ("A-030", GOOD_LABEL | {"channel": "audible", "text": "本节目由AI合成", "language": "zh", "shown": "before", "clearly_spoken": "yes"}),
    ("A-031", GOOD_LABEL | {"text": "AI-generated", "language": "ko", "whole_duration": "yes", "shown": "throughout"}),
    ("A-032", GOOD_LABEL | {"channel": "credits", "text": "Made with AI", "shown": "end"}),
    ("A-033", GOOD_LABEL | {"text": "AI-generated", "channel": "platform_tag", "clear": "no"}),
    ("A-037", CARD),
]

LABELS: list[Row] = [{"id": f"L-{number:03}", "asset": asset_} | facts for number, (asset_, facts) in enumerate(WHAT_IS_LABELLED, 1)]

STUDIO = "producer; publisher; deployer"
CINEMA: Row = {"channel": "theatrical", "platforms": "none", "starts_on": "2026-12-03", "ends_on": "2027-06-30", "our_roles": STUDIO, "elections": "none"}
SOCIAL: Row = {"channel": "social", "platforms": "other", "starts_on": "2026-11-12", "ends_on": "2027-01-31", "our_roles": STUDIO, "elections": "none"}
OUTDOOR: Row = {"channel": "outdoor", "platforms": "none", "starts_on": "2026-11-16", "ends_on": "2026-12-31", "our_roles": STUDIO, "elections": "none"}
STREAM: Row = {"channel": "streaming", "platforms": "other", "starts_on": "2026-12-03", "ends_on": "2028-12-31", "our_roles": STUDIO, "elections": "none"}
ADVERT: Row = {"channel": "online_video", "platforms": "other", "starts_on": "2026-11-20", "ends_on": "2026-12-31", "our_roles": "advertiser; producer; deployer", "elections": "none"}
APP: Row = {"channel": "app", "platforms": "other", "starts_on": "2026-10-20", "ends_on": "2027-10-19", "our_roles": "provider", "tool_public": "yes", "elections": "none"}
CAMPAIGN: Row = {"channel": "social", "platforms": "other", "starts_on": "2026-10-10", "ends_on": "2026-11-30", "our_roles": STUDIO, "elections": "E-01"}

WHAT_IS_RELEASED: list[tuple[str, str, Row]] = [
    *(("A-001", place, CINEMA) for place in ("DE", "US-NY", "KR", "GB")),
    ("A-001", "CN", CINEMA | {"our_roles": "producer; user"}),
    ("A-001", "IN", CINEMA | {"our_roles": "producer; user"}),
    *(("A-002", place, SOCIAL) for place in ("DE", "FR", "IT", "US-CA", "US-TN")),
    *(("A-003", place, SOCIAL) for place in ("FR", "DE")),
    ("A-004", "FR", CINEMA),
    ("A-005", "US-CA", STREAM),
    ("A-005", "CN", STREAM | {"our_roles": "producer; user"}),
    ("A-006", "IT", CINEMA),
    ("A-007", "DE", CINEMA),
    *(("A-008", place, OUTDOOR) for place in ("DE", "FR", "US-TN", "US-HI", "KR", "GB")),
    *(("A-009", place, OUTDOOR) for place in ("DE", "US-TN", "US-CA")),
    *(("A-010", place, OUTDOOR) for place in ("DE", "US-CA")),
    ("A-011", "DE", OUTDOOR),
    ("A-012", "DE", OUTDOOR),
    ("A-012", "US-TN", OUTDOOR),
    ("A-013", "FR", SOCIAL),
    ("A-014", "DE", SOCIAL),
    ("A-014", "FR", SOCIAL),
    ("A-015", "FR", SOCIAL),
    ("A-016", "IT", SOCIAL),
    ("A-017", "DE", SOCIAL),
    ("A-018", "FR", SOCIAL | {"starts_on": "2026-07-15", "ends_on": "2026-07-31"}),
    ("A-019", "US-NY", STREAM),
    ("A-019", "FR", STREAM),
    ("A-020", "DE", STREAM),
    ("A-021", "US-NY", ADVERT | {"channel": "radio", "platforms": "none"}),
    ("A-022", "US-NY", ADVERT),
    ("A-022", "DE", ADVERT | {"platforms": "youtube", "disclosed_on": "youtube", "monetised_on": "none", "account_seems_of_person": "no"}),
    ("A-023", "US-NY", ADVERT),
    ("A-024", "US-NY", ADVERT | {"channel": "radio", "platforms": "none"}),
    ("A-025", "US-MI", CAMPAIGN),
    ("A-025", "US-HI", CAMPAIGN | {"elections": "E-02"}),
    ("A-025", "FR", SOCIAL),
    ("A-026", "US-MI", CAMPAIGN),
    *((sample, "CN", APP) for sample in ("A-027", "A-028", "A-029", "A-030")),
    ("A-031", "KR", APP),
    ("A-032", "KR", APP),
    ("A-033", "IN", SOCIAL | {"our_roles": "publisher; user"}),
    ("A-034", "DE", SOCIAL | {"channel": "web"}),
    ("A-035", "DE", SOCIAL | {"channel": "web"}),
    ("A-036", "US-TN", STREAM),
    ("A-036", "US-CA", STREAM),
    ("A-037", "US-NY", STREAM),
    ("A-038", "IT", SOCIAL),
    *(("A-039", place, SOCIAL | {"channel": "game", "ends_on": "none"}) for place in ("DE", "US-CA")),
]

RELEASES: list[Row] = [{"id": f"R-{number:03}", "asset": asset_, "territory": place} | facts for number, (asset_, place, facts) in enumerate(WHAT_IS_RELEASED, 1)]

SYSTEMS: list[Row] = [
    {
        "id": "S-01",
        "name": "Keeper's Companion",
        "version": "1.2",
        "our_roles": "provider",
        "own_brand": "yes",
        "placed_on_market_on": "2026-05-04",
        "offered_in": "DE; FR; IT; US-UT",
        "modalities": "audio; text",
        "interactive": "yes",
        "interaction_notice": "before_first_turn",
        "interaction_notice_clear": "yes",
        "interaction_notice_accessible": "yes",
        "obvious_to_users": "no",
        "vulnerable_users": "no",
        "marking_layers": "none",
        "marking_effective": "no",
        "detector_available": "no",
        "only_assists_editing": "no",
        "changes_substance": "yes",
        "authorised_by_criminal_law": "no",
        "emotion_or_categorisation": "none",
        "marking_infeasible": "no",
        "used_on_people_in": "DE; FR; IT; US-UT",
        "meant_for": "none",
        "training_summary_published": "yes",
        "training_summary_says": "sources; purpose; data_points; kinds; rights; purchased; personal; aggregate; cleaning; period; first_used; synthetic",
        "training_summary_before_offer": "yes",
        "training_summary_current": "yes",
        "capabilities": "general",
        "only_purpose": "none",
        "can_make_intimate": "no",
        "meant_to_incite": "no",
        "meant_to_sell": "no",
        "passes_for_human": "no",
        "intended_to_influence_vote": "no",
    },
    {"id": "S-02", "name": "Licensed de-ageing tool", "version": "4", "our_roles": "user; deployer", "own_brand": "no", "placed_on_market_on": "2025-11-10", "offered_in": "DE", "modalities": "video", "interactive": "no", "emotion_or_categorisation": "none", "capabilities": "general", "only_purpose": "none", "meant_to_incite": "no"},
]

STORES: list[Row] = [
    {
        "id": "D-01",
        "title": "Face and voice scans",
        "our_roles": "controller",
        "people": "P-01; P-02; P-03",
        "holds": "face_scan; voice_model; face_model",
        "identifies_people": "yes",
        "biometric_purpose": None,
        "reveals_sensitive": "no",
        "controller_in": "DE",
        "captured_in": "DE",
        "people_in": "DE; FR; US-CA",
        "location": "US",
        "people_count": 3,
        "encrypted_at_rest": "no",
        "encrypted_in_transit": "yes",
        "access_by_role": "yes",
        "restore_proven_on": "2026-05-02",
        "last_tested_on": "2026-05-02",
        "risk_assessment_signed": "no",
        "equivalent_measures": "no",
        "retention_set": "yes",
        "purpose_ended_on": "none",
        "deletion_due_on": "2027-12-31",
        "deleted_on": "none",
        "kept_for_archive": "no",
        "capture_began_on": "2026-01-20",
        "high_risk": "yes",
        "large_scale": "no",
        "dpia_on": "none",
        "same_operation_assessed": "no",
        "explicit_consent_all": "no",
        "other_special_condition": "none",
        "children_under_13": "no",
    },
    {
        "id": "D-02",
        "title": "Consent archive",
        "our_roles": "controller",
        "people": "P-01; P-02; P-03; P-06; P-07",
        "holds": "consent_documents",
        "identifies_people": "yes",
        "biometric_purpose": "none",
        "reveals_sensitive": "no",
        "controller_in": "DE",
        "captured_in": "DE",
        "people_in": "DE; FR; IT; US-CA",
        "location": "DE",
        "people_count": 11,
        "encrypted_at_rest": "yes",
        "encrypted_in_transit": "yes",
        "access_by_role": "yes",
        "restore_proven_on": "2026-09-15",
        "last_tested_on": "2026-09-15",
        "retention_set": "yes",
        "purpose_ended_on": "none",
        "deletion_due_on": "2036-12-31",
        "deleted_on": "none",
        "high_risk": "no",
        "large_scale": "no",
        "children_under_13": "no",
    },
]

NOTICES: list[Row] = [{"id": "N-001", "release": "none", "person_national_of": "US", "harm_reported": "intimate", "order_made_in": "none", "proof_of_ai_use_ordered": "no", "kind": "intimate_removal", "our_roles": "platform; host", "service_in": "US; DE", "valid": "yes", "from_person_shown": "yes", "received_at": "2026-10-01T10:00-04:00", "removed_at": "2026-10-03T09:00-04:00", "copies_searched": "yes", "about_forgery": "yes", "person_in": "US-NY", "sender_has_account": "no", "sender_agreed": "no"}]

ELECTIONS: list[Row] = [{"id": "E-01", "name": "General election in Michigan", "places": "US-MI", "kind": "general", "vote_on": "2026-11-03", "candidates": "P-05"}, {"id": "E-02", "name": "General election in Hawaii", "places": "US-HI", "kind": "general", "vote_on": "2026-11-03"}]

RECORDS: list[Row] = [{"id": "X-001", "kind": "exemption_claim", "requirement": "de-kug-22-likeness", "exception": "section-23", "reason": "Contemporary history", "by": "L. Weber, counsel", "on": "2026-11-02", "document": "DOC-08", "assets": "A-025", "system": "none"}]

DOCUMENTS: list[Row] = [
    {"id": "DOC-01", "title": "Lindqvist agreement and permission", "kind": "contract", "dated": "2026-01-15"},
    {"id": "DOC-02", "title": "Brandt agreement and permission", "kind": "contract", "dated": "2026-01-15"},
    {"id": "DOC-03", "title": "Caldeira permission", "kind": "consent", "dated": "2026-01-15"},
    {"id": "DOC-04", "title": "Permission of the Rooke estate", "kind": "consent", "dated": "2026-01-15"},
    {"id": "DOC-05", "title": "Arnaud permission", "kind": "consent", "dated": "2026-01-15"},
    {"id": "DOC-06", "title": "Sander permission, both parents", "kind": "consent", "dated": "2026-01-15"},
    {"id": "DOC-07", "title": "Lindqvist rider for scene 42", "kind": "consent", "dated": "2026-01-15"},
    {"id": "DOC-08", "title": "Memo on satire and contemporary history", "kind": "memo", "dated": "2026-11-02"},
    {"id": "DOC-09", "title": "Content statement of the line producer", "kind": "memo", "dated": "2026-11-18"},
]


def statement(number: int, fact: str, value: str, by: str = "J. Falk, line producer", where: str | None = None) -> Row:
    """Return a statement: one person's word for every row that leaves the cell blank."""
    return {"id": f"ST-{number:02}", "fact": fact, "value": value, "where": where, "stated_by": by, "stated_on": "2026-11-18", "document": "DOC-09"}


STATEMENTS: list[Row] = [
    statement(number, fact, value, *by)
    for number, (fact, value, *by) in enumerate(
        [
            ("assets.sexual_content", "none"),
            ("assets.shows_minor", "no"),
            ("assets.political_ad", "no"),
            ("assets.personal_use", "no"),
            ("assets.good_faith_edit", "no"),
            ("assets.document_or_training", "no"),
            ("assets.accessibility_only", "no"),
            ("assets.unlabelled_by_contract", "no"),
            ("assets.depictions_complete", "yes", "K. Oduya, casting"),
            ("assets.authorised_by_criminal_law", "no", "L. Weber, counsel"),
            ("assets.unjust_harm", "no", "L. Weber, counsel"),
            ("assets.carried_as_news", "no", "L. Weber, counsel"),
            ("assets.paid_carrier", "no", "L. Weber, counsel"),
            ("assets.public_interest_disclosure", "none", "L. Weber, counsel"),
            ("releases.output_used_in", "none", "M. Iyer, distribution"),
            ("assets.audience", "general", "M. Iyer, distribution"),
            ("assets.influencer_content", "no", "M. Iyer, distribution"),
            ("assets.product_placement", "no"),
            ("assets.sponsored", "no"),
            ("assets.source_carries_marks", "no"),
            ("assets.face_or_silhouette_retouched", "no"),
            ("assets.intent", "none", "L. Weber, counsel"),
            ("assets.deceptive_purpose", "no", "L. Weber, counsel"),
            ("assets.distorts_decisions", "no", "L. Weber, counsel"),
            ("assets.reviews_and_editorial", "none", "L. Weber, counsel"),
            ("assets.harmful_content", "none", "L. Weber, counsel"),
            ("consents.clear_act", "yes", "K. Oduya, casting"),
            ("consents.bundled", "no", "K. Oduya, casting"),
            ("consents.plain_language", "yes", "K. Oduya, casting"),
            ("consents.language_understood", "yes", "K. Oduya, casting"),
            ("consents.withdrawal_told", "yes", "K. Oduya, casting"),
            ("consents.withdrawal_easy", "yes", "K. Oduya, casting"),
            ("releases.people_in", "DE; FR; IT; KR; US-CA; US-MI; US-NY", "K. Oduya, casting"),
            ("depictions.source_material", "new_capture"),
            ("depictions.service_law", "DE", "L. Weber, counsel"),
            ("depictions.replica_made_from", "scan"),
            ("assets.has_c2pa", "no"),
            ("assets.marks_tampered", "none"),
            ("assets.marks_tampered_in_bad_faith", "no", "L. Weber, counsel"),
            ("assets.wrong_label_harms", "no", "L. Weber, counsel"),
            ("assets.endangers", "none", "L. Weber, counsel"),
            ("assets.degrading", "no", "L. Weber, counsel"),
            ("assets.false_appearance", "no"),
            ("assets.shows_event", "fictional"),
            ("assets.primarily_sexual", "no", "L. Weber, counsel"),
            ("people.is_public_figure", "no", "K. Oduya, casting"),
            ("stores.certificate_claimed", "none"),
            ("labels.contrast_ok", "yes"),
            ("labels.design", "unobstructed"),
            ("labels.icon", "none"),
            ("labels.spares_the_work", "yes"),
            ("systems.works_copied_for_training", "no"),
            ("systems.face_database_scraped", "no"),
            ("releases.call_voice", "none", "M. Iyer, distribution"),
            ("releases.call_to", "none", "M. Iyer, distribution"),
            ("assets.harms_reputation", "no", "L. Weber, counsel"),
            ("assets.ad_disclosed", "yes", "M. Iyer, distribution"),
            ("assets.ad_faults", "none", "L. Weber, counsel"),
            ("people.is_model", "no", "K. Oduya, casting"),
        ],
        1,
    )
]

STORY: dict[str, list[Row]] = {
    "project": [PROJECT],
    "organisation": [ORGANISATION],
    "asset": ASSETS,
    "person": PEOPLE,
    "depiction": DEPICTIONS,
    "consent": CONSENTS,
    "clause": CLAUSES,
    "label": LABELS,
    "release": RELEASES,
    "system": SYSTEMS,
    "store": STORES,
    "notice": NOTICES,
    "election": ELECTIONS,
    "record": RECORDS,
    "document": DOCUMENTS,
    "statement": STATEMENTS,
}


def main(to: Path = HERE / "inventory.xlsx") -> None:
    """Write the workbook."""
    write_rows(to, STORY, load_vocabulary(None), force=True)


if __name__ == "__main__":
    main()
