"""Signing in: which passwords hold, how long guessing has to wait, how long a session lasts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from zxcvbn import zxcvbn

from planner.config import is_mail_address
from schemas.errors import N_, RuleError

LONGEST_EMAIL = 254
"""Characters that a mail server takes (RFC 5321, 4.5.3.1.3 less the brackets)."""

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200
SAFE_SCORE = 3
"""Of 0 to 4: 3 holds against some hundred million guesses (Wheeler, USENIX Security 2016)."""
ESTIMATED = 72
"""Characters that are looked at: what follows only makes a password better."""

INVITATION_HOLDS = timedelta(days=7)
NEW_PASSWORD_HOLDS = timedelta(hours=2)

FREE_GUESSES = 5
"""A person mistypes a few times; whoever guesses needs more."""
FREE_GUESSES_OF_ADDRESS = 30
"""A whole station may come from one address."""
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=24)

SEEN_EVERY = timedelta(minutes=1)
"""So often at most it is noted that a session is used: each note is a write."""


def read_email(text: str) -> str:
    """Return a mail address as it is kept and compared. Raises RuleError when it is none."""
    email = text.strip().lower()
    if len(email) > LONGEST_EMAIL or not is_mail_address(email):
        raise RuleError(N_("“{address}” is not one mail address."), where="email", address=email)
    return email


def check_password(password: str, *known: str) -> None:
    """Raise RuleError when a password is too short, too long, or among the first to be guessed.

    `known` are words that others connect with the person, such as their name and mail address.
    """
    if len(password) < SHORTEST_PASSWORD:
        raise RuleError(
            N_("Take at least {least} characters. A short sentence is easy to remember."),
            where="password",
            least=SHORTEST_PASSWORD,
        )
    if len(password) > LONGEST_PASSWORD:
        raise RuleError(
            N_("Take at most {most} characters."), where="password", most=LONGEST_PASSWORD
        )
    parts = [part for word in known for part in (word, *word.replace("@", " ").split()) if part]
    if zxcvbn(password[:ESTIMATED], user_inputs=parts)["score"] < SAFE_SCORE:
        raise RuleError(
            N_(
                "This is easy to guess: it is a common password, or close to one, or to your"
                " name. Take a few words that don't belong together."
            ),
            where="password",
        )


@dataclass(frozen=True, slots=True)
class Guesses:
    """How often signing in failed, when last, and from when on it may be tried again."""

    failures: int = 0
    failed_at: datetime | None = None
    free_at: datetime | None = None

    def wait(self, now: datetime) -> timedelta:
        """Return how long nobody may try; nothing when they may."""
        return max(self.free_at - now, timedelta()) if self.free_at else timedelta()

    def and_one(self, now: datetime, free: int) -> "Guesses":
        """Count one more: beyond the free ones each waits twice as long as the one before."""
        lately = self.failed_at is not None and now - self.failed_at < FORGOTTEN_AFTER
        failures = (self.failures if lately else 0) + 1
        return Guesses(failures, now, now + _wait_after(failures - free))


def whole_minutes(wait: timedelta) -> int:
    """Return a wait as people are told it: in minutes, rather too long than too short."""
    return -(-wait // timedelta(minutes=1))


def _wait_after(guesses: int) -> timedelta:
    # Beyond ten doublings the longest wait is reached anyway.
    return (
        min(timedelta(seconds=2 ** min(guesses, 10)), LONGEST_WAIT)
        if guesses >= 0
        else (timedelta())
    )


@dataclass(frozen=True, slots=True)
class Lasting:
    """How long a session lasts: without a sign of life, and at the most."""

    idle: timedelta
    most: timedelta


def is_live(  # noqa: PLR0913
    *,
    began_at: datetime,
    seen_at: datetime,
    expires_at: datetime,
    ended_at: datetime | None,
    now: datetime,
    lasting: Lasting,
) -> bool:
    """Say whether a session can still be used; settings that were made stricter hold at once."""
    return (
        ended_at is None
        and now < expires_at
        and now - began_at < lasting.most
        and now - seen_at < lasting.idle
    )
