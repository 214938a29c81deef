"""Posts as members read them: the commander, who acts, the chair, and what is vacant."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine

from db import tables as t
from db.engine import transaction
from planner.domain.permissions import Action
from planner.services.account import get_me
from planner.services.account.people import get_people
from planner.services.account.post import get_posts, get_vacancies
from planner.services.door import begin
from schemas.errors import NotFoundError, RefusedError
from schemas.post import PostRow
from schemas.vocabulary import DistrictKind, Role
from tests import factories as make
from tests.city import City

YESTERDAY = make.TODAY - timedelta(days=1)


def posts(engine: Engine, city: City, district_id: UUID) -> dict[Role, PostRow]:
    with begin(engine, city.people[Role.COMMISSIONER], today=make.TODAY) as work:
        return {post.role: post for post in get_posts(work, district_id)}


def set_role(engine: Engine, city: City, role: Role, **fields: object) -> None:
    with transaction(engine, write=True) as session:
        held = session.query(t.MemberRole).filter_by(member_id=city.people[role]).one()
        for name, value in fields.items():
            setattr(held, name, value)


def may_record(engine: Engine, city: City) -> bool:
    with begin(engine, city.people[Role.DELEGATE], today=make.TODAY) as work:
        return work.may(Action.PROGRESS_RECORD, city.district)


def test_everybody_reads_who_holds_the_posts_of_a_district(engine: Engine, city: City) -> None:
    found = posts(engine, city, city.district)
    assert list(found) == [Role.COMMANDER, Role.DAC_CHAIR]
    assert [one.name for one in found[Role.COMMANDER].holders] == ["Ada Rivera"]
    assert [one.name for one in found[Role.COMMANDER].acting] == ["delegate"]
    assert [one.name for one in found[Role.DAC_CHAIR].holders] == ["dac_chair"]


def test_a_post_whose_term_ended_is_vacant_since_the_day_after(engine: Engine, city: City) -> None:
    set_role(engine, city, Role.DAC_CHAIR, ends_on=date(2026, 2, 28))
    assert posts(engine, city, city.district)[Role.DAC_CHAIR].vacant_since == date(2026, 3, 1)


def test_headquarters_has_no_posts_and_another_city_s_district_is_unknown(
    engine: Engine, city: City
) -> None:
    with transaction(engine, write=True) as session:
        home = session.query(t.District).filter_by(kind=DistrictKind.HEADQUARTERS).one().id
        strange = make.make_district(session, make.make_jurisdiction(session)).id
    assert posts(engine, city, home) == {}
    with pytest.raises(NotFoundError):
        posts(engine, city, strange)


@pytest.mark.parametrize(
    "ends", ["term", "disabled", "elsewhere"], ids=["term over", "disabled", "moved away"]
)
def test_a_delegate_may_nothing_once_the_commander_is_gone(
    engine: Engine, city: City, ends: str
) -> None:
    assert may_record(engine, city)
    if ends == "disabled":
        with transaction(engine, write=True) as session:
            session.get_one(t.Member, city.people[Role.COMMANDER]).active = False
    else:
        moved = ("district_id", city.other_district)
        name, value = ("ends_on", YESTERDAY) if ends == "term" else moved
        set_role(engine, city, Role.COMMANDER, **{name: value})
    assert not may_record(engine, city)
    assert posts(engine, city, city.district)[Role.COMMANDER].acting == ()
    with (
        pytest.raises(RefusedError),
        begin(engine, city.people[Role.DELEGATE], today=make.TODAY) as work,
    ):
        get_me(work)
    with begin(engine, city.people[Role.ADMINISTRATOR], today=make.TODAY) as work:
        row = next(one for one in get_people(work) if one.id == city.people[Role.DELEGATE])
    assert [one.holds for one in row.grants] == [False]


def test_administrators_are_told_what_is_vacant_now_or_soon(engine: Engine, city: City) -> None:
    soon = make.TODAY + timedelta(days=30)
    set_role(engine, city, Role.DAC_CHAIR, ends_on=soon - timedelta(days=1))
    set_role(engine, city, Role.COMMANDER, ends_on=soon)
    with begin(engine, city.people[Role.ADMINISTRATOR], today=make.TODAY) as work:
        found = [
            (one.district_number, one.post.role, one.vacant_from) for one in get_vacancies(work)
        ]
    assert found == [
        (7, Role.DAC_CHAIR, soon),
        (11, Role.COMMANDER, make.TODAY),
        (11, Role.DAC_CHAIR, make.TODAY),
    ]


def test_a_successor_who_is_named_in_time_leaves_no_gap(engine: Engine, city: City) -> None:
    set_role(engine, city, Role.COMMANDER, ends_on=make.TODAY)
    with transaction(engine, write=True) as session:
        home = session.get_one(t.Member, city.people[Role.ADMINISTRATOR]).jurisdiction_id
        next_one = make.make_member(session, session.get_one(t.Jurisdiction, home), name="Ben")
        make.make_role(
            session,
            next_one,
            Role.COMMANDER,
            session.get_one(t.District, city.district),
            starts_on=make.TODAY + timedelta(days=1),
        )
    post = posts(engine, city, city.district)[Role.COMMANDER]
    assert [one.name for one in post.coming] == ["Ben"]
    with begin(engine, city.people[Role.ADMINISTRATOR], today=make.TODAY) as work:
        assert 7 not in {one.district_number for one in get_vacancies(work)}
