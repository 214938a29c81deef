"""What was promised after people had been heard, and what came of it."""

from typing import ClassVar

from schemas.vocabulary import Language, Outcome

from ..cells import Code, Day, Text, Whole
from .base import Record


class CommitmentRecord(Record):
    """You said, we will, and the outcome with its day and reason."""

    key: ClassVar = ("code",)

    code: Code
    district: Whole
    engagement: Code | None = None
    goal: Code | None = None
    theme: Code | None = None
    local_demand: Code | None = None
    you_said: Text
    we_will: Text
    promised_on: Day
    review_on: Day
    outcome: Outcome = Outcome.OPEN
    outcome_on: Day | None = None
    outcome_reason: Text = ""
    language: Language = Language.EN
