"""Goals of earlier years and of other districts: what came of them, and as the start of new ones.

From a district's own plan a goal comes with its people, partners and places, and its last values
become what the new one starts from. From another district it comes with credit and without those.
What is to be reached stays open either way: somebody has to think about it anew.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from db.queries import goal as goal_query
from db.queries import intake as query
from db.tables import District, Goal, Plan, Priority
from planner.domain.quarters import Quarter, quarter_dates, quarter_of, quarters_of
from planner.exchange.plan_file import Notes, plain_text
from planner.i18n import format_quarter, translator
from schemas.errors import N_
from schemas.goal import GoalIn, GoalTitle
from schemas.indicator import IndicatorIn, IndicatorRow, TargetIn
from schemas.intake import GoalDraft, IntakeSource, PlanDraft, Precedent, PriorityDraft, TieDraft
from schemas.plan import PriorityIn
from schemas.progress import Reading, Standing
from schemas.vocabulary import IndicatorKind, Language

from .. import progress
from ..account import district_row
from ..gather import gather
from ..goal.around import Around, look_around
from ..goal.rows import Held, load
from ..text import titles_in, translated
from ..work import Work, new_id

MOST_FOUND = 40
YEARS_BACK = 3
OWN_RECORD = N_("Own record, {quarter}")
_WORDS = {"rationale", "who_is_affected", "how_it_happens", "where_and_when", "assessment"}
_OF_PRIORITY = set(PriorityIn.model_fields) - {"id", "plan_id", "seen_version"}
_OF_GOAL = (
    "language",
    "title",
    "action",
    "population",
    "owner_role",
    "partner_kind",
    "resources",
    "resource_people",
    "resource_hours",
    "resource_money",
    "horizon_reason",
)


# --- what came of them --------------------------------------------------------------------------


def of_last_plan(
    work: Work, district_id: UUID, year: int, language: Language
) -> tuple[Precedent, ...]:
    """Return the goals of a district's latest plan before a year."""
    plan = query.find_last_plan_before(work.session, district_id, year)
    rows = query.get_goals_of_plan(work.session, plan.id) if plan is not None else ()
    return _precedents(work, rows, language)


def elsewhere(  # noqa: PLR0913, PLR0917
    work: Work, district_id: UUID, year: int, words: str, theme: str, language: Language
) -> tuple[Precedent, ...]:
    """Return goals of other districts that name all the words and answer the theme."""
    years = range(year - YEARS_BACK, year + 1)
    rows = query.get_goals_elsewhere(work.session, work.jurisdiction_id, district_id, years)
    found = _precedents(work, rows, language)
    asked = plain_text(words).split()
    return tuple(
        one for one in found if _answers(one, theme) and all(word in _said(one) for word in asked)
    )[:MOST_FOUND]


def _answers(one: Precedent, theme: str) -> bool:
    return not theme or any(code.partition("-")[0] == theme for code in one.theme_codes)


def _said(one: Precedent) -> str:
    titles = (one.goal.title, *(text.text for text in one.goal.translations))
    parts = (*titles, one.goal.priority_title, one.district.name, *one.theme_codes)
    return plain_text(" ".join(parts))


def _precedents(
    work: Work, rows: Sequence[query.Precedent], language: Language
) -> tuple[Precedent, ...]:
    ids = [goal.id for goal, *_ in rows]
    relations = query.get_last_relations(work.session, ids)
    codes = _codes(work, ids, language)
    standings = _standings(work, rows)
    translations = translated(work, Goal, [goal for goal, *_ in rows], language)
    above = {priority.id: priority.title for _goal, priority, *_ in rows}
    above = titles_in(work.session, Priority, above, language)
    return tuple(
        Precedent(
            goal=GoalTitle(
                id=goal.id,
                code=goal.code,
                title=goal.title,
                language=goal.language,
                translations=translations.get(goal.id, ()),
                year=plan.year,
                priority_title=above[priority.id],
            ),
            district=district_row(district),
            standing=standings[goal.id],
            relation=relations[goal.id].kind if goal.id in relations else None,
            rationale=relations[goal.id].rationale if goal.id in relations else "",
            theme_codes=codes.get(goal.id, ()),
        )
        for goal, priority, plan, district in rows
    )


