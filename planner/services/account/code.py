"""Codes and the secret behind them, locked in the database; callers have checked the permission."""

from uuid import UUID

from db.queries import second_factor as query
from db.tables import SecondFactor, new_id
from planner.domain.second_factor import (
    LONGEST_CODE,
    RECOVERY_ALPHABET,
    RECOVERY_CODES,
    RECOVERY_LENGTH,
    in_halves,
    matching_step,
    read_code,
)
from planner.gateways.secret import keyed_digest, lock, new_code, unlock

from ..change import Written, write_change
from ..work import Work


def lock_secret(member_id: UUID, secret: str, key: str) -> str:
    """Return a secret as it is kept: for this member and this installation alone."""
    return lock(key, _purpose(member_id), secret)


def read_secret(factor: SecondFactor, key: str) -> str | None:
    """Return the secret of a second step, or None when the installation's key was changed."""
    return unlock(key, _purpose(factor.member_id), factor.locked_secret)


def take_code(work: Work, factor: SecondFactor, secret: str, typed: str, key: str) -> bool:
    """Use up a code of the app, or a recovery code; say whether it was a right one."""
    code = read_code(typed[:LONGEST_CODE])
    step = matching_step(secret, code, work.now, factor.last_step)
    if step is not None:
        factor.last_step = step
        return True
    digest = _digest(factor.member_id, code, key)
    if not query.use_code(work.session, factor.member_id, digest, work.now):
        return False
    left = query.count_codes(work.session, factor.member_id)
    body = {"member_id": factor.member_id, "left": left}
    write_change(work, "use_recovery_code", Written("recovery_code", new_id(), 1, body))
    return True


def put_new_codes(work: Work, member_id: UUID, key: str) -> tuple[str, ...]:
    """Make recovery codes in the place of those before, and return them as they are told once."""
    codes = [new_code(RECOVERY_ALPHABET, RECOVERY_LENGTH) for _ in range(RECOVERY_CODES)]
    digests = [_digest(member_id, code, key) for code in codes]
    query.put_codes(work.session, work.jurisdiction_id, member_id, digests)
    return tuple(map(in_halves, codes))


def _digest(member_id: UUID, code: str, key: str) -> str:
    return keyed_digest(key, "recovery code", member_id.hex, code)


def _purpose(member_id: UUID) -> str:
    return f"second factor {member_id.hex}"
