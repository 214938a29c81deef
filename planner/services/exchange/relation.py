"""What numbers and voices mean together, as files bring it."""

from collections import defaultdict
from functools import cached_property
from uuid import UUID

from db import tables as t
from db.queries.exchange import Row
from planner.domain.quarters import Quarter, quarter_dates, quarter_of
from planner.exchange.tables import RelationRecord
from planner.services.save import require
from schemas.errors import N_
from schemas.vocabulary import RelationKind

from .desk import Desk, values_of
from .engagement import engagement_of
from .goal import district_of

_HEARD_IN = {t.Engagement, t.Voice, t.VoiceTheme, t.GoalTheme}


class Heard:
    """Which voices spoke of which demands, where and when; and what goals are tied to."""

    def __init__(self, desk: Desk) -> None:
        self.month = desk.work.jurisdiction.fiscal_start_month
        self._ties: defaultdict[UUID, set[UUID]] = defaultdict(set)
        self._spoken: defaultdict[tuple[UUID, Quarter], set[tuple[UUID, UUID]]] = defaultdict(set)
        for tie in desk.register(t.GoalTheme).rows():
            self._ties[tie["goal_id"]].add(_demand(tie))
        for code in desk.register(t.VoiceTheme).rows():
            meeting = engagement_of(desk, desk.register(t.Voice).get(code["voice_id"]))
            quarter = quarter_of(meeting["held_on"], self.month)
            self._spoken[meeting["district_id"], quarter].add((code["voice_id"], _demand(code)))

    def count(self, goal: Row, district_id: UUID, quarter: Quarter) -> int:
        """Return how many voices of a quarter spoke of what a goal is tied to."""
        tied, spoken = self._ties[goal["id"]], self._spoken[district_id, quarter]
        return len({voice_id for voice_id, demand_id in spoken if demand_id in tied})


class RelationTaker:
    """Takes in relations, once voices are in."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @cached_property
    def _heard(self) -> Heard | None:
        """What was heard; None where a voice is wrong, for then nobody can say."""
        unsure = any(table in _HEARD_IN for table, _ in self._desk.broken)
        return None if unsure else Heard(self._desk)

    def take(self, desk: Desk, record: RelationRecord) -> None:
        """Take in what a person chose for a goal and quarter."""
        goal, quarter = desk.find(t.Goal, "goal", record.goal), Quarter(*record.quarter)
        require(
            quarter_dates(quarter, desk.work.jurisdiction.fiscal_start_month)[0] <= desk.today,
            N_("This quarter has not begun."),
            where="quarter",
        )
        require(
            record.kind is RelationKind.NO_VOICES or record.rationale,
            N_("Say in a sentence why: others will read it beside the numbers."),
            where="rationale",
        )
        if self._heard is not None:
            _check_kind(record, self._heard.count(goal, district_of(desk, goal), quarter))
        desk.put(
            t.Relation,
            {
                "goal_id": goal["id"],
                "year": quarter.year,
                "quarter": quarter.number,
                "chosen_by_id": desk.find_id(t.Member, "chosen_by", record.chosen_by),
                **values_of(record, "kind", "rationale", "language"),
            },
        )


def _check_kind(record: RelationRecord, voices: int) -> None:
    if record.kind is RelationKind.NO_VOICES:
        message = N_("There are voices in this quarter ({count}): say what they mean.")
        require(voices == 0, message, where="kind", count=voices)
        return
    message = N_("There are no voices in this quarter yet, so they can't agree or disagree.")
    require(voices, message, where="kind")


def _demand(row: Row) -> UUID:
    demand_id: UUID = row["theme_id"] or row["local_demand_id"]
    return demand_id
