"""Earlier goals as the start of new ones: what came of them, what is carried over, who is named."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from db import tables as t
from db.engine import transaction
from planner.services import goal, intake, plan
from planner.services.work import Work
from schemas.errors import RefusedError
from schemas.goal import GoalRow
from schemas.intake import IntakeChoice, IntakeIn, IntakeSource, PlanDraft
from schemas.vocabulary import Language, PlaceKind, RelationKind, Role
from tests import factories as make
from tests.city import City, build_city

EN, YEAR = Language.EN, 2027


@dataclass
class Town:
    """The small city with its goal filled in, and somebody of each of its two districts."""

    city: City
    session: Session
    work: Work
    other: Work


@pytest.fixture
def town(engine: Engine) -> Iterator[Town]:
    city = build_city(engine)
    with transaction(engine, write=True) as session:
        here = session.get_one(t.District, city.district)
        there = session.get_one(t.District, city.other_district)
        of_city = session.get_one(t.Jurisdiction, here.jurisdiction_id)
        row = session.get_one(t.Goal, city.goal)
        beat = make.make_beat(session, here, number="0712")
        partner = make.make_partner(session, here, name="Hope church")
        common = {"jurisdiction_id": of_city.id, "goal_id": row.id}
        session.add_all(
            [t.GoalBeat(beat_id=beat.id, **common), t.GoalPartner(partner_id=partner.id, **common)]
        )
        row.owner_id = make.make_member(session, of_city, name="Olga Owner", unit="Watch 2").id
        row.place, row.resources = PlaceKind.BEATS, "Two cars"
        demand = make.make_local_demand(session, here, code="LD-07-9")
        make.make_goal_theme(session, row, local_demand_id=demand.id, why="It was asked here.")
        make.make_relation(session, row, 2, kind=RelationKind.DISCORD, rationale="Not felt.")
        session.flush()
        mine = session.get_one(t.Member, city.people[Role.COMMANDER])
        theirs = make.make_member(session, of_city, Role.DAC_CHAIR, there)
        yield Town(city, session, make.work_for(session, mine), make.work_for(session, theirs))


def copied(town: Town, work: Work, district_id: UUID) -> PlanDraft:
    return intake.get_copy(work, district_id, YEAR, [town.city.goal], EN)


def written(work: Work, district_id: UUID, draft: PlanDraft) -> GoalRow:
    made = [one.id for one in draft.priorities]
    made += [each.id for one in draft.priorities for each in one.goals]
    choices = dict.fromkeys(made, IntakeChoice.MAKE)
    entry = IntakeIn(district_id=district_id, year=YEAR, draft=draft, choices=choices)
    done = intake.write_intake(work, entry)
    (glance,) = plan.get_plan(work, done.plan_id).priorities[0].goals
    return goal.get_goal(work, glance.id)


# --- what came of them --------------------------------------------------------------------------


def test_last_years_goals_come_with_what_came_of_each(town: Town) -> None:
    (one,) = intake.get_precedents(town.work, town.city.district, YEAR, EN)
    assert (one.goal.title, one.goal.year) == ("Answer urgent calls faster", 2026)
    assert (one.standing.year, one.standing.quarter) == (2026, 3)
    assert (one.relation, one.rationale) == (RelationKind.DISCORD, "Not felt.")
    assert one.theme_codes == ("RESPONSE-04", "LD-07-9")


def test_a_district_without_an_earlier_plan_has_none(town: Town) -> None:
    assert intake.get_precedents(town.work, town.city.district, 2026, EN) == ()
    assert intake.get_precedents(town.other, town.city.other_district, YEAR, EN) == ()


@pytest.mark.parametrize(
    ("words", "theme", "found"),
    [
        ("", "", True),
        ("URGENT  calls", "", True),
        ("englewood", "", True),
        ("response-04", "", True),
        ("robberies", "", False),
        ("", "RESPONSE", True),
        ("", "STOPS", False),
    ],
)
def test_goals_elsewhere_are_found_by_theme_and_words(
    town: Town, words: str, theme: str, found: bool
) -> None:
    there = town.city.other_district
    rows = intake.find_precedents(town.other, there, YEAR, words, theme, EN)
    assert bool(rows) is found
    # A district's own goals are none of another district.
    assert intake.find_precedents(town.work, town.city.district, YEAR, words, theme, EN) == ()


def test_translated_titles_are_shown_and_found_beside_what_was_typed(town: Town) -> None:
    row = town.session.get_one(t.Goal, town.city.goal)
    make.make_translation(town.session, row, "Responder antes", field="title")
    above = town.session.get_one(t.Priority, town.city.priority)
    make.make_translation(town.session, above, "Llamadas", field="title")
    there = town.city.other_district
    for words in ("responder", "urgent calls", "llamadas"):
        (one,) = intake.find_precedents(town.other, there, YEAR, words, "", Language.ES)
        assert [text.text for text in one.goal.translations] == ["Responder antes"]
        assert (one.goal.title, one.goal.priority_title) == (row.title, "Llamadas")


# --- carried over -------------------------------------------------------------------------------


def test_an_own_goal_keeps_its_people_and_starts_from_its_last_value(town: Town) -> None:
    draft = copied(town, town.work, town.city.district)
    assert draft.source is IntakeSource.LAST_YEAR
    row = written(town.work, town.city.district, draft)
    assert (row.owner_name, row.partner_names, row.beat_numbers) == (
        "Olga Owner",
        ("Hope church",),
        ("0712",),
    )
    assert (row.goal.start_on, row.goal.due_on) == (date(2027, 1, 1), date(2027, 12, 31))
    assert {tie.code for tie in row.ties} == {"RESPONSE-04", "LD-07-9"}
    minutes, share, voices = row.indicators
    (target,) = minutes.targets
    assert (target.baseline, target.baseline_on) == (Decimal("9.9"), date(2026, 6, 30))
    assert target.baseline_source == "Own record, 2026 Q2"
    assert (target.target, target.path) == (None, ())
    assert (share.targets, voices.targets) == ((), ())
    assert [one.continues_id for one in row.indicators] == [
        town.city.minutes,
        town.city.share,
        town.city.voices,
    ]


def test_the_old_target_is_told_beside_it_and_never_taken(town: Town) -> None:
    notes = [str(note.message) for note in copied(town, town.work, town.city.district).notes]
    assert notes == [
        "“Minutes to answer” was to reach 8 in 2026, and came to 9.9. Set the new target yourself.",
        "“Share answered in time” was to reach 60 in 2026. Set the new target yourself.",
    ]


def test_a_goal_of_another_district_comes_with_credit_and_without_what_is_theirs(
    town: Town,
) -> None:
    draft = copied(town, town.other, town.city.other_district)
    assert draft.source is IntakeSource.DISTRICT
    row = written(town.other, town.city.other_district, draft)
    assert (row.owner_name, row.partner_names, row.beat_numbers) == (None, (), ())
    assert (row.goal.place, row.goal.resources) == (PlaceKind.DISTRICT, "")
    assert [tie.code for tie in row.ties] == ["RESPONSE-04"]
    assert all(not one.targets and one.continues_id is None for one in row.indicators)
    credit = intake.find_credit(town.other, row.goal.copied_from_id, EN)
    assert credit is not None
    assert (credit.id, credit.district.number, credit.year) == (town.city.goal, 7, 2026)
    assert intake.find_credit(town.other, None, EN) is None


def test_the_goal_that_gets_the_credit_is_named_in_the_readers_language(town: Town) -> None:
    row = town.session.get_one(t.Goal, town.city.goal)
    make.make_translation(town.session, row, "Responder antes", field="title")
    titles = [intake.find_credit(town.other, row.id, one) for one in (Language.ES, Language.PL)]
    assert [one.title for one in titles if one] == ["Responder antes", row.title]


def test_the_past_of_an_indicator_goes_on_in_its_successor(town: Town) -> None:
    older = make.make_plan(
        town.session, town.session.get_one(t.District, town.city.district), year=2025
    )
    before = make.make_goal(town.session, make.make_priority(town.session, older))
    first = make.make_indicator(town.session, before)
    for quarter in range(1, 5):
        make.make_measurement(town.session, first, quarter, year=2025, value=Decimal(11 + quarter))
    town.session.get_one(t.Indicator, town.city.minutes).continues_id = first.id
    town.session.flush()
    row = written(town.work, town.city.district, copied(town, town.work, town.city.district))
    minutes = row.indicators[0]
    target = minutes.targets[0].model_copy(update={"target": Decimal(9)})
    entry = row.goal.model_copy(
        update={"indicators": (minutes.model_copy(update={"targets": (target,)}),)}
    )
    (ambition,) = [one for one in goal.preview_findings(town.work, entry) if one.rule == "A2"]
    # Six past points, of two years before: enough to compare with.
    assert ambition.points > 0 or "Too few" not in str(ambition.message)
    alone = entry.indicators[0].model_copy(update={"continues_id": None})
    (without,) = [
        one
        for one in goal.preview_findings(
            town.work, entry.model_copy(update={"indicators": (alone,)})
        )
        if one.rule == "A2"
    ]
    assert str(without.message) != str(ambition.message)


def test_the_leap_day_moves_to_the_day_before(town: Town) -> None:
    row = town.session.get_one(t.Goal, town.city.goal)
    row.review_on = date(2024, 2, 29)
    row.start_on = row.due_on = None
    town.session.flush()
    (goal_draft,) = copied(town, town.work, town.city.district).priorities[0].goals
    assert (goal_draft.start_on, goal_draft.review_on) == (None, date(2025, 2, 28))


# --- what may not be named ----------------------------------------------------------------------


def test_an_origin_that_is_not_there_is_dropped_and_the_goal_saved(town: Town) -> None:
    entry = goal.get_goal(town.work, town.city.goal).goal
    elsewhere = make.make_jurisdiction(town.session)
    foreign = make.make_goal(
        town.session,
        make.make_priority(
            town.session,
            make.make_plan(town.session, make.make_district(town.session, elsewhere)),
        ),
    )
    theirs = make.make_indicator(town.session, foreign)
    for goal_id, indicator_id in ((t.new_id(), t.new_id()), (foreign.id, theirs.id)):
        minutes, *others = entry.indicators
        astray = minutes.model_copy(update={"continues_id": indicator_id})
        saved = goal.save_goal(
            town.work,
            entry.model_copy(update={"copied_from_id": goal_id, "indicators": (astray, *others)}),
        )
        assert saved.goal.copied_from_id is None
        assert saved.indicators[0].continues_id is None
        entry = saved.goal


def test_another_citys_goals_are_neither_found_nor_copied(town: Town) -> None:
    elsewhere = make.make_jurisdiction(town.session)
    district = make.make_district(town.session, elsewhere, number=3)
    priority = make.make_priority(town.session, make.make_plan(town.session, district))
    secret = make.make_goal(town.session, priority, title="Not of this city")
    assert intake.find_credit(town.work, secret.id, EN) is None
    draft = intake.get_copy(town.work, town.city.district, YEAR, [secret.id], EN)
    assert draft.priorities == ()


def test_only_whoever_writes_the_plan_can_copy_into_it(town: Town) -> None:
    with pytest.raises(RefusedError):
        copied(town, town.other, town.city.district)
