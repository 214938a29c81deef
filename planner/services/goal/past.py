"""An indicator's past before its target applied, here and in other districts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from db.queries import past as query
from db.tables import Indicator, Measurement, MonthlyValue
from planner.domain.achievable import History, history_of, history_of_months
from planner.domain.permissions import Action
from planner.domain.quarters import Quarter, quarter_dates
from schemas.achievable import PastOf
from schemas.goal import GoalIn
from schemas.indicator import IndicatorIn, Measure
from schemas.vocabulary import Accumulation, IndicatorKind, PlaceKind

from ..gather import gather
from ..progress.facts import value_of
from ..work import Work, use_case
from .months import month_value
from .place import Place, get_place


@dataclass(frozen=True, slots=True)
class Past:
    """What an indicator was here, and what the same one was in other districts."""

    own: History
    others: tuple[tuple[UUID, History], ...] = ()


MOST_YEARS = 12
"""How many goals before it an indicator's past is followed through."""

Pasts = Mapping[UUID, Past]
"""The past of each indicator, by its id."""


def pasts_of(entry: GoalIn, place: Place) -> tuple[PastOf, ...]:
    """Return whose past a goal's check reads: that of each indicator with a number."""
    return tuple(
        _past_of(indicator, entry, place)
        for indicator in entry.indicators
        if indicator.kind is not IndicatorKind.CODED_VOICES
    )


def since_of(indicator: IndicatorIn, place: Place) -> Quarter:
    """Return the quarter from which on an indicator's target applies."""
    if not indicator.targets:
        return place.quarters[0]
    asked = indicator.targets[-1]
    return Quarter(asked.from_year, asked.from_quarter)


def _past_of(indicator: IndicatorIn, entry: GoalIn, place: Place) -> PastOf:
    since = since_of(indicator, place)
    first_day, _last = quarter_dates(since, place.fiscal_start_month)
    beats = entry.beat_ids if entry.place is PlaceKind.BEATS else ()
    return PastOf(
        indicator_id=indicator.id,
        continues_id=indicator.continues_id,
        measure=_measure(indicator),
        district_id=place.district.id,
        place=entry.place,
        beat_ids=tuple(sorted(beats)),
        area_name=entry.area_name if entry.place is PlaceKind.AREA else "",
        year=since.year,
        quarter=since.number,
        first_month=f"{first_day:%Y-%m}",
    )


def _measure(indicator: IndicatorIn) -> Measure:
    return Measure(**{name: getattr(indicator, name) for name in Measure.model_fields})


@use_case(Action.GOAL_READ)
def get_wanted(work: Work, entry: GoalIn) -> tuple[PastOf, ...]:
    """Return whose past a goal's check reads, in a form to ask for it and to keep it under."""
    return pasts_of(entry, get_place(work.session, work.jurisdiction, entry.priority_id))


@use_case(Action.PROGRESS_READ)
def get_pasts(work: Work, wanted: tuple[PastOf, ...]) -> dict[UUID, Past]:
    """Return the past of indicators, here and in the other districts that measure the same.

    Whose value is whose is for counting alone: what is shown names no other district.
    """
    return find_pasts(work.session, work.jurisdiction_id, wanted, elsewhere=True)


def find_pasts(
    session: Session,
    jurisdiction_id: UUID,
    wanted: Collection[PastOf],
    *,
    elsewhere: bool = False,
) -> dict[UUID, Past]:
    """Return the past of indicators; the number of queries doesn't depend on how many they are."""
    if not wanted:
        return {}
    alike = query.get_alike(
        session,
        jurisdiction_id,
        {each.measure for each in wanted},
        {each.district_id for each in wanted},
        elsewhere=elsewhere,
    )
    before = _find_before(session, jurisdiction_id, wanted)
    found = _Found.of(session, jurisdiction_id, alike, wanted, before)
    return {each.indicator_id: found.past_of(each) for each in wanted}


def _find_before(
    session: Session, jurisdiction_id: UUID, wanted: Collection[PastOf]
) -> dict[UUID, tuple[UUID, ...]]:
    """Return those that each indicator goes on from, oldest first: as far as they measure alike."""
    before: defaultdict[UUID, tuple[UUID, ...]] = defaultdict(tuple)
    following = gather((each.continues_id, each) for each in wanted if each.continues_id)
    for _year in range(MOST_YEARS):
        if not following:
            break
        pairs = [
            (row, each)
            for row in query.get_by_id(session, jurisdiction_id, following)
            for each in following[row.id]
            if row.id not in before[each.indicator_id] and _goes_on(row, each.measure)
        ]
        for row, each in pairs:
            before[each.indicator_id] = (row.id, *before[each.indicator_id])
        following = gather((row.continues_id, each) for row, each in pairs if row.continues_id)
    return dict(before)


