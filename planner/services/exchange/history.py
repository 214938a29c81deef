"""What the history keeps of imported rows: the same words as when a page saves them."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from db import tables as t
from db.queries.exchange import Row
from planner.services.change import Written, write_changes
from planner.services.goal.write import body_of

from .desk import Desk
from .library import Entries
from .whole import Goals

IMPORT = "import"

_NOT_KEPT = {"id", "jurisdiction_id"}
_PLAIN = (
    t.District,
    t.Beat,
    t.Member,
    t.MemberRole,
    t.Partner,
    t.LocalDemand,
    t.PlanReview,
    t.ReviewAnswer,
    t.Relation,
    t.ActionStep,
    t.Commitment,
    t.Translation,
)
"""Tables whose rows are kept as they stand."""


def write_history(desk: Desk, goals: Goals, entries: Entries) -> None:
    """Write one change row for each new aggregate."""
    write_changes(
        desk.work,
        IMPORT,
        [
            *(one for table in _PLAIN for one in _written(desk, table)),
            *_written(desk, t.ThemeCatalogue, more=_catalogue_parts(desk)),
            *_written(desk, t.Plan, more=_plan_parts(desk)),
            *_written(desk, t.Priority, more=_priority_parts(desk)),
            *_written(desk, t.Engagement, more=_engagement_parts(desk), less={"code"}),
            *_written(
                desk,
                t.Voice,
                more=_voice_parts(desk),
                less={"code", "entered_by_id", "approved_at"},
            ),
            *_written_goals(goals),
            *(
                Written(t.LibraryIndicator.__tablename__, row["id"], 1, entries.body(row))
                for row in entries.rows
            ),
        ],
    )


def write_jurisdiction(desk: Desk) -> None:
    """Write the change row of a jurisdiction that was just made."""
    city = desk.work.jurisdiction
    body = {column.name: getattr(city, column.name) for column in city.__table__.columns}
    del body["id"]
    write_changes(desk.work, IMPORT, [Written(city.__tablename__, city.id, 1, body)])


Parts = Mapping[UUID, Row]


def _written(
    desk: Desk, table: type[t.Table], more: Parts = MappingProxyType({}), less: Iterable[str] = ()
) -> list[Written]:
    dropped = {*_NOT_KEPT, *less}
    return [
        Written(
            table.__tablename__,
            row["id"],
            1,
            {
                **{name: value for name, value in row.items() if name not in dropped},
                **more.get(row["id"], {}),
            },
        )
        for row in desk.new_rows(table)
    ]


def _written_goals(goals: Goals) -> list[Written]:
    numbered = {
        row["id"]: (row["code"], row["position"])
        for rows in goals.indicators.values()
        for row in rows
    }
    return [
        Written(
            t.Goal.__tablename__,
            row["id"],
            1,
            body_of(goals.entry(row), row["code"], row["position"], numbered),
        )
        for row in goals.rows
    ]


def _plan_parts(desk: Desk) -> Parts:
    steps, reasons = desk.new_parts(t.PlanStep), desk.new_parts(t.ReturnReason)
    return {
        plan_id: {
            "steps": [
                _said(step) | {"reasons": [_said(one) for one in reasons.get(step["id"], ())]}
                for step in rows
            ]
        }
        for plan_id, rows in steps.items()
    }


def _said(row: Row) -> dict[str, Any]:
    dropped = {*_NOT_KEPT, "plan_id", "step_id", "position"}
    return {name: value for name, value in row.items() if name not in dropped}


def _priority_parts(desk: Desk) -> Parts:
    sources = desk.new_parts(t.PriorityDrawnFrom)
    return {
        row["id"]: {"sources": frozenset(one["source"] for one in sources.get(row["id"], ()))}
        for row in desk.new_rows(t.Priority)
    }


def _engagement_parts(desk: Desk) -> Parts:
    questions, attendance = desk.new_parts(t.Question), desk.new_parts(t.Attendance)
    return {
        row["id"]: {
            "questions": [one["text"] for one in _in_place(questions.get(row["id"], ()))],
            "attendance": [
                {name: one[name] for name in ("rank", "unit", "people")}
                for one in _by_rank(attendance.get(row["id"], ()))
            ],
        }
        for row in desk.new_rows(t.Engagement)
    }


def _voice_parts(desk: Desk) -> Parts:
    codes = desk.new_parts(t.VoiceTheme)
    return {
        row["id"]: {
            f"{name}s": frozenset(one[name] for one in codes.get(row["id"], ()) if one[name])
            for name in ("theme_id", "local_demand_id")
        }
        for row in desk.new_rows(t.Voice)
    }


def _catalogue_parts(desk: Desk) -> Parts:
    parts = [desk.new_parts(table) for table in (t.ThemeCitation, t.ThemeAnswerable, t.ThemeText)]
    citations, answerable, texts = parts
    themes = [
        {
            **_plain(theme),
            "citations": [_plain(one) for one in citations.get(theme["id"], ())],
            "answerable_at": [one["answerable_at"] for one in answerable.get(theme["id"], ())],
            "texts": [_plain(one) for one in texts.get(theme["id"], ())],
        }
        for theme in _in_place(desk.new_rows(t.Theme))
    ]
    return {row["id"]: {"themes": themes} for row in desk.new_rows(t.ThemeCatalogue)}


def _plain(row: Row) -> dict[str, Any]:
    dropped = {*_NOT_KEPT, "theme_id", "catalogue_id"}
    return {name: value for name, value in row.items() if name not in dropped}


def _by_rank(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row["rank"], row["unit"]))


def _in_place(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: int(row["position"]))
