"""Doors: a ticket opens a live session, a lapsed one takes in last words, nobody signs in alone."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError

from db import tables as t
from db.engine import transaction
from planner.domain.permissions import Action
from planner.gateways.secret import digest_of
from planner.services import account
from planner.services.account.people import get_people
from planner.services.door import (
    LAST_WORDS,
    begin,
    begin_again,
    begin_anonymous,
    begin_last_words,
)
from planner.services.draft import find_draft, keep_draft
from planner.services.work import Work
from schemas.errors import RefusedError, SignedOutError
from schemas.sign_in import Ticket
from schemas.vocabulary import ActorKind, Role
from tests import factories as make
from tests.city import City, build_city

TOKEN = "token"
TICKET = Ticket(token_digest=digest_of(TOKEN), idle=timedelta(hours=2), most=timedelta(hours=12))


@pytest.fixture
def city(engine: Engine) -> City:
    return build_city(engine)


def put_session(
    engine: Engine,
    city: City,
    ago: Mapping[str, timedelta] = MappingProxyType({}),
    role: Role = Role.COMMANDER,
) -> UUID:
    """Put a session whose moments lie so far back, on the ticket's token."""
    now = datetime.now(UTC)
    with transaction(engine, write=True) as session:
        member = session.get_one(t.Member, city.people[role])
        fields = {name: now - back for name, back in ago.items()}
        row: t.WebSession = make.make_web_session(session, member, TOKEN, **fields)
        return row.id


def idle_for(back: timedelta) -> dict[str, timedelta]:
    """Return the moments of a session that was used last so long ago."""
    return {"began_at": back, "seen_at": back, "expires_at": back - timedelta(hours=12)}


def test_a_ticket_tells_who_acts_and_in_which_session(engine: Engine, city: City) -> None:
    held = put_session(engine, city)
    with begin(engine, ticket=TICKET) as work:
        assert work.actor.member_id == city.people[Role.COMMANDER]
        assert work.web_session_id == held
        assert account.get_me(work).id == city.people[Role.COMMANDER]


def test_without_a_ticket_there_is_no_session(engine: Engine, city: City) -> None:
    with begin(engine, city.people[Role.COMMANDER]) as work:
        assert work.web_session_id is None


def test_a_ticket_counts_and_not_whom_the_caller_names(engine: Engine, city: City) -> None:
    put_session(engine, city)
    with begin(engine, city.people[Role.ADMINISTRATOR], ticket=TICKET) as work:
        assert work.actor.member_id == city.people[Role.COMMANDER]


@pytest.mark.parametrize(
    "ago",
    [
        {"ended_at": timedelta(seconds=1)},
        idle_for(timedelta(hours=2)),
        {"began_at": timedelta(hours=2), "expires_at": timedelta(hours=1)},
        {"began_at": timedelta(hours=12)},
    ],
    ids=["ended", "idle", "expired", "too long"],
)
def test_a_session_that_is_over_opens_nothing(
    engine: Engine, city: City, ago: dict[str, timedelta]
) -> None:
    put_session(engine, city, ago)
    with pytest.raises(SignedOutError), begin(engine, ticket=TICKET):
        pass


def test_a_token_that_nobody_got_opens_nothing(engine: Engine, city: City) -> None:
    for open_one in (begin(engine, ticket=TICKET), begin_last_words(engine, TICKET)):
        with pytest.raises(SignedOutError), open_one:
            pass


def test_the_session_of_somebody_disabled_opens_nothing(engine: Engine, city: City) -> None:
    put_session(engine, city)
    with transaction(engine, write=True) as session:
        session.get_one(t.Member, city.people[Role.COMMANDER]).active = False
    for open_one in (begin(engine, ticket=TICKET), begin_last_words(engine, TICKET)):
        with pytest.raises(RefusedError), open_one:
            pass


def test_the_rest_of_a_request_is_read_by_whom_its_beginning_found(
    engine: Engine, city: City
) -> None:
    held = put_session(engine, city)
    with begin(engine, ticket=TICKET, request_id="one") as known:
        pass
    with begin_again(engine, known) as work:
        assert work.actor == known.actor
        assert (work.web_session_id, work.request_id) == (held, "one")
        assert account.get_me(work).id == city.people[Role.COMMANDER]


