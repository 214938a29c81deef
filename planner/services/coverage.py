"""What a district's plan answers of what was asked for there, and what it leaves out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Row

from db.queries import coverage as query
from db.queries import goal as goal_query
from db.queries import plan as plan_query
from db.queries import theme as theme_query
from db.tables import District, Goal, Theme
from planner.domain.coverage import Aim, Coverage, Demand, cover, heard_between, is_too_much
from planner.domain.permissions import Action
from schemas.coverage import AimRow, AvoidedRow, CoverageRow, GapRow, LoadRow
from schemas.errors import N_, NotFoundError
from schemas.vocabulary import AnswerableAt, DistrictKind, Language

from .gather import gather
from .rows import local_demand_rows
from .text import in_turn, translated
from .work import Work, use_case


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked for: demands that can be answered here, and the words of all codes."""

    demands: tuple[Demand, ...]
    headlines: Mapping[str, str]
    """The code of the headline theme of each code of the catalogue, its own among them."""
    words: Mapping[str, str]


@use_case(Action.PLAN_READ)
def get_coverage(work: Work, plan_id: UUID, language: Language) -> CoverageRow:
    """Return what a plan answers and leaves out; voices are counted, as on Themes, not read.

    Raises NotFoundError when there is no such plan.
    """
    found = plan_query.find_signed_plan(work.session, work.jurisdiction_id, plan_id)
    if found is None:
        raise NotFoundError(N_("This plan is not there any more."))
    plan, district, *_signed = found
    held = query.aims(work.session, plan_id)
    aims = _aims(held, query.ties(work.session, plan_id))
    since, until = heard_between(plan.year, work.today, work.jurisdiction.fiscal_start_month)
    asked = _get_asked(work, district, language)
    voices = _count(query.voiced(work.session, district.id, since, until), asked.headlines)
    read = cover(asked.demands, aims, voices, asked.headlines)
    priority_of = {one.goal.id: one.goal.priority_id for one in held}
    homes = _homes(work, plan_id, aims, priority_of, asked)
    goals = _goals(work, held, language)
    return CoverageRow(
        year=plan.year,
        since=since,
        until=until,
        headlines=len(set(asked.headlines.values())),
        covered=len(read.covered),
        demands=len(asked.demands),
        gaps=_gaps(read, asked, voices, homes),
        goals=len(aims),
        unvoiced=tuple(goals[each] for each in read.unvoiced),
        avoided=_avoided(work, plan.year, asked),
        overloaded=_overloaded(work, held),
        without_owner=tuple(goals[each] for each in read.without_owner),
        without_partner=tuple(goals[each] for each in read.without_partner),
        without_words=tuple(goals[each] for each in read.without_words),
    )


def _get_asked(work: Work, district: District, language: Language) -> _Asked:
    """Return the newest catalogue and the district's own demands; either may be empty."""
    themes, words, places = _get_catalogue(work, language)
    names = {theme.id: theme.code for theme in themes}
    headlines = {
        theme.code: names[theme.parent_id] if theme.parent_id else theme.code for theme in themes
    }
    is_headquarters = district.kind is DistrictKind.HEADQUARTERS
    here = AnswerableAt.HEADQUARTERS if is_headquarters else AnswerableAt.DISTRICT
    found = theme_query.get_local_demands(work.session, work.jurisdiction_id, district.id)
    local = local_demand_rows(work, found, language)
    return _Asked(
        demands=(
            *(
                Demand(theme.code, headlines[theme.code])
                for theme in themes
                if theme.parent_id and here in places.get(theme.id, ())
            ),
            # One that is mapped asks for what the catalogue holds already.
            *(Demand(one.code, None) for one in local if one.mapped_theme_code is None),
        ),
        headlines=headlines,
        words={theme.code: words.get(theme.id, theme.code) for theme in themes}
        | {one.code: in_turn(one.statement, one.translations, "statement") for one in local},
    )


