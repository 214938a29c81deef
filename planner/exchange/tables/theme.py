"""What respondents asked for, and what a district's own conversations asked for."""

from typing import ClassVar

from schemas.vocabulary import AnswerableAt, Language, RespondentGroup, Stance

from ..cells import Code, Day, Line, Listed, Place, SetOf, Text, Whole, YesNo
from .base import Record


class ThemeCatalogueRecord(Record):
    """The edition that the themes of the same import belong to; the file has one row."""

    key: ClassVar = ("edition",)

    edition: Place
    source: Line
    published_on: Day


class ThemeRecord(Record):
    """A headline theme, or a demand under it."""

    key: ClassVar = ("code",)

    code: Code
    parent: Code | None = None
    stance: Stance | None = None
    groups: SetOf[RespondentGroup] = ()
    report_parts: Listed[Whole] = ()
    answerable_at: SetOf[AnswerableAt] = ()
    position: Place


class ThemeTextRecord(Record):
    """A theme in one language."""

    key: ClassVar = ("code", "language")

    code: Code
    language: Language
    statement: Text
    answered_by: Text = ""
    reviewed: YesNo = False


class LocalDemandRecord(Record):
    """A demand from a district's own conversations."""

    key: ClassVar = ("code",)

    code: Code
    district: Whole
    statement: Text
    citation: Line
    stance: Stance
    mapped_theme: Code | None = None
    language: Language = Language.EN
