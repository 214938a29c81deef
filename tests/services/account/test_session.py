"""A member's own sessions, name, language and password: nobody else's, and each written down."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, select

from db import tables as t
from db.engine import transaction
from planner.domain.account import SEEN_EVERY, Lasting
from planner.domain.permissions import SYSTEM
from planner.gateways.secret import digest_of, password_fits
from planner.services.account import session as own
from planner.services.change import Written, write_change
from planner.services.door import begin
from planner.services.work import Work
from schemas.errors import NotFoundError, RuleError, StaleError
from schemas.sign_in import ProfileIn, Ticket
from schemas.vocabulary import Language, Role
from tests import factories as make
from tests.city import City
from tests.race import write_beside

from .conftest import ADA

NEW_PASSWORD = "herons count the roof tiles"
KEY = "k" * 32
LASTING = Lasting(idle=timedelta(hours=2), most=timedelta(hours=12))


def sign_in(engine: Engine, city: City, token: str, role: Role = Role.COMMANDER) -> UUID:
    """Put a session with its change row, as signing in does."""
    with begin(engine, city.people[role], write=True) as work:
        member = work.session.get_one(t.Member, city.people[role])
        row = make.make_web_session(work.session, member, token)
        write_change(work, "sign_in", Written("web_session", row.id, 1, {}))
        return row.id


def ticket(token: str) -> Ticket:
    return Ticket(token_digest=digest_of(token), idle=timedelta(hours=2), most=timedelta(hours=12))


def do(engine: Engine, token: str, act: Callable[[Work], object]) -> object:
    with begin(engine, ticket=ticket(token), write=True) as work:
        return act(work)


def open_ids(engine: Engine) -> set[UUID]:
    with transaction(engine) as session:
        return set(session.scalars(select(t.WebSession.id).where(t.WebSession.ended_at.is_(None))))


def ends(engine: Engine) -> int:
    with transaction(engine) as session:
        return len(session.scalars(select(t.Change).where(t.Change.action == "sign_out")).all())


def profile(seen: int, **fields: object) -> ProfileIn:
    return ProfileIn.model_validate(
        {"seen_version": seen, "name": "Ada Rivera", "language": Language.EN} | fields
    )


def test_the_own_sessions_come_last_used_first_and_the_one_that_asks_is_marked(
    engine: Engine, city: City
) -> None:
    first, second = sign_in(engine, city, "one"), sign_in(engine, city, "two")
    sign_in(engine, city, "three", Role.PARTNER)
    with begin(engine, ticket=ticket("one")) as work:
        rows = own.get_my_sessions(work, LASTING)
    assert [(row.id, row.here) for row in rows] == [(second, False), (first, True)]


@pytest.mark.parametrize(
    ("lapsed", "field"),
    [
        (timedelta(hours=2), "seen_at"),
        (timedelta(hours=12), "began_at"),
        (timedelta(), "expires_at"),
    ],
)
def test_a_session_that_lapsed_is_none_of_the_own_any_more(
    engine: Engine, city: City, lapsed: timedelta, field: str
) -> None:
    here, there = sign_in(engine, city, "one"), sign_in(engine, city, "two")
    with transaction(engine, write=True) as session:
        row, moment = session.get_one(t.WebSession, there), datetime.now(UTC) - lapsed
        row.began_at = min(row.began_at, moment - timedelta(seconds=1))
        setattr(row, field, moment)
    with begin(engine, ticket=ticket("one")) as work:
        assert [row.id for row in own.get_my_sessions(work, LASTING)] == [here]


def test_the_planner_itself_has_no_sessions_and_no_profile(engine: Engine, city: City) -> None:
    with begin(engine, actor=SYSTEM, write=True) as work:
        assert own.get_my_sessions(work, LASTING) == ()
        own.end_sessions(work)
        assert not own.is_due_to_be_seen(work)
        own.note_seen(work)
    for ask in (own.get_my_profile, lambda work: own.change_password(work, "a", "b", KEY)):
        with pytest.raises(NotFoundError), begin(engine, actor=SYSTEM, write=True) as work:
            ask(work)


def test_a_session_is_due_to_be_seen_after_a_while(engine: Engine, city: City) -> None:
    held = sign_in(engine, city, "one")
    with begin(engine, ticket=ticket("one")) as work:
        assert not own.is_due_to_be_seen(work)
    before = datetime.now(UTC) - SEEN_EVERY
    with transaction(engine, write=True) as session:
        session.get_one(t.WebSession, held).seen_at = before
    with begin(engine, ticket=ticket("one"), write=True) as work:
        assert own.is_due_to_be_seen(work)
        own.note_seen(work)
    with transaction(engine) as session:
        assert session.get_one(t.WebSession, held).seen_at > before


def test_an_older_moment_never_takes_the_place_of_a_newer_one(engine: Engine, city: City) -> None:
    held, later = sign_in(engine, city, "one"), datetime.now(UTC) + timedelta(minutes=5)
    with transaction(engine, write=True) as session:
        session.get_one(t.WebSession, held).seen_at = later
    do(engine, "one", own.note_seen)
    with transaction(engine) as session:
        assert session.get_one(t.WebSession, held).seen_at == later


def test_one_session_is_ended_and_written_down_once(engine: Engine, city: City) -> None:
    first, second = sign_in(engine, city, "one"), sign_in(engine, city, "two")
    for _ in range(2):
        do(engine, "one", lambda work: own.end_session(work, second))
    assert (open_ids(engine), ends(engine)) == ({first}, 1)


def test_nobody_ends_somebody_elses_session(engine: Engine, city: City) -> None:
    sign_in(engine, city, "one")
    theirs = sign_in(engine, city, "two", Role.PARTNER)
    do(engine, "one", lambda work: own.end_session(work, theirs))
    do(engine, "one", lambda work: own.end_session(work, uuid4()))
    do(engine, "one", own.end_sessions)
    assert open_ids(engine) == {theirs}


def test_all_sessions_but_this_one_are_ended_or_all(engine: Engine, city: City) -> None:
    here = sign_in(engine, city, "one")
    for token in ("two", "three"):
        sign_in(engine, city, token)
    do(engine, "one", lambda work: own.end_sessions(work, but_this=True))
    assert (open_ids(engine), ends(engine)) == ({here}, 2)
    do(engine, "one", own.end_sessions)
    assert (open_ids(engine), ends(engine)) == (set(), 3)


def test_a_session_that_is_ended_twice_at_once_is_ended_once(engine: Engine, city: City) -> None:
    held = sign_in(engine, city, "one")
    write_beside(
        begin(engine, ticket=ticket("one"), write=True),
        lambda work: own.end_session(work, held),
        lambda: do_as_member(engine, city, lambda work: own.end_session(work, held)),
    )
    assert (open_ids(engine), ends(engine)) == (set(), 1)


def do_as_member(engine: Engine, city: City, act: Callable[[Work], object]) -> None:
    with begin(engine, city.people[Role.COMMANDER], write=True) as work:
        act(work)


def test_the_profile_shows_the_mail_address_and_the_version(engine: Engine, city: City) -> None:
    with begin(engine, city.people[Role.COMMANDER]) as work:
        row = own.get_my_profile(work)
    assert (row.name, row.email, row.version) == ("Ada Rivera", ADA, 1)
    with begin(engine, city.people[Role.PARTNER]) as work:
        assert own.get_my_profile(work).email == ""


def test_a_profile_is_saved_and_nothing_else_of_the_member_changes(
    engine: Engine, city: City
) -> None:
    chained(engine, city)
    do_as_member(
        engine,
        city,
        lambda work: own.save_profile(work, profile(2, name="Ada", language=Language.ES)),
    )
    with transaction(engine) as session:
        member = session.get_one(t.Member, city.people[Role.COMMANDER])
        roles = session.scalars(
            select(t.MemberRole.role).where(t.MemberRole.member_id == member.id)
        ).all()
    assert (member.name, member.preferred_language, member.version) == ("Ada", Language.ES, 3)
    assert (member.active, list(roles)) == (True, [Role.COMMANDER])


def chained(engine: Engine, city: City) -> None:
    """Give the commander's member row, which a factory made, a chain: its first two versions."""

    def write(work: Work) -> None:
        member = work.session.get_one(t.Member, city.people[Role.COMMANDER])
        for version in (1, 2):
            write_change(work, "test", Written("member", member.id, version, {}))
        member.version = 2

    do_as_member(engine, city, write)


