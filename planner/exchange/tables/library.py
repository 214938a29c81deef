"""The library of indicators: entries, their definitions in versions, and their words."""

from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from schemas.vocabulary import (
    Accumulation,
    AnswerableAt,
    Direction,
    Frequency,
    IndicatorKind,
    Language,
)

from ..cells import Code, Day, Line, Place, SetOf, Text, whole
from .base import Record


class LibraryRecord(Record):
    """An indicator of the library, with the demands it helps to answer and who can move it."""

    key: ClassVar = ("code",)

    code: Code
    themes: SetOf[Code] = ()
    answerable_at: SetOf[AnswerableAt] = ()


class LibraryVersionRecord(Record):
    """A definition from a day on: what is the same in every language."""

    key: ClassVar = ("entry", "version")

    entry: Code
    version: Place = 1
    valid_from: Day
    reason: Text = ""
    kind: IndicatorKind
    direction: Direction | None = None
    accumulation: Accumulation = Accumulation.LEVEL
    per: Place = 100
    decimals: Annotated[int, BeforeValidator(whole), Field(ge=0, le=6)] = 0
    frequency: Frequency | None = None
    language: Language = Language.EN


class LibraryTextRecord(Record):
    """The words of a definition in one language."""

    key: ClassVar = ("entry", "version", "language")

    entry: Code
    version: Place = 1
    language: Language
    name: Line
    definition: Text
    unit: Line = ""
    numerator: Line = ""
    denominator: Line = ""
    source: Line = ""
    caveats: Text = ""
    question: Text = ""
    coding: Text = ""


class LibraryLevelRecord(Record):
    """One described level of a rubric of the library, in one language."""

    key: ClassVar = ("entry", "version", "language", "level")

    entry: Code
    version: Place = 1
    language: Language
    level: Annotated[int, BeforeValidator(whole), Field(ge=1, le=9)]
    description: Text
