"""What can only be checked when a whole goal is there: its fields, indicators and targets together.

The rules are those of a goal saved on its page. They are asked piece by piece, so that each piece
that breaks one is named with its own line.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from db import tables as t
from db.queries.exchange import Row
from planner.domain.goal import check_goal
from planner.services.goal.sentence import written_for
from schemas.errors import RuleError
from schemas.goal import GoalIn, GoalThemeIn
from schemas.indicator import IndicatorIn, QuarterlyTargetIn, RubricLevelIn, TargetIn
from schemas.vocabulary import Language

from .desk import Desk

Report = Callable[[UUID, str, RuleError], None]
"""Takes the row at fault, the field and the error."""

_TARGET = set(TargetIn.model_fields) - {"path"}
_INDICATOR = set(IndicatorIn.model_fields) - {"levels", "targets"}


class Goals:
    """The new goals of an import, put together from their rows."""

    def __init__(self, desk: Desk) -> None:
        self.rows = list(desk.new_rows(t.Goal))
        # Where one was wrong and named, nothing is said of those that are left.
        self.torn_levels = _owners(desk, t.RubricLevel)
        self.torn_targets = _owners(desk, t.Target)
        self._ties = desk.new_parts(t.GoalTheme)
        self._beats = desk.new_parts(t.GoalBeat)
        self._partners = desk.new_parts(t.GoalPartner)
        self.indicators = _sorted(desk.new_parts(t.Indicator), "position")
        self.levels = _sorted(desk.new_parts(t.RubricLevel), "level")
        self.targets = _sorted(desk.new_parts(t.Target), "revision")
        self.points = _sorted(desk.new_parts(t.QuarterlyTarget), "year", "quarter")

    def entry(self, row: Row) -> GoalIn:
        """Return a goal as its form would hand it in."""
        goal_id = row["id"]
        parts = {"beat_ids", "partner_ids", "themes", "indicators", "seen_version"}
        return GoalIn(
            **{name: row[name] for name in GoalIn.model_fields.keys() - parts},
            seen_version=0,
            beat_ids=frozenset(one["beat_id"] for one in self._beats.get(goal_id, ())),
            partner_ids=frozenset(one["partner_id"] for one in self._partners.get(goal_id, ())),
            themes=tuple(
                GoalThemeIn(**_picked(tie, GoalThemeIn.model_fields))
                for tie in self._ties.get(goal_id, ())
            ),
            indicators=tuple(map(self.indicator, self.indicators.get(goal_id, ()))),
        )

    def note_facts(self) -> None:
        """Note beside each polished sentence which facts it was written for."""
        for row in self.rows:
            row["polished_for"] = written_for(self.entry(row)).polished_for

    def indicator(self, row: Row) -> IndicatorIn:
        """Return an indicator with its levels and targets."""
        return IndicatorIn(
            **_picked(row, _INDICATOR),
            levels=tuple(
                RubricLevelIn(level=level["level"], description=level["description"])
                for level in self.levels.get(row["id"], ())
            ),
            targets=tuple(map(self._target, self.targets.get(row["id"], ()))),
        )

    def _target(self, row: Row) -> TargetIn:
        path = tuple(map(_point, self.points.get(row["id"], ())))
        return TargetIn(**_picked(row, _TARGET), path=path)


def check_goals(goals: Goals, report: Report) -> None:
    """Report everything that contradicts itself in the new goals."""
    for row in goals.rows:
        _ask(goals.entry(row).model_copy(update={"indicators": ()}), row["id"], report)
    due_on = {row["id"]: row["due_on"] for row in goals.rows}
    for goal_id, indicators in goals.indicators.items():
        frame = _frame(goal_id, due_on.get(goal_id))
        for indicator in indicators:
            _check_indicator(goals, frame, indicator, report)


def _frame(goal_id: UUID, due_on: date | None) -> GoalIn:
    """Return as much of a goal as its indicators are checked against."""
    return GoalIn(
        id=goal_id,
        priority_id=goal_id,
        seen_version=0,
        title="-",
        due_on=due_on,
        language=Language.EN,
    )


def _check_indicator(goals: Goals, frame: GoalIn, row: Row, report: Report) -> None:
    whole = goals.indicator(row)
    bare = whole.model_copy(update={"targets": ()})
    if not _ask(_with(frame, bare), row["id"], report) or row["code"] in goals.torn_levels:
        return
    rows = goals.targets.get(row["id"], ())
    if row["code"] not in goals.torn_targets:
        _check_order(frame, whole, rows, report)
    for target, target_row in zip(whole.targets, rows, strict=True):
        _check_target(goals, frame, bare, target, target_row, report)


def _check_order(frame: GoalIn, whole: IndicatorIn, rows: Sequence[Row], report: Report) -> None:
    """Report the first revision that does not follow on the one before it."""
    steps = [
        TargetIn(**{name: getattr(target, name) for name in _ORDER}) for target in whole.targets
    ]
    for place, row in enumerate(rows, start=1):
        entry = _with(frame, whole.model_copy(update={"targets": tuple(steps[:place])}))
        if not _ask(entry, row["id"], report):
            return


_ORDER = ("revision", "from_year", "from_quarter", "reason")


def _check_target(  # noqa: PLR0913, PLR0917
    goals: Goals, frame: GoalIn, bare: IndicatorIn, target: TargetIn, row: Row, report: Report
) -> None:
    # Alone, a revision stands as an original: its number is checked with the others.
    alone = target.model_copy(update={"revision": 0, "path": ()})
    if not _ask(_with(frame, _aiming(bare, alone)), row["id"], report):
        return
    points = goals.points.get(row["id"], ())
    for point, point_row in zip(target.path, points, strict=True):
        on_path = alone.model_copy(update={"path": (point,)})
        _ask(_with(frame, _aiming(bare, on_path)), point_row["id"], report)


def _ask(entry: GoalIn, row_id: UUID, report: Report) -> bool:
    """Say whether a goal is in order, and report what is not."""
    try:
        check_goal(entry)
    except RuleError as error:
        report(row_id, (error.where or "").rpartition(".")[2], error)
        return False
    return True


def _with(frame: GoalIn, indicator: IndicatorIn) -> GoalIn:
    return frame.model_copy(update={"indicators": (indicator,)})


def _aiming(indicator: IndicatorIn, target: TargetIn) -> IndicatorIn:
    return indicator.model_copy(update={"targets": (target,)})


def _point(row: Row) -> QuarterlyTargetIn:
    return QuarterlyTargetIn(year=row["year"], quarter=row["quarter"], value=row["value"])


def _owners(desk: Desk, table: type[t.Table]) -> set[str]:
    return {key[0] for broken, key in desk.broken if broken is table}


def _picked(row: Row, names: Iterable[str]) -> dict[str, Any]:
    return {name: row[name] for name in names}


def _sorted(parts: Mapping[UUID, list[Row]], *columns: str) -> dict[UUID, list[Row]]:
    def place(row: Row) -> tuple[Any, ...]:
        return tuple(row[column] for column in columns)

    return {owner: sorted(rows, key=place) for owner, rows in parts.items()}