def _goes_on(indicator: Indicator, measure: Measure) -> bool:
    """Say whether an earlier indicator's values stand beside this one's: its name may differ."""
    fields = set(Measure.model_fields) - {"name"}
    return all(getattr(indicator, name) == getattr(measure, name) for name in fields)


@dataclass(frozen=True, slots=True)
class _Found:
    """The indicators alike, and what was recorded and published for each of them."""

    alike: Sequence[query.Alike]
    beats: Mapping[UUID, Sequence[UUID]]
    recorded: Mapping[UUID, Sequence[Measurement]]
    months: Mapping[UUID, Sequence[MonthlyValue]]
    before: Mapping[UUID, Sequence[UUID]]

    @classmethod
    def of(
        cls,
        session: Session,
        jurisdiction_id: UUID,
        alike: Sequence[query.Alike],
        wanted: Collection[PastOf],
        before: Mapping[UUID, Sequence[UUID]],
    ) -> "_Found":
        """Look up all of it; what is typed may measure something else than what is saved."""
        rows = [row.Indicator for row in alike]
        named = {row.id: row.accumulation for row in rows}
        for each in wanted:
            ids = (*before.get(each.indicator_id, ()), each.indicator_id)
            named |= dict.fromkeys(ids, each.measure.accumulation)
        levels = [each for each, way in named.items() if way is Accumulation.LEVEL]
        beats = query.get_beats_of(session, [row.id for row in rows])
        recorded = query.get_recorded(session, jurisdiction_id, named)
        months = query.get_months_of(session, jurisdiction_id, levels)
        return cls(
            alike,
            gather((indicator_id, beat_id) for indicator_id, beat_id in beats),
            gather((row.indicator_id, row) for row in recorded),
            gather((row.indicator_id, row) for row in months),
            before,
        )

    def past_of(self, wanted: PastOf) -> Past:
        """Return the past of one indicator; elsewhere, each place of a district has its own."""
        here = _spot(wanted.place, wanted.area_name, wanted.beat_ids)
        own: list[UUID] = []
        others: defaultdict[tuple[UUID, Spot], list[UUID]] = defaultdict(list)
        for row in self.alike:
            indicator, district_id, year, place, area_name = row
            spot = _spot(place, area_name, self.beats.get(indicator.id, ()))
            if indicator.id == wanted.indicator_id or not _is_same(indicator, wanted.measure):
                continue
            if district_id != wanted.district_id:
                others[district_id, spot].append(indicator.id)
            elif year < wanted.year and spot == here:
                own.append(indicator.id)
        # What was recorded for the indicator itself stands over what was for those before it.
        return Past(
            self._history(
                [*own, *self.before.get(wanted.indicator_id, ()), wanted.indicator_id], wanted
            ),
            tuple(
                (district_id, self._history(ids, wanted))
                for (district_id, _spot), ids in others.items()
            ),
        )

    def _history(self, indicator_ids: Sequence[UUID], wanted: PastOf) -> History:
        """Return the quarters or years; months of a level where there are too few of those."""
        values = {
            Quarter(row.year, row.quarter): value
            for each in indicator_ids
            for row in self.recorded.get(each, ())
            if (value := value_of(row)) is not None
        }
        measure, since = wanted.measure, Quarter(wanted.year, wanted.quarter)
        history = history_of(values, since, measure.accumulation, measure.per)
        if history.is_judged:
            return history
        months = {
            (row.month.year, row.month.month): value
            for each in indicator_ids
            for row in self.months.get(each, ())
            if f"{row.month:%Y-%m}" < wanted.first_month
            and (value := month_value(row, measure.per)) is not None
        }
        return history_of_months(months) if len(months) > history.points else history


Spot = tuple[PlaceKind, str, frozenset[UUID]]
"""The part of a district that a goal is about."""


def _spot(place: PlaceKind, area_name: str, beat_ids: Iterable[UUID]) -> Spot:
    is_area, is_beats = place is PlaceKind.AREA, place is PlaceKind.BEATS
    return place, area_name if is_area else "", frozenset(beat_ids if is_beats else ())


def _is_same(indicator: Indicator, measure: Measure) -> bool:
    return all(getattr(indicator, name) == getattr(measure, name) for name in Measure.model_fields)
