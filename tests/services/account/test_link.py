"""Links that are handed out: to whom, for how long, and that only the newest is good."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, select

from db import tables as t
from db.engine import transaction
from planner.domain.account import INVITATION_HOLDS, NEW_PASSWORD_HOLDS
from planner.services.account.link import ask_for_link, make_link
from planner.services.door import begin, begin_anonymous
from schemas.errors import NotFoundError, RefusedError, RuleError
from schemas.sign_in import LinkRow
from schemas.vocabulary import LinkPurpose, Role
from tests import factories as make
from tests.city import City
from tests.race import write_beside

from .conftest import ADA


def ask(engine: Engine, email: str = ADA) -> LinkRow | None:
    with begin_anonymous(engine, email=email, write=True) as work:
        return ask_for_link(work, email)


def hand_out(engine: Engine, city: City, member_id: UUID) -> LinkRow:
    with begin(engine, city.people[Role.ADMINISTRATOR], write=True) as work:
        return make_link(work, member_id)


def good_links(engine: Engine) -> set[UUID]:
    now = datetime.now(UTC)
    with transaction(engine) as session:
        rows = session.scalars(select(t.EntryLink)).all()
    return {row.id for row in rows if row.used_at is None and row.expires_at > now}


def test_who_forgot_their_password_gets_a_link_for_a_short_while(
    engine: Engine, city: City
) -> None:
    link = ask(engine)
    assert link is not None
    assert (link.member_id, link.email) == (city.people[Role.COMMANDER], ADA)
    assert link.purpose is LinkPurpose.NEW_PASSWORD
    left = link.expires_at - datetime.now(UTC)
    assert NEW_PASSWORD_HOLDS - timedelta(minutes=1) < left <= NEW_PASSWORD_HOLDS


def test_nobody_gets_a_link_for_an_unknown_address_or_a_disabled_member(
    engine: Engine, city: City
) -> None:
    assert ask(engine, "nobody@example.org") is None
    with transaction(engine, write=True) as session:
        session.get_one(t.Member, city.people[Role.COMMANDER]).active = False
    assert ask(engine) is None
    assert good_links(engine) == set()


def test_asking_again_leaves_the_link_that_is_good(engine: Engine, city: City) -> None:
    link = ask(engine)
    assert link is not None
    assert ask(engine) is None
    assert good_links(engine) == {link.id}


def test_asking_twice_at_once_makes_one_link(engine: Engine, city: City) -> None:
    made: list[LinkRow | None] = []
    second = write_beside(
        begin_anonymous(engine, email=ADA, write=True),
        lambda work: made.append(ask_for_link(work, ADA)),
        lambda: ask(engine),
    )
    assert second is None
    assert good_links(engine) == {link.id for link in made if link}


def test_an_invitation_is_one_until_the_first_password(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as session:
        ben = session.get_one(t.Member, city.people[Role.PARTNER])
        make.make_account(session, ben, password_hash="", password_set_at=None)
    invitation = hand_out(engine, city, city.people[Role.PARTNER])
    assert invitation.purpose is LinkPurpose.INVITATION
    assert hand_out(engine, city, city.people[Role.COMMANDER]).purpose is LinkPurpose.NEW_PASSWORD
    left = invitation.expires_at - datetime.now(UTC)
    assert INVITATION_HOLDS - timedelta(minutes=1) < left <= INVITATION_HOLDS


def test_a_link_that_is_handed_out_replaces_the_ones_before(engine: Engine, city: City) -> None:
    ask(engine)
    first = hand_out(engine, city, city.people[Role.COMMANDER])
    second = hand_out(engine, city, city.people[Role.COMMANDER])
    assert good_links(engine) == {second.id} != {first.id}


def test_a_link_is_written_down_with_who_made_it(engine: Engine, city: City) -> None:
    link = hand_out(engine, city, city.people[Role.COMMANDER])
    with transaction(engine) as session:
        row = session.scalars(select(t.Change)).one()
        made_by = session.get_one(t.EntryLink, link.id).made_by_id
    assert (row.entity, row.entity_id, row.action) == ("entry_link", link.id, "make_link")
    assert row.actor_id == made_by == city.people[Role.ADMINISTRATOR]


def test_only_a_member_with_a_mail_address_who_is_not_disabled_gets_one(
    engine: Engine, city: City
) -> None:
    with transaction(engine, write=True) as session:
        session.get_one(t.Member, city.people[Role.COMMANDER]).active = False
    for role in (Role.COMMANDER, Role.PARTNER):
        with pytest.raises(RuleError) as broken:
            hand_out(engine, city, city.people[role])
        assert broken.value.where == "email"


def test_a_member_of_nowhere_or_elsewhere_gets_none(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as session:
        stranger = make.make_member(session, make.make_jurisdiction(session))
        make.make_account(session, stranger)
    for member_id in (uuid4(), stranger.id):
        with pytest.raises(NotFoundError):
            hand_out(engine, city, member_id)


def test_only_administrators_hand_out_links(engine: Engine, city: City) -> None:
    with (
        pytest.raises(RefusedError),
        begin(engine, city.people[Role.COMMANDER], write=True) as work,
    ):
        make_link(work, city.people[Role.COMMANDER])
