"""Questions that somebody without an account is asked, and answers, by a link that works once."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints

from .message import Message
from .shape import Line, Required, Shape
from .vocabulary import AskedState, Consent, Language

LONGEST_QUESTION = 500
LONGEST_ANSWER = 4000
"""Characters: about two pages, more than anybody types on a phone."""


def _up_to(most: int) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=most)


class AskIn(Shape):
    """A question to one person, about a meeting, and a goal of that district where one is named.

    `reads` is the language of the page and the mail, `language` that of the question.
    """

    id: UUID
    engagement_id: UUID
    goal_id: UUID | None = None
    question: Annotated[str, _up_to(LONGEST_QUESTION)]
    language: Language
    name: Required
    email: Line
    reads: Language


class AskedRow(Shape):
    """A question as those see it who sent it, or who read the district's voices as entered.

    `name` is empty when it was erased; `email` for all but `mine`, who sent it.
    """

    id: UUID
    engagement_id: UUID
    engagement_title: str
    question: str
    language: Language
    name: str
    email: str
    asker: str
    mine: bool
    state: AskedState
    made_at: datetime
    expires_at: datetime
    answered_at: datetime | None
    goal_code: str | None
    version: int


class GoalGist(Shape):
    """What somebody without an account is told of a goal."""

    title: str
    sentence: Message


class QuestionRow(Shape):
    """What a link shows: who asks, of which district, what, and about which goal."""

    id: UUID
    name: str
    asker: str
    district_number: int
    district_name: str
    question: str
    language: Language
    reads: Language
    goal: GoalGist | None
    answered: bool


class AnswerIn(Shape):
    """What somebody answers, and what they allow."""

    text: Annotated[str, _up_to(LONGEST_ANSWER)]
    language: Language
    consent: Consent


class LetterRow(Shape):
    """What is mailed to bring a link to whom it is for."""

    email: str
    name: str
    asker: str
    district_number: int
    district_name: str
    reads: Language
    expires_at: datetime
