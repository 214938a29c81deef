"""Coming in: tries are counted, a password or a link opens a session, and each is written down."""

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, select

from db import tables as t
from db.engine import transaction
from planner.domain.account import FREE_GUESSES, FREE_GUESSES_OF_ADDRESS
from planner.gateways.secret import digest_of, password_fits
from planner.services.account import sign_in
from planner.services.account.kept import LONGEST_BROWSER
from planner.services.change import Written, write_change
from planner.services.door import begin_anonymous
from schemas.errors import NotFoundError, RuleError
from schemas.sign_in import Visitor
from schemas.vocabulary import EntryWay, Role
from tests import factories as make
from tests.city import City
from tests.race import write_beside

from .conftest import ADA

MOST = timedelta(hours=12)
NEVER = timedelta()
NEW_PASSWORD = "herons count the roof tiles"


def visitor(account: str = "ada", address: str = "here") -> Visitor:
    return Visitor(account_key=account, address_key=address)


def try_once(engine: Engine, who: Visitor) -> timedelta:
    with begin_anonymous(engine, write=True) as work:
        return sign_in.admit(work, who)


def come_in(engine: Engine, member_id: UUID, who: Visitor) -> str:
    with begin_anonymous(engine, email=ADA, write=True) as work:
        token = sign_in.begin_session(work, member_id, who, "Firefox", MOST)
    assert isinstance(token, str)
    return token


def let_time_pass(engine: Engine) -> None:
    """Let every wait pass, without a try being forgotten."""
    with transaction(engine, write=True) as session:
        for row in session.scalars(select(t.Guess)):
            row.free_at = datetime.now(UTC)


def changes(engine: Engine) -> list[tuple[str, str, dict[str, object]]]:
    with transaction(engine) as session:
        rows = session.execute(
            select(t.Change.entity, t.Change.action, t.ChangeWords.body)
            .join(t.ChangeWords, t.ChangeWords.change_id == t.Change.id)
            .order_by(t.Change.entity, t.Change.version)
        ).all()
    return [(entity, action, json.loads(body)["after"]) for entity, action, body in rows]


def put_link(engine: Engine, city: City, **fields: object) -> UUID:
    with transaction(engine, write=True) as session:
        ada = session.get_one(t.Member, city.people[Role.COMMANDER])
        link = make.make_entry_link(session, ada, **fields)
        made = Written("entry_link", link.id, 1, {"member_id": ada.id})
        write_change(make.work_for(session), "make_link", made)
        return link.id


def set_password(engine: Engine, link_id: UUID, password: str = NEW_PASSWORD) -> str:
    with begin_anonymous(engine, link_id=link_id, write=True) as work:
        token = sign_in.set_password(work, link_id, password, "Firefox", MOST)
    assert isinstance(token, str)
    return token


def test_an_account_has_a_few_free_tries_and_then_waits(engine: Engine, city: City) -> None:
    assert [try_once(engine, visitor()) for _ in range(FREE_GUESSES)] == [NEVER] * FREE_GUESSES
    assert NEVER < try_once(engine, visitor()) <= timedelta(seconds=1)
    assert try_once(engine, visitor("ben")) == NEVER


def test_a_try_that_had_to_wait_does_not_make_the_wait_longer(engine: Engine, city: City) -> None:
    for _ in range(FREE_GUESSES + 5):
        try_once(engine, visitor())
    with transaction(engine) as session:
        assert set(session.scalars(select(t.Guess.failures))) == {FREE_GUESSES}


def test_an_address_has_more_free_tries_for_all_its_accounts(engine: Engine, city: City) -> None:
    tries = [try_once(engine, visitor(f"{n}")) for n in range(FREE_GUESSES_OF_ADDRESS + 1)]
    assert tries[:-1] == [NEVER] * FREE_GUESSES_OF_ADDRESS
    assert tries[-1] > NEVER
    assert try_once(engine, visitor("ada", "elsewhere")) == NEVER


def test_who_signs_in_starts_anew(engine: Engine, city: City) -> None:
    for _ in range(FREE_GUESSES):
        try_once(engine, visitor())
    come_in(engine, city.people[Role.COMMANDER], visitor())
    assert [try_once(engine, visitor()) for _ in range(FREE_GUESSES)] == [NEVER] * FREE_GUESSES


