"""What the rules of progress need of some goals, loaded at once and turned into their values."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from db.queries import progress as query
from db.tables import Goal, Jurisdiction, QuarterlyTarget, RubricLevel
from planner.domain.indicator import asked_change
from planner.domain.progress import Pair, Path, Target, Value, past_points
from planner.domain.quarters import (
    Quarter,
    ReportingCalendar,
    first_due_quarter,
    quarter_of,
    quarters_of,
    working_holidays,
)
from schemas.errors import N_, RuleError
from schemas.vocabulary import Ambition, IndicatorKind, ReportingState


@dataclass
class IndicatorFacts:
    """One indicator with its goal, targets and everything recorded for it."""

    goal: Goal
    row: Any
    """The columns of the indicator."""
    fiscal_start_month: int
    targets: list[Any] = field(default_factory=list)
    """The columns of its targets, original first."""
    paths: dict[UUID, list[QuarterlyTarget]] = field(default_factory=dict)
    recorded: dict[Quarter, Any] = field(default_factory=dict)
    """The columns of what was recorded; words and names only where they were asked for."""
    levels: list[RubricLevel] = field(default_factory=list)
    heard_in: set[Quarter] = field(default_factory=set)
    """Quarters with voices on the goal's ties, or for which a person said that there are none."""
    _ambitions: dict[int, Ambition] = field(default_factory=dict, init=False)

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

    def ambition_of(self, asked: Target) -> Ambition:
        """Return how a target reads beside what was before it, in every quarter the same."""
        if asked.revision not in self._ambitions:
            path, row = asked.path, self.row
            past = past_points(self.values, asked.since, row.kind, row.accumulation, row.per)
            change = asked_change(past, path.baseline, path.target, path.direction)
            self._ambitions[asked.revision] = change.ambition
        return self._ambitions[asked.revision]

    def _target(self, row: Any) -> Target:  # noqa: ANN401  (columns)
        since = quarter_named(row.from_year, row.from_quarter)
        return Target(path=self._path(row), since=since, revision=row.revision)

    def _path(self, row: Any) -> Path:  # noqa: ANN401  (columns)
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
            season=self._season(row.baseline_on, goal.start_on),
            low=row.low,
            high=row.high,
            margin=row.margin,
            per=indicator.per,
            fiscal_start_month=self.fiscal_start_month,
        )

    def _season(self, baseline_on: date | None, start_on: date) -> Mapping[int, Value]:
        """Return what the quarters of the baseline year were, as far as they are known.

        None after the baseline's day, and none that the goal itself is measured in: a quarter
        compared with itself would never move.
        """
        if baseline_on is None:
            return {}
        last = quarter_of(baseline_on, self.fiscal_start_month)
        first_own = first_due_quarter(start_on, self.fiscal_start_month)
        return {
            each.number: self.values[each]
            for each in quarters_of(last.year)
            if each <= last and each < first_own and each in self.values
        }


quarter_named = cache(Quarter)
"""One quarter for all the rows that name it."""


def value_of(row: Any) -> Value | None:  # noqa: ANN401  (columns)
    """Return a measurement's value, as it was counted; None where none was reported."""
    if row.state is not ReportingState.REPORTED:
        return None
    if row.numerator is not None and row.denominator is not None:
        return Pair(row.numerator, row.denominator)
    value: Decimal | None = row.value
    return value


def load_facts(
    session: Session,
    goals: Collection[Goal],
    fiscal_start_month: int,
    measurements: Callable[[Session, Collection[UUID]], Sequence[Any]] = query.measurements,
) -> dict[UUID, list[IndicatorFacts]]:
    """Return the facts of all indicators by goal, in their order, in a handful of queries.

    `measurements` says how much of them is loaded.
    """
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
    for row in measurements(session, ids):
        facts[row.indicator_id].recorded[quarter_named(row.year, row.quarter)] = row
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
