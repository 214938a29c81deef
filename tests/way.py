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
from db.queries import way as query
from planner.domain.permissions import SYSTEM
from planner.services import goal, way
from planner.services.door import begin
from planner.services.way import answer, move, sign, year_end
from planner.services.way.edition import digest_of
from planner.services.way.rows import load
from planner.services.way.taken import take
from planner.services.work import Work, new_id
from schemas.goal import GoalIn
from schemas.vocabulary import (
    Language,
    PlanMove,
    PlanStage,
    PrioritySource,
    ReportingState,
    ReviewSays,
    Role,
    SignatureAct,
)
from schemas.way import (
    AnswerIn,
    MoveIn,
    ReasonIn,
    ReviewIn,
    SignatureIn,
    WayRow,
    WindowIn,
    YearEndIn,
)
from tests import factories as make
from tests.city import City, build, build_city

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
        with self.begin(Role.COMMANDER, today, write=False) as work:
            held = load(work, self.city.plan)
            seen = {"seen_version": held.plan.version, "seen_digest": held.digest}
        return {"plan_id": self.city.plan, "language": EN, **seen, **fields}

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
        entry: dict[str, Any] = {
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

    def be_accepted(self) -> None:
        """Hand the plan in, and let headquarters accept it."""
        self.hand_in()
        self.take(Role.REVIEWER, move.accept)

    def adopt(self) -> None:
        """Take the plan all the way to both signatures."""
        self.be_accepted()
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


READY, HANDED_IN, ACCEPTED, ADOPTED = "ready", "handed in", "accepted", "adopted"
_TAKEN: dict[str, Callable[[Trip], None]] = {
    READY: lambda _trip: None,
    HANDED_IN: Trip.hand_in,
    ACCEPTED: Trip.be_accepted,
    ADOPTED: Trip.adopt,
}


def build_trip(engine: Engine, so_far: str = READY) -> Trip:
    """Write a city whose goal lacks nothing that is required, and its plan some way on."""

    def write(engine: Engine) -> City:
        city = build_city(engine)
        with transaction(engine, write=True) as rows:
            complete(rows, city)
        # Saved, so that the history has it.
        with begin(engine, actor=SYSTEM, write=True, today=make.TODAY) as work:
            goal.save_goal(work, goal.get_goal(work, city.goal).goal)
        _TAKEN[so_far](Trip(engine, city))
        return city

    return Trip(engine, build(engine, f"plan {so_far}", write))


def complete(rows: Any, city: City) -> None:
    """Give the goal what is required, past the services."""

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


# --- each step by itself, for tests that go through all use cases -------------------------------


def _at(work: Work, city: City, stage: PlanStage = PlanStage.DRAFTING) -> dict[str, Any]:
    """Put the plan where a step begins, and return what the form of the step carries."""
    plan = work.session.get_one(t.Plan, city.plan, populate_existing=True)
    plan.stage = stage
    plan.unsigned_reason = "No chair" if stage in {PlanStage.ADOPTED, PlanStage.CLOSED} else ""
    work.session.flush()
    digest = digest_of(query.get_parts(work.session, city.plan))
    return {
        "plan_id": city.plan,
        "seen_version": plan.version,
        "seen_digest": digest,
        "language": EN,
    }


def _open(work: Work, city: City) -> UUID:
    move.open_review(work, ReviewIn(**_at(work, city), closes_on=CLOSES, invited="The parish"))
    return work.session.scalars(select(t.PlanReview.id)).one()


def _accept(work: Work, city: City) -> None:
    take(work, MoveIn(**_at(work, city, PlanStage.HEADQUARTERS_REVIEW)), PlanMove.ACCEPT)


def _sign(work: Work, city: City, act: SignatureAct = SignatureAct.SIGNED) -> None:
    _accept(work, city)
    entry = _at(work, city, PlanStage.HEADQUARTERS_REVIEW)
    del entry["seen_version"]
    reason = "" if act is SignatureAct.SIGNED else "I was not asked."
    sign.sign(work, SignatureIn(**entry, post=Role.COMMANDER, act=act, reason=reason))


def _answer(work: Work, city: City) -> None:
    take_review(work, city)
    entry = _at(work, city, PlanStage.COMMUNITY_REVIEW)
    review_id = work.session.scalars(select(t.PlanReview.id)).one()
    answer.give_answer(
        work,
        AnswerIn(
            id=new_id(),
            review_id=review_id,
            seen_version=0,
            seen_digest=entry["seen_digest"],
            says=ReviewSays.AGREES,
            language=EN,
        ),
    )


def take_review(work: Work, city: City) -> None:
    """Write a review past its use case, for those who may answer and not open one."""
    work.session.add(
        t.PlanReview(
            id=new_id(),
            jurisdiction_id=work.jurisdiction_id,
            plan_id=city.plan,
            number=1,
            opened_on=make.TODAY,
            closes_on=CLOSES,
            language=EN,
        )
    )
    work.session.flush()


def _move_window(work: Work, city: City) -> None:
    review_id = _open(work, city)
    later = date(2026, 12, 20)
    move.move_window(work, WindowIn(review_id=review_id, seen_version=1, closes_on=later))


def _end_review(work: Work, city: City) -> None:
    _open(work, city)
    entry = _at(work, city, PlanStage.COMMUNITY_REVIEW)
    move.end_review(work, MoveIn(**entry, reason="Enough."))


def _hand_in(work: Work, city: City) -> None:
    take_review(work, city)
    move.hand_in(work, MoveIn(**_at(work, city)))


def _return(work: Work, city: City) -> None:
    reasons = (ReasonIn(text="Say who pays.", goal_id=city.goal),)
    entry = _at(work, city, PlanStage.HEADQUARTERS_REVIEW)
    move.return_plan(work, MoveIn(**entry, reasons=reasons))


def _adopt(work: Work, city: City) -> None:
    members = (t.MemberRole.role.in_((Role.COMMANDER, Role.DAC_CHAIR)),)
    work.session.execute(update(t.MemberRole).where(*members).values(ends_on=date(2026, 1, 1)))
    _accept(work, city)
    entry = _at(work, city, PlanStage.HEADQUARTERS_REVIEW)
    move.adopt(work, MoveIn(**entry, reason="Nobody holds a post."))


def _close(work: Work, city: City) -> None:
    work.session.execute(update(t.Plan).where(t.Plan.id == city.plan).values(year=2025))
    entry = _at(work, city, PlanStage.ADOPTED)
    year_end.close_year(work, YearEndIn(**entry, reached="Much.", missed="Some.", learned="More."))


STEPS: dict[str, tuple[Role, Callable[[Work, City], object]]] = {
    "answer.give_answer": (Role.DAC_MEMBER, _answer),
    "move.open_review": (Role.COMMANDER, _open),
    "move.move_window": (Role.COMMANDER, _move_window),
    "move.end_review": (Role.COMMANDER, _end_review),
    "move.hand_in": (Role.COMMANDER, _hand_in),
    "move.withdraw": (
        Role.COMMANDER,
        lambda work, city: move.withdraw(
            work, MoveIn(**_at(work, city, PlanStage.HEADQUARTERS_REVIEW))
        ),
    ),
    "move.return_plan": (Role.REVIEWER, _return),
    "move.accept": (
        Role.REVIEWER,
        lambda work, city: move.accept(
            work, MoveIn(**_at(work, city, PlanStage.HEADQUARTERS_REVIEW))
        ),
    ),
    "move.adopt": (Role.REVIEWER, _adopt),
    "move.reopen": (
        Role.REVIEWER,
        lambda work, city: move.reopen(
            work, MoveIn(**_at(work, city, PlanStage.CLOSED), reason="A slip.")
        ),
    ),
    "sign.sign": (Role.COMMANDER, _sign),
    "year_end.close_year": (Role.COMMANDER, _close),
}
"""Each use case that takes a plan on its way: who calls it and how, where nothing is missing."""


def write_way(rows: Any, plan: t.Plan, member: t.Member) -> None:
    """Write one row of everything that can be said on a plan's way, past the services."""
    same = {"jurisdiction_id": plan.jurisdiction_id}
    goal_id = rows.scalars(select(t.Goal.id).where(t.Goal.plan_id == plan.id)).first()
    edition_id = rows.scalars(select(t.Edition.id).where(t.Edition.plan_id == plan.id)).one()
    step = make.add(
        rows,
        t.PlanStep(
            **same,
            plan_id=plan.id,
            number=1,
            move=PlanMove.RETURN,
            made_by_id=member.id,
            made_on=make.TODAY,
            reason="Read it again.",
        ),
    )
    reason = {"goal_id": goal_id, "text": "Who pays?"}
    make.add(rows, t.ReturnReason(**same, step_id=step.id, position=1, **reason))
    days = {"opened_on": date(2026, 11, 1), "closes_on": date(2026, 11, 15)}
    review = make.add(
        rows,
        t.PlanReview(**same, plan_id=plan.id, number=1, invited="The parish", **days),
    )
    make.add(
        rows,
        t.ReviewAnswer(
            **same,
            review_id=review.id,
            member_id=member.id,
            role=Role.DAC_MEMBER,
            edition_id=edition_id,
            says=ReviewSays.DISAGREES,
            words="Too little.",
            answered_on=make.TODAY,
        ),
    )
    make.add(
        rows,
        t.Signature(
            **same,
            edition_id=edition_id,
            post=Role.DAC_CHAIR,
            act=SignatureAct.REFUSED,
            member_id=member.id,
            reason="I was not asked.",
            acted_on=make.TODAY,
        ),
    )
    texts = {"reached": "Much.", "missed": "Some.", "learned": "More."}
    end = make.add(rows, t.YearEnd(**same, plan_id=plan.id, closed_on=make.TODAY, **texts))
    state = ReportingState.NOT_DUE
    make.add(rows, t.YearEndGoal(**same, year_end_id=end.id, goal_id=goal_id, state=state))
