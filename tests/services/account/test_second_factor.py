"""A second step: who turns it on and off, what a code opens, and that each opens once."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from uuid import UUID, uuid4

import pyotp
import pytest
from sqlalchemy import Engine, func, select

from db import tables as t
from db.engine import transaction
from planner.domain.account import FREE_GUESSES
from planner.domain.permissions import ANONYMOUS, SYSTEM
from planner.domain.second_factor import FIRST_STEP_HOLDS, RECOVERY_CODES, SETUP_HOLDS
from planner.gateways.secret import digest_of
from planner.services.account import people, second_factor, sign_in
from planner.services.account import session as own
from planner.services.account.code import put_new_codes
from planner.services.account.guess import password_key
from planner.services.account.link import make_link
from planner.services.change import Written, write_change
from planner.services.door import begin, begin_anonymous
from planner.services.work import Work
from schemas.errors import NotFoundError, RefusedError, RuleError
from schemas.second_factor import FactorRow, FirstStep
from schemas.sign_in import Ticket, Visitor
from schemas.vocabulary import EntryWay, Role
from tests import factories as make
from tests.city import City
from tests.race import write_beside

from .conftest import ADA

R = TypeVar("R")

KEY, OTHER_KEY = "k" * 32, "o" * 32
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
MOST = timedelta(hours=12)
HERE = Visitor(account_key="code", address_key="here")
TICKET = Ticket(token_digest=digest_of("here"), idle=timedelta(hours=2), most=MOST)


@pytest.fixture
def ada(engine: Engine, city: City) -> UUID:
    """The commander, signed in at this browser and at another one."""
    member_id = city.people[Role.COMMANDER]
    for token in ("here", "there"):
        with begin(engine, member_id, write=True) as work:
            member = work.session.get_one(t.Member, member_id)
            row = make.make_web_session(work.session, member, token)
            write_change(work, "sign_in", Written("web_session", row.id, 1, {}))
    return member_id


@pytest.fixture
def codes(engine: Engine, ada: UUID) -> tuple[str, ...]:
    """The recovery codes of the commander, who has a second step."""
    with begin(engine, ada, write=True) as work:
        member = work.session.get_one(t.Member, ada)
        make.make_second_factor(work.session, member, SECRET, KEY)
        return put_new_codes(work, ada, KEY)


def do(engine: Engine, act: Callable[[Work], R], later: timedelta = timedelta()) -> R:
    """Do something as the commander at this browser, now or later."""
    with begin(engine, ticket=TICKET, write=True) as work:
        return act(replace(work, now=work.now + later))


def mine(engine: Engine, key: str = KEY) -> FactorRow:
    with begin(engine, ticket=TICKET) as work:
        return second_factor.get_my_factor(work, key)


def turn_on(engine: Engine) -> tuple[str, ...]:
    do(engine, lambda work: second_factor.begin_factor(work, make.PASSWORD, KEY))
    code = pyotp.TOTP(mine(engine).secret).now()
    return do(engine, lambda work: second_factor.confirm_factor(work, code, KEY))


def first_step(engine: Engine, member_id: UUID) -> FirstStep:
    with begin_anonymous(engine, email=ADA, write=True) as work:
        came = sign_in.begin_session(work, member_id, HERE, "Firefox", MOST)
    assert isinstance(came, FirstStep)
    return came


def enter_in(work: Work, first: FirstStep, code: str, key: str = KEY) -> str | None:
    return sign_in.enter_code(work, first, code, key, visitor=HERE, browser="Firefox", most=MOST)


def enter(
    engine: Engine, first: FirstStep, code: str, key: str = KEY, later: timedelta = timedelta()
) -> str | None:
    home = first.jurisdiction_id
    with begin(engine, actor=ANONYMOUS, jurisdiction_id=home, write=True) as work:
        return enter_in(replace(work, now=work.now + later), first, code, key)


def code(steps: int = 0) -> str:
    return pyotp.TOTP(SECRET).at(datetime.now(UTC), counter_offset=steps)


def open_tokens(engine: Engine) -> set[str]:
    with transaction(engine) as session:
        rows = select(t.WebSession.token_digest).where(t.WebSession.ended_at.is_(None))
        return set(session.scalars(rows))


def actions(engine: Engine) -> list[str]:
    with transaction(engine) as session:
        return list(session.scalars(select(t.Change.action).order_by(t.Change.at, t.Change.id)))


def count(engine: Engine, table: type[t.Table]) -> int:
    with transaction(engine) as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


# --- turning it on -------------------------------------------------------------------------------


def test_it_is_on_after_a_code_of_the_app_and_not_before(engine: Engine, ada: UUID) -> None:
    assert (mine(engine).can_be_on, mine(engine).on_since, mine(engine).secret) == (True, None, "")
    do(engine, lambda work: second_factor.begin_factor(work, make.PASSWORD, KEY))
    begun = mine(engine)
    assert (begun.on_since, begun.email, len(begun.secret)) == (None, ADA, 32)
    with begin_anonymous(engine, email=ADA, write=True) as work:
        assert isinstance(sign_in.begin_session(work, ada, HERE, "", MOST), str)
    right = pyotp.TOTP(begun.secret).now()
    codes = do(engine, lambda work: second_factor.confirm_factor(work, right, KEY))
    held = mine(engine)
    assert held.on_since is not None
    assert (held.secret, held.codes_left) == ("", RECOVERY_CODES)
    assert len(set(codes)) == RECOVERY_CODES
    assert first_step(engine, ada).member_id == ada


def test_turning_on_ends_the_sessions_elsewhere_and_is_written_down(
    engine: Engine, ada: UUID
) -> None:
    turn_on(engine)
    assert open_tokens(engine) == {digest_of("here")}
    assert actions(engine)[2:] == ["begin_second_step", "turn_on_second_step", "sign_out"]


def test_the_code_that_turned_it_on_signs_nobody_in(engine: Engine, ada: UUID) -> None:
    do(engine, lambda work: second_factor.begin_factor(work, make.PASSWORD, KEY))
    right = pyotp.TOTP(mine(engine).secret).now()
    do(engine, lambda work: second_factor.confirm_factor(work, right, KEY))
    assert enter(engine, first_step(engine, ada), right) is None


@pytest.mark.parametrize("typed", ["", "000000", "ABCDE-FGHJK", "²²²²²²"])
def test_a_wrong_code_turns_nothing_on(engine: Engine, ada: UUID, typed: str) -> None:
    do(engine, lambda work: second_factor.begin_factor(work, make.PASSWORD, KEY))
    with pytest.raises(RuleError) as broken:
        do(engine, lambda work: second_factor.confirm_factor(work, typed, KEY))
    assert broken.value.where == "code"
    assert mine(engine).on_since is None
    assert len(open_tokens(engine)) == 2


def test_what_was_begun_is_read_again_in_the_same_session_alone(engine: Engine, ada: UUID) -> None:
    do(engine, lambda work: second_factor.begin_factor(work, make.PASSWORD, KEY))
    secret = mine(engine).secret
    assert mine(engine).secret == secret != ""
    there = TICKET.model_copy(update={"token_digest": digest_of("there")})
    with begin(engine, ticket=there, write=True) as work:
        assert second_factor.get_my_factor(work, KEY).secret == ""
        with pytest.raises(RuleError):
            second_factor.confirm_factor(work, pyotp.TOTP(secret).now(), KEY)


def test_what_was_begun_is_over_after_a_while(engine: Engine, ada: UUID) -> None:
    do(engine, lambda work: second_factor.begin_factor(work, make.PASSWORD, KEY))
    later = SETUP_HOLDS + timedelta(seconds=1)
    right = pyotp.TOTP(mine(engine).secret).at(datetime.now(UTC) + later)
    assert do(engine, lambda work: second_factor.get_my_factor(work, KEY), later).secret == ""
    with pytest.raises(RuleError):
        do(engine, lambda work: second_factor.confirm_factor(work, right, KEY), later)


def test_beginning_again_makes_another_secret(engine: Engine, ada: UUID) -> None:
    secrets = set()
    for _ in range(2):
        do(engine, lambda work: second_factor.begin_factor(work, make.PASSWORD, KEY))
        secrets.add(mine(engine).secret)
    assert len(secrets) == 2
    assert count(engine, t.SecondFactor) == 1


def test_what_was_begun_can_be_dropped_and_what_is_on_stays(engine: Engine, ada: UUID) -> None:
    do(engine, lambda work: second_factor.begin_factor(work, make.PASSWORD, KEY))
    do(engine, second_factor.stop_beginning)
    assert (mine(engine).secret, count(engine, t.SecondFactor)) == ("", 0)
    do(engine, second_factor.stop_beginning)
    turn_on(engine)
    do(engine, second_factor.stop_beginning)
    assert mine(engine).on_since is not None


def test_nothing_is_confirmed_that_was_never_begun_or_is_on(engine: Engine, ada: UUID) -> None:
    with pytest.raises(RuleError):
        do(engine, lambda work: second_factor.confirm_factor(work, "000000", KEY))
    turn_on(engine)
    with pytest.raises(RuleError):
        do(engine, lambda work: second_factor.begin_factor(work, make.PASSWORD, KEY))
    with pytest.raises(RuleError):
        do(engine, lambda work: second_factor.confirm_factor(work, code(), KEY))


def test_the_secret_and_the_codes_are_nowhere_in_plain_sight(engine: Engine, ada: UUID) -> None:
    do(engine, lambda work: second_factor.begin_factor(work, make.PASSWORD, KEY))
    secret = mine(engine).secret
    right = pyotp.TOTP(secret).now()
    codes = do(engine, lambda work: second_factor.confirm_factor(work, right, KEY))
    with transaction(engine) as session:
        held = [
            *session.scalars(select(t.SecondFactor.locked_secret)),
            *session.scalars(select(t.RecoveryCode.code_digest)),
            *session.scalars(select(t.ChangeWords.body)),
        ]
    dump = json.dumps(held)
    assert secret not in dump
    assert not [one for one in codes if one in dump or one.replace("-", "") in dump]
    # Without the key a digest can't be tried out either.
    assert not [one for one in codes if digest_of(one.replace("-", "")) in dump]


def test_who_has_no_password_has_nothing_for_a_code_to_follow(engine: Engine, city: City) -> None:
    with begin(engine, city.people[Role.PARTNER]) as work:
        row = second_factor.get_my_factor(work, KEY)
    assert (row.can_be_on, row.email) == (False, "")


# --- what needs the password ---------------------------------------------------------------------


NEED_PASSWORD = {
    "begin": second_factor.begin_factor,
    "new codes": second_factor.make_codes,
    "off": second_factor.turn_off,
}


@pytest.mark.parametrize("what", NEED_PASSWORD)
@pytest.mark.parametrize("wrong", ["", "wrong", make.PASSWORD.upper()])
def test_a_session_alone_changes_nothing(engine: Engine, ada: UUID, what: str, wrong: str) -> None:
    turn_on(engine)
    before = actions(engine), mine(engine)
    with pytest.raises(RuleError) as broken:
        do(engine, lambda work: NEED_PASSWORD[what](work, wrong, KEY))
    assert broken.value.where == "old"
    assert (actions(engine), mine(engine)) == before


@pytest.mark.parametrize("what", ["new codes", "off"])
def test_what_is_not_on_is_neither_turned_off_nor_given_codes(
    engine: Engine, ada: UUID, what: str
) -> None:
    with pytest.raises(RuleError):
        do(engine, lambda work: NEED_PASSWORD[what](work, make.PASSWORD, KEY))
    assert count(engine, t.RecoveryCode) == 0


def test_new_codes_replace_the_old_ones_and_end_the_sessions_elsewhere(
    engine: Engine, ada: UUID, codes: tuple[str, ...]
) -> None:
    fresh = do(engine, lambda work: second_factor.make_codes(work, make.PASSWORD, KEY))
    assert not set(fresh) & set(codes)
    assert count(engine, t.RecoveryCode) == RECOVERY_CODES
    assert open_tokens(engine) == {digest_of("here")}
    first = first_step(engine, ada)
    assert enter(engine, first, codes[0]) is None
    assert enter(engine, first, fresh[0])


def test_once_it_is_off_the_password_is_enough_and_nothing_is_left(
    engine: Engine, ada: UUID, codes: tuple[str, ...]
) -> None:
    do(engine, lambda work: second_factor.turn_off(work, make.PASSWORD, KEY))
    assert count(engine, t.SecondFactor) == count(engine, t.RecoveryCode) == 0
    assert open_tokens(engine) == {digest_of("here")}
    with begin_anonymous(engine, email=ADA, write=True) as work:
        assert isinstance(sign_in.begin_session(work, ada, HERE, "", MOST), str)


def test_guesses_at_the_own_password_share_the_count_of_signing_in(
    engine: Engine, ada: UUID
) -> None:
    def admit() -> timedelta:
        return do(engine, lambda work: own.admit_password(work, KEY))

    assert [admit() for _ in range(FREE_GUESSES)] == [timedelta()] * FREE_GUESSES
    assert admit() > timedelta()
    key = password_key(KEY, ADA)
    with begin_anonymous(engine, email=ADA, write=True) as work:
        assert sign_in.admit(work, Visitor(account_key=key, address_key="x")) > timedelta()
    do(engine, lambda work: second_factor.begin_factor(work, make.PASSWORD, KEY))
    assert admit() == timedelta()


def test_who_has_no_account_has_no_password_to_guess(engine: Engine, city: City) -> None:
    with begin(engine, city.people[Role.PARTNER], write=True) as work:
        assert own.admit_password(work, KEY) == timedelta()
    assert count(engine, t.Guess) == 0


# --- signing in with a code ----------------------------------------------------------------------


def test_a_right_password_begins_no_session_where_a_code_follows(
    engine: Engine, ada: UUID, codes: tuple[str, ...]
) -> None:
    before = open_tokens(engine)
    first = first_step(engine, ada)
    assert (first.member_id, first.way) == (ada, EntryWay.PASSWORD)
    assert open_tokens(engine) == before


@pytest.mark.parametrize("steps", [0, 1])
def test_a_code_of_the_app_opens_once(
    engine: Engine, ada: UUID, codes: tuple[str, ...], steps: int
) -> None:
    first, right = first_step(engine, ada), code(steps)
    token = enter(engine, first, right)
    assert token
    assert digest_of(token) in open_tokens(engine)
    assert enter(engine, first_step(engine, ada), right) is None


def test_a_code_of_before_the_one_taken_is_over_too(
    engine: Engine, ada: UUID, codes: tuple[str, ...]
) -> None:
    first, earlier = first_step(engine, ada), code()
    assert enter(engine, first, code(1))
    assert enter(engine, first, earlier) is None


def test_a_recovery_code_opens_once_and_the_others_stay(
    engine: Engine, ada: UUID, codes: tuple[str, ...]
) -> None:
    first = first_step(engine, ada)
    assert enter(engine, first, codes[3].lower().replace("-", " "))
    assert enter(engine, first, codes[3]) is None
    assert mine(engine).codes_left == RECOVERY_CODES - 1
    assert "use_recovery_code" in actions(engine)
    assert enter(engine, first, codes[4])


def test_somebody_elses_recovery_code_opens_nothing(
    engine: Engine, city: City, ada: UUID, codes: tuple[str, ...]
) -> None:
    with begin(engine, city.people[Role.PARTNER], write=True) as work:
        theirs = put_new_codes(work, city.people[Role.PARTNER], KEY)
    assert enter(engine, first_step(engine, ada), theirs[0]) is None


@pytest.mark.parametrize("by_app", [True, False])
def test_of_two_who_send_one_code_at_once_one_comes_in(
    engine: Engine, ada: UUID, codes: tuple[str, ...], by_app: bool
) -> None:
    first, right = first_step(engine, ada), code() if by_app else codes[0]
    came: list[str | None] = []
    second = write_beside(
        begin(engine, actor=ANONYMOUS, jurisdiction_id=first.jurisdiction_id, write=True),
        lambda work: came.append(enter_in(work, first, right)),
        lambda: enter(engine, first, right),
    )
    assert came[0]
    assert second is None
    assert len(open_tokens(engine)) == 3


def test_the_first_step_holds_for_a_short_while(
    engine: Engine, ada: UUID, codes: tuple[str, ...]
) -> None:
    first = first_step(engine, ada)
    with pytest.raises(NotFoundError):
        enter(engine, first, codes[0], later=FIRST_STEP_HOLDS)
    assert enter(engine, first, codes[0], later=FIRST_STEP_HOLDS - timedelta(seconds=30))


def test_a_first_step_is_over_when_the_password_is_another_one(
    engine: Engine, ada: UUID, codes: tuple[str, ...]
) -> None:
    first = first_step(engine, ada)
    do(engine, lambda work: own.change_password(work, make.PASSWORD, "herons count tiles", KEY))
    with pytest.raises(NotFoundError):
        enter(engine, first, code())


@pytest.mark.parametrize("what", ["disabled", "off", "no account"])
def test_a_first_step_is_over_when_things_changed(
    engine: Engine, ada: UUID, codes: tuple[str, ...], what: str
) -> None:
    first = first_step(engine, ada)
    if what == "disabled":
        with transaction(engine, write=True) as session:
            session.get_one(t.Member, ada).active = False
    elif what == "off":
        do(engine, lambda work: second_factor.turn_off(work, make.PASSWORD, KEY))
    else:
        first = first.model_copy(update={"member_id": uuid4()})
    with pytest.raises(NotFoundError):
        enter(engine, first, codes[0])


def test_a_link_that_sets_a_password_does_not_go_round_it(
    engine: Engine, ada: UUID, codes: tuple[str, ...]
) -> None:
    with begin(engine, actor=SYSTEM, write=True) as work:
        link_id = make_link(work, ada).id
    with begin_anonymous(engine, link_id=link_id, write=True) as work:
        came = sign_in.set_password(work, link_id, "herons count the roof tiles", "", MOST)
    assert isinstance(came, FirstStep)
    assert open_tokens(engine) == set()
    token = enter(engine, came, code())
    assert token
    assert open_tokens(engine) == {digest_of(token)}
    with transaction(engine) as session:
        digest = digest_of(token)
        way = select(t.WebSession.way).where(t.WebSession.token_digest == digest)
        assert session.scalar(way) is EntryWay.LINK


def test_with_another_key_nobody_is_let_in_and_everybody_is_told_why(
    engine: Engine, ada: UUID, codes: tuple[str, ...]
) -> None:
    first = first_step(engine, ada)
    for typed in (code(), codes[0], ""):
        with pytest.raises(RuleError) as broken:
            enter(engine, first, typed, OTHER_KEY)
        assert "administrator" in str(broken.value)
    assert enter(engine, first, code())


def test_a_secret_put_into_anothers_row_is_unreadable(
    engine: Engine, city: City, ada: UUID, codes: tuple[str, ...]
) -> None:
    with transaction(engine, write=True) as session:
        ben = session.get_one(t.Member, city.people[Role.PARTNER])
        make.make_account(session, ben, email="ben@example.org")
        held = session.scalars(select(t.SecondFactor)).one()
        make.make_second_factor(session, ben, SECRET, KEY, locked_secret=held.locked_secret)
    with pytest.raises(RuleError):
        enter(engine, first_step(engine, city.people[Role.PARTNER]), code())


def test_a_wrong_code_is_written_down_without_the_code(
    engine: Engine, ada: UUID, codes: tuple[str, ...]
) -> None:
    first = first_step(engine, ada)
    home = first.jurisdiction_id
    with begin(engine, actor=ANONYMOUS, jurisdiction_id=home, write=True) as work:
        sign_in.note_wrong_code(work, first)
    with transaction(engine) as session:
        body = session.scalars(
            select(t.ChangeWords.body)
            .join(t.Change, t.ChangeWords.change_id == t.Change.id)
            .where(t.Change.action == "refusal")
        ).one()
    told = {"action": "sign_in", "member_id": str(ada), "what": "code"}
    assert json.loads(body)["after"] == told


# --- turned off for somebody ---------------------------------------------------------------------


def turn_off_for(engine: Engine, actor: UUID, member_id: UUID) -> None:
    with begin(engine, actor, write=True, today=make.TODAY) as work:
        second_factor.turn_off_for(work, member_id)


def test_an_administrator_turns_it_off_for_who_lost_their_phone(
    engine: Engine, city: City, ada: UUID, codes: tuple[str, ...]
) -> None:
    root = city.people[Role.ADMINISTRATOR]

    def has_it() -> dict[UUID, bool]:
        with begin(engine, root, today=make.TODAY) as work:
            return {row.id: row.has_second_step for row in people.get_people(work)}

    assert [member for member, on in has_it().items() if on] == [ada]
    turn_off_for(engine, root, ada)
    assert not any(has_it().values())
    assert open_tokens(engine) == set()
    assert count(engine, t.RecoveryCode) == 0
    turn_off_for(engine, root, ada)
    assert actions(engine).count("turn_off_second_step") == 1


def test_nobody_turns_off_their_own_that_way(
    engine: Engine, city: City, ada: UUID, codes: tuple[str, ...]
) -> None:
    with transaction(engine, write=True) as session:
        make.make_role(session, session.get_one(t.Member, ada), Role.ADMINISTRATOR)
    with pytest.raises(RuleError):
        turn_off_for(engine, ada, ada)
    assert count(engine, t.SecondFactor) == 1


def test_only_administrators_turn_it_off_for_others(
    engine: Engine, city: City, ada: UUID, codes: tuple[str, ...]
) -> None:
    with pytest.raises(RefusedError):
        turn_off_for(engine, city.people[Role.REVIEWER], ada)
    assert count(engine, t.SecondFactor) == 1


def test_a_member_of_nowhere_or_elsewhere_has_none_to_turn_off(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as session:
        stranger = make.make_member(session, make.make_jurisdiction(session))
        make.make_second_factor(session, stranger, SECRET, KEY)
    for member_id in (uuid4(), stranger.id):
        with pytest.raises(NotFoundError):
            turn_off_for(engine, city.people[Role.ADMINISTRATOR], member_id)
    assert count(engine, t.SecondFactor) == 1
