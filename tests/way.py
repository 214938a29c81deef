"""A city whose plan lacks nothing that is required, and people who take it on its way."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, select, update

from db import tables as t
from db.engine import transaction
from planner.domain.permissions import SYSTEM
from planner.services import goal, way
from planner.services.door import begin
from planner.services.way import answer, move, sign, year_end
from planner.services.work import Work, new_id
from schemas.goal import GoalIn
from schemas.vocabulary import Language, PrioritySource, ReviewSays, Role, SignatureAct
from schemas.way import AnswerIn, MoveIn, ReasonIn, ReviewIn, SignatureIn, WayRow, YearEndIn
from tests import factories as make
from tests.city import City, build_city

EN = Language.EN
CLOSES = date(2026, 12, 4)
"""Fourteen days after the day on which tests are."""


@dataclass(frozen=True)
class Trip:
    """A plan on its way, and what each role does with it; a step can name another day."""

    engine: Engine
    city: City

    def begin(
        self, role: Role, today: date = make.TODAY, *, write: bool = True
    ) -> AbstractContextManager[Work]:
        return begin(self.engine, self.city.people[role], write=write, today=today)

    def seen(self, role: Role = Role.COMMANDER, today: date = make.TODAY) -> WayRow:
        with self.begin(role, today, write=False) as work:
            return way.get_way(work, self.city.plan)

    def entry(self, today: date = make.TODAY, **fields: Any) -> dict[str, Any]:
        row = self.seen(today=today)
        return {
            "plan_id": self.city.plan,
            "seen_version": row.version,
            "seen_digest": row.digest,
            "language": EN,
            **fields,
        }

    def take(
        self,
        role: Role,
        step: Callable[[Work, MoveIn], object],
        today: date = make.TODAY,
        **fields: Any,
    ) -> None:
        with self.begin(role, today) as work:
            step(work, MoveIn(**self.entry(today, **fields)))

    def open_review(self, closes_on: date = CLOSES, **fields: Any) -> UUID:
        with self.begin(Role.COMMANDER) as work:
            move.open_review(work, ReviewIn(**self.entry(closes_on=closes_on, **fields)))
        return self.seen().reviews[0].id

    def answer(
        self,
        role: Role,
        says: ReviewSays,
        words: str = "",
        today: date = make.TODAY,
        **fields: Any,
    ) -> None:
        row = self.seen(today=today)
        entry = {
            "id": new_id(),
            "review_id": row.reviews[0].id,
            "seen_version": 0,
            "seen_digest": row.digest,
            "says": says,
            "words": words,
            "language": EN,
        }
        with self.begin(role, today) as work:
            answer.give_answer(work, AnswerIn(**entry | fields))

    def sign(self, role: Role, today: date = make.TODAY, **fields: Any) -> bool:
        chair = role is Role.DAC_CHAIR
        entry = {
            "plan_id": self.city.plan,
            "post": Role.DAC_CHAIR if chair else Role.COMMANDER,
            "act": SignatureAct.SIGNED,
            "seen_digest": self.seen(today=today).digest,
            "language": EN,
        }
        with self.begin(role, today) as work:
            return sign.sign(work, SignatureIn(**entry | fields))

    def return_it(self, *reasons: tuple[str, UUID | None]) -> None:
        listed = tuple(ReasonIn(text=text, goal_id=goal_id) for text, goal_id in reasons)
        self.take(Role.REVIEWER, move.return_plan, reasons=listed)

    def hand_in(self) -> None:
        """Ask the community, end the review, and hand the plan in."""
        self.open_review()
        self.take(Role.COMMANDER, move.end_review, reason="Everybody answered.")
        self.take(Role.COMMANDER, move.hand_in)

    def adopt(self) -> None:
        """Take the plan all the way to both signatures."""
        self.hand_in()
        self.take(Role.REVIEWER, move.accept)
        self.sign(Role.COMMANDER)
        self.sign(Role.DAC_CHAIR)

    def close(self, today: date = date(2027, 1, 20), **fields: Any) -> None:
        texts = {"reached": "Faster answers.", "learned": "Call back sooner."}
        entry = YearEndIn(**self.entry(today, **texts | fields))
        with self.begin(Role.COMMANDER, today) as work:
            year_end.close_year(work, entry)

    def change_goal(self, why: str = "", role: Role = Role.COMMANDER, **fields: Any) -> None:
        with self.begin(role) as work:
            entry = goal.get_goal(work, self.city.goal).goal
            goal.save_goal(work, entry.model_copy(update=fields), why)

    def lower_target(self, target: str, why: str = "") -> None:
        """Change the value to reach of the goal's first indicator."""
        with self.begin(Role.COMMANDER) as work:
            entry = goal.get_goal(work, self.city.goal).goal
            goal.save_goal(work, _with_target(entry, Decimal(target)), why)


def _with_target(entry: GoalIn, target: Decimal) -> GoalIn:
    first, *rest = entry.indicators
    asked = first.targets[-1]
    revised = asked.model_copy(
        update={
            "revision": asked.revision + 1,
            "from_quarter": 4,
            "target": target,
            "path": (),
            "straight_line": True,
            "reason": "More cars",
        }
    )
    indicators = (first.model_copy(update={"targets": (*first.targets, revised)}), *rest)
    return entry.model_copy(update={"indicators": indicators})


def build_trip(engine: Engine) -> Trip:
    """Write a city whose goal lacks nothing that is required, saved so that the history has it."""
    city = build_city(engine)
    with transaction(engine, write=True) as rows:
        _complete(rows, city)
    with begin(engine, actor=SYSTEM, write=True, today=make.TODAY) as work:
        goal.save_goal(work, goal.get_goal(work, city.goal).goal)
    return Trip(engine, city)


def _complete(rows: Any, city: City) -> None:
    def change(table: Any, row_id: UUID, **values: Any) -> None:
        rows.execute(update(table).where(table.id == row_id).values(**values))

    change(
        t.Goal,
        city.goal,
        action="Answer urgent calls",
        population="Callers in danger",
        owner_role=Role.COMMANDER,
        ambition_reason="Two more cars",
    )
    for indicator_id in (city.minutes, city.share, city.voices):
        change(t.Indicator, indicator_id, source="Dispatch records", definition="As recorded")
    shares = select(t.Target.id).where(t.Target.indicator_id == city.share)
    for target_id in rows.scalars(shares).all():
        change(t.Target, target_id, straight_line=True)
    rows.execute(update(t.GoalTheme).where(t.GoalTheme.goal_id == city.goal).values(why="It asks"))
    jurisdiction_id = rows.get_one(t.Plan, city.plan).jurisdiction_id
    rows.add(
        t.PriorityDrawnFrom(
            jurisdiction_id=jurisdiction_id,
            priority_id=city.priority,
            source=PrioritySource.CRIME_DATA,
        )
    )
