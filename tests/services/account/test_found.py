"""The first administrator: made once, and given a new link when they can't come in any more."""

import pytest
from sqlalchemy import Engine, func, select

from db import tables as t
from db.engine import transaction
from planner.domain.permissions import SYSTEM
from planner.services.account.found import found_administrator
from planner.services.account.people import get_people
from planner.services.door import begin
from schemas.errors import RefusedError, RuleError
from schemas.sign_in import FounderIn, LinkRow
from schemas.vocabulary import LinkPurpose, Role
from tests import factories as make
from tests.city import City

from .conftest import ADA


def found(engine: Engine, email: str = "eve@example.org") -> LinkRow:
    with begin(engine, actor=SYSTEM, write=True, today=make.TODAY) as work:
        return found_administrator(work, FounderIn(email=email, name="Eve Novak"))


def members(engine: Engine) -> int:
    with transaction(engine) as session:
        return session.scalar(select(func.count()).select_from(t.Member)) or 0


def test_an_administrator_is_made_and_gets_an_invitation(engine: Engine, city: City) -> None:
    link = found(engine, "Eve@Example.org")
    assert (link.purpose, link.email) == (LinkPurpose.INVITATION, "eve@example.org")
    with begin(engine, link.member_id, today=make.TODAY) as work:
        row = next(row for row in get_people(work) if row.id == link.member_id)
    assert [(one.role, one.district_id) for one in row.grants] == [(Role.ADMINISTRATOR, None)]


def test_an_empty_jurisdiction_gets_its_first_administrator(engine: Engine) -> None:
    with transaction(engine, write=True) as session:
        make.make_jurisdiction(session)
    found(engine)
    assert members(engine) == 1


def test_the_same_mail_address_again_gets_a_new_link_and_nobody_new(
    engine: Engine, city: City
) -> None:
    first = found(engine)
    held = members(engine)
    second = found(engine, "EVE@example.org")
    assert (second.member_id, members(engine)) == (first.member_id, held)
    with transaction(engine) as session:
        assert session.get_one(t.EntryLink, first.id).used_at is not None


def test_who_is_there_already_keeps_the_roles_they_have(engine: Engine, city: City) -> None:
    link = found(engine, ADA)
    assert link.purpose is LinkPurpose.NEW_PASSWORD
    with transaction(engine) as session:
        chosen = select(t.MemberRole.role).where(t.MemberRole.member_id == link.member_id)
        assert session.scalars(chosen).all() == [Role.COMMANDER]


def test_the_mail_address_of_somebody_disabled_stays_theirs(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as session:
        session.get_one(t.Member, city.people[Role.COMMANDER]).active = False
    with pytest.raises(RuleError) as broken:
        found(engine, ADA)
    assert broken.value.where == "email"


def test_what_is_no_mail_address_makes_nobody(engine: Engine, city: City) -> None:
    with pytest.raises(RuleError):
        found(engine, "eve")


def test_only_administrators_and_the_planner_itself_found(engine: Engine, city: City) -> None:
    with (
        pytest.raises(RefusedError),
        begin(engine, city.people[Role.COMMANDER], write=True) as work,
    ):
        found_administrator(work, FounderIn(email="eve@example.org", name="Eve"))