def _codes(work: Work, ids: Collection[UUID], language: Language) -> dict[UUID, tuple[str, ...]]:
    held = load(work.session, work.jurisdiction, ids)
    around = _look_around(work, [one.entry for one in held.values()], language)
    return gather(
        (goal_id, around.words_of(tie)[0])
        for goal_id, one in held.items()
        for tie in one.entry.themes
    )


def _look_around(work: Work, entries: Collection[GoalIn], language: Language) -> Around:
    return look_around(work.session, work.jurisdiction_id, work.today, entries, language)


def _standings(work: Work, rows: Sequence[query.Precedent]) -> dict[UUID, Standing]:
    """Return where each goal stood at the end of its plan's year, or stands now."""
    by_year = gather((plan.year, goal.id) for goal, _priority, plan, _district in rows)
    found: dict[UUID, Standing] = {}
    for year, ids in by_year.items():
        quarter = _last_quarter(work, year)
        standings = progress.get_standings(work, ids, [quarter])
        found |= {goal_id: each[quarter] for goal_id, each in standings.items()}
    return found


def _last_quarter(work: Work, year: int) -> Quarter:
    ended = quarter_of(work.today, work.jurisdiction.fiscal_start_month).previous()
    return min(max(ended, Quarter(year, 1)), Quarter(year, 4))


# --- as the start of new ones -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Origin:
    """A goal to begin from, and where it stands."""

    held: Held
    priority: Priority
    plan: Plan
    district: District
    readings: dict[UUID, Reading]
    """The last value of each indicator that has one."""


def draft_of(
    work: Work, district_id: UUID, year: int, goal_ids: Collection[UUID], language: Language
) -> PlanDraft:
    """Return goals as the draft of a district's plan; goals of one priority stay together."""
    rows = query.get_goals_by_id(work.session, work.jurisdiction_id, goal_ids)
    held = load(work.session, work.jurisdiction, [goal.id for goal, *_ in rows])
    around = _look_around(work, [one.entry for one in held.values()], language)
    notes = Notes()
    copying = _Copying(work, district_id, year, language, around, notes)
    by_priority: dict[UUID, list[_Origin]] = {}
    for goal, priority, plan, district in rows:
        readings = _last_readings(work, goal.id, plan.year)
        origin = _Origin(held[goal.id], priority, plan, district, readings)
        by_priority.setdefault(priority.id, []).append(origin)
    own = all(origin.district.id == district_id for each in by_priority.values() for origin in each)
    return PlanDraft(
        id=new_id(),
        source=IntakeSource.LAST_YEAR if own else IntakeSource.DISTRICT,
        language=language,
        priorities=tuple(copying.priority(each) for each in by_priority.values()),
        notes=notes.listed,
    )


def _last_readings(work: Work, goal_id: UUID, year: int) -> dict[UUID, Reading]:
    """Return the last reading with a value of each indicator, up to the end of the plan's year."""
    last = _last_quarter(work, year)
    quarters = [each for each in quarters_of(year) if each <= last]
    found: dict[UUID, Reading] = {}
    for standing in progress.get_standings(work, [goal_id], quarters)[goal_id].values():
        found |= {one.indicator_id: one for one in standing.readings if one.actual is not None}
    return found


