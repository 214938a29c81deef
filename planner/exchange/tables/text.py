"""What people wrote, in other languages."""

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import StringConstraints

from schemas.vocabulary import Language

from ..cells import Code, Line, Text
from .base import Record


class Translated(StrEnum):
    """What can be translated; values are the names of the tables."""

    PRIORITY = "priority"
    GOAL = "goal"
    INDICATOR = "indicator"
    LOCAL_DEMAND = "local_demand"
    ENGAGEMENT = "engagement"
    VOICE = "voice"
    RELATION = "relation"
    ACTION_STEP = "action_step"
    COMMITMENT = "commitment"


class TranslationRecord(Record):
    """One field of one row in another language.

    `of` names the row: a code, `7/2026/1` for a priority, `07-2026-1/2026-Q3` for a relation,
    `07-2026-1/2` for a step of a goal.
    """

    key: ClassVar = ("entity", "of", "field", "language")

    entity: Translated
    of: Annotated[str, StringConstraints(max_length=80)]
    field: Annotated[str, StringConstraints(max_length=32)]
    language: Language
    text: Text
    original: Text | None = None
    translated_by: Line
    translated_by_member: Code | None = None
