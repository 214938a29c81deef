"""The six parts of a goal's form, what each field is called, and which part it belongs to."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from schemas.errors import N_


class Part(StrEnum):
    """A part of the form, by what it asks."""

    ASKED = "asked"
    DONE = "done"
    WHO = "who"
    MEASURED = "measured"
    TAKES = "takes"
    WHEN = "when"


TITLES: Mapping[Part, str] = MappingProxyType(
    {
        Part.ASKED: N_("1. What was asked for"),
        Part.DONE: N_("2. What will be done"),
        Part.WHO: N_("3. Who does it"),
        Part.MEASURED: N_("4. How it is measured"),
        Part.TAKES: N_("5. What it takes"),
        Part.WHEN: N_("6. By when"),
    }
)

LABELS: Mapping[str, str] = MappingProxyType(
    {
        "title": N_("The goal in one sentence"),
        "themes": N_("What it answers: demands of the report and of your own conversations"),
        "why": N_("Why the goal answers it"),
        "action": N_("What will be done, beginning with a verb"),
        "population": N_("Who or what it is about"),
        "place": N_("Where"),
        "beat_ids": N_("Beats"),
        "area_name": N_("Name of the area"),
        "owner_id": N_("Who is responsible"),
        "owner_role": N_("Role of who is responsible"),
        "caps_owner_id": N_("Who helps from the community policing office"),
        "partner_ids": N_("Partners"),
        "partner_kind": N_("What kind of partner could help"),
        "indicators": N_("Indicators"),
        "resources": N_("What it takes"),
        "resource_people": N_("People"),
        "resource_hours": N_("Hours"),
        "resource_money": N_("Money"),
        "ambition_reason": N_("Why so much can be reached"),
        "start_on": N_("Start date"),
        "due_on": N_("Due date"),
        "horizon_reason": N_("Why it is due outside the plan's year"),
        "review_on": N_("Day to look back"),
        "language": N_("Language of these texts"),
        "sources": N_("What the priority is drawn from"),
        "priority_id": N_("Priority"),
        "copied_from_id": N_("Written after"),
    }
)

INDICATOR_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "name": N_("What is measured"),
        "kind": N_("What it is made of"),
        "definition": N_("How it is counted"),
        "numerator": N_("What is counted"),
        "denominator": N_("Out of how many"),
        "per": N_("In how many"),
        "unit": N_("Unit"),
        "direction": N_("Which way"),
        "accumulation": N_("How quarters fit together"),
        "level_count": N_("How many levels"),
        "source": N_("Where the numbers come from"),
        "frequency": N_("How often they come"),
        "decimals": N_("Digits after the point"),
        "required": N_("It counts for where the goal stands"),
    }
)

TARGET_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "from": N_("From which quarter on"),
        "reason": N_("Why the target changes"),
        "agreed_by": N_("Who agreed"),
        "baseline": N_("Value to start from"),
        "baseline_on": N_("On the day"),
        "baseline_source": N_("Found in"),
        "target": N_("Value to reach"),
        "low": N_("Lowest value that is fine"),
        "high": N_("Highest value that is fine"),
        "margin": N_("How far outside is still only a risk"),
        "line": N_("What we want to see each quarter"),
    }
)

_FIELDS = {
    Part.ASKED: ("themes", "sources", "priority_id"),
    Part.DONE: ("title", "action", "population", "place", "beat_ids", "area_name", "language"),
    Part.WHO: ("owner_id", "owner_role", "caps_owner_id", "partner_ids", "partner_kind"),
    Part.TAKES: (
        "resources",
        "resource_people",
        "resource_hours",
        "resource_money",
        "ambition_reason",
    ),
    Part.WHEN: ("start_on", "due_on", "horizon_reason", "review_on"),
}
_PART = {field: part for part, fields in _FIELDS.items() for field in fields}


def part_of(field: str) -> Part:
    """Return the part a field belongs to; fields of an indicator are `indicators[0].target`."""
    return _PART.get(field, Part.MEASURED)
