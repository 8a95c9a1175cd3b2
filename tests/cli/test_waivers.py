"""`waivers` shows the state of each, those without effect first."""

from __future__ import annotations

WAIVER = """- id: {id}
  requirement: xa-media-4-label
  subjects: [R1]
  reason: The recut is under way
  approver: General counsel
  approved_on: 2030-01-01
  from: 2030-01-01
  until: {until}
  timezone: UTC
"""


def test_expired_waivers_come_first(run, inventory):
    (inventory.parent / "waivers.yaml").write_text(
        WAIVER.format(id="W-1", until="2030-12-31") + WAIVER.format(id="W-2", until="2030-02-01")
    )

    result = run("waivers", inventory)

    assert result.exit_code == 0
    heads = [line for line in result.stdout.splitlines() if "W-" in line]
    assert heads == [
        "! expired   W-2  2030-01-01 to 2030-02-01 UTC",
        "✓ in force  W-1  2030-01-01 to 2030-12-31 UTC, 305 days left",
    ]


def test_no_waiver_is_said_with_what_to_do(run, inventory):
    assert "waivers.yaml beside the inventory" in run("waivers", inventory).stdout.replace("\n", " ")