def test_a_station_where_everybody_signs_in_from_one_address_never_waits(
    engine: Engine, city: City
) -> None:
    for number in range(FREE_GUESSES_OF_ADDRESS + 3):
        assert try_once(engine, visitor(f"{number}")) == NEVER
        come_in(engine, city.people[Role.COMMANDER], visitor(f"{number}"))


def test_signing_in_to_the_own_account_does_not_free_an_address_that_guessed(
    engine: Engine, city: City
) -> None:
    for number in range(FREE_GUESSES_OF_ADDRESS):
        try_once(engine, visitor(f"{number}"))
    let_time_pass(engine)
    assert try_once(engine, visitor()) == NEVER
    come_in(engine, city.people[Role.COMMANDER], visitor())
    assert try_once(engine, visitor("next")) == NEVER
    assert try_once(engine, visitor("after that")) > timedelta(seconds=1)


def test_of_two_tries_at_once_both_are_counted(engine: Engine, city: City) -> None:
    write_beside(
        begin_anonymous(engine, write=True),
        lambda work: sign_in.admit(work, visitor()),
        lambda: try_once(engine, visitor()),
    )
    with transaction(engine) as session:
        assert session.scalars(select(t.Guess.failures)).all() == [2, 2]


def test_a_mail_address_and_its_password_tell_whose_they_are(engine: Engine, city: City) -> None:
    with begin_anonymous(engine, email=ADA) as work:
        assert sign_in.whose(work, ADA, make.PASSWORD) == city.people[Role.COMMANDER]
        assert sign_in.whose(work, ADA, "something else") is None
        assert sign_in.whose(work, "nobody@example.org", make.PASSWORD) is None


def test_a_disabled_member_and_one_without_a_password_are_nobody(
    engine: Engine, city: City
) -> None:
    with transaction(engine, write=True) as session:
        session.get_one(t.Member, city.people[Role.COMMANDER]).active = False
        ben = session.get_one(t.Member, city.people[Role.PARTNER])
        make.make_account(session, ben, email="ben@example.org", password_hash="")
    with begin_anonymous(engine) as work:
        assert sign_in.whose(work, ADA, make.PASSWORD) is None
        assert sign_in.whose(work, "ben@example.org", "") is None


def test_a_session_keeps_the_digest_of_its_token_and_is_written_down(
    engine: Engine, city: City
) -> None:
    token = come_in(engine, city.people[Role.COMMANDER], visitor())
    with transaction(engine) as session:
        held = session.scalars(select(t.WebSession)).one()
    assert (held.token_digest, held.way) == (digest_of(token), EntryWay.PASSWORD)
    assert (held.member_id, held.ended_at) == (city.people[Role.COMMANDER], None)
    assert held.expires_at - held.began_at == MOST
    ((entity, action, body),) = changes(engine)
    assert (entity, action, body["way"]) == ("web_session", "sign_in", "password")
    assert token not in json.dumps(body)


def test_what_a_browser_calls_itself_is_cut_short(engine: Engine, city: City) -> None:
    with begin_anonymous(engine, write=True) as work:
        member_id = city.people[Role.COMMANDER]
        sign_in.begin_session(work, member_id, visitor(), "Firefox " * 100, MOST)
    with transaction(engine) as session:
        assert len(session.scalars(select(t.WebSession.browser)).one()) == LONGEST_BROWSER


@pytest.mark.parametrize("email", [ADA, "my password by mistake"])
def test_a_failure_names_a_known_account_and_nothing_that_was_typed(
    engine: Engine, city: City, email: str
) -> None:
    with begin_anonymous(engine, email=email, write=True) as work:
        sign_in.note_failure(work, email)
    ((entity, _, body),) = changes(engine)
    known = str(city.people[Role.COMMANDER]) if email == ADA else None
    assert (entity, body) == ("refusal", {"action": "sign_in", "member_id": known})


def test_a_link_tells_whose_password_it_sets(engine: Engine, city: City) -> None:
    link_id = put_link(engine, city)
    with begin_anonymous(engine, link_id=link_id) as work:
        found = sign_in.get_link(work, link_id)
    assert (found.member_id, found.email) == (city.people[Role.COMMANDER], ADA)


