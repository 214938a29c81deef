"""A member's own second step: turned on, given new recovery codes, and turned off again.

Whatever changes how one comes in ends the member's other sessions: who came in elsewhere by what
held before, and perhaps should not have, has to show what holds now.
"""

from uuid import UUID

from db.queries import second_factor as query
from db.queries import sign_in as people
from db.tables import Member, SecondFactor, new_id
from planner.domain.permissions import Action
from planner.domain.second_factor import SETUP_HOLDS, matching_step, read_code
from planner.gateways.secret import new_shared_secret
from schemas.errors import N_, NotFoundError, RuleError
from schemas.second_factor import FactorRow

from ..change import Written, write_change
from ..save import require
from ..work import Work, use_case
from .code import lock_secret, put_new_codes, read_secret
from .kept import end_all_sessions
from .own import end_my_others, my_member, require_password

NOT_ON = N_("Your second step is not on.")


@use_case(Action.ACCOUNT_READ)
def get_my_factor(work: Work, key: str) -> FactorRow:
    """Return whether the member has a second step, or is just turning one on."""
    member = my_member(work)
    known = people.find_known_member(work.session, member.id)
    factor = query.find_factor(work.session, member.id)
    return FactorRow(
        can_be_on=bool(known and known.account.password_hash),
        on_since=factor.confirmed_at if factor else None,
        codes_left=query.count_codes(work.session, member.id),
        secret=(_begun_secret(work, factor, key) or "") if factor else "",
        email=known.account.email if known else "",
    )


@use_case(Action.ACCOUNT_KEEP)
def begin_factor(work: Work, password: str, key: str) -> None:
    """Begin to turn a second step on: make the secret that a code then has to confirm.

    What was begun before and not confirmed is dropped. Nothing is asked at signing in yet.
    """
    member_id = require_password(work, password, key).member.id
    require(
        query.find_confirmed(work.session, member_id) is None,
        N_("Your second step is on already."),
    )
    query.drop_factor(work.session, member_id)
    factor = SecondFactor(
        id=new_id(),
        jurisdiction_id=work.jurisdiction_id,
        member_id=member_id,
        locked_secret=lock_secret(member_id, new_shared_secret(), key),
        started_at=work.now,
        started_in_id=work.web_session_id,
    )
    work.session.add(factor)
    work.session.flush()
    _write(work, member_id, "begin_second_step")


@use_case(Action.ACCOUNT_KEEP)
def confirm_factor(work: Work, code: str, key: str) -> tuple[str, ...]:
    """Turn the second step on that was begun in this session, and return its recovery codes.

    They can't be read again. Raises RuleError for a wrong code, and when it was begun too long ago.
    """
    member_id = my_member(work).id
    people.hold_account(work.session, member_id)
    factor = query.find_factor(work.session, member_id)
    secret = _begun_secret(work, factor, key) if factor else None
    if factor is None or secret is None:
        raise RuleError(N_("Too much time has passed. Begin once more."), where="code")
    step = matching_step(secret, read_code(code), work.now)
    if step is None:
        raise RuleError(
            N_("This code is wrong or was used already. Type the next one."),
            where="code",
        )
    factor.confirmed_at, factor.last_step = work.now, step
    _write(work, member_id, "turn_on_second_step")
    end_my_others(work)
    return put_new_codes(work, member_id, key)


@use_case(Action.ACCOUNT_KEEP)
def stop_beginning(work: Work) -> None:
    """Drop a second step that was begun and not confirmed; one that is on stays."""
    member_id = my_member(work).id
    people.hold_account(work.session, member_id)
    factor = query.find_factor(work.session, member_id)
    if factor is not None and factor.confirmed_at is None:
        query.drop_factor(work.session, member_id)
        _write(work, member_id, "drop_second_step")


@use_case(Action.ACCOUNT_KEEP)
def make_codes(work: Work, password: str, key: str) -> tuple[str, ...]:
    """Make new recovery codes and return them; the ones before are good for nothing."""
    member_id = require_password(work, password, key).member.id
    require(query.find_confirmed(work.session, member_id), NOT_ON)
    _write(work, member_id, "make_recovery_codes")
    end_my_others(work)
    return put_new_codes(work, member_id, key)


@use_case(Action.ACCOUNT_KEEP)
def turn_off(work: Work, password: str, key: str) -> None:
    """Turn the member's own second step off: from now on the password alone opens."""
    member_id = require_password(work, password, key).member.id
    require(query.find_confirmed(work.session, member_id), NOT_ON)
    query.drop_factor(work.session, member_id)
    _write(work, member_id, "turn_off_second_step")
    end_my_others(work)


@use_case(Action.PEOPLE_KEEP)
def turn_off_for(work: Work, member_id: UUID) -> None:
    """Turn somebody's second step off, who lost what they take it with, and sign them out.

    Nobody does that for themselves: whoever found an administrator's browser open could.
    """
    member = work.session.get(Member, member_id)
    if member is None or member.jurisdiction_id != work.jurisdiction_id:
        raise NotFoundError(N_("This member is not known any more."))
    require(
        member_id != work.actor.member_id,
        N_("Your own second step is turned off on your profile, with your password."),
    )
    people.hold_account(work.session, member_id)
    if query.find_confirmed(work.session, member_id) is None:
        return
    query.drop_factor(work.session, member_id)
    end_all_sessions(work, member_id)
    _write(work, member_id, "turn_off_second_step")


def _begun_secret(work: Work, factor: SecondFactor, key: str) -> str | None:
    """Return the secret of a second step while it can still be confirmed, and only where it began.

    Another session of the member must not learn it: somebody else could sit there.
    """
    here = factor.started_in_id == work.web_session_id
    if factor.confirmed_at is not None or not here or work.now - factor.started_at > SETUP_HOLDS:
        return None
    return read_secret(factor, key)


def _write(work: Work, member_id: UUID, action: str) -> None:
    write_change(work, action, Written("second_factor", new_id(), 1, {"member_id": member_id}))
