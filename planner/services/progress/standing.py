"""Where indicators and goals stand in a quarter, with everything a page needs to say why."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from functools import cache
from uuid import UUID

from db.queries import progress as query
from planner.domain.permissions import Action
from planner.domain.progress import (
    VOICES,
    Assessment,
    IndicatorResult,
    Rule,
    Target,
    Thresholds,
    as_decimal,
    assess,
    original_target,
    roll_up,
    speaking_state,
    target_in_force,
)
from planner.domain.quarters import (
    Quarter,
    Recorded,
    Reporting,
    ReportingCalendar,
    first_due_quarter,
    reporting_state,
)
from planner.services.work import Work, use_case
from schemas.errors import RuleError
from schemas.message import Message
from schemas.progress import MeasurementRow, Reading, Standing
from schemas.vocabulary import IndicatorKind, ReportingState, Status

from .facts import IndicatorFacts, calendar_of, load_facts

ATTAINMENT_PLACES = 4


@use_case(Action.PROGRESS_READ)
def get_standings(
    work: Work, goal_ids: Collection[UUID], quarters: Sequence[Quarter]
) -> dict[UUID, dict[Quarter, Standing]]:
    """Return where each goal stands in each quarter."""
    goals = query.goals(work.session, goal_ids, work.jurisdiction_id)
    facts = load_facts(work.session, goals, work.jurisdiction.fiscal_start_month)
    judge = Judge(work, quarters)
    return {
        goal.id: {quarter: judge.standing(facts[goal.id], quarter) for quarter in quarters}
        for goal in goals
    }


@dataclass(frozen=True, slots=True)
class Judged:
    """How an indicator was judged: by which target, by the original one, or why not at all."""

    now: Assessment
    asked: Target | None = None
    by_original: Assessment | None = None
    why_unready: Message | None = None

    @property
    def baseline(self) -> Fraction | None:
        """The baseline to show: to date where values add up, else the one that was agreed."""
        path = self.asked.path if self.asked else None
        if path is None or path.adds_up or path.baseline is None:
            return self.now.baseline
        return Fraction(path.baseline)


class Judge:
    """Applies the jurisdiction's calendar and thresholds to the facts of indicators."""

    def __init__(self, work: Work, quarters: Iterable[Quarter]) -> None:
        city = work.jurisdiction
        self.today = work.today
        self.calendar: ReportingCalendar = calendar_of(city, {q.year for q in quarters})
        self.thresholds = Thresholds(city.on_track_limit, city.at_risk_limit)
        # Many values of a quarter were recorded on the same few days.
        self._reporting_on = cache(self._reporting_anew)

    def standing(self, indicators: Sequence[IndicatorFacts], quarter: Quarter) -> Standing:
        """Bring a goal's indicators together for a quarter."""
        found = [self.judge(facts, quarter) for facts in indicators]
        readings = tuple(map(_reading, found))
        rolled = roll_up(one.result for one in found)
        deciding = next(
            (
                reading
                for reading, one in zip(readings, found, strict=True)
                if decides(one.result, rolled.status)
            ),
            None,
        )
        return Standing(
            year=quarter.year,
            quarter=quarter.number,
            status=rolled.status,
            assessed=rolled.assessed,
            required=rolled.total,
            fully_reported=rolled.is_reported,
            entered_late=rolled.entered_late > 0,
            state=_speaking_state(readings),
            attainment=deciding.attainment if deciding else None,
            why=_why(deciding, rolled.says),
            says=rolled.says,
            readings=readings,
        )

    def reading(self, facts: IndicatorFacts, quarter: Quarter) -> Reading:
        """Say what was recorded for an indicator in a quarter and what follows from it."""
        return _reading(self.judge(facts, quarter))

    def judge(self, facts: IndicatorFacts, quarter: Quarter) -> "Found":
        """Say where an indicator stands in a quarter, with all that led there."""
        reporting = self._reporting(facts, quarter)
        judged = self._assess(facts, quarter)
        result = IndicatorResult(
            name=facts.row.name,
            state=reporting.state,
            assessment=judged.now,
            required=facts.row.required,
            entered_late=reporting.entered_late,
            source=facts.row.source,
        )
        return Found(facts, quarter, reporting, result, judged)

    def _reporting(self, facts: IndicatorFacts, quarter: Quarter) -> Reporting:
        row = facts.recorded.get(quarter)
        state, day = (row.state, row.first_recorded_on) if row is not None else (None, None)
        found = self._reporting_on(quarter, facts.goal.start_on, state, day)
        if row is None and quarter in facts.heard_in:
            # Voices were heard on the goal's ties, so this indicator has its report.
            return replace(found, state=ReportingState.REPORTED, days_late=0)
        return found

    def _reporting_anew(
        self,
        quarter: Quarter,
        start_on: date | None,
        state: ReportingState | None,
        recorded_on: date | None,
    ) -> Reporting:
        recorded = None
        if state is not None and recorded_on is not None:
            recorded = Recorded(state, recorded_on, recorded_on)
        month = self.calendar.fiscal_start_month
        return reporting_state(
            quarter,
            self.today,
            recorded,
            first_due=first_due_quarter(start_on, month) if start_on else None,
            calendar=self.calendar,
        )

    def _assess(self, facts: IndicatorFacts, quarter: Quarter) -> Judged:
        """Judge by the target in force, and by the original one where it was revised."""
        if facts.row.kind is IndicatorKind.CODED_VOICES:
            return Judged(assess(VOICES, quarter, {}, self.thresholds))
        try:
            asked = target_in_force(facts.asked, quarter)
            first = original_target(facts.asked)
            revised = asked is not first
            now = assess(asked.path, quarter, facts.values, self.thresholds)
            then = assess(first.path, quarter, facts.values, self.thresholds) if revised else None
        except RuleError as error:
            unready = Assessment(rule=Rule.NOT_READY, quarter=quarter, thresholds=self.thresholds)
            return Judged(unready, why_unready=Message(error.message, error.params))
        return Judged(now, asked, then)


