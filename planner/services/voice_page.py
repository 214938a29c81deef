"""Voices read many at a time: a district's page by page, and a demand's from everywhere."""

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from db.queries import voice as queries
from db.tables import Engagement, Voice
from planner.domain.permissions import Action
from schemas.vocabulary import Consent, Language, Valence
from schemas.voice import DemandVoices, PlaceVoices, VoiceFilter, VoicePage, VoiceRow

from .gather import gather
from .rows import voice_rows
from .voice import in_turn
from .work import Work, use_case

SIZE = 8
"""Voices on one page."""
MOST_QUOTES = 12
"""Quotes of one demand to leaf through; the districts' pages have them all."""


def _of_district(_work: Work, district_id: UUID, *_rest: object, **_named: object) -> UUID:
    return district_id


@use_case(Action.VOICE_READ, scope=_of_district)
def get_voice_page(
    work: Work,
    district_id: UUID,
    wanted: VoiceFilter,
    page: int = 1,
    *,
    language: Language | None = None,
) -> VoicePage:
    """Return one page of a district's voices, the latest meeting first, as the actor may read them.

    A page beyond the last is the last. Translations are into `language`, or else the actor's own.
    """
    session, here = work.session, (work.jurisdiction_id, district_id)
    chosen = _chosen(work, district_id, wanted)
    fitting = queries.count_chosen(session, chosen)
    pages = max(1, -(-fitting // SIZE))
    page = min(max(page, 1), pages)
    total, meetings, waiting = queries.count_in_district(session, *here)
    held = set(queries.languages_in_district(session, *here))
    return VoicePage(
        total=total,
        meetings=meetings,
        waiting=waiting,
        fitting=fitting,
        page=page,
        pages=pages,
        rows=_some_rows(work, chosen, (page - 1) * SIZE, SIZE, language),
        codes=tuple(queries.codes_in_district(session, *here)),
        languages=tuple(one for one in Language if one in held),
    )


@use_case(Action.VOICE_READ, scope=_of_district)
def find_voice(work: Work, district_id: UUID, voice_id: UUID) -> VoiceRow | None:
    """Return one voice of a district as the actor may read it, or None."""
    chosen = queries.voices(work.jurisdiction_id).where(
        Voice.id == voice_id, Engagement.district_id == district_id
    )
    return next(iter(voice_rows(work, chosen, None)), None)


@use_case(Action.VOICE_READ)
def get_demand_voices(work: Work, code: str, *, language: Language | None = None) -> DemandVoices:
    """Return what was said of a demand in all districts, with the newest quotes.

    `code` may be that of a demand or of a local demand. Quotes are those every member may read:
    approved, with leave to quote. Translations are into `language`, or else the actor's own.
    """
    counted = queries.count_by_place(work.session, work.jurisdiction_id, code)
    spoken = queries.voices(work.jurisdiction_id).where(
        Voice.id.in_(queries.coded_with(code)), queries.quotable()
    )
    places = gather(((one.number, one.name), (one.valence, one.voices)) for one in counted)
    silent = [one for one in counted if one.consent is Consent.COUNTED_ONLY]
    waiting = [one for one in counted if one not in silent and not one.approved]
    return DemandVoices(
        count=sum(one.voices for one in counted),
        meetings=queries.count_meetings(work.session, work.jurisdiction_id, code),
        counted_only=sum(one.voices for one in silent),
        unapproved=sum(one.voices for one in waiting),
        places=tuple(_place(*place, parts) for place, parts in places.items()),
        quotes=_some_rows(work, spoken, 0, MOST_QUOTES, language),
    )


def _chosen(work: Work, district_id: UUID, wanted: VoiceFilter) -> queries.Voices:
    conditions = [
        Engagement.district_id == district_id,
        *([Voice.id.in_(queries.coded_with(wanted.code))] if wanted.code else []),
        *([Voice.engagement_id == wanted.engagement_id] if wanted.engagement_id else []),
        *([Voice.language == wanted.language] if wanted.language else []),
        *([queries.waiting()] if wanted.waiting else []),
    ]
    return queries.voices(work.jurisdiction_id).where(*conditions)


def _some_rows(
    work: Work, chosen: queries.Voices, first: int, size: int, language: Language | None
) -> tuple[VoiceRow, ...]:
    ids = queries.page_of_ids(work.session, chosen, first, size)
    shown = queries.voices(work.jurisdiction_id).where(Voice.id.in_(ids))
    return voice_rows(work, shown, language) if ids else ()


def _place(number: int, name: str, parts: Iterable[tuple[Valence | None, int]]) -> PlaceVoices:
    counts: Counter[Valence | None] = Counter()
    for valence, count in parts:
        counts[valence] += count
    return PlaceVoices(
        district_number=number,
        district_name=name,
        count=counts.total(),
        by_valence=in_turn(counts),
    )
