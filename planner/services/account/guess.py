"""Counting guesses before each is made, so that a storm of them can't outrun the counting."""

from collections.abc import Mapping
from datetime import timedelta

from db.queries import sign_in as query
from db.tables import Guess
from planner.domain.account import Guesses
from planner.gateways.secret import keyed_digest
from schemas.errors import N_
from schemas.sign_in import Visitor

from ..work import Work

WAIT = N_("That was wrong too often. Wait {minutes} minutes, then try again.")


def password_key(key: str, email: str) -> str:
    """Return under which key guesses at an account's password are counted, at whatever door."""
    return keyed_digest(key, "account", email)


def count_guess(work: Work, free: Mapping[str, int]) -> timedelta:
    """Count one guess under some keys and return how long to wait first; nothing when it is free.

    `free` says how many each key has before anybody waits. A guess counts as failed until it is
    taken back.
    """
    # Always in the same order, so that two at once wait for each other and not in a circle.
    held = {key: query.hold_guess(work.session, key, work.now) for key in sorted(free)}
    # Within the free ones nobody waits: of two at once the later may be the first to count.
    waits = (_guesses(row).wait(work.now) for key, row in held.items() if row.failures >= free[key])
    wait = max(waits, default=timedelta())
    if not wait:
        for key, row in held.items():
            counted = _guesses(row).and_one(work.now, free[key])
            row.failures, row.failed_at = counted.failures, work.now
            row.free_at = counted.free_at or work.now
    return wait


def take_back(work: Work, visitor: Visitor) -> None:
    """Forget what was counted for an account, and take this one guess off its address."""
    # In the order in which they are counted, or the two could wait for each other in a circle.
    for key in sorted((visitor.account_key, visitor.address_key)):
        query.hold_guess(work.session, key, work.now)
    query.forget_guesses(work.session, [visitor.account_key])
    # Who signs in did not guess, or a station's address would soon be full.
    query.take_back_guess(work.session, visitor.address_key, work.now)


def _guesses(row: Guess) -> Guesses:
    return Guesses(row.failures, row.failed_at, row.free_at)