@dataclass(frozen=True, slots=True)
class Found:
    """Where one indicator stands in a quarter."""

    facts: IndicatorFacts
    quarter: Quarter
    reporting: Reporting
    result: IndicatorResult
    judged: Judged


def decides(result: IndicatorResult, status: Status | None) -> bool:
    """Say whether an indicator is one of those that give a goal its status."""
    return status is not None and result.required and result.status is status


def _reading(one: Found) -> Reading:
    facts, quarter, reporting, judged = one.facts, one.quarter, one.reporting, one.judged
    row, found, original = facts.row, judged.now, judged.by_original
    places = _places(facts, quarter)
    return Reading(
        indicator_id=row.id,
        indicator_name=row.name,
        language=row.language,
        kind=row.kind,
        unit=row.unit,
        decimals=row.decimals,
        required=row.required,
        year=quarter.year,
        quarter=quarter.number,
        state=reporting.state,
        due_on=reporting.due_on,
        days_late=reporting.days_late,
        recorded=_measurement_row(facts, quarter),
        actual=_shown(found.actual, places),
        point=_shown(found.point, row.decimals),
        original_point=_shown(original.point, row.decimals) if original else None,
        baseline=_shown(judged.baseline, row.decimals),
        target=_shown(found.target, row.decimals),
        original_target=_shown(original.target, row.decimals) if original else None,
        low=_shown(found.low, row.decimals),
        high=_shown(found.high, row.decimals),
        attainment=_shown(found.attainment, ATTAINMENT_PLACES),
        original_attainment=_shown(original.attainment, ATTAINMENT_PLACES) if original else None,
        status=one.result.status,
        why=judged.why_unready or _rounded(one.result, places),
    )


def _measurement_row(facts: IndicatorFacts, quarter: Quarter) -> MeasurementRow | None:
    row = facts.recorded.get(quarter)
    if row is None:
        return None
    return MeasurementRow(
        id=row.id,
        indicator_id=row.indicator_id,
        year=row.year,
        quarter=row.quarter,
        version=row.version,
        state=row.state,
        value=row.value,
        numerator=row.numerator,
        denominator=row.denominator,
        data_as_of=row.data_as_of,
        note=row.note,
        reason=row.reason,
        language=row.language,
        first_recorded_on=row.first_recorded_on,
        recorded_by=row.recorded_by,
    )


def _places(facts: IndicatorFacts, quarter: Quarter) -> int:
    """Return how many digits to show: the indicator's, or more where more were recorded."""
    value = facts.values.get(quarter)
    recorded = -int(value.as_tuple().exponent) if isinstance(value, Decimal) else 0
    return max(int(facts.row.decimals), recorded)


def _shown(value: Fraction | None, places: int) -> Decimal | None:
    return None if value is None else as_decimal(value, places)


def _rounded(result: IndicatorResult, decimals: int) -> Message:
    """Return why an indicator stands where it does, with no more digits than its data has."""
    why = result.assessment.why if result.status else result.why_not_assessed
    return Message(
        why.key,
        {
            name: _rounded_number(name, value, decimals) if isinstance(value, Decimal) else value
            for name, value in why.params.items()
        },
    )


def _rounded_number(name: str, value: Decimal, decimals: int) -> Decimal:
    """Round to the digits of the data; a percentage to one, and to none where that says all."""
    if name.endswith("_percent"):
        return value.quantize(Decimal("0.1"), ROUND_HALF_EVEN).normalize()
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN)


def _speaking_state(readings: Sequence[Reading]) -> ReportingState:
    found = speaking_state(reading.state for reading in readings if reading.required)
    return found or ReportingState.NOT_DUE


def _why(deciding: Reading | None, says: Sequence[Message]) -> Message:
    if deciding is not None and deciding.why is not None:
        return deciding.why
    return says[-1]
