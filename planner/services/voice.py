"""Voices: entered with the speaker's consent, read by whom the consent and the role allow."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select

from db.queries import engagement as engagement_queries
from db.queries import voice as queries
from db.tables import Engagement, Voice, VoiceTheme
from planner.domain.permissions import Action
from planner.domain.quarters import Quarter, quarter_dates, quarter_of
from schemas.errors import N_, NotFoundError
from schemas.vocabulary import Consent, Language, Valence
from schemas.voice import VoiceIn, VoiceRow, VoiceSummary

from .gather import gather
from .progress.kept import refresh_listening
from .rows import local_demands_of, themes_of, voice_rows
from .save import require, save_row
from .work import Work, check, new_id, use_case

_CODES = ("theme_ids", "local_demand_ids")
_APPROVED = ("text", "language", "consent")
"""What an approval was given to."""

Summaries = dict[UUID, dict[Quarter, VoiceSummary]]


def _of_entry(work: Work, entry: VoiceIn) -> UUID:
    found = engagement_queries.find_district(
        work.session, work.jurisdiction_id, entry.engagement_id
    )
    if found is None:
        raise NotFoundError(N_("This meeting is not there any more."))
    return found


def _of_voice(work: Work, voice_id: UUID, _seen_version: int) -> UUID:
    found = queries.find_district(work.session, work.jurisdiction_id, voice_id)
    if found is None:
        raise NotFoundError(N_("This voice is not there any more."))
    return found


def _of_district(_work: Work, district_id: UUID, *_rest: object, **_named: object) -> UUID:
    return district_id


@use_case(Action.VOICE_ENTER, scope=_of_entry)
def save_voice(work: Work, entry: VoiceIn) -> int:
    """Enter or correct a voice with its codes, and return its version.

    Only who may read the original may correct it. New words, another language or another consent
    take the approval away: it was given to what stood there before. Raises RuleError, StaleError
    or NotFoundError.
    """
    before = work.session.get(Voice, entry.id) if entry.seen_version else None
    if entry.seen_version:
        check(work, Action.VOICE_READ_ORIGINAL, _of_voice(work, entry.id, entry.seen_version))
    _check_rules(work, entry)
    was = [_as_entered(work, before)] if before else []
    values = _values(work, entry, before)
    saved = save_row(
        work,
        Voice,
        entry.id,
        entry.seen_version,
        values,
        action="save_voice",
        body=body_of(entry, values["approved_by_id"]),
    )
    if not saved.repeated:
        _save_codes(work, entry)
        _refresh_goals(work, [entry, *was])
    return saved.version


@use_case(Action.VOICE_APPROVE, scope=_of_voice)
def approve_voice(work: Work, voice_id: UUID, seen_version: int) -> int:
    """Approve the wording of a voice as it stands, and return the new version.

    Raises RuleError where the speaker allowed counting only, StaleError when the words moved on.
    """
    require(work.actor.member_id, N_("Wording is approved by a person."))
    voice = work.session.get_one(Voice, voice_id)
    require(
        voice.approved_at is None or voice.version > seen_version,
        N_("This wording is approved already."),
    )
    require(
        voice.consent is not Consent.COUNTED_ONLY,
        N_("The speaker allowed this voice to be counted only, so there is nothing to approve."),
    )
    approved = {"approved_by_id": work.actor.member_id, "approved_at": work.now}
    return save_row(
        work,
        Voice,
        voice_id,
        seen_version,
        approved,
        action="approve_voice",
        body=body_of(_as_entered(work, voice), work.actor.member_id),
    ).version


@use_case(Action.VOICE_READ, scope=_of_district)
def get_voices(
    work: Work,
    district_id: UUID,
    theme_code: str | None = None,
    *,
    language: Language | None = None,
) -> tuple[VoiceRow, ...]:
    """Return a district's voices, the latest meeting first, as the actor may read them.

    `theme_code` may be that of a demand, of the headline above it or of a local demand.
    Translations are into `language`, or else the actor's own.
    """
    chosen = queries.voices(work.jurisdiction_id).where(Engagement.district_id == district_id)
    if theme_code is not None:
        chosen = chosen.where(Voice.id.in_(queries.coded_with(theme_code)))
    return voice_rows(work, chosen, language)


@use_case(Action.VOICE_READ)
def get_voice_summaries(
    work: Work,
    goal_ids: Collection[UUID],
    quarters: Collection[Quarter],
    *,
    language: Language | None = None,
) -> Summaries:
    """Return for each goal and each quarter what was said of the demands the goal is tied to.

    Counted are voices of the goal's own district, from engagements held within the quarter.
    """
    if not quarters:
        return {goal_id: {} for goal_id in goal_ids}
    start = work.jurisdiction.fiscal_start_month
    first, last = quarter_dates(min(quarters), start)[0], quarter_dates(max(quarters), start)[1]
    heard = queries.heard_for_goals(work.jurisdiction_id, goal_ids, first, last)
    chosen = queries.voices(work.jurisdiction_id).where(
        Voice.id.in_(select(heard.subquery().c.voice_id))
    )
    goals_of = gather((voice_id, goal_id) for goal_id, voice_id in work.session.execute(heard))
    spoken = gather(
        ((goal_id, quarter_of(row.held_on, start)), row)
        for row in voice_rows(work, chosen, language)
        for goal_id in goals_of[row.id]
    )
    return {
        goal_id: {quarter: _summary(spoken.get((goal_id, quarter), ())) for quarter in quarters}
        for goal_id in goal_ids
    }


def _check_rules(work: Work, entry: VoiceIn) -> None:
    engagement = work.session.get_one(Engagement, entry.engagement_id)
    require(
        engagement.held_on <= work.today,
        N_("This meeting has not been held yet: enter its voices afterwards."),
        where="engagement_id",
    )
    heard_in = queries.find_district(work.session, work.jurisdiction_id, entry.id)
    message = N_("A voice stays with the district that heard it.")
    require(heard_in in {None, engagement.district_id}, message, where="engagement_id")
    known = queries.count_demands(
        work.session,
        work.jurisdiction_id,
        engagement.district_id,
        entry.theme_ids,
        entry.local_demand_ids,
    )
    message = N_("One of these themes is not known here.")
    require(known == len(entry.theme_ids | entry.local_demand_ids), message, where="theme_ids")


def _values(work: Work, entry: VoiceIn, before: Voice | None) -> dict[str, Any]:
    values = entry.model_dump(exclude={"id", "seen_version", *_CODES})
    if entry.seen_version == 0:
        values["code"] = code_of(work.today, entry.id)
        values["entered_by_id"] = work.actor.member_id
    kept = before is not None and all(
        getattr(before, field) == values[field] for field in _APPROVED
    )
    values["approved_by_id"] = before.approved_by_id if before and kept else None
    values["approved_at"] = before.approved_at if before and kept else None
    return values


def code_of(today: date, voice_id: UUID) -> str:
    """Return the code of a voice that is entered today."""
    return f"V-{today:%Y%m%d}-{voice_id.hex[-8:]}"


def body_of(entry: VoiceIn, approved_by: UUID | None) -> dict[str, Any]:
    """Return the whole voice as its change row keeps it; when it was approved, the row knows."""
    return entry.model_dump(exclude={"id", "seen_version"}) | {"approved_by_id": approved_by}


def _as_entered(work: Work, voice: Voice) -> VoiceIn:
    this = queries.voices(work.jurisdiction_id).where(Voice.id == voice.id)
    codes = queries.codes(work.session, this)
    return VoiceIn(
        id=voice.id,
        engagement_id=voice.engagement_id,
        text=voice.text,
        language=voice.language,
        consent=voice.consent,
        valence=voice.valence,
        theme_ids=themes_of(codes),
        local_demand_ids=local_demands_of(codes),
    )


def _save_codes(work: Work, entry: VoiceIn) -> None:
    """Make the codes those of the entry; one that stays keeps the person who found it."""
    this = queries.voices(work.jurisdiction_id).where(Voice.id == entry.id)
    held = queries.codes(work.session, this)
    for column, wanted, had in (
        (VoiceTheme.theme_id, entry.theme_ids, themes_of(held)),
        (VoiceTheme.local_demand_id, entry.local_demand_ids, local_demands_of(held)),
    ):
        work.session.execute(
            delete(VoiceTheme).where(VoiceTheme.voice_id == entry.id, column.in_(had - wanted))
        )
        added = [_code(work, entry.id) | {column.key: one} for one in wanted - had]
        if added:
            work.session.execute(insert(VoiceTheme), added)


def _refresh_goals(work: Work, entries: Collection[VoiceIn]) -> None:
    """Let goals know what was said, before and now: some are measured by it."""
    meetings = [work.session.get_one(Engagement, entry.engagement_id) for entry in entries]
    refresh_listening(
        work,
        meetings[0].district_id,
        {meeting.held_on for meeting in meetings},
        frozenset[UUID]().union(*(entry.theme_ids for entry in entries)),
        frozenset[UUID]().union(*(entry.local_demand_ids for entry in entries)),
    )


def _code(work: Work, voice_id: UUID) -> dict[str, Any]:
    return {
        "id": new_id(),
        "jurisdiction_id": work.jurisdiction_id,
        "voice_id": voice_id,
        "coded_by_id": work.actor.member_id,
    }


def in_turn(counts: Counter[Valence | None]) -> tuple[tuple[Valence | None, int], ...]:
    """Return how many voices express what, in a fixed order; what none expresses is left out."""
    return tuple((one, counts[one]) for one in (*Valence, None) if counts[one])


def _summary(rows: Sequence[VoiceRow]) -> VoiceSummary:
    withheld = [row for row in rows if row.text is None]
    counted_only = sum(row.consent is Consent.COUNTED_ONLY for row in withheld)
    valences = Counter(row.valence for row in rows)
    themes = Counter(code for row in rows for code in row.theme_codes)
    meetings = Counter(row.engagement_id for row in rows)
    return VoiceSummary(
        count=len(rows),
        meetings=len(meetings),
        withheld=len(withheld),
        counted_only=counted_only,
        unapproved=len(withheld) - counted_only,
        by_valence=in_turn(valences),
        by_theme=tuple(sorted(themes.items(), key=lambda item: (-item[1], item[0]))),
        by_meeting=tuple(meetings.items()),
        quotes=tuple(row for row in rows if row.text is not None),
    )
