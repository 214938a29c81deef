"""Plans: one per district and year, priorities in their order, goals with where they stand."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db import tables as t
from db.engine import transaction
from planner.services import plan
from planner.services.door import begin
from planner.services.work import Work, new_id
from schemas.errors import NotFoundError, RefusedError, RuleError, StaleError
from schemas.plan import PlanIn, PlanRow, PriorityIn, PriorityRow
from schemas.vocabulary import (
    DistrictKind,
    Language,
    PlanStage,
    PriorityKind,
    PrioritySource,
    ProblemType,
    Role,
    Status,
)
from tests import factories as make


@dataclass
class Place:
    """A district with a plan for 2026 and its commander."""

    session: Session
    city: t.Jurisdiction
    district: t.District = field(init=False)
    commander: t.Member = field(init=False)
    plan: t.Plan = field(init=False)

    def __post_init__(self) -> None:
        self.district = make.make_district(self.session, self.city, number=7)
        self.commander = make.make_member(
            self.session, self.city, Role.COMMANDER, self.district, name="Ada Rivera"
        )
        self.plan = make.make_plan(self.session, self.district)

    def work(self, today: date = make.TODAY) -> Work:
        return make.work_for(self.session, self.commander, today=today)

    def entry(self, **fields: Any) -> PriorityIn:
        defaults: dict[str, Any] = {
            "id": new_id(),
            "plan_id": self.plan.id,
            "seen_version": 0,
            "kind": PriorityKind.PROBLEM,
            "problem_type": ProblemType.VIOLENT_CRIME,
            "title": "Robberies near the train",
            "language": Language.EN,
        }
        return PriorityIn(**defaults | fields)

    def save(self, entry: PriorityIn) -> PriorityRow:
        return plan.save_priority(self.work(), entry)

    def sources(self, priority_id: object) -> set[PrioritySource]:
        rows = self.session.scalars(
            select(t.PriorityDrawnFrom).where(t.PriorityDrawnFrom.priority_id == priority_id)
        )
        return {row.source for row in rows}


@pytest.fixture
def place(engine: Engine) -> Iterator[Place]:
    with transaction(engine, write=True) as session:
        yield Place(session, make.make_jurisdiction(session))


def test_a_district_without_a_plan_has_none_to_find(place: Place) -> None:
    assert plan.find_plan(place.work(), place.district.id, 2025) is None
    found = plan.find_plan(place.work(), place.district.id, 2026)
    assert found is not None
    assert found.id == place.plan.id


def test_a_plan_of_another_jurisdiction_is_not_there(place: Place) -> None:
    elsewhere = make.make_jurisdiction(place.session)
    other = make.make_plan(place.session, make.make_district(place.session, elsewhere))
    with pytest.raises(NotFoundError):
        plan.get_plan(place.work(), other.id)
    assert plan.find_plan(place.work(), other.district_id, other.year) is None
    assert plan.get_plan_years(place.work(), other.district_id) == ()


def test_years_come_latest_first(place: Place) -> None:
    for year in (2024, 2027):
        make.make_plan(place.session, place.district, year=year)
    assert plan.get_plan_years(place.work(), place.district.id) == (2027, 2026, 2024)


def test_a_plan_names_who_signed_it(place: Place) -> None:
    chair = make.make_member(place.session, place.city, Role.DAC_CHAIR, place.district, name="Ben")
    place.plan.commander_signed_by_id = place.commander.id
    place.plan.dac_chair_signed_by_id = chair.id
    place.plan.stage = PlanStage.ADOPTED
    found = plan.get_plan(place.work(), place.plan.id)
    assert (found.commander_signed_by, found.dac_chair_signed_by) == ("Ada Rivera", "Ben")
    assert (found.stage, found.unsigned_reason) == (PlanStage.ADOPTED, "")


@pytest.mark.parametrize(
    ("year", "today", "quarter"),
    [
        (2026, date(2026, 11, 20), 3),  # Q3 is the last that ended
        (2026, date(2026, 2, 1), 1),  # none has ended: the first
        (2026, date(2027, 5, 1), 4),  # the year is over
        (2027, date(2026, 11, 20), 1),  # the year has not begun
    ],
)
def test_goals_show_the_last_ended_quarter_of_the_plan_year(
    place: Place, year: int, today: date, quarter: int
) -> None:
    row = place.plan if year == 2026 else make.make_plan(place.session, place.district, year=year)
    assert plan.get_plan(place.work(today), row.id).quarter == quarter


def read_with_goals(place: Place) -> PlanRow:
    second = make.make_priority(place.session, place.plan, position=2, title="Second")
    first = make.make_priority(place.session, place.plan, position=1, title="First")
    make.make_priority_source(place.session, first, PrioritySource.BEAT_MEETINGS)
    goal = make.make_goal(place.session, first, title="Answer urgent calls faster")
    make.make_goal(place.session, second)
    catalogue = make.make_catalogue(place.session, place.city)
    headline = make.make_theme(place.session, catalogue, code="RESPONSE")
    theme = make.make_theme(place.session, catalogue, headline, code="RESPONSE-04")
    local = make.make_local_demand(place.session, place.district, code="LOCAL-07-01")
    make.make_goal_theme(place.session, goal, theme)
    make.make_goal_theme(place.session, goal, local_demand_id=local.id)
    indicator = make.make_indicator(place.session, goal)
    make.make_target(place.session, indicator, straight_line=True)
    make.make_measurement(place.session, indicator, 3, value=Decimal("8.5"))
    return plan.get_plan(place.work(), place.plan.id)


def test_priorities_come_in_their_order_with_their_goals_and_ties(place: Place) -> None:
    first, second = read_with_goals(place).priorities
    assert (first.title, set(first.sources)) == ("First", {PrioritySource.BEAT_MEETINGS})
    assert [goal.title for goal in first.goals] == ["Answer urgent calls faster"]
    assert first.goals[0].theme_codes == ("LOCAL-07-01", "RESPONSE-04")
    assert (second.sources, len(second.goals)) == (frozenset(), 1)


def test_each_goal_says_where_it_stands_and_what_is_missing(place: Place) -> None:
    first, second = read_with_goals(place).priorities
    standing = first.goals[0].standing
    # 11.2 to 8.0 in the year: the point at the end of September is 8.8, so 8.5 is ahead of it.
    assert (standing.year, standing.quarter, standing.status) == (2026, 3, Status.ON_TRACK)
    assert second.goals[0].standing.status is None
    assert 0 < len(first.goals[0].outline.missing) < len(second.goals[0].outline.missing)


def test_each_goal_shows_its_year_by_quarter_and_its_next_step(place: Place) -> None:
    first, second = read_with_goals(place).priorities
    readings = first.goals[0].readings
    assert [(reading.quarter, reading.actual) for reading in readings] == [
        (1, None),
        (2, None),
        (3, Decimal("8.5")),
        (4, None),
    ]
    assert first.goals[0].next_step is None
    goal = place.session.get_one(t.Goal, second.goals[0].id)
    goal.start_on = None
    make.add(
        place.session,
        t.ActionStep(
            jurisdiction_id=place.city.id, goal_id=goal.id, position=1, what="Call", version=1
        ),
    )
    glance = plan.get_plan(place.work(), place.plan.id).priorities[1].goals[0]
    assert glance.readings == ()
    assert glance.next_step is not None
    assert glance.next_step.what == "Call"


def test_what_is_owed_is_counted_by_quarter_and_later_quarters_are_not(place: Place) -> None:
    read_with_goals(place)
    late = plan.get_plan(place.work(), place.plan.id).owed
    # On 20 November, two quarters are late; the third was recorded and the fourth still runs.
    assert [(owed.quarter, owed.count, owed.late) for owed in late] == [(1, 1, True), (2, 1, True)]
    due = plan.get_plan(place.work(date(2026, 7, 10)), place.plan.id).owed
    assert [(owed.quarter, owed.due_on, owed.late) for owed in due] == [
        (1, date(2026, 4, 21), True),
        (2, date(2026, 7, 21), False),
    ]


def test_titles_of_a_plan_are_read_in_the_readers_language(place: Place) -> None:
    first = read_with_goals(place).priorities[0]
    priority = place.session.get_one(t.Priority, first.id)
    make.make_translation(place.session, priority, "Primera", field="title")
    goal = place.session.get_one(t.Goal, first.goals[0].id)
    make.make_translation(place.session, goal, "Responder antes", field="title")
    read = plan.find_plan(place.work(), place.district.id, 2026, Language.ES)
    assert read is not None
    assert read.priorities[0].translations[0].text == "Primera"
    assert read.priorities[0].goals[0].translations[0].text == "Responder antes"


def test_a_started_plan_is_a_draft_with_one_change(place: Place) -> None:
    started = plan.start_plan(place.work(), PlanIn(district_id=place.district.id, year=2027))
    assert (started.year, started.stage, started.version) == (2027, PlanStage.DRAFTING, 1)
    assert (started.priorities, started.commander_signed_by) == ((), None)
    (change,) = place.session.scalars(select(t.Change).where(t.Change.entity_id == started.id))
    assert (change.entity, change.action) == ("plan", "start_plan")


def test_a_plan_started_twice_is_the_same_plan(place: Place) -> None:
    again = plan.start_plan(place.work(), PlanIn(district_id=place.district.id, year=2026))
    assert again.id == place.plan.id


def test_only_the_own_district_starts_a_plan(place: Place) -> None:
    other = make.make_district(place.session, place.city, number=11)
    with pytest.raises(RefusedError):
        plan.start_plan(place.work(), PlanIn(district_id=other.id, year=2027))


def test_headquarters_plan_belongs_to_its_reviewer(place: Place) -> None:
    office = make.make_district(
        place.session, place.city, kind=DistrictKind.HEADQUARTERS, number=0, name="Headquarters"
    )
    reviewer = make.make_member(place.session, place.city, Role.REVIEWER, office)
    work = make.work_for(place.session, reviewer)
    assert plan.start_plan(work, PlanIn(district_id=office.id, year=2026)).district.number == 0
    with pytest.raises(RefusedError):
        plan.start_plan(work, PlanIn(district_id=place.district.id, year=2027))


def test_a_district_of_another_jurisdiction_gets_no_plan(place: Place) -> None:
    district = make.make_district(place.session, make.make_jurisdiction(place.session))
    make.make_role(place.session, place.commander, Role.COMMANDER, district)
    with pytest.raises(NotFoundError):
        plan.start_plan(place.work(), PlanIn(district_id=district.id, year=2027))


def test_a_new_priority_comes_last(place: Place) -> None:
    make.make_priority(place.session, place.plan, position=4)
    saved = place.save(place.entry(sources={PrioritySource.CRIME_DATA}, cites_evidence=True))
    assert (saved.position, saved.seen_version) == (5, 1)
    assert (set(saved.sources), saved.cites_evidence) == ({PrioritySource.CRIME_DATA}, True)
    assert place.save(place.entry()).position == 6


def test_ticked_sources_are_added_and_unticked_ones_removed(place: Place) -> None:
    held = {PrioritySource.CRIME_DATA, PrioritySource.BEAT_MEETINGS}
    first = place.entry(sources=held)
    place.save(first)
    wanted = {PrioritySource.BEAT_MEETINGS, PrioritySource.OTHER}
    saved = place.save(first.model_copy(update={"seen_version": 1, "sources": frozenset(wanted)}))
    assert saved.sources == wanted
    assert place.sources(first.id) == wanted


def test_a_priority_saved_twice_is_there_once(place: Place) -> None:
    entry = place.entry(sources={PrioritySource.OTHER})
    assert place.save(entry) == place.save(entry)
    assert len(plan.get_plan(place.work(), place.plan.id).priorities) == 1


def test_a_late_repeat_does_not_bring_old_sources_back(place: Place) -> None:
    entry = place.entry(sources={PrioritySource.OTHER})
    place.save(entry)
    place.save(entry.model_copy(update={"seen_version": 1, "sources": frozenset()}))
    assert place.save(entry).sources == frozenset()


def test_a_priority_that_moved_on_is_not_overwritten(place: Place) -> None:
    entry = place.entry()
    place.save(entry)
    place.save(entry.model_copy(update={"seen_version": 1, "title": "Theirs"}))
    with pytest.raises(StaleError) as stale:
        place.save(entry.model_copy(update={"seen_version": 1, "title": "Mine"}))
    assert (stale.value.current, stale.value.fields) == (2, ("title",))


@pytest.mark.parametrize(
    ("kind", "problem_type"),
    [
        (PriorityKind.PROBLEM, None),
        (PriorityKind.ENGAGEMENT, ProblemType.VIOLENT_CRIME),
    ],
)
def test_exactly_problems_have_a_type(
    place: Place, kind: PriorityKind, problem_type: ProblemType | None
) -> None:
    with pytest.raises(RuleError) as wrong:
        place.save(place.entry(kind=kind, problem_type=problem_type))
    assert wrong.value.where == "problem_type"


def test_a_closed_plan_keeps_its_priorities(place: Place) -> None:
    place.plan.unsigned_reason = "The chair's seat is empty."
    place.plan.stage = PlanStage.CLOSED
    with pytest.raises(RuleError, match="closed"):
        place.save(place.entry())


def test_a_priority_of_another_plan_cannot_be_taken_over(place: Place) -> None:
    other = make.make_district(place.session, place.city, number=11)
    priority = make.make_priority(place.session, make.make_plan(place.session, other))
    with pytest.raises(NotFoundError):
        place.save(place.entry(id=priority.id, seen_version=1))


def test_another_districts_plan_is_refused(place: Place) -> None:
    other = make.make_plan(place.session, make.make_district(place.session, place.city, number=11))
    with pytest.raises(RefusedError):
        place.save(place.entry(plan_id=other.id))


def test_a_plan_that_is_not_there_takes_no_priority(place: Place) -> None:
    with pytest.raises(NotFoundError):
        place.save(place.entry(plan_id=new_id()))


def test_a_save_at_the_door_is_there_afterwards(engine: Engine) -> None:
    with transaction(engine, write=True) as session:
        place = Place(session, make.make_jurisdiction(session))
        entry, member_id = place.entry(), place.commander.id
    with begin(engine, member_id, write=True) as work:
        plan.save_priority(work, entry)
    with begin(engine, member_id, today=make.TODAY) as work:
        (saved,) = plan.get_plan(work, entry.plan_id).priorities
    assert saved.title == "Robberies near the train"
    assert saved.goals == ()
