"""What is usual for an indicator, from its own months or quarters, and where its target lies."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TypeAlias
from uuid import UUID

from db.queries import goal as goal_queries
from db.queries import indicator as query
from db.tables import Indicator, Measurement, Target
from planner.domain.indicator import (
    ChartPart,
    Limits,
    Signal,
    SignalKind,
    asked_change,
    control_chart,
)
from planner.domain.permissions import Action
from schemas.errors import N_, NotFoundError
from schemas.message import Message
from schemas.relation import RangePoint, UsualRange
from schemas.vocabulary import Accumulation, Ambition, Direction, IndicatorKind

from .goal.months import get_months
from .work import Work, use_case

Period: TypeAlias = tuple[int, int]
"""A year and its month, or its quarter."""

MONTHS, QUARTERS = 12, 4

_NOTES = {
    SignalKind.OUTSIDE: N_("Outside what is usual"),
    SignalKind.TREND: N_("Seven in a row, each further the same way"),
    SignalKind.NEAR_LIMIT: N_("Two of three near the edge of what is usual"),
    SignalKind.ONE_SIDE: N_("Seven in a row on one side of the middle"),
}
_TARGETS = {
    Ambition.UNSEEN: N_("The target, {target}, is better than anything seen so far."),
    Ambition.SEEN: N_("The target, {target}, was reached before, though rarely."),
    Ambition.USUAL: N_("The target, {target}, asks for no more than what is usual."),
    Ambition.NOT_JUDGED: N_("There are too few values yet to compare the target with."),
}
_BETTER_UP = {Direction.INCREASE: True, Direction.MAINTAIN_ABOVE: True}
_BETTER_UP |= {Direction.DECREASE: False, Direction.MAINTAIN_BELOW: False}


def _of_goal(work: Work, goal_id: UUID, _indicator_id: UUID) -> UUID:
    found = goal_queries.find_district_id(work.session, work.jurisdiction_id, goal_id)
    if found is None:
        raise NotFoundError(N_("This goal is not there any more."))
    return found


@use_case(Action.PROGRESS_READ, scope=_of_goal)
def get_usual_range(work: Work, goal_id: UUID, indicator_id: UUID) -> UsualRange:
    """Return what is usual for an indicator of a goal: by its months where the source has them.

    Raises NotFoundError.
    """
    found = {row.id: row for row in query.get_indicators(work.session, [goal_id])}
    if indicator_id not in found:
        raise NotFoundError(N_("This indicator is not there any more."))
    targets = query.get_targets(work.session, [goal_id])
    target = next((one for one in reversed(targets) if one.indicator_id == indicator_id), None)
    months = get_months(work, goal_id).get(indicator_id, ())
    if months:
        values = {(one.month.year, one.month.month): one.value for one in months}
        return _History(found[indicator_id], target, values, MONTHS).usual_range()
    recorded = query.get_history(work.session, [indicator_id])
    values = _by_quarter(found[indicator_id], recorded)
    return _History(found[indicator_id], target, values, QUARTERS).usual_range()


def _by_quarter(row: Indicator, recorded: Sequence[Measurement]) -> dict[Period, Decimal]:
    values = {}
    for one in recorded:
        value = one.value
        if one.numerator is not None and one.denominator:
            value = row.per * one.numerator / one.denominator
        if value is not None:
            values[one.year, one.quarter] = value
    return values


@dataclass(frozen=True, slots=True)
class _History:
    """An indicator's values by month or quarter, and the target in force."""

    row: Indicator
    target: Target | None
    values: Mapping[Period, Decimal]
    per_year: int

    def usual_range(self) -> UsualRange:
        periods = list(self._periods())
        series = [self.values.get(period) for period in periods]
        if self.row.accumulation is Accumulation.TO_DATE:
            message = N_("Each value already includes the earlier ones, so nothing is usual.")
            return self._range(periods, limits=None, flags=(), says=[Message(message)])
        (part,) = control_chart(series) or (ChartPart(0, (), None, ()),)
        if part.limits is None:
            message = N_("There are too few values yet to say what is usual.")
            return self._range(periods, limits=None, flags=(), says=[Message(message)])
        says = [*self._say_limits(part.limits), *self._say_target(series)]
        says += self._say_latest(part.signals[-1])
        return self._range(periods, limits=part.limits, flags=part.signals, says=says)

    def _range(
        self,
        periods: Sequence[Period],
        *,
        limits: Limits | None,
        flags: Sequence[Signal | None],
        says: Iterable[Message],
    ) -> UsualRange:
        signals = flags or [None] * len(periods)
        lowest, highest = self._bounds(limits) if limits else (None, None)
        return UsualRange(
            monthly=self.per_year == MONTHS,
            points=tuple(
                RangePoint(
                    year=year,
                    part=part,
                    value=self.values.get((year, part)),
                    note=Message(_NOTES[signal.kind]) if signal else None,
                )
                for (year, part), signal in zip(periods, signals, strict=True)
            ),
            mean=self._shown(limits.mean) if limits else None,
            lowest=lowest,
            highest=highest,
            targets=self._targets() if limits else (),
            says=tuple(says),
        )

    def _periods(self) -> Iterator[Period]:
        """Yield every period from the first value to the last, gaps among them."""
        if not self.values:
            return
        first, last = min(self.values), max(self.values)
        for count in range(self._count(first), self._count(last) + 1):
            yield count // self.per_year, count % self.per_year + 1

    def _count(self, period: Period) -> int:
        return period[0] * self.per_year + period[1] - 1

    def _bounds(self, limits: Limits) -> tuple[Decimal, Decimal]:
        """Return the limits, no further than such a number can go at all."""
        can_fall_below_zero = self.row.kind is IndicatorKind.INDEX
        lower = limits.lower if can_fall_below_zero else max(limits.lower, 0.0)
        is_percent = self.row.kind is IndicatorKind.PERCENT
        upper = min(limits.upper, 100.0) if is_percent else limits.upper
        return self._shown(lower), self._shown(upper)

    def _shown(self, value: float) -> Decimal:
        return Decimal(value).quantize(Decimal(1).scaleb(-self.row.decimals), ROUND_HALF_EVEN)

    def _asked(self, value: Decimal) -> Decimal:
        """Return a number as it was asked for: with the indicator's digits, or its own more."""
        own = int(value.normalize().as_tuple().exponent)
        return value.quantize(Decimal(1).scaleb(min(-self.row.decimals, own)))

    def _targets(self) -> tuple[Decimal, ...]:
        """Return what can be drawn beside the values: a sum's target is the whole year's."""
        if self.target is None or self.row.accumulation is not Accumulation.LEVEL:
            return ()
        asked = (self.target.target, self.target.low, self.target.high)
        return tuple(one for one in asked if one is not None)

    def _say_limits(self, limits: Limits) -> Iterator[Message]:
        lowest, highest = self._bounds(limits)
        monthly = N_("Most months lie between {lowest} and {highest}.")
        quarterly = N_("Most quarters lie between {lowest} and {highest}.")
        key = monthly if self.per_year == MONTHS else quarterly
        yield Message(key, {"lowest": lowest, "highest": highest})
        if limits.provisional:
            few = N_("This rests on {count} values, so it may still change: twelve make it firm.")
            yield Message(few, {"count": limits.points})

    def _say_target(self, series: Sequence[Decimal | None]) -> Iterator[Message]:
        target, direction = self.target, self.row.direction
        if target is None or direction is None:
            return
        if self.row.accumulation is not Accumulation.LEVEL and target.target is not None:
            yield Message(
                N_("The target, {target}, is for the whole year, so it is not drawn here."),
                {"target": self._asked(target.target)},
            )
            return
        if direction is Direction.IN_RANGE:
            if target.low is not None and target.high is not None:
                yield Message(
                    N_("It should stay between {lowest} and {highest}."),
                    {"lowest": self._asked(target.low), "highest": self._asked(target.high)},
                )
            return
        asked = asked_change(series, target.baseline, target.target, direction)
        if target.target is not None and asked.ambition in _TARGETS:
            yield Message(_TARGETS[asked.ambition], {"target": self._asked(target.target)})

    def _say_latest(self, signal: Signal | None) -> Iterator[Message]:
        better_up = _BETTER_UP.get(self.row.direction) if self.row.direction else None
        if signal is None or better_up is None:
            return
        better = N_("The latest value stands out: better than chance alone explains.")
        worse = N_("The latest value stands out: worse than chance alone explains.")
        yield Message(better if signal.upward is better_up else worse)
