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
    by_link: bool = False
    """Whether it was answered by somebody who was asked by a link."""
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
    by_meeting: tuple[tuple[UUID, int], ...] = ()
    quotes: tuple[VoiceRow, ...]


class VoiceFilter(Shape):
    """Which voices of a district are asked for; nothing named asks for all of them.

    `code` may be that of a demand, of the headline above it or of a local demand.
    """

    code: str = ""
    engagement_id: UUID | None = None
    language: Language | None = None
    waiting: bool = False
    """Only those whose wording is still to be approved."""


class VoicePage(Shape):
    """One page of the voices that fit, and what there is to choose from in the whole district."""

    total: int
    meetings: int
    waiting: int
    fitting: int
    page: int
    pages: int
    rows: tuple[VoiceRow, ...]
    codes: tuple[str, ...]
    languages: tuple[Language, ...]


class PlaceVoices(Shape):
    """How many voices a district heard on a demand, by what they express."""

    district_number: int
    district_name: str
    count: int
    by_valence: tuple[tuple[Valence | None, int], ...]


class DemandVoices(Shape):
    """What was said of one demand everywhere: counts by district, and quotes every member may read.

    The other voices are counted by the reason why they are not shown.
    """

    count: int
    meetings: int
    counted_only: int
    unapproved: int
    places: tuple[PlaceVoices, ...]
    quotes: tuple[VoiceRow, ...]
