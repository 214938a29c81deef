"""Goals as rows, and as the shapes that leave the services."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from db.queries import goal as query
from db.tables import Goal, GoalTheme, Jurisdiction
from schemas.asking import GoalGist
from schemas.goal import FindingRow, GoalIn, GoalRow, GoalThemeIn, SentenceRow, TieRow
from schemas.indicator import IndicatorIn, IndicatorRow
from schemas.message import Message
from schemas.text import TranslatedField
from schemas.vocabulary import Language

from ..account import district_row
from ..gather import gather
from ..indicator import rows_of_goals
from ..text import translated
from ..work import Work
from .around import Around, look_around
from .place import Place
from .sentence import Named, sentence_of

_PARTS = {"themes", "beat_ids", "partner_ids", "indicators"}
COLUMNS = set(GoalIn.model_fields) - {"id", "seen_version"} - _PARTS
"""Fields of a goal that are columns of its own row."""


@dataclass(frozen=True, slots=True)
class Held:
    """A goal as the database holds it; `entry` is how an editor would hand it in."""

    row: Goal
    place: Place
    entry: GoalIn
    indicators: tuple[IndicatorRow, ...]


def load(
    session: Session, jurisdiction: Jurisdiction, goal_ids: Collection[UUID]
) -> dict[UUID, Held]:
    """Return goals whole; those that the jurisdiction doesn't know are left out."""
    found = query.get_goals(session, jurisdiction.id, goal_ids)
    ids = [goal.id for goal, *_ in found]
    ties = gather((row.goal_id, row) for row in query.get_ties(session, ids))
    beats = gather((row.goal_id, row.beat_id) for row in query.get_beats(session, ids))
    partners = gather((row.goal_id, row.partner_id) for row in query.get_partners(session, ids))
    indicators = rows_of_goals(session, ids)
    held = {}
    for goal, priority, plan, district in found:
        measures = indicators.get(goal.id, ())
        entry = GoalIn(
            **{name: getattr(goal, name) for name in COLUMNS},
            id=goal.id,
            seen_version=goal.version,
            themes=tuple(_tie_in(tie) for tie in ties.get(goal.id, ())),
            beat_ids=frozenset(beats.get(goal.id, ())),
            partner_ids=frozenset(partners.get(goal.id, ())),
            indicators=tuple(map(_indicator_in, measures)),
        )
        place = Place(priority, plan, district, jurisdiction.fiscal_start_month)
        held[goal.id] = Held(goal, place, entry, measures)
    return held


def goal_row(
    held: Held,
    around: Around,
    findings: tuple[FindingRow, ...],
    translations: Mapping[UUID, tuple[TranslatedField, ...]],
) -> GoalRow:
    """Return a goal as it leaves the services."""
    entry, place = held.entry, held.place
    owner = around.members.get(entry.owner_id) if entry.owner_id else None
    caps_owner = around.members.get(entry.caps_owner_id) if entry.caps_owner_id else None
    return GoalRow(
        goal=entry,
        code=held.row.code,
        district=district_row(place.district),
        plan_id=place.plan.id,
        year=place.plan.year,
        priority_title=place.priority.title,
        owner_name=owner.name if owner else None,
        owner_unit=owner.unit if owner else "",
        caps_owner_name=caps_owner.name if caps_owner else None,
        partner_names=_sorted(around.partners[each].name for each in entry.partner_ids),
        beat_numbers=_sorted(around.beats[each].number for each in entry.beat_ids),
        ties=tuple(_tie_row(tie, around) for tie in entry.themes),
        indicators=held.indicators,
        findings=findings,
        stage=place.plan.stage,
        sentence=sentence_of(entry, named(entry, around)),
        translations=translations.get(entry.id, ()),
        priority_translations=translations.get(place.priority.id, ()),
    )


def tell_goal(work: Work, goal_id: UUID, language: Language) -> GoalGist:
    """Return a goal as somebody without an account is told of it; the caller checked the leave."""
    held = load(work.session, work.jurisdiction, [goal_id])[goal_id]
    around = look_around(work.session, work.jurisdiction_id, work.today, [held.entry])
    texts = translated(work, Goal, [held.row], language).get(goal_id, ())
    kept_up = (text.text for text in texts if text.field == "title" and not text.is_old)
    return GoalGist(
        title=next(kept_up, held.entry.title),
        sentence=_told_to_anybody(sentence_of(held.entry, named(held.entry, around)), language),
    )


def _told_to_anybody(sentence: SentenceRow, language: Language) -> Message:
    """Return the sentence for one reader: polished words in their language, if they still fit."""
    fits = sentence.polished and not sentence.moved_on and sentence.language is language
    return Message("{words}", {"words": sentence.polished}) if fits else sentence.composed


def named(entry: GoalIn, around: Around) -> Named:
    """Return what a sentence calls the owner and the beats of a goal."""
    owner = around.members.get(entry.owner_id) if entry.owner_id else None
    return Named(
        owner=owner.name if owner else "",
        unit=owner.unit if owner else "",
        beats=_sorted(around.beats[each].number for each in entry.beat_ids if each in around.beats),
    )


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names))


def _tie_in(row: GoalTheme) -> GoalThemeIn:
    return GoalThemeIn(
        theme_id=row.theme_id,
        local_demand_id=row.local_demand_id,
        why=row.why,
        language=row.language,
    )


def _tie_row(tie: GoalThemeIn, around: Around) -> TieRow:
    code, statement = around.words_of(tie)
    return TieRow(
        theme_id=tie.theme_id,
        local_demand_id=tie.local_demand_id,
        code=code,
        statement=statement,
        why=tie.why,
    )


def _indicator_in(row: IndicatorRow) -> IndicatorIn:
    return IndicatorIn(**{name: getattr(row, name) for name in IndicatorIn.model_fields})
