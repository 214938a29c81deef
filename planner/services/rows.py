"""Rows that several use cases let out; these have checked the permission.

Words are held back here from whoever may not read them.
"""

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from db.queries import theme as theme_queries
from db.queries import voice as queries
from db.tables import Engagement, Goal, LocalDemand, Translation, Voice
from planner.domain.permissions import Action
from schemas.theme import AnsweringGoal, LocalDemandRow
from schemas.vocabulary import Consent, Language
from schemas.voice import VoiceRow

from .change import digest
from .gather import gather
from .text import titles_in, translated
from .work import Work


def voice_rows(
    work: Work, chosen: queries.Voices, language: Language | None
) -> tuple[VoiceRow, ...]:
    """Return the chosen voices as the actor may read them; the caller checked the permission."""
    codes = gather((code.voice_id, code) for code in queries.codes(work.session, chosen))
    found = queries.translations(work.session, chosen, language or work.actor.language)
    translations = {row.entity_id: row for row in found}
    by_link = queries.by_link(work.session, chosen)
    rows = (
        _row(work, voice, engagement, codes.get(voice.id, ()), translations.get(voice.id))
        for voice, engagement in work.session.execute(chosen)
    )
    return tuple(
        row.model_copy(update={"by_link": True}) if row.id in by_link else row for row in rows
    )


def _row(
    work: Work,
    voice: Voice,
    engagement: Engagement,
    codes: Sequence[queries.Code],
    translation: Translation | None,
) -> VoiceRow:
    readable = _may_read(work, voice, engagement.district_id)
    shown = translation if readable else None
    return VoiceRow(
        id=voice.id,
        code=voice.code,
        engagement_id=engagement.id,
        engagement_title=engagement.title,
        engagement_kind=engagement.kind,
        held_on=engagement.held_on,
        text=voice.text if readable else None,
        translated=shown.text if shown else None,
        translated_by=shown.translated_by if shown else "",
        translation_is_old=shown is not None and shown.original_digest != digest(voice.text),
        language=voice.language,
        consent=voice.consent,
        approved=voice.approved_at is not None,
        valence=voice.valence,
        theme_codes=tuple(code.name for code in codes),
        theme_ids=themes_of(codes),
        local_demand_ids=local_demands_of(codes),
        version=voice.version,
    )


def _may_read(work: Work, voice: Voice, district_id: UUID) -> bool:
    """Say whether the words may be shown: approved with leave to quote, or an original's reader."""
    quotable = voice.approved_at is not None and voice.consent is not Consent.COUNTED_ONLY
    return quotable or work.may(Action.VOICE_READ_ORIGINAL, district_id)


def themes_of(codes: Iterable[queries.Code]) -> frozenset[UUID]:
    """Return the themes among the codes of a voice."""
    return frozenset(code.theme_id for code in codes if code.theme_id)


def local_demands_of(codes: Iterable[queries.Code]) -> frozenset[UUID]:
    """Return the local demands among the codes of a voice."""
    return frozenset(code.local_demand_id for code in codes if code.local_demand_id)


def local_demand_rows(
    work: Work, rows: Iterable[theme_queries.Local], language: Language | None
) -> tuple[LocalDemandRow, ...]:
    """Return local demands as they leave, translated into the language, or else the actor's own."""
    held = list(rows)
    texts = translated(
        work, LocalDemand, (row for row, *_ in held), language or work.actor.language
    )
    return tuple(
        LocalDemandRow(
            id=row.id,
            district_id=district.id,
            seen_version=row.version,
            statement=row.statement,
            citation=row.citation,
            stance=row.stance,
            language=row.language,
            code=row.code,
            district_number=district.number,
            district_name=district.name,
            mapped_theme_code=mapped,
            translations=texts.get(row.id, ()),
        )
        for row, district, mapped in held
    )


def answering_goals(
    work: Work, found: Sequence[theme_queries.Answer], language: Language
) -> Iterator[tuple[str, AnsweringGoal]]:
    """Yield goals that answer demands as they leave, each with its demand's code.

    Titles are in the reader's language where a translation keeps up.
    """
    titles = titles_in(work.session, Goal, {row.goal_id: row.title for row in found}, language)
    for row in found:
        yield (
            row.theme_code,
            AnsweringGoal(
                goal_id=row.goal_id,
                goal_code=row.goal_code,
                goal_title=titles[row.goal_id],
                district_number=row.number,
                district_name=row.name,
            ),
        )
