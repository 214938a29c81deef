"""Kept standings: every write keeps them right, also when two write at once."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete

from db import tables as t
from db.engine import make_engine, transaction
from planner.domain.permissions import SYSTEM
from planner.domain.quarters import Quarter
from planner.services import engagement, goal, intake, plan, relation, theme, voice
from planner.services.door import begin
from planner.services.exchange import import_tables
from planner.services.goal.step import save_step
from planner.services.handover.reassign import reassign
from planner.services.progress import record_progress
from planner.services.work import USE_CASES, Work, new_id
from schemas.engagement import EngagementIn
from schemas.goal import StepIn
from schemas.handover import MoveIn, ReassignIn
from schemas.intake import IntakeChoice, IntakeIn
from schemas.plan import PlanIn, PriorityIn
from schemas.progress import ProgressIn
from schemas.relation import RelationIn
from schemas.theme import LocalDemandIn
from schemas.vocabulary import (
    Consent,
    EngagementKind,
    Language,
    OwnedAs,
    PriorityKind,
    RelationKind,
    Role,
    Stance,
    Status,
)
from schemas.voice import VoiceIn
from tests import factories as make
from tests.city import City
from tests.exchange.factories import as_files
from tests.kept import build_listening_city, drifted, kept
from tests.race import write_beside

Q3 = Quarter(2026, 3)
MEETING = date(2026, 8, 12)


@pytest.fixture
def city(engine: Engine) -> City:
    return build_listening_city(engine)


@pytest.fixture
def lite(sqlite_url: str) -> Any:
    engine = make_engine(sqlite_url)
    yield engine
    engine.dispose()


# --- every write keeps them right ---------------------------------------------------------------


def record(work: Work, city: City, value: str = "9.2", quarter: int = 3) -> None:
    entry = ProgressIn(
        id=new_id(),
        indicator_id=city.minutes,
        year=2026,
        quarter=quarter,
        seen_version=0,
        value=Decimal(value),
        language=Language.EN,
    )
    record_progress(work, entry)


def hold_meeting(work: Work, city: City, held_on: date = MEETING) -> UUID:
    entry = EngagementIn(
        id=new_id(),
        district_id=city.district,
        seen_version=0,
        kind=EngagementKind.BEAT_MEETING,
        held_on=held_on,
        title="Meeting of beat 0712",
        language=Language.EN,
    )
    engagement.save_engagement(work, entry)
    return entry.id


def hear(work: Work, city: City) -> VoiceIn:
    entry = VoiceIn(
        id=new_id(),
        engagement_id=hold_meeting(work, city),
        seen_version=0,
        text="Nobody called back.",
        language=Language.EN,
        consent=Consent.PUBLIC,
        theme_ids=frozenset({city.theme}),
        local_demand_ids=frozenset(),
    )
    voice.save_voice(work, entry)
    return entry


def write_goal(work: Work, city: City) -> None:
    entry = goal.get_goal(work, city.goal).goal
    one, _share, said = entry.indicators
    (target,) = one.targets
    lower = target.model_copy(
        update={
            "revision": 1,
            "from_quarter": 2,
            "target": Decimal(5),
            "path": (),
            "reason": "More cars",
        }
    )
    indicators = (one.model_copy(update={"targets": (target, lower)}), said)
    due_on = date(2027, 6, 30)
    goal.save_goal(
        work,
        entry.model_copy(
            update={"indicators": indicators, "due_on": due_on, "horizon_reason": "It takes time."}
        ),
    )


def code_anew(work: Work, city: City) -> None:
    entry = hear(work, city)
    again = entry.model_copy(update={"seen_version": 1, "theme_ids": frozenset()})
    voice.save_voice(work, again)


def move_voice(work: Work, city: City) -> None:
    entry = hear(work, city)
    earlier = hold_meeting(work, city, date(2026, 5, 12))
    voice.save_voice(work, entry.model_copy(update={"seen_version": 1, "engagement_id": earlier}))


def move_meeting(work: Work, city: City) -> None:
    entry = hear(work, city)
    row = work.session.get_one(t.Engagement, entry.engagement_id)
    engagement.save_engagement(
        work,
        EngagementIn(
            id=row.id,
            district_id=city.district,
            seen_version=1,
            kind=row.kind,
            held_on=date(2026, 5, 12),
            title=row.title,
            language=row.language,
        ),
    )


def choose(work: Work, city: City) -> None:
    entry = RelationIn(
        id=new_id(),
        goal_id=city.goal,
        year=2026,
        quarter=3,
        seen_version=0,
        kind=RelationKind.NO_VOICES,
        language=Language.EN,
    )
    relation.choose_relation(work, entry)


def write_demand(work: Work, city: City) -> None:
    entry = LocalDemandIn(
        id=new_id(),
        district_id=city.district,
        seen_version=0,
        statement="Fewer robberies",
        citation="Beat meeting",
        stance=Stance.LESS,
        language=Language.EN,
    )
    theme.save_local_demand(work, entry)


def write_step(work: Work, city: City) -> None:
    entry = StepIn(
        id=new_id(), goal_id=city.goal, seen_version=0, what="Call back", language=Language.EN
    )
    save_step(work, entry)


def write_priority(work: Work, city: City) -> None:
    started = plan.start_plan(work, PlanIn(district_id=city.district, year=2027))
    entry = PriorityIn(
        id=new_id(),
        plan_id=started.id,
        seen_version=0,
        kind=PriorityKind.ENGAGEMENT,
        title="Meet at the library",
        language=Language.EN,
    )
    plan.save_priority(work, entry)


def hand_over(work: Work, city: City) -> None:
    mine, theirs = city.people[Role.COMMANDER], city.people[Role.DISTRICT_STAFF]
    entry = goal.get_goal(work, city.goal).goal
    saved = goal.save_goal(work, entry.model_copy(update={"owner_id": mine})).goal
    move = MoveIn(
        kind=OwnedAs.OWNER,
        id=city.goal,
        seen_version=saved.seen_version,
        from_id=mine,
        to_id=theirs,
    )
    reassign(work, ReassignIn(district_id=city.district, moves=(move,)))


def take_files(work: Work, city: City) -> None:
    code = work.session.get_one(t.Indicator, city.minutes).code
    rows: dict[str, list[dict[str, str]]] = {
        "measurements": [
            {"indicator": code, "quarter": "2026-Q3", "value": "9", "recorded_on": "2026-11-01"}
        ],
        "engagements": [
            {
                "code": "E1",
                "district": "7",
                "kind": "event",
                "held_on": "2026-08-12",
                "title": "Open house",
            }
        ],
        "voices": [
            {
                "code": "V1",
                "engagement": "E1",
                "text": "Too slow",
                "language": "en",
                "consent": "public",
            }
        ],
        "voice_themes": [{"voice": "V1", "theme": "RESPONSE-04"}],
    }
    import_tables(work, as_files(rows), True)


def write_what_exists(work: Work, city: City) -> None:
    draft = intake.get_copy(work, city.district, 2027, [city.goal], Language.EN)
    made = [one.id for one in draft.priorities]
    made += [each.id for one in draft.priorities for each in one.goals]
    entry = IntakeIn(
        district_id=city.district,
        year=2027,
        draft=draft,
        choices=dict.fromkeys(made, IntakeChoice.MAKE),
    )
    intake.write_intake(work, entry)


WRITES: Mapping[str, tuple[Callable[[Work, City], object], ...]] = {
    "engagement.save_engagement": (hold_meeting, move_meeting),
    "goal.save_goal": (write_goal,),
    "intake.write_intake": (write_what_exists,),
    "plan.save_priority": (write_priority,),
    "plan.start_plan": (write_priority,),
    "reassign.reassign": (hand_over,),
    "record.record_progress": (record,),
    "relation.choose_relation": (choose,),
    "step.save_step": (write_step,),
    "take.import_tables": (take_files,),
    "theme.save_local_demand": (write_demand,),
    "voice.approve_voice": (lambda work, city: voice.approve_voice(work, hear(work, city).id, 1),),
    "voice.save_voice": (hear, code_anew, move_voice),
}
"""What each use case writes here."""

WRITERS = {"take.import_tables": Role.REVIEWER, "voice.approve_voice": Role.DAC_CHAIR}
"""Who writes what the commander may not."""

MOVING = (record, move_meeting, choose, take_files, hear, write_goal)
"""Writes after which the goal of the city stands elsewhere."""

COMING_IN = {"found", "link", "people", "second_factor", "session", "sign_in", "single_sign_on"}
# An answer that comes in by a link has no theme yet, so nothing follows from it.
APART = {
    "answer",
    "asking",
    "audit",
    "check",
    "commitment",
    "draft",
    "evidence",
    "export",
    "handover",
    "hint",
    "hints",
    "history",
    "library",
    "move",
    "sign",
    "way",
    "year_end",
    *COMING_IN,
}
"""Rooms whose rows no standing follows from."""


def test_every_use_case_that_writes_is_tried_here() -> None:
    read = ("get_", "find_", "preview_", "verify_", "is_")
    writing = {
        name
        for name in USE_CASES
        if not name.partition(".")[2].startswith(read) and name.partition(".")[0] not in APART
    }
    assert writing == WRITES.keys()


ALL_WRITES = [
    pytest.param(name, write, id=f"{name}-{place}")
    for name, writes in WRITES.items()
    for place, write in enumerate(writes)
]


@pytest.mark.parametrize(("name", "write"), ALL_WRITES)
def test_a_write_keeps_where_goals_stand(
    engine: Engine, city: City, name: str, write: Callable[[Work, City], object]
) -> None:
    before = {key: row.__dict__ for key, row in kept(engine, city.goal).items()}
    with begin(
        engine, city.people[WRITERS.get(name, Role.COMMANDER)], write=True, today=make.TODAY
    ) as work:
        write(work, city)
    assert drifted(engine) == []
    if write in MOVING:
        after = {key: row.__dict__ for key, row in kept(engine, city.goal).items()}
        assert _told(before) != _told(after)


def _told(rows: Mapping[Any, Mapping[str, Any]]) -> dict[Any, dict[str, Any]]:
    dropped = {"id", "_sa_instance_state"}
    return {
        key: {name: value for name, value in row.items() if name not in dropped}
        for key, row in rows.items()
    }


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(places=st.lists(st.integers(0, len(ALL_WRITES) - 1), min_size=2, max_size=5, unique=True))
def test_writes_in_any_order_leave_no_drift(lite: Engine, places: list[int]) -> None:
    with transaction(lite, write=True) as session:
        for table in reversed(t.Table.metadata.sorted_tables):
            session.execute(delete(table))
    city = build_listening_city(lite)
    for place in places:
        try:
            with begin(lite, actor=SYSTEM, write=True, today=make.TODAY) as work:
                ALL_WRITES[place].values[1](work, city)  # type: ignore[operator]
        except Exception:  # noqa: BLE001, S112  (a write may no longer fit after the others)
            continue
        assert drifted(lite) == []


def test_two_recordings_at_once_leave_the_right_standing(engine: Engine, city: City) -> None:
    def first(work: Work) -> None:
        record(work, city, "9.2", 3)

    def second() -> None:
        with begin(
            engine, city.people[Role.COMMANDER], write=True, today=date(2026, 12, 20)
        ) as work:
            record(work, city, "7.9", 4)

    opened = begin(engine, city.people[Role.DELEGATE], write=True, today=make.TODAY)
    write_beside(opened, first, second)
    rows = kept(engine, city.goal)
    assert (rows[2026, 3].status, rows[2026, 4].status) == (Status.ON_TRACK, Status.MET)
    assert drifted(engine) == []


def test_two_voices_at_once_leave_the_right_standing(engine: Engine, city: City) -> None:
    def first(work: Work) -> None:
        record(work, city, "9.2", 3)

    def second() -> None:
        with begin(engine, city.people[Role.COMMANDER], write=True, today=make.TODAY) as work:
            hear(work, city)

    opened = begin(engine, city.people[Role.DELEGATE], write=True, today=make.TODAY)
    write_beside(opened, first, second)
    assert not kept(engine, city.goal)[2026, 3].open
    assert drifted(engine) == []


# --- what is kept -------------------------------------------------------------------------------


def test_standings_reach_to_the_quarter_a_goal_is_due_in(engine: Engine, city: City) -> None:
    assert list(kept(engine, city.goal)) == [(2026, number) for number in (1, 2, 3, 4)]
    with begin(engine, city.people[Role.COMMANDER], write=True, today=make.TODAY) as work:
        write_goal(work, city)
    assert max(kept(engine, city.goal)) == (2027, 2)
