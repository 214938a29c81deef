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
    """A voice as the reader may see it; `text` is None where the words are withheld."""

    id: UUID
    code: str
    engagement_id: UUID
    engagement_title: str
    engagement_kind: EngagementKind
    held_on: date
    text: str | None
    translated: str | None
    language: Language
    consent: Consent
    approved: bool
    valence: Valence | None
    theme_codes: tuple[str, ...]
    version: int


class VoiceSummary(Shape):
    """Voices of one goal and quarter: how many, from where, how coded, and the quotes."""

    count: int
    meetings: int
    withheld: int
    by_valence: tuple[tuple[Valence | None, int], ...]
    by_theme: tuple[tuple[str, int], ...]
    quotes: tuple[VoiceRow, ...]
