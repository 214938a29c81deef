"""Voices, as they enter and leave the services."""

from datetime import date
from uuid import UUID

from .shape import RequiredWords, Shape, Version
from .vocabulary import Consent, EngagementKind, Language, Valence


class VoiceIn(Shape):
    """A quote or note as its form hands it in, coded by the person who enters it."""

    id: UUID
    engagement_id: UUID
    seen_version: Version = 0
    text: RequiredWords
    language: Language
    consent: Consent
    valence: Valence | None = None
    theme_ids: frozenset[UUID] = frozenset()
    local_demand_ids: frozenset[UUID] = frozenset()


class VoiceRow(Shape):
    """A voice as the reader may see it; `text` is None where the words are withheld.

    `translation_is_old` says that the original moved on after it was translated.
    """

    id: UUID
    code: str
    engagement_id: UUID
    engagement_title: str
    engagement_kind: EngagementKind
    held_on: date
    text: str | None
    translated: str | None
    translated_by: str = ""
    translation_is_old: bool = False
    language: Language
    consent: Consent
    approved: bool
    valence: Valence | None
    theme_codes: tuple[str, ...]
    theme_ids: frozenset[UUID] = frozenset()
    local_demand_ids: frozenset[UUID] = frozenset()
    version: int


class VoiceSummary(Shape):
    """Voices of one goal and quarter: how many, from where, how coded, and the quotes.

    Withheld are those whose words the reader may not see: the speaker allowed counting only, or
    nobody has approved the wording yet.
    """

    count: int
    meetings: int
    withheld: int
    counted_only: int = 0
    unapproved: int = 0
    by_valence: tuple[tuple[Valence | None, int], ...]
    by_theme: tuple[tuple[str, int], ...]
    quotes: tuple[VoiceRow, ...]