def _get_catalogue(
    work: Work, language: Language
) -> tuple[Sequence[Theme], Mapping[UUID, str], Mapping[UUID, Sequence[AnswerableAt]]]:
    """Return the newest edition's themes, their words, and where each can be answered."""
    catalogue = theme_query.find_newest_catalogue(work.session, work.jurisdiction_id)
    if catalogue is None:
        return (), {}, {}
    texts = theme_query.get_texts(work.session, catalogue.id, {language, Language.EN})
    in_turn = sorted(texts, key=lambda text: text.language is language)
    return (
        theme_query.get_themes(work.session, catalogue.id),
        {text.theme_id: text.statement for text in in_turn},
        gather(theme_query.get_answerable(work.session, catalogue.id)),
    )


def _count(
    rows: Iterable[Row[UUID, str | None, str | None]], headlines: Mapping[str, str]
) -> Mapping[str, int]:
    """Return how many voices each code has; a voice counts once for a headline theme."""
    pairs = {
        (voice_id, code)
        for voice_id, theme, local in rows
        for code in (theme, local, headlines.get(theme) if theme else None)
        if code
    }
    return Counter(code for _voice_id, code in pairs)


def _aims(
    held: Iterable[query.Aim], ties: Iterable[Row[UUID, str | None, str | None]]
) -> list[Aim]:
    codes = gather((goal_id, code) for goal_id, *both in ties for code in both if code)
    return [
        Aim(
            goal_id=one.goal.id,
            codes=frozenset(codes.get(one.goal.id, ())),
            has_owner=one.goal.owner_id is not None,
            has_partner=one.has_partner,
            has_words=one.has_words,
        )
        for one in held
    ]


def _goals(work: Work, aims: Sequence[query.Aim], language: Language) -> dict[UUID, AimRow]:
    rows = [one.goal for one in aims]
    texts = translated(work, Goal, rows, language)
    return {
        row.id: AimRow(
            id=row.id, code=row.code, title=in_turn(row.title, texts.get(row.id, ()), "title")
        )
        for row in rows
    }


def _gaps(
    read: Coverage,
    asked: _Asked,
    voices: Mapping[str, int],
    homes: Mapping[str | None, UUID | None],
) -> tuple[GapRow, ...]:
    return tuple(
        GapRow(
            code=one.code,
            statement=asked.words[one.code],
            voices=voices.get(one.code, 0),
            priority_id=homes.get(one.headline, homes[None]),
        )
        for one in read.unanswered
    )


def _homes(
    work: Work, plan_id: UUID, aims: Sequence[Aim], priority_of: Mapping[UUID, UUID], asked: _Asked
) -> dict[str | None, UUID | None]:
    """Return by headline theme the priority whose goals answer it; under None, the plan's first."""
    priorities = plan_query.get_priorities(work.session, plan_id)
    homes: dict[str | None, UUID | None] = {None: priorities[0].id if priorities else None}
    for aim in aims:
        for code in sorted(aim.codes & asked.headlines.keys()):
            homes.setdefault(asked.headlines[code], priority_of[aim.goal_id])
    return homes


def _avoided(work: Work, year: int, asked: _Asked) -> tuple[AvoidedRow, ...]:
    answered = query.answered_headlines(work.session, work.jurisdiction_id, year)
    return tuple(
        AvoidedRow(code=code, statement=asked.words[code])
        for code in dict.fromkeys(asked.headlines.values())
        if code not in answered
    )


def _overloaded(work: Work, aims: Sequence[query.Aim]) -> tuple[LoadRow, ...]:
    """Return owners of this plan's goals with too many open ones, in all districts together."""
    names = {one.goal.owner_id: one.owner for one in aims}
    owner_ids = [each for each in names if each is not None]
    found = goal_query.get_open_goals(work.session, work.jurisdiction_id, owner_ids, work.today)
    loads = Counter(owner_id for owner_id, _goal_id in found)
    return tuple(
        LoadRow(name=names[owner_id] or "", open_goals=count)
        for owner_id, count in loads.most_common()
        if is_too_much(count)
    )
