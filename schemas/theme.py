"""Themes and local demands as they leave the services."""

from uuid import UUID

from .shape import Shape
from .vocabulary import AnswerableAt, Language, RespondentGroup, Stance


class CitationRow(Shape):
    """A pooled group and the part of the report where it spoke."""

    group: RespondentGroup
    report_part: int


class AnsweringGoal(Shape):
    """A goal that answers a demand."""

    goal_id: UUID
    goal_title: str
    district_number: int
    district_name: str


class ThemeRow(Shape):
    """A demand under a headline theme, in the reader's language."""

    id: UUID
    code: str
    stance: Stance
    statement: str
    answered_by: str
    citations: tuple[CitationRow, ...]
    answerable_at: tuple[AnswerableAt, ...]
    goals: tuple[AnsweringGoal, ...] = ()
    voices: int = 0


class HeadlineRow(Shape):
    """A headline theme with its demands."""

    id: UUID
    code: str
    statement: str
    demands: tuple[ThemeRow, ...]


class CatalogueRow(Shape):
    """The whole catalogue of a jurisdiction in one language."""

    source: str
    edition: int
    reviewed: bool
    headlines: tuple[HeadlineRow, ...]


class LocalDemandRow(Shape):
    """A demand from a district's own conversations."""

    id: UUID
    code: str
    statement: str
    language: Language
    citation: str
    stance: Stance
    mapped_theme_code: str | None