def test_the_rest_of_a_request_sees_what_was_written_since(engine: Engine, city: City) -> None:
    with begin(engine, city.people[Role.COMMANDER]) as known:
        assert find_draft(known, "form") is None
    with begin(engine, city.people[Role.COMMANDER], write=True) as work:
        keep_draft(work, "form", 0, {"title": "words"})
    with begin_again(engine, known) as work:
        draft = find_draft(work, "form")
    assert draft is not None
    assert draft.values == {"title": "words"}


def test_the_rest_of_a_request_writes_nothing(engine: Engine, city: City) -> None:
    with begin(engine, city.people[Role.COMMANDER]) as known:
        pass
    with pytest.raises(DBAPIError), begin_again(engine, known) as work:
        keep_draft(work, "form", 0, {"title": "words"})


def test_what_the_rest_of_a_request_is_refused_is_written_down(engine: Engine, city: City) -> None:
    with begin(engine, city.people[Role.COMMANDER]) as known:
        pass
    with pytest.raises(RefusedError), begin_again(engine, known) as work:
        get_people(work)
    with transaction(engine) as session:
        row = session.scalars(select(t.Change).where(t.Change.entity == "refusal")).one()
    assert row.actor_id == city.people[Role.COMMANDER]


def test_words_typed_in_a_session_that_lapsed_are_kept(engine: Engine, city: City) -> None:
    put_session(engine, city, idle_for(timedelta(hours=20)))
    with begin_last_words(engine, TICKET) as work:
        keep_draft(work, "goal:1", 3, {"title": "Answer faster"})
    with begin(engine, city.people[Role.COMMANDER]) as work:
        kept = find_draft(work, "goal:1")
    assert kept is not None
    assert kept.values == {"title": "Answer faster"}


def test_last_words_are_kept_and_nothing_else_is_done(engine: Engine, city: City) -> None:
    put_session(engine, city, idle_for(timedelta(hours=20)), Role.ADMINISTRATOR)
    with begin_last_words(engine, TICKET) as work:
        allowed = {action for action in Action if work.may(action, city.district)}
        assert allowed == {Action.DRAFT_KEEP}
        for ask in (get_people, account.get_me):
            with pytest.raises(RefusedError):
                refused(ask, work)


def refused(ask: object, work: Work) -> None:
    assert callable(ask)
    ask(work)


def test_a_session_that_was_ended_takes_in_no_last_words(engine: Engine, city: City) -> None:
    put_session(engine, city, {"ended_at": timedelta(seconds=1)})
    with pytest.raises(SignedOutError), begin_last_words(engine, TICKET):
        pass


def test_last_words_come_too_late_after_a_day(engine: Engine, city: City) -> None:
    put_session(engine, city, idle_for(LAST_WORDS + timedelta(seconds=1)))
    with pytest.raises(SignedOutError), begin_last_words(engine, TICKET):
        pass


def test_nobody_signed_in_may_sign_in_and_nothing_else(engine: Engine, city: City) -> None:
    with begin_anonymous(engine) as work:
        assert work.actor.kind is ActorKind.ANONYMOUS
        assert {a for a in Action if work.may(a, city.district)} == {Action.SIGN_IN}


def test_what_nobody_signed_in_was_refused_is_written_down(engine: Engine, city: City) -> None:
    with pytest.raises(RefusedError), begin_anonymous(engine) as work:
        get_people(work)
    with transaction(engine) as session:
        row = session.scalars(select(t.Change)).one()
    assert (row.entity, row.actor_kind, row.actor_id) == ("refusal", ActorKind.ANONYMOUS, None)


def test_nobody_signed_in_is_at_home_where_their_account_or_link_is(
    engine: Engine, city: City
) -> None:
    with transaction(engine, write=True) as session:
        first = make.make_jurisdiction(session, code="a-city")
        ben = make.make_member(session, make.make_jurisdiction(session))
        home = make.make_account(session, ben, email="ben@example.org").jurisdiction_id
        link_id = make.make_entry_link(session, ben).id
    for named, expected in (
        ({"email": "ben@example.org"}, home),
        ({"link_id": link_id}, home),
        ({"email": "nobody@example.org", "link_id": uuid4()}, first.id),
        ({}, first.id),
    ):
        with begin_anonymous(engine, **named) as work:
            assert work.jurisdiction_id == expected
