"""Kept reads: a save is seen at once, and nobody is shown what somebody else may see."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import pytest
import streamlit as st
from sqlalchemy import Engine

from db.engine import transaction
from db.tables import Member, new_id
from planner.domain.permissions import Action
from planner.services import plan
from planner.services.door import begin
from planner.services.work import Work
from planner.ui import session
from planner.ui.cached import Reads
from schemas.errors import RefusedError
from schemas.plan import PlanIn
from schemas.vocabulary import Language, Role
from tests import factories as make


@dataclass(frozen=True)
class Ground:
    engine: Engine
    district_id: UUID
    commander_id: UUID
    partner_id: UUID

    def read(self, member_id: UUID, year: int = 2026, today: date = make.TODAY) -> UUID:
        """Return which reading of the district's year a member is shown."""
        with begin(self.engine, member_id, today=today) as work:
            return Reads(work).get(_read_anew, self.district_id, year)


def _read_anew(_work: Work, _district_id: UUID, _year: int) -> UUID:
    return new_id()


def _read_as_editor(work: Work, district_id: UUID) -> bool:
    if not work.may(Action.PLAN_EDIT, district_id):
        raise RefusedError("no", action="")
    return True


@pytest.fixture
def ground(engine: Engine, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ground]:
    monkeypatch.setenv("PLANNER_DATABASE_URL", database_url)
    monkeypatch.setenv("PLANNER_DEMO", "1")
    session.get_settings.clear()
    with transaction(engine, write=True) as rows:
        city = make.make_jurisdiction(rows)
        seven = make.make_district(rows, city, number=7)
        commander = make.make_member(rows, city, Role.COMMANDER, seven)
        partner = make.make_member(rows, city, Role.PARTNER, seven)
    yield Ground(engine, seven.id, commander.id, partner.id)
    session.get_settings.clear()
    st.cache_data.clear()


def test_the_same_question_is_read_once(ground: Ground) -> None:
    assert ground.read(ground.commander_id) == ground.read(ground.commander_id)


def test_other_arguments_are_another_question(ground: Ground) -> None:
    assert ground.read(ground.commander_id) != ground.read(ground.commander_id, 2027)


def test_what_stands_on_another_day_is_read_on_that_day(ground: Ground) -> None:
    tomorrow = make.TODAY + timedelta(days=1)
    assert ground.read(ground.commander_id) != ground.read(ground.commander_id, today=tomorrow)


def test_two_members_never_share_a_reading(ground: Ground) -> None:
    assert ground.read(ground.commander_id) != ground.read(ground.partner_id)


def test_what_one_role_was_shown_stays_refused_to_another(ground: Ground) -> None:
    with begin(ground.engine, ground.commander_id, today=make.TODAY) as work:
        assert Reads(work).get(_read_as_editor, ground.district_id)
    with (
        pytest.raises(RefusedError),
        begin(ground.engine, ground.partner_id, today=make.TODAY) as work,
    ):
        Reads(work).get(_read_as_editor, ground.district_id)


def test_a_member_who_gains_a_role_is_shown_what_it_may_see(ground: Ground) -> None:
    before = ground.read(ground.partner_id)
    with transaction(ground.engine, write=True) as rows:
        member = rows.get_one(Member, ground.partner_id)
        make.make_role(rows, member, Role.COMMISSIONER)
    assert ground.read(ground.partner_id) != before


def test_a_save_is_seen_at_once(ground: Ground) -> None:
    def found() -> object:
        with begin(ground.engine, ground.commander_id, today=make.TODAY) as work:
            return Reads(work).get(plan.find_plan, ground.district_id, 2026, Language.EN)

    assert found() is None
    with begin(ground.engine, ground.commander_id, write=True, today=make.TODAY) as work:
        plan.start_plan(work, PlanIn(district_id=ground.district_id, year=2026))
    assert found() is not None
