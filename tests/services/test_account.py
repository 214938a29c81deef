"""Members with the roles held today, and the places and partners they work with."""

from datetime import date

import pytest
from sqlalchemy import Engine

from db import tables as t
from db.engine import transaction
from planner.domain.permissions import SYSTEM
from planner.services import account
from planner.services.door import begin
from schemas.errors import NotFoundError
from schemas.vocabulary import Role
from tests import factories as make
from tests.city import City, build_city


@pytest.fixture
def city(engine: Engine) -> City:
    return build_city(engine)


def test_a_role_shows_only_while_it_is_held(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as session:
        member = session.get_one(t.Member, city.people[Role.COMMANDER])
        make.make_role(session, member, Role.REVIEWER, starts_on=date(2027, 1, 1))
        make.make_role(session, member, Role.PARTNER, ends_on=date(2026, 11, 19))
    with begin(engine, city.people[Role.COMMANDER], today=make.TODAY) as work:
        me = account.get_me(work)
    assert [(r.role, r.district_number) for r in me.roles] == [(Role.COMMANDER, 7)]


def test_members_come_by_name_without_those_who_left(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as session:
        session.get_one(t.Member, city.people[Role.PARTNER]).active = False
    with begin(engine, actor=SYSTEM, today=make.TODAY) as work:
        names = [row.name for row in account.get_members(work)]
    assert names == sorted(names)
    assert "partner" not in names


def test_the_planner_itself_is_no_member(engine: Engine, city: City) -> None:
    with pytest.raises(NotFoundError), begin(engine, actor=SYSTEM) as work:
        account.get_me(work)


def test_districts_come_in_their_own_order(engine: Engine, city: City) -> None:
    with begin(engine, city.people[Role.COMMISSIONER]) as work:
        assert [row.number for row in account.get_districts(work)] == [0, 7, 11]


def test_beats_and_partners_are_those_of_the_district(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as session:
        here = session.get_one(t.District, city.district)
        there = session.get_one(t.District, city.other_district)
        make.make_beat(session, here, number="0712")
        make.make_beat(session, there, number="1111")
        make.make_partner(session, here, name="Grace Church")
    with begin(engine, city.people[Role.COMMISSIONER]) as work:
        assert [row.number for row in account.get_beats(work, city.district)] == ["0712"]
        assert [row.name for row in account.get_partners(work, city.district)] == ["Grace Church"]


def test_beats_and_partners_of_another_jurisdiction_are_not_there(
    engine: Engine, city: City
) -> None:
    with transaction(engine, write=True) as session:
        elsewhere = make.make_district(session, make.make_jurisdiction(session))
        make.make_beat(session, elsewhere)
        make.make_partner(session, elsewhere)
    with begin(engine, city.people[Role.COMMISSIONER]) as work:
        assert account.get_beats(work, elsewhere.id) == ()
        assert account.get_partners(work, elsewhere.id) == ()
