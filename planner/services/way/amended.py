"""What of a plan is not as it was signed: which part, which fields, who saved it, when and why."""

import json
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from db.queries import way as query
from db.queries.way import Save
from db.tables import Edition
from planner.services.audit.rows import told_fields
from planner.services.gather import gather
from schemas.way import AmendmentRow, PartRow, WhyRow

from ..work import Work

_Key = tuple[str, UUID]


def amendments(work: Work, plan_id: UUID, signed: Edition) -> tuple[AmendmentRow, ...]:
    """Return the parts that are not as they were signed, in the plan's order."""
    before = query.get_edition_parts(work.session, signed.id)
    now = {
        (part.entity, part.entity_id): part.version
        for part in query.get_parts(work.session, plan_id)
    }
    titles = query.get_titles(work.session, plan_id)
    changed = [key for key, version in now.items() if before.get(key) != version]
    saves = gather(
        ((one.entity, one.entity_id), one) for one in query.get_saves(work.session, changed)
    )
    rows = [
        _row(work, key, before.get(key), saves.get(key, ()), titles[key])
        for key in sorted(changed, key=lambda key: (key[0] != "priority", titles[key]))
    ]
    return tuple(rows)


def _row(
    work: Work,
    key: _Key,
    signed_version: int | None,
    saves: Sequence[Save],
    called: tuple[str, str],
) -> AmendmentRow:
    since = [one for one in saves if one.version > (signed_version or 0)]
    was = next((one for one in saves if one.version == signed_version), None)
    before, after = _after(was), _after(since[-1] if since else None)
    zone = ZoneInfo(work.jurisdiction.time_zone)
    added = signed_version is None
    known = not added and before is not None and after is not None
    return AmendmentRow(
        entity=key[0],
        entity_id=key[1],
        code=called[0],
        title=called[1],
        added=added,
        saves=tuple(
            WhyRow(at=one.at.astimezone(zone), who=one.who, why=_why(one)) for one in since
        ),
        fields=told_fields(work, key[0], before, after or {}) if known else (),
        erased=not added and not known,
    )


def _after(save: Save | None) -> dict[str, Any] | None:
    if save is None or save.body is None:
        return None
    after: dict[str, Any] = json.loads(save.body)["after"]
    return after


def _why(save: Save) -> str:
    return str(json.loads(save.body)["why"]) if save.body else ""


def part_rows(work: Work, edition: Edition) -> tuple[PartRow, ...]:
    """Return the parts of an edition with what they said then, priorities first."""
    versions = query.get_edition_parts(work.session, edition.id)
    bodies = {
        (one.entity, one.entity_id): _after(one)
        for one in query.get_saves(work.session, list(versions))
        if one.version == versions[one.entity, one.entity_id]
    }
    rows = [_part_row(work, key, bodies.get(key)) for key in versions]
    return tuple(sorted(rows, key=lambda row: (row.entity != "priority", row.code)))


def _part_row(work: Work, key: _Key, body: dict[str, Any] | None) -> PartRow:
    if body is None:
        return PartRow(entity=key[0], code="", title="", fields=())
    code = body.get("code", body.get("position", ""))
    shown = {name: value for name, value in body.items() if name not in _NAMES}
    return PartRow(
        entity=key[0],
        code=str(code),
        title=body.get("title", ""),
        fields=told_fields(work, key[0], None, shown),
    )


_NAMES = {"code", "title", "position", "plan_id", "priority_id", "language"}
"""Fields that a part goes by, or that lead to where it stands."""


def count_changed(parts: Iterable[query.Part], versions: dict[_Key, int]) -> int:
    """Return how many parts are not in the version they were signed in."""
    return sum(versions.get((one.entity, one.entity_id)) != one.version for one in parts)