class _Copying:
    """Copies goals into a district's plan for a year."""

    def __init__(  # noqa: PLR0913, PLR0917  (what copying needs)
        self,
        work: Work,
        district_id: UUID,
        year: int,
        language: Language,
        around: Around,
        notes: Notes,
    ) -> None:
        self.work = work
        self.language = language
        self.district_id = district_id
        self.year = year
        self.around = around
        self.notes = notes

    def priority(self, origins: Sequence[_Origin]) -> PriorityDraft:
        """Return a priority with the goals that were chosen of it."""
        first = origins[0]
        row = first.priority
        ticked = goal_query.get_sources(self.work.session, [row.id])
        sources = frozenset(source for _id, source in ticked)
        values = {name: getattr(row, name) for name in _OF_PRIORITY - {"sources"}}
        if not self._is_own(first):
            # What another district found out about itself is not known of this one.
            values |= dict.fromkeys(_WORDS, "") | {"cites_evidence": False}
            sources = frozenset()
        return PriorityDraft(
            id=new_id(),
            sources=sources,
            goals=tuple(self._goal(each) for each in origins),
            **values,
        )

    def _is_own(self, origin: _Origin) -> bool:
        return origin.district.id == self.district_id

    def _goal(self, origin: _Origin) -> GoalDraft:
        entry, own = origin.held.entry, self._is_own(origin)
        values: dict[str, Any] = {name: getattr(entry, name) for name in _OF_GOAL}
        values |= self._dates(entry, self.year - origin.plan.year)
        if own:
            values |= self._people(entry)
        else:
            values |= {"resources": "", "resource_money": None}
        return GoalDraft(
            id=new_id(),
            ties=self._ties(entry, own=own),
            indicators=tuple(self._indicator(one, origin) for one in origin.held.indicators),
            copied_from=entry.id,
            **values,
        )

    def _people(self, entry: GoalIn) -> dict[str, Any]:
        around = self.around

        def name(member_id: UUID | None) -> str:
            member = around.members.get(member_id) if member_id else None
            return member.name if member is not None and member.active else ""

        return {
            "where": entry.place,
            "area_name": entry.area_name,
            "beats": tuple(sorted(around.beats[each].number for each in entry.beat_ids)),
            "owner": name(entry.owner_id),
            "caps_owner": name(entry.caps_owner_id),
            "partners": tuple(sorted(around.partners[each].name for each in entry.partner_ids)),
        }

    def _dates(self, entry: GoalIn, years: int) -> dict[str, date | None]:
        return {
            name: _shift(getattr(entry, name), years)
            for name in ("start_on", "due_on", "review_on")
        }

    def _ties(self, entry: GoalIn, *, own: bool) -> tuple[TieDraft, ...]:
        return tuple(
            TieDraft(demand=self.around.words_of(tie)[0], why=tie.why if own else "")
            for tie in entry.themes
            if own or tie.theme_id
        )

    def _indicator(self, row: IndicatorRow, origin: _Origin) -> IndicatorIn:
        own = self._is_own(origin)
        reading = origin.readings.get(row.id) if own else None
        target = self._target(row, reading) if row.kind is not IndicatorKind.CODED_VOICES else None
        self._note_target(row, reading, origin)
        fields = {name: getattr(row, name) for name in IndicatorIn.model_fields}
        return IndicatorIn(
            **fields
            | {
                "id": new_id(),
                "continues_id": row.id if own else None,
                "targets": (target,) if target else (),
            }
        )

    def _target(self, row: IndicatorRow, reading: Reading | None) -> TargetIn | None:
        """Return what the new indicator starts from; what it is to reach stays open."""
        if reading is None or reading.actual is None:
            return None
        quarter = Quarter(reading.year, reading.quarter)
        last_day = quarter_dates(quarter, self.work.jurisdiction.fiscal_start_month)[1]
        return TargetIn(
            from_year=self.year,
            from_quarter=1,
            baseline=_rounded(reading.actual, row.decimals),
            baseline_on=min(last_day, self.work.today),
            baseline_source=self._own_record(reading),
        )

    def _own_record(self, reading: Reading) -> str:
        say = translator(self.language)
        return say(OWN_RECORD, quarter=format_quarter(reading.year, reading.quarter))

    def _note_target(self, row: IndicatorRow, reading: Reading | None, origin: _Origin) -> None:
        """Say beside it what the goal before asked for, and how far it came."""
        asked = row.targets[-1] if row.targets else None
        if asked is None or asked.target is None:
            return
        reached = reading.actual if reading is not None else None
        params: dict[str, object] = {
            "indicator": row.name,
            "target": _plainly(asked.target),
            "year": origin.plan.year,
        }
        if reached is None:
            told = N_("“{indicator}” was to reach {target} in {year}. Set the new target yourself.")
        else:
            told = N_(
                "“{indicator}” was to reach {target} in {year}, and came to {reached}. Set the new"
                " target yourself."
            )
            params["reached"] = _rounded(reached, row.decimals)
        self.notes.add(origin.held.entry.title, told, **params)


def _shift(day: date | None, years: int) -> date | None:
    """Return the same day some years later; the leap day becomes the day before."""
    if day is None:
        return None
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _plainly(value: Decimal) -> Decimal:
    """Return a number without zeros behind its last digit, and never as a power of ten."""
    return Decimal(format(value.normalize(), "f"))


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return round(value, decimals)
