"""Changes as they leave: what happened to which thing, and what differs after it."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from db.queries import change as query
from db.queries import thing as things
from db.queries import voice as voices
from planner.domain.change import Difference, differences
from planner.domain.permissions import Action
from planner.i18n.changes import field_word
from schemas.change import ChangeDetail, ChangeRow, FieldRow, FieldValue, ThingRow, Withheld

from ..export import EXPORT
from ..work import Work

_APART = {"monthly_value", "web_session"}
"""Kinds whose changes hold what was added, so that there is nothing to compare."""
_SECRET = re.compile(r"passw|secret|token|hash|digest|salt|recovery|otp|private", re.IGNORECASE)
"""Names of fields that never leave, whatever word somebody gives them."""
UNKNOWN = "?"
"""What stands for a thing that is not there any more."""
_MEMBER, _DISTRICT = "member", "district"
_REFERS: Mapping[str, str] = {
    "member_id": _MEMBER,
    "owner_id": _MEMBER,
    "caps_owner_id": _MEMBER,
    "commander_signed_by_id": _MEMBER,
    "dac_chair_signed_by_id": _MEMBER,
    "acting_for_id": _MEMBER,
    "closed_by_id": _MEMBER,
    "approved_by_id": _MEMBER,
    "chosen_by_id": _MEMBER,
    "translated_by_id": _MEMBER,
    "delegate_of_id": _MEMBER,
    "district_id": _DISTRICT,
    "goal_id": "goal",
    "copied_from_id": "goal",
    "continues_id": "indicator",
    "indicator_id": "indicator",
    "engagement_id": "engagement",
    "priority_id": "priority",
    "plan_id": "plan",
    "theme_id": "theme",
    "theme_ids": "theme",
    "mapped_theme_id": "theme",
    "local_demand_id": "local_demand",
    "library_version_id": "library_version",
    "merged_into_id": "library_indicator",
    "local_demand_ids": "local_demand",
    "beat_ids": "beat",
    "partner_ids": "partner",
}
"""Fields that name another thing by its id, and what kind of thing that is."""

Called = Mapping[tuple[str, UUID], things.Thing]


def change_rows(work: Work, found: Iterable[query.Found]) -> tuple[ChangeRow, ...]:
    """Return changes with the names of what they are about."""
    rows = list(found)
    wanted: dict[str, set[UUID]] = {_MEMBER: set()}
    told = {row.id: _told(row) for row in rows}
    for row in rows:
        wanted.setdefault(row.entity, set()).add(row.entity_id)
        if about := told[row.id].get("member_id"):
            wanted[_MEMBER].add(UUID(about))
    called = things.find_things(work.session, work.jurisdiction_id, wanted)
    zone = ZoneInfo(work.jurisdiction.time_zone)
    return tuple(_row(row, told[row.id], called, zone) for row in rows)


def change_detail(work: Work, found: query.Found) -> ChangeDetail:
    """Return one change with what differs from the version before."""
    (row,) = change_rows(work, [found])
    if found.body is None:
        return ChangeDetail(row=row, why="", fields=(), compared=False, untold=0)
    words = json.loads(found.body)
    earlier = None if found.entity in _APART else query.find_before(work.session, found)
    before = json.loads(earlier.body)["after"] if earlier and earlier.body else None
    # What a part is called inside tells nobody anything.
    differing = [one for one in differences(before, words["after"]) if one.path[-1] != "id"]
    shown = [one for one in differing if _is_shown(found.entity, one.path)]
    return ChangeDetail(
        row=row,
        why=words["why"],
        fields=tuple(_fields(work, found, words["after"], shown)),
        compared=before is not None,
        untold=len(differing) - len(shown),
    )


def told_fields(
    work: Work, entity: str, before: Mapping[str, Any] | None, after: Mapping[str, Any]
) -> tuple[FieldRow, ...]:
    """Return what differs between two states of a thing whose words everybody may read."""
    differing = (one for one in differences(before, after) if one.path[-1] != "id")
    shown = [one for one in differing if _is_shown(entity, one.path)]
    called = _called(work, shown)
    return tuple(_field(called, one) for one in shown)


def _told(row: query.Found) -> Mapping[str, Any]:
    if row.body is None or row.entity not in query.TOLD:
        return {}
    after: Mapping[str, Any] = json.loads(row.body)["after"]
    return after


def _row(found: query.Found, words: Mapping[str, Any], called: Called, zone: ZoneInfo) -> ChangeRow:
    thing = called.get((found.entity, found.entity_id))
    about = words.get("member_id")
    person = called.get((_MEMBER, UUID(about))) if about else None
    return ChangeRow(
        id=found.id,
        at=found.at.astimezone(zone),
        entity=found.entity,
        version=found.version,
        action=found.action,
        actor_kind=found.actor_kind,
        actor_name=found.actor_name,
        thing=ThingRow(**thing._asdict()) if thing else ThingRow(),
        erased=not found.has_words,
        refused=words.get("action", "") if found.entity == query.REFUSAL else "",
        about=person.name if person else "",
        taken=words["what"] if found.entity == EXPORT else "",
        rows=words["rows"] if found.entity == EXPORT else 0,
    )


def _is_shown(entity: str, path: Sequence[str]) -> bool:
    if path[0] in {"filters", "months"}:
        # Below these stand names of filters, and months.
        path = path[:1]
    names = [name for name in path if not name.isdecimal()]
    return all(field_word(entity, name) is not None and not _SECRET.search(name) for name in names)


def _fields(
    work: Work, found: query.Found, words: Mapping[str, Any], shown: Sequence[Difference]
) -> Iterator[FieldRow]:
    called = _called(work, shown)
    for one in shown:
        withheld = _why_withheld(work, found, words, one.path)
        if withheld:
            yield FieldRow(path=one.path, before=None, after=None, withheld=withheld)
        else:
            yield _field(called, one)


def _called(work: Work, shown: Sequence[Difference]) -> Called:
    wanted: dict[str, set[UUID]] = {}
    for one in shown:
        if kind := _REFERS.get(one.path[-1]):
            wanted.setdefault(kind, set()).update(_ids(one.before), _ids(one.after))
    return things.find_things(work.session, work.jurisdiction_id, wanted)


def _field(called: Called, one: Difference) -> FieldRow:
    kind = _REFERS.get(one.path[-1], "")
    before, after = (_value(called, kind, value) for value in (one.before, one.after))
    return FieldRow(path=one.path, before=before, after=after)


def _ids(value: Any) -> set[UUID]:  # noqa: ANN401
    many = value if isinstance(value, list) else [value]
    return {UUID(one) for one in many if one}


def _value(called: Called, kind: str, value: Any) -> FieldValue:  # noqa: ANN401
    if isinstance(value, list):
        return tuple(sorted(str(_value(called, kind, one)) for one in value))
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    if not kind or not value:
        scalar: FieldValue = value
        return scalar
    thing = called.get((kind, UUID(value)))
    if thing is None:
        return UNKNOWN
    words = (thing.code, thing.name) if thing.name or thing.code else (thing.place_name, thing.year)
    return " ".join(str(word) for word in words if word)


def _why_withheld(
    work: Work, found: query.Found, words: Mapping[str, Any], path: Sequence[str]
) -> Withheld | None:
    """Say why a reader of all changes may not see a field that they can't see elsewhere."""
    if path[-1] == "email" and not work.may(Action.PEOPLE_KEEP):
        return Withheld.MAIL_ADDRESS
    if path[-1] != "text":
        return None
    voice_id = _voice_of(found, words)
    if voice_id is None:
        return None
    heard_in = voices.find_district(work.session, work.jurisdiction_id, voice_id)
    allowed = work.may(Action.VOICE_READ_ORIGINAL, heard_in)
    return None if allowed else Withheld.ORIGINAL_VOICE


def _voice_of(found: query.Found, words: Mapping[str, Any]) -> UUID | None:
    """Return the voice whose wording, or its translation, a change holds."""
    if found.entity == "voice":
        return found.entity_id
    if found.entity == "translation" and words.get("entity") == "voice":
        return UUID(words["entity_id"])
    return None