def test_a_profile_that_moved_on_is_not_overwritten(engine: Engine, city: City) -> None:
    chained(engine, city)
    do_as_member(engine, city, lambda work: own.save_profile(work, profile(2, name="Ada")))
    with pytest.raises(StaleError) as stale:
        do_as_member(engine, city, lambda work: own.save_profile(work, profile(2, name="Eve")))
    assert stale.value.current == 3


def test_a_profile_that_is_sent_twice_counts_once(engine: Engine, city: City) -> None:
    chained(engine, city)
    for _ in range(2):
        do_as_member(engine, city, lambda work: own.save_profile(work, profile(2, name="Ada")))
    with transaction(engine) as session:
        assert session.get_one(t.Member, city.people[Role.COMMANDER]).version == 3


def test_a_new_password_needs_the_old_one_and_ends_the_other_sessions(
    engine: Engine, city: City
) -> None:
    here = sign_in(engine, city, "one")
    sign_in(engine, city, "two")
    do(engine, "one", lambda work: own.change_password(work, make.PASSWORD, NEW_PASSWORD, KEY))
    assert open_ids(engine) == {here}
    with transaction(engine) as session:
        held = session.scalars(select(t.Account.password_hash)).one()
    assert password_fits(NEW_PASSWORD, held)


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [("wrong", NEW_PASSWORD, "old"), (make.PASSWORD, "Ada Rivera Ada", "password")],
)
def test_a_wrong_old_password_or_an_easy_new_one_changes_nothing(
    engine: Engine, city: City, old: str, new: str, where: str
) -> None:
    sign_in(engine, city, "one")
    sign_in(engine, city, "two")
    with pytest.raises(RuleError) as broken:
        do(engine, "one", lambda work: own.change_password(work, old, new, KEY))
    assert broken.value.where == where
    assert len(open_ids(engine)) == 2
    with transaction(engine) as session:
        assert password_fits(make.PASSWORD, session.scalars(select(t.Account.password_hash)).one())


def test_who_has_no_account_changes_no_password(engine: Engine, city: City) -> None:
    with pytest.raises(RuleError), begin(engine, city.people[Role.PARTNER], write=True) as work:
        own.change_password(work, "", NEW_PASSWORD, KEY)
