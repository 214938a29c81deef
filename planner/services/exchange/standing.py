"""Which goals an import moved: where they stand is worked out anew."""

from collections.abc import Collection
from uuid import UUID

from db import tables as t

from .desk import Desk


def goals_moved(desk: Desk, measured: Collection[UUID]) -> set[UUID]:
    """Return new goals, and those with new measurements, relations or voices on what they answer.

    `measured` are the ids of indicators.
    """
    indicators = desk.register(t.Indicator)
    return {
        *(row["id"] for row in desk.new_rows(t.Goal)),
        *(row["goal_id"] for row in desk.new_rows(t.Relation)),
        *(indicators.get(indicator_id)["goal_id"] for indicator_id in measured),
        *_listening(desk),
    }


def _listening(desk: Desk) -> set[UUID]:
    columns = ("theme_id", "local_demand_id")
    heard = {row[column] for row in desk.new_rows(t.VoiceTheme) for column in columns} - {None}
    ties = desk.register(t.GoalTheme).rows() if heard else ()
    return {tie["goal_id"] for tie in ties for column in columns if tie[column] in heard}
