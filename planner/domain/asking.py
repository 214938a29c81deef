"""Asking somebody without an account: how long a link holds, what became of it, what it takes."""

from datetime import datetime, timedelta

from schemas.asking import LONGEST_ANSWER, AnswerIn
from schemas.errors import N_, RuleError
from schemas.vocabulary import AskedState, Consent, Language

HOLDS = timedelta(days=14)
GONE = N_("It was withdrawn, or it is too old. Ask whoever sent it to you.")
MOST_A_DAY = 50
"""Questions one member sends a day: a whole meeting's, but no flood of mail."""


def state_of(
    answered_at: datetime | None,
    withdrawn_at: datetime | None,
    expires_at: datetime,
    now: datetime,
) -> AskedState:
    """Return what became of a question by a moment."""
    if answered_at is not None:
        return AskedState.ANSWERED
    if withdrawn_at is not None:
        return AskedState.WITHDRAWN
    return AskedState.WAITING if now < expires_at else AskedState.EXPIRED


def read_answer(text: str, language: str, consent: str) -> AnswerIn:
    """Return an answer as a form sends it. Raises RuleError, naming the field, for what is missing.

    Browsers end lines with two characters and count one.
    """
    words = text.replace("\r\n", "\n").strip()
    if not words:
        raise RuleError(N_("Write your answer before you send it."), where="text")
    if len(words) > LONGEST_ANSWER:
        raise RuleError(
            N_("This is longer than {most} characters. Please shorten it."),
            where="text",
            most=LONGEST_ANSWER,
        )
    if language not in set(Language):
        raise RuleError(N_("Choose the language of your words."), where="language")
    if consent not in set(Consent):
        raise RuleError(N_("Choose what may be done with your words."), where="consent")
    return AnswerIn(text=words, language=Language(language), consent=Consent(consent))
