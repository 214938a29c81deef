"""Each number of a goal beside its past: what is asked, what was seen, and what to draw."""

from decimal import ROUND_HALF_EVEN, Decimal

from planner.domain.achievable import Asked, Footing, History, judge, say_achievable
from planner.domain.indicator import control_limits
from planner.domain.permissions import Action
from planner.domain.progress import as_decimal
from planner.domain.quarters import first_due_quarter, quarter_of
from schemas.achievable import AchievableRow
from schemas.goal import GoalIn
from schemas.indicator import IndicatorIn
from schemas.relation import RangePoint, UsualRange
from schemas.vocabulary import Direction, IndicatorKind

from ..work import Work, use_case
from .past import Past, Pasts, since_of
from .place import Place, get_place

NO_PAST = Past(History(Footing.QUARTERS, {}))


@use_case(Action.GOAL_READ)
def preview_achievable(work: Work, entry: GoalIn, pasts: Pasts) -> tuple[AchievableRow, ...]:
    """Return each number of a goal as it is typed beside its past; nothing is saved."""
    place = get_place(work.session, work.jurisdiction, entry.priority_id)
    return tuple(
        _row(
            indicator,
            asked_of(indicator, indicator.direction, entry, place),
            pasts.get(indicator.id, NO_PAST),
        )
        for indicator in entry.indicators
        if indicator.direction and not indicator.kind.is_qualitative
    )


def is_beyond(indicator: IndicatorIn, entry: GoalIn, place: Place, past: Past) -> bool:
    """Say whether a number is asked to change more than it ever did here in as long a time."""
    if indicator.direction is None or indicator.kind.is_qualitative:
        return False
    asked = asked_of(indicator, indicator.direction, entry, place)
    return asked.direction.has_movement and judge(asked, past.own).is_beyond


def asked_of(indicator: IndicatorIn, direction: Direction, entry: GoalIn, place: Place) -> Asked:
    """Return what an indicator's target in force asks for, and how much time it gives.

    Without a start the time runs from where the target applies, without an end to the plan's.
    """
    since, month = since_of(indicator, place), place.fiscal_start_month
    first = first_due_quarter(entry.start_on, month) if entry.start_on else since
    last = quarter_of(entry.due_on, month) if entry.due_on else place.quarters[-1]
    target = indicator.targets[-1] if indicator.targets else None
    return Asked(
        kind=indicator.kind,
        direction=direction,
        first=max(first, since),
        last=last,
        baseline=target.baseline if target else None,
        target=target.target if target else None,
        unit=indicator.unit,
    )


def _row(indicator: IndicatorIn, asked: Asked, past: Past) -> AchievableRow:
    judged = judge(asked, past.own, past.others)
    return AchievableRow(
        indicator_id=indicator.id,
        name=indicator.name,
        unit=indicator.unit,
        kind=indicator.kind,
        decimals=indicator.decimals,
        says=say_achievable(asked, past.own, judged),
        needs_reason=judged.is_beyond,
        yearly=past.own.footing is Footing.YEARS,
        past=_range(indicator, past.own),
    )


def _range(indicator: IndicatorIn, own: History) -> UsualRange:
    """Return the values to draw, what is usual once there are enough, and the target."""
    limits = control_limits(own.series()) if own.is_judged else None
    target = indicator.targets[-1] if indicator.targets else None
    asked = (target.target, target.low, target.high) if target else ()
    bounded = _within_reason(indicator.kind, limits.lower, limits.upper) if limits else None
    return UsualRange(
        monthly=own.footing is Footing.MONTHS,
        points=tuple(
            RangePoint(year=year, part=part, value=None if value is None else as_decimal(value, 6))
            for year, part, value in own.periods()
        ),
        mean=_shown(limits.mean, indicator) if limits else None,
        lowest=_shown(bounded[0], indicator) if bounded else None,
        highest=_shown(bounded[1], indicator) if bounded else None,
        targets=tuple(one for one in asked if one is not None),
        says=(),
    )


def _within_reason(kind: IndicatorKind, lower: float, upper: float) -> tuple[float, float]:
    """Return limits no further than such a number can go at all."""
    lowest = lower if kind is IndicatorKind.INDEX else max(lower, 0.0)
    return lowest, min(upper, 100.0) if kind is IndicatorKind.PERCENT else upper


def _shown(value: float, indicator: IndicatorIn) -> Decimal:
    return Decimal(value).quantize(Decimal(1).scaleb(-indicator.decimals), ROUND_HALF_EVEN)
