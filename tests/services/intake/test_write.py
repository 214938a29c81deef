"""Plans from files: the same plan as by hand, reviewed first, written whole or not at all."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from db import tables as t
from db.engine import transaction
from planner.services import goal, intake, plan
from planner.services.work import Work
from schemas.errors import NotFoundError, RefusedError, RuleError, StaleError
from schemas.intake import IntakeChoice, IntakeIn, IntakeReview, PlanDraft
from schemas.vocabulary import Language, PlanStage, ProblemType, Role
from tests import factories as make
from tests.exchange.plan_files import fill, put, read, saved
from tests.real_plan import REAL_PLAN, YEAR, as_stored, build_around, save_real_plan

MAKE, REPLACE, SKIP = IntakeChoice.MAKE, IntakeChoice.REPLACE, IntakeChoice.SKIP


@dataclass
class Place:
    """A district with all that the real plan names, and somebody who may write its plan."""

    session: Session
    district: t.District
    work: Work

    def review(self, draft: PlanDraft) -> IntakeReview:
        return intake.preview_intake(self.work, self.district.id, YEAR, draft)

    def entry(self, draft: PlanDraft, choice: IntakeChoice = MAKE, **fields: Any) -> IntakeIn:
        ids = [one.id for one in draft.priorities]
        ids += [goal.id for one in draft.priorities for goal in one.goals]
        values: dict[str, Any] = {"choices": dict.fromkeys(ids, choice)}
        return IntakeIn(district_id=self.district.id, year=YEAR, draft=draft, **values | fields)

    def count(self, table: type[t.Table]) -> int:
        return self.session.scalar(select(func.count()).select_from(table)) or 0


@pytest.fixture
def place(engine: Engine) -> Iterator[Place]:
    with transaction(engine, write=True) as session:
        city = make.make_jurisdiction(session)
        district = make.make_district(session, city, number=7)
        build_around(session, district)
        commander = make.make_member(session, city, Role.COMMANDER, district)
        yield Place(session, district, make.work_for(session, commander))


@pytest.fixture(scope="module")
def filled() -> bytes:
    return saved(fill(REAL_PLAN))


def test_a_spreadsheet_makes_the_plan_that_is_typed(place: Place, filled: bytes) -> None:
    done = intake.write_intake(place.work, place.entry(read(filled)))
    assert (done.priorities, done.goals) == (3, 6)
    assert as_stored(place.work, done.plan_id) == REAL_PLAN


def test_it_makes_the_same_plan_in_every_language(place: Place) -> None:
    draft = read(saved(fill(REAL_PLAN, Language.PL)), Language.PL)
    done = intake.write_intake(place.work, place.entry(draft))
    assert as_stored(place.work, done.plan_id) == REAL_PLAN


# --- looked at first ----------------------------------------------------------------------------


def test_nothing_is_written_by_looking(place: Place, filled: bytes) -> None:
    seen = place.review(read(filled))
    assert seen.stage is None
    assert [len(each.goals) for each in seen.priorities] == [2, 2, 2]
    gaps = [
        finding
        for each in seen.priorities
        for one in each.goals
        for finding in one.findings
        if finding.required and not finding.points
    ]
    assert gaps == []
    assert place.count(t.Plan) == 0


def test_words_that_lead_nowhere_are_named_with_the_nearest(place: Place) -> None:
    book = fill(REAL_PLAN)
    put(
        book,
        "Goals",
        4,
        {
            "owner": "Odile Farow",
            "caps_owner": "RUBEN@example.org",
            "partners": "Lantern House Ministery; Unknown Friends",
            "beats": "711; 9999",
            "demand_1": "VISIBEL-03",
            "demand_2": "Officers should walk the beat and be seen.",
        },
    )
    (first, *_others) = place.review(read(saved(book))).priorities[0].goals
    told = [str(note.message) for note in first.notes]
    assert told == [
        "“9999” is no beat of the district.",
        "Nobody here is called “Odile Farow”. Did you mean Odile Farrow?",
        (
            "No partner of the district is called “Lantern House Ministery”. Did you mean"
            " Lantern House Ministry?"
        ),
        "No partner of the district is called “Unknown Friends”.",
        "“VISIBEL-03” is no demand that is known here. Did you mean VISIBLE-03?",
    ]
    # A mail address finds its owner and is never told to anybody.
    done = intake.write_intake(place.work, place.entry(read(saved(book))))
    goals = plan.get_plan(place.work, done.plan_id).priorities[0].goals
    row = goal.get_goal(place.work, goals[0].id)
    assert (row.owner_name, row.caps_owner_name) == (None, "Ruben Castellan")
    assert (row.beat_numbers, [tie.code for tie in row.ties]) == (("0711",), ["VISIBLE-03"])


def test_a_name_that_two_people_have_is_left_to_the_form(place: Place, filled: bytes) -> None:
    city = place.session.get_one(t.Jurisdiction, place.district.jurisdiction_id)
    make.make_member(place.session, city, name="Ruben Castellan")
    (first, *_others) = place.review(read(filled)).priorities[0].goals
    assert [str(note.message) for note in first.notes] == [
        "“Ruben Castellan” can be several here: choose in the form which is meant."
    ]


def test_what_breaks_a_rule_is_named_and_nothing_of_it_is_written(place: Place) -> None:
    book = fill(REAL_PLAN)
    put(book, "Indicators", 4, {"target": 100})
    draft = read(saved(book))
    seen = place.review(draft)
    assert "on the other side" in str(seen.priorities[0].goals[0].broken)
    with pytest.raises(RuleError) as refused:
        intake.write_intake(place.work, place.entry(draft))
    assert str(refused.value).startswith("“Fewer robberies on the way from the stations”: ")


def test_a_problem_without_a_type_gets_it_when_it_is_written(place: Place) -> None:
    book = fill(REAL_PLAN)
    put(book, "Priorities", 4, {"problem_type": " "})
    draft = read(saved(book))
    assert place.review(draft).priorities[0].broken is not None
    types = {draft.priorities[0].id: ProblemType.VIOLENT_CRIME}
    done = intake.write_intake(place.work, place.entry(draft, problem_types=types))
    assert as_stored(place.work, done.plan_id) == REAL_PLAN


# --- what is there already ----------------------------------------------------------------------


def test_what_is_there_is_never_replaced_silently(place: Place, filled: bytes) -> None:
    save_real_plan(place.work, place.district.id)
    draft = read(filled)
    assert all(each.existing for each in place.review(draft).priorities)
    with pytest.raises(RuleError, match="is in the plan by now"):
        intake.write_intake(place.work, place.entry(draft))
    with pytest.raises(RuleError, match="Nothing is ticked"):
        intake.write_intake(place.work, place.entry(draft, SKIP))


def seen_versions(review: IntakeReview) -> dict[Any, int]:
    rows = [each.existing for each in review.priorities]
    rows += [goal.existing for each in review.priorities for goal in each.goals]
    return {row.id: row.version for row in rows if row}


def test_what_is_replaced_keeps_its_place_and_its_indicators(place: Place) -> None:
    plan_id = save_real_plan(place.work, place.district.id)
    before = plan.get_plan(place.work, plan_id)
    book = fill(REAL_PLAN)
    put(book, "Goals", 4, {"population": "Riders at night"})
    draft = read(saved(book))
    seen = seen_versions(place.review(draft))
    done = intake.write_intake(place.work, place.entry(draft, REPLACE, seen=seen))
    after = plan.get_plan(place.work, plan_id)
    assert (done.plan_id, done.goals) == (plan_id, 6)
    assert [each.id for each in after.priorities] == [each.id for each in before.priorities]
    old, new = (
        [each.id for each in row.priorities[0].goals[0].outline.indicators]
        for row in (before, after)
    )
    assert old == new
    row = goal.get_goal(place.work, after.priorities[0].goals[0].id)
    assert row.goal.population == "Riders at night"


def test_what_no_file_says_of_a_replaced_goal_stays(place: Place, filled: bytes) -> None:
    plan_id = save_real_plan(place.work, place.district.id)
    goals = plan.get_plan(place.work, plan_id).priorities[0].goals
    of_last_year = make.make_goal(
        place.session,
        make.make_priority(
            place.session, make.make_plan(place.session, place.district, year=YEAR - 1)
        ),
    )
    earlier = make.make_indicator(place.session, of_last_year)
    entry = goal.get_goal(place.work, goals[0].id).goal
    first, *others = entry.indicators
    (agreed,) = first.targets
    changed = agreed.model_copy(update={"revision": 1, "reason": "A car more", "from_quarter": 3})
    city = place.session.get_one(t.Jurisdiction, place.district.jurisdiction_id)
    definition = make.make_library_version(
        place.session,
        make.make_library_indicator(place.session, city),
        **first.model_dump(include={"kind", "direction", "accumulation", "per", "decimals"}),
    )
    words = first.model_dump(include={"name", "definition", "unit", "numerator", "denominator"})
    make.make_library_text(place.session, definition, **words)
    held = first.model_copy(
        update={
            "continues_id": earlier.id,
            "library_version_id": definition.id,
            "targets": (agreed, changed),
        }
    )
    fields = {
        "polished": "Safer ways home.",
        "copied_from_id": of_last_year.id,
        "indicators": (held, *others),
    }
    before = goal.save_goal(place.work, entry.model_copy(update=fields)).goal
    draft = read(filled)
    seen = seen_versions(place.review(draft))
    intake.write_intake(place.work, place.entry(draft, REPLACE, seen=seen))
    after = goal.get_goal(place.work, before.id).goal
    assert (after.polished, after.polished_for) == (before.polished, before.polished_for)
    assert after.copied_from_id == of_last_year.id
    assert after.indicators[0].continues_id == earlier.id
    assert after.indicators[0].library_version_id == definition.id
    assert after.indicators[0].targets == before.indicators[0].targets


def test_a_row_that_somebody_saved_meanwhile_is_not_replaced(place: Place, filled: bytes) -> None:
    plan_id = save_real_plan(place.work, place.district.id)
    draft = read(filled)
    seen = seen_versions(place.review(draft))
    first = plan.get_plan(place.work, plan_id).priorities[0].goals[0]
    entry = goal.get_goal(place.work, first.id).goal
    goal.save_goal(place.work, entry.model_copy(update={"population": "Riders"}))
    with pytest.raises(StaleError):
        intake.write_intake(place.work, place.entry(draft, REPLACE, seen=seen))


def test_what_is_gone_meanwhile_is_not_replaced(place: Place, filled: bytes) -> None:
    entry = place.entry(read(filled), REPLACE)
    with pytest.raises(RuleError, match="is not in the plan any more"):
        intake.write_intake(place.work, entry)


def test_goals_go_under_the_priority_that_is_there(place: Place, filled: bytes) -> None:
    plan_id = save_real_plan(
        place.work,
        place.district.id,
        replace(REAL_PLAN, priorities=(replace(REAL_PLAN.priorities[0], goals=()),)),
    )
    draft = read(filled)
    choices = {each.id: MAKE for each in draft.priorities[0].goals}
    intake.write_intake(place.work, place.entry(draft, choices=choices))
    (only,) = plan.get_plan(place.work, plan_id).priorities
    assert len(only.goals) == 2


def test_goals_of_a_priority_that_is_left_out_are_left_out_with_it(
    place: Place, filled: bytes
) -> None:
    draft = read(filled)
    ids = [goal.id for each in draft.priorities for goal in each.goals]
    choices = dict.fromkeys([*ids, draft.priorities[0].id], MAKE)
    done = intake.write_intake(place.work, place.entry(draft, choices=choices))
    assert (done.priorities, done.goals) == (1, 2)


# --- who, when, and how often -------------------------------------------------------------------


def test_a_writing_that_arrives_twice_counts_once(place: Place, filled: bytes) -> None:
    entry = place.entry(read(filled))
    first = intake.write_intake(place.work, entry)
    changes = place.count(t.Change)
    assert intake.write_intake(place.work, entry) == first
    assert (place.count(t.Goal), place.count(t.Change)) == (6, changes)


def test_a_second_writing_with_other_ticks_is_told_to_read_the_file_again(
    place: Place, filled: bytes
) -> None:
    draft = read(filled)
    one, other, *_rest = draft.priorities
    chosen = dict.fromkeys([one.id, *(goal.id for goal in one.goals)], MAKE)
    # Of a priority that is left out no goal is written, so that none is missing either.
    chosen |= {other.goals[0].id: MAKE}
    entry = place.entry(draft, choices=chosen)
    intake.write_intake(place.work, entry)
    intake.write_intake(place.work, entry)
    with pytest.raises(RuleError, match="Read the file again for the rest"):
        intake.write_intake(place.work, place.entry(draft, choices=chosen | {other.id: MAKE}))
    assert place.count(t.Goal) == len(one.goals)


def test_it_leaves_its_own_change_with_what_it_came_from(place: Place, filled: bytes) -> None:
    draft = read(filled).model_copy(update={"digest": "d" * 64})
    intake.write_intake(place.work, place.entry(draft))
    change = place.session.scalars(select(t.Change).where(t.Change.entity == "intake")).one()
    body = place.session.scalars(
        select(t.ChangeWords.body).where(t.ChangeWords.change_id == change.id)
    ).one()
    assert change.action == "write_intake"
    for part in ('"file_name":', "plan.xlsx", '"source": "spreadsheet"', '"goals": 6', "d" * 64):
        assert part in body


@pytest.mark.parametrize("stage", [PlanStage.HEADQUARTERS_REVIEW, PlanStage.CLOSED])
def test_a_plan_that_is_past_drafting_takes_nothing_in(
    place: Place, filled: bytes, stage: PlanStage
) -> None:
    make.make_plan(place.session, place.district, year=YEAR, stage=stage, unsigned_reason="So.")
    with pytest.raises(RuleError, match="under review or adopted"):
        intake.write_intake(place.work, place.entry(read(filled)))


def test_another_districts_commander_may_not_even_look(place: Place, filled: bytes) -> None:
    city = place.session.get_one(t.Jurisdiction, place.district.jurisdiction_id)
    other = make.make_district(place.session, city, number=11)
    stranger = make.make_member(place.session, city, Role.COMMANDER, other)
    place.work = make.work_for(place.session, stranger)
    draft = read(filled)
    with pytest.raises(RefusedError):
        place.review(draft)
    with pytest.raises(RefusedError):
        intake.write_intake(place.work, place.entry(draft))


def test_a_district_that_is_not_there_is_said(place: Place, filled: bytes) -> None:
    work = make.work_for(place.session)
    with pytest.raises(NotFoundError):
        intake.preview_intake(work, t.new_id(), YEAR, read(filled))
