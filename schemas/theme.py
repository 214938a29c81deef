"""Themes and local demands, as they enter and leave the services."""

from uuid import UUID

from .progress import Standing
from .shape import Required, RequiredWords, Shape, Version
from .text import TranslatedField
from .vocabulary import AnswerableAt, Language, RelationKind, RespondentGroup, Stance


class CitationRow(Shape):
    """A pooled group and the part of the report where it spoke."""

    group: RespondentGroup
    report_part: int


class AnsweringGoal(Shape):
    """A goal that answers a demand."""

    goal_id: UUID
    goal_code: str
    goal_title: str
    district_number: int
    district_name: str


class VoicedAt(Shape):
    """How many voices a district heard about a demand."""

    district_number: int
    voices: int


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
    voiced: tuple[VoicedAt, ...] = ()
    """Where people spoke of it, districts in their own order."""


class HeadlineRow(Shape):
    """A headline theme with its demands."""

    id: UUID
    code: str
    statement: str
    demands: tuple[ThemeRow, ...]


class CatalogueRow(Shape):
    """The whole catalogue of a jurisdiction in one language, with the goals of one plan year."""

    source: str
    edition: int
    reviewed: bool
    """Whether a person who speaks the language has read every text shown."""
    year: int
    headlines: tuple[HeadlineRow, ...]


class LocalDemandIn(Shape):
    """A local demand as its form hands it in; `citation` says where it was heard.

    The planner gives it its code, and a reviewer maps it to the catalogue apart from this form.
    """

    id: UUID
    district_id: UUID
    seen_version: Version
    statement: RequiredWords
    citation: Required
    stance: Stance
    language: Language


class LocalDemandRow(LocalDemandIn):
    """A demand from a district's own conversations."""

    code: str
    district_number: int
    district_name: str
    mapped_theme_code: str | None
    translations: tuple[TranslatedField, ...] = ()


class StandingGoal(AnsweringGoal):
    """A goal that answers a demand: where it stands, and how numbers and voices fit together."""

    standing: Standing
    relation: RelationKind | None


class DemandRow(Shape):
    """One demand and what came of it; `local` is there when a district's own conversations asked.

    What the report alone has (who said it, who can answer, the headline theme) is empty for a
    local demand.
    """

    code: str
    stance: Stance
    statement: str
    headline: str = ""
    answered_by: str = ""
    citations: tuple[CitationRow, ...] = ()
    answerable_at: tuple[AnswerableAt, ...] = ()
    local: LocalDemandRow | None = None
    year: int
    goals: tuple[StandingGoal, ...]
    mapped: tuple[LocalDemandRow, ...] = ()
    """Local demands that a reviewer found to ask for the same."""
