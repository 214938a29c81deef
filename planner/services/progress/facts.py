"""What the rules of progress need of some goals, loaded at once and turned into their values."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from uuid import UUID

from sqlalchemy.orm import Session

from db.queries import progress as query
from db.tables import Goal, Indicator, Jurisdiction, Measurement, QuarterlyTarget, RubricLevel
from db.tables import Target as TargetRow
from planner.domain.progress import Pair, Path, Target, Value
from planner.domain.quarters import Quarter, ReportingCalendar, quarter_of, working_holidays
from schemas.errors import N_, RuleError
from schemas.vocabulary import IndicatorKind, ReportingState


@dataclass
class IndicatorFacts:
    """One indicator with its goal, targets and everything recorded for it."""

    goal: Goal
    row: Indicator
    fiscal_start_month: int
    targets: list[TargetRow] = field(default_factory=list)
    paths: dict[UUID, list[QuarterlyTarget]] = field(default_factory=dict)
    recorded: dict[Quarter, Measurement] = field(default_factory=dict)
    recorded_by: dict[Quarter, str | None] = field(default_factory=dict)
    levels: list[RubricLevel] = field(default_factory=list)
    heard_in: set[Quarter] = field(default_factory=set)
    """Quarters with voices on the goal's ties, or for which a person said that there are none."""

    @cached_property
    def values(self) -> Mapping[Quarter, Value]:
        """The reported values by quarter."""
        return {
            quarter: value
            for quarter, row in self.recorded.items()
            if (value := value_of(row)) is not None
        }

    def is_open(self, quarter: Quarter) -> bool:
        """Say whether a quarter has no report: nothing recorded, and no voices where they count."""
        return quarter not in self.recorded and quarter not in self.heard_in

    @cached_property
    def asked(self) -> Sequence[Target]:
        """What was asked for, original first; raises RuleError while it cannot be followed."""
        if not self.targets:
            raise RuleError(N_("This indicator has no target yet."), where="target")
        return [self._target(row) for row in self.targets]

    def _target(self, row: TargetRow) -> Target:
        since = Quarter(row.from_year, row.from_quarter)
        return Target(path=self._path(row), since=since, revision=row.revision)

    def _path(self, row: TargetRow) -> Path:
        goal, indicator = self.goal, self.row
        if goal.start_on is None or goal.due_on is None or indicator.direction is None:
            raise RuleError(N_("The goal needs a start, a due date and a direction first."))
        return Path(
            direction=indicator.direction,
            start=goal.start_on,
            due=goal.due_on,
            target=row.target,
            baseline=row.baseline,
            baseline_date=row.baseline_on,
            kind=indicator.kind,
            accumulation=indicator.accumulation,
            entries={Quarter(q.year, q.quarter): q.value for q in self.paths.get(row.id, ())},
            season=self._season(row),
            low=row.low,
            high=row.high,
            margin=row.margin,
            per=indicator.per,
            fiscal_start_month=self.fiscal_start_month,
        )

    def _season(self, row: TargetRow) -> Mapping[int, Value]:
        """Return what the quarters of the baseline year were, as far as they are known."""
        if row.baseline_on is None:
            return {}
        year = quarter_of(row.baseline_on, self.fiscal_start_month).year
        return {quarter.number: v for quarter, v in self.values.items() if quarter.year == year}


def value_of(row: Measurement) -> Value | None:
    """Return a measurement's value, as it was counted; None where none was reported."""
    if row.state is not ReportingState.REPORTED:
        return None
    if row.numerator is not None and row.denominator is not None:
        return Pair(row.numerator, row.denominator)
    return row.value


def load_facts(
    session: Session, goals: Collection[Goal], fiscal_start_month: int
) -> dict[UUID, list[IndicatorFacts]]:
    """Return the facts of all indicators by goal, in their order, in a handful of queries."""
    ids = [goal.id for goal in goals]
    by_id = {goal.id: goal for goal in goals}
    facts = {
        row.id: IndicatorFacts(by_id[row.goal_id], row, fiscal_start_month)
        for row in query.indicators(session, ids)
    }
    for target in query.targets(session, ids):
        facts[target.indicator_id].targets.append(target)
    _add_paths(facts, query.quarterly_targets(session, ids))
    for level in query.rubric_levels(session, ids):
        facts[level.indicator_id].levels.append(level)
    for row, name in query.measurements(session, ids):
        quarter = Quarter(row.year, row.quarter)
        facts[row.indicator_id].recorded[quarter] = row
        facts[row.indicator_id].recorded_by[quarter] = name
    _add_voices(session, facts)
    by_goal: dict[UUID, list[IndicatorFacts]] = {goal_id: [] for goal_id in ids}
    for one in facts.values():
        by_goal[one.goal.id].append(one)
    return by_goal


def _add_paths(facts: Mapping[UUID, IndicatorFacts], paths: Sequence[QuarterlyTarget]) -> None:
    indicator_of = {t.id: t.indicator_id for one in facts.values() for t in one.targets}
    for row in paths:
        one = facts[indicator_of[row.target_id]]
        one.paths.setdefault(row.target_id, []).append(row)


def _add_voices(session: Session, facts: Mapping[UUID, IndicatorFacts]) -> None:
    voiced = [f for f in facts.values() if f.row.kind is IndicatorKind.CODED_VOICES]
    if not voiced:
        return
    month = voiced[0].fiscal_start_month
    heard: dict[UUID, set[Quarter]] = defaultdict(set)
    goal_ids = {f.goal.id for f in voiced}
    for goal_id, day in query.days_with_voices(session, goal_ids):
        heard[goal_id].add(quarter_of(day, month))
    for goal_id, year, number in query.quarters_with_relation(session, goal_ids):
        heard[goal_id].add(Quarter(year, number))
    for one in voiced:
        one.heard_in = heard[one.goal.id]


def calendar_of(jurisdiction: Jurisdiction, years: Collection[int]) -> ReportingCalendar:
    """Return when a jurisdiction's quarters are due, with the holidays of the years named."""
    return ReportingCalendar(
        jurisdiction.fiscal_start_month,
        jurisdiction.due_days,
        _holidays(
            jurisdiction.holiday_country,
            jurisdiction.holiday_subdivision,
            # A quarter may fall due in the year after the one it is named by.
            tuple(sorted({each for year in years for each in (year - 1, year, year + 1)})),
        ),
    )


@cache
def _holidays(country: str, subdivision: str, years: tuple[int, ...]) -> frozenset[date]:
    return working_holidays(years, country, subdivision or None)
