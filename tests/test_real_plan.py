"""The real-sized plan: whole by the SMART check, and read back as it was saved."""

from datetime import date

from sqlalchemy import Engine

from db.engine import transaction
from planner.services import goal, plan
from schemas.vocabulary import Role
from tests import factories as make
from tests.real_plan import REAL_PLAN, as_stored, build_around, save_real_plan


def test_the_plan_is_read_back_as_it_was_saved_and_misses_nothing(engine: Engine) -> None:
    with transaction(engine, write=True) as session:
        city = make.make_jurisdiction(session)
        district = make.make_district(session, city, number=7)
        build_around(session, district)
        writer = make.make_member(session, city, Role.DAC_CHAIR, district)
        work = make.work_for(session, writer, today=date(2026, 11, 20))
        plan_id = save_real_plan(work, district.id)
        assert as_stored(work, plan_id) == REAL_PLAN
        outlines = goal.get_outlines(
            work, [each.id for row in plan.get_plan(work, plan_id).priorities for each in row.goals]
        )
    assert [outline.missing for outline in outlines.values()] == [()] * 6


def test_its_texts_are_as_long_as_those_of_a_district() -> None:
    texts = [text for each in REAL_PLAN.priorities for text in vars(each.words).values() if text]
    assert all(300 <= len(text) <= 1500 for text in texts)
