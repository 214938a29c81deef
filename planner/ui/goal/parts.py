"""The parts of a goal's form, what each field is called and asks for, and where it stands."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from schemas.errors import N_


class Part(StrEnum):
    """A part of the form: the six fields that come first, then the rest by what it asks."""

    FIRST = "first"
    ASKED = "asked"
    DONE = "done"
    WHO = "who"
    MEASURED = "measured"
    TAKES = "takes"
    WHEN = "when"


TITLES: Mapping[Part, str] = MappingProxyType(
    {
        Part.FIRST: N_("First: what, how much, by when"),
        Part.ASKED: N_("Why it answers what was asked for"),
        Part.DONE: N_("For whom and where"),
        Part.WHO: N_("Who does it"),
        Part.MEASURED: N_("How it is measured"),
        Part.TAKES: N_("What it takes"),
        Part.WHEN: N_("When it starts and is looked at again"),
    }
)

LABELS: Mapping[str, str] = MappingProxyType(
    {
        "title": N_("Short title"),
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
        "polished": N_("The sentence in your own words"),
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
        "agreed_on": N_("Agreed on the day"),
        "baseline": N_("Value to start from"),
        "baseline_on": N_("On the day"),
        "baseline_source": N_("Found in"),
        "baseline_numerator": N_("Start: how many"),
        "baseline_denominator": N_("Start: out of how many"),
        "target": N_("Value to reach"),
        "target_numerator": N_("Target: how many"),
        "target_denominator": N_("Target: out of how many"),
        "counted": N_("Give start and target as counts, such as 42 of 60"),
        "low": N_("Lowest value that is fine"),
        "high": N_("Highest value that is fine"),
        "margin": N_("How far outside is still only a risk"),
        "line": N_("What we want to see each quarter"),
    }
)

HINTS: Mapping[str, str] = MappingProxyType(
    {
        "themes": N_("Type a word or a code. One is enough; more are possible."),
        "why": N_("What people said, and how this goal changes just that."),
        "action": N_("One thing, in a sentence: what somebody will do, not what will be better."),
        "title": N_("It follows the action until you write your own. Lists show it."),
        "population": N_("People, places or calls that can be counted, such as callers at night."),
        "place": N_("Beats or an area where the work happens, if not the whole district."),
        "area_name": N_("As people there call it, such as two blocks around the station."),
        "owner_id": N_("The one person who is asked how it goes, shown with their unit."),
        "owner_role": N_("Until there is a name, the role that will answer for it."),
        "caps_owner_id": N_("Who keeps in touch with the community and with headquarters."),
        "partner_ids": N_("Groups of the district that agreed to take part."),
        "partner_kind": N_("Until a group agreed, the kind of group to look for."),
        "resources": N_("Who and what is needed, where it comes from, and what it replaces."),
        "resource_people": N_("How many people work on it."),
        "resource_hours": N_("All of their hours together in the year."),
        "resource_money": N_("What must be paid beside wages."),
        "ambition_reason": N_("Needed when the target goes beyond what was seen before."),
        "start_on": N_("The first day of the work, before the due date."),
        "due_on": N_("The day the target should be reached, best inside the plan's year."),
        "horizon_reason": N_("Such as a school year, or works that end later."),
        "review_on": N_("When you sit down together and ask whether to go on like this."),
        "language": N_("Others can translate them later; the original stays beside it."),
        "polished": N_(
            "Say the same in one sentence as you would at a meeting. Numbers and days stay those"
            " of the fields."
        ),
    }
)
"""What belongs into a field, in a line."""

INDICATOR_HINTS: Mapping[str, str] = MappingProxyType(
    {
        "name": N_("What is counted or timed, such as median minutes to answer an urgent call."),
        "kind": N_("It decides which fields follow: a number, a share, a time, or people's words."),
        "definition": N_("So precisely that somebody else would count the same."),
        "numerator": N_("The part, such as callers who were called back."),
        "denominator": N_("The whole, such as all callers who left a number."),
        "per": N_("A rate is given for so many, such as 1,000 residents."),
        "direction": N_("Whether the value should rise, fall or stay where it is."),
        "accumulation": N_("Whether quarters add up to the year, or each stands for itself."),
        "level_count": N_("How many steps there are from worst to best."),
        "source": N_("The record or survey the values are read from."),
        "frequency": N_("How often the source has new values."),
        "decimals": N_("As many as the source really has."),
        "required": N_("Untick it for what is only read beside the others."),
    }
)

TARGET_HINTS: Mapping[str, str] = MappingProxyType(
    {
        "baseline": N_("The last known value, before the work starts."),
        "baseline_on": N_("The day or the end of the time it stands for."),
        "baseline_source": N_("Where anybody can look it up again."),
        "target": N_("The value on the due date."),
        "low": N_("Below it, too little happens."),
        "high": N_("Above it, too much happens."),
        "margin": N_("Beyond it, the goal is off track."),
        "line": N_("Choose even steps only if progress really comes evenly."),
    }
)

_FIELDS = {
    Part.FIRST: ("themes", "action", "title", "due_on", "polished", "priority_id"),
    Part.ASKED: ("sources",),
    Part.DONE: ("population", "place", "beat_ids", "area_name", "language"),
    Part.WHO: ("owner_id", "owner_role", "caps_owner_id", "partner_ids", "partner_kind"),
    Part.TAKES: (
        "resources",
        "resource_people",
        "resource_hours",
        "resource_money",
        "ambition_reason",
    ),
    Part.WHEN: ("start_on", "horizon_reason", "review_on"),
}
_PART = {field: part for part, fields in _FIELDS.items() for field in fields}
_DEFINING = frozenset({"name", "kind", "unit", "numerator", "denominator", "per", "levels"})
_FIRST_OF_INDICATOR = _DEFINING | {"direction", "baseline", "target"}


def part_of(field: str) -> Part:
    """Return the part in which a field of the goal itself is filled in."""
    return _PART.get(field, Part.MEASURED)


def part_of_first(name: str) -> Part:
    """Return the part in which a field of the first indicator is filled in."""
    return Part.FIRST if name in _FIRST_OF_INDICATOR else Part.MEASURED
