"""What numbers and voices mean together, as files bring it."""

from collections import defaultdict
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


class RelationTaker:
    """Takes in relations; who spoke of what is worked out once."""

    def __init__(self, desk: Desk) -> None:
        self.month = desk.work.jurisdiction.fiscal_start_month
        # Where a voice is wrong, nobody can say yet whether there are voices.
        self.knows_voices = not any(table in _HEARD_IN for table, _ in desk.broken)
        self.ties: defaultdict[UUID, set[UUID]] = defaultdict(set)
        self.heard: defaultdict[tuple[UUID, Quarter], set[tuple[UUID, UUID]]] = defaultdict(set)
        for tie in desk.register(t.GoalTheme).rows():
            self.ties[tie["goal_id"]].add(_demand(tie))
        for code in desk.register(t.VoiceTheme).rows():
            meeting = engagement_of(desk, desk.register(t.Voice).get(code["voice_id"]))
            quarter = quarter_of(meeting["held_on"], self.month)
            self.heard[meeting["district_id"], quarter].add((code["voice_id"], _demand(code)))

    def take(self, desk: Desk, record: RelationRecord) -> None:
        """Take in what a person chose for a goal and quarter."""
        goal = desk.find(t.Goal, "goal", record.goal)
        quarter = Quarter(*record.quarter)
        require(
            quarter_dates(quarter, self.month)[0] <= desk.today,
            N_("This quarter has not begun."),
            where="quarter",
        )
        if self.knows_voices:
            _check_kind(record, self._count_voices(desk, goal, quarter))
        require(
            record.kind is RelationKind.NO_VOICES or record.rationale,
            N_("Say in a sentence why: others will read it beside the numbers."),
            where="rationale",
        )
        desk.put(t.Relation, {
            "goal_id": goal["id"],
            "year": quarter.year,
            "quarter": quarter.number,
            "chosen_by_id": desk.find_id(t.Member, "chosen_by", record.chosen_by),
            **values_of(record, "kind", "rationale", "language"),
        })

    def _count_voices(self, desk: Desk, goal: Row, quarter: Quarter) -> int:
        tied = self.ties[goal["id"]]
        spoken = self.heard[district_of(desk, goal), quarter]
        return len({voice_id for voice_id, demand_id in spoken if demand_id in tied})


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