def test_a_link_sets_a_password_once_and_signs_in(engine: Engine, city: City) -> None:
    link_id, other = put_link(engine, city), put_link(engine, city)
    token = set_password(engine, link_id)
    with transaction(engine) as session:
        account = session.scalars(select(t.Account)).one()
        held = session.scalars(select(t.WebSession)).one()
    assert password_fits(NEW_PASSWORD, account.password_hash)
    assert (held.token_digest, held.way) == (digest_of(token), EntryWay.LINK)
    for used in (link_id, other):
        with pytest.raises(NotFoundError):
            set_password(engine, used)


def test_a_new_password_is_written_down_without_the_password(engine: Engine, city: City) -> None:
    set_password(engine, put_link(engine, city))
    found = changes(engine)
    assert [(entity, action) for entity, action, _ in found] == [
        ("entry_link", "make_link"),
        ("entry_link", "use_link"),
        ("password", "set_password"),
        ("web_session", "sign_in"),
    ]
    assert NEW_PASSWORD not in json.dumps(found)
    assert "argon2" not in json.dumps(found)


def test_who_comes_in_by_password_or_link_is_named_in_the_history(
    engine: Engine, city: City
) -> None:
    ada = city.people[Role.COMMANDER]
    come_in(engine, ada, visitor())
    set_password(engine, put_link(engine, city))
    with transaction(engine) as session:
        who = session.execute(select(t.Change.action, t.Change.actor_id)).all()
    assert sorted(who, key=lambda one: one[0]) == [
        ("make_link", None),
        ("set_password", ada),
        ("sign_in", ada),
        ("sign_in", ada),
        ("sign_out", ada),
        ("use_link", ada),
    ]


def test_a_new_password_ends_all_sessions_of_before(engine: Engine, city: City) -> None:
    come_in(engine, city.people[Role.COMMANDER], visitor())
    set_password(engine, put_link(engine, city))
    with transaction(engine) as session:
        rows = session.scalars(select(t.WebSession)).all()
    assert {row.way: row.ended_at is None for row in rows} == {
        EntryWay.PASSWORD: False,
        EntryWay.LINK: True,
    }


def test_a_password_that_is_easy_to_guess_leaves_the_link_good(engine: Engine, city: City) -> None:
    link_id = put_link(engine, city)
    for easy in ("password1234", "Ada Rivera Ada", "short"):
        with pytest.raises(RuleError):
            set_password(engine, link_id, easy)
    set_password(engine, link_id)


def test_a_link_that_is_too_old_or_unknown_opens_nothing(engine: Engine, city: City) -> None:
    long_ago = datetime.now(UTC) - timedelta(hours=1)
    old = put_link(engine, city, made_at=long_ago - timedelta(hours=1), expires_at=long_ago)
    for link_id in (old, uuid4()):
        with pytest.raises(NotFoundError), begin_anonymous(engine, link_id=link_id) as work:
            sign_in.get_link(work, link_id)
        with pytest.raises(NotFoundError):
            set_password(engine, link_id)


def test_a_link_of_a_member_who_was_disabled_or_has_no_account_opens_nothing(
    engine: Engine, city: City
) -> None:
    link_id = put_link(engine, city)
    with transaction(engine, write=True) as session:
        session.get_one(t.Member, city.people[Role.COMMANDER]).active = False
        ben = session.get_one(t.Member, city.people[Role.PARTNER])
        other = make.make_entry_link(session, ben).id
    for one in (link_id, other):
        with pytest.raises(NotFoundError), begin_anonymous(engine, link_id=one) as work:
            sign_in.get_link(work, one)
        with pytest.raises(NotFoundError):
            set_password(engine, one)


def test_of_two_who_open_one_link_at_once_the_second_is_told_it_was_used(
    engine: Engine, city: City
) -> None:
    link_id = put_link(engine, city)
    with pytest.raises(NotFoundError):
        write_beside(
            begin_anonymous(engine, link_id=link_id, write=True),
            lambda work: sign_in.set_password(work, link_id, NEW_PASSWORD, "Firefox", MOST),
            lambda: set_password(engine, link_id, "somebody else set this one"),
        )
    with transaction(engine) as session:
        held = session.scalars(select(t.Account.password_hash)).one()
    assert password_fits(NEW_PASSWORD, held)
