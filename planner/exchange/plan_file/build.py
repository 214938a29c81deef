"""Rows of a plan's workbook into its draft: goals under priorities, indicators under goals."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from pydantic import ValidationError

from schemas.errors import N_
from schemas.indicator import IndicatorIn, QuarterlyTargetIn, RubricLevelIn, TargetIn
from schemas.intake import GoalDraft, IntakeSource, PlanDraft, PriorityDraft, TieDraft
from schemas.vocabulary import IndicatorKind, Language, PlaceKind, PriorityKind

from .cells import nearest, plain_text
from .columns import MOST_LEVELS, TIES
from .notes import Notes

T = TypeVar("T")

_PERCENT = "%"
_MOST_DECIMALS = 6
_TARGET = (
    "baseline",
    "baseline_on",
    "baseline_source",
    "target",
    "low",
    "high",
    "margin",
    "straight_line",
)
_OF_INDICATOR = (
    "name",
    "definition",
    "unit",
    "numerator",
    "denominator",
    "per",
    "direction",
    "accumulation",
    "decimals",
    "required",
    "source",
    "frequency",
)
_OF_GOAL = (
    "title",
    "action",
    "population",
    "beats",
    "area_name",
    "owner",
    "owner_role",
    "caps_owner",
    "partners",
    "partner_kind",
    "resources",
    "resource_people",
    "resource_hours",
    "resource_money",
    "ambition_reason",
    "start_on",
    "due_on",
    "horizon_reason",
    "review_on",
)
_OF_PRIORITY = (
    "kind",
    "problem_type",
    "title",
    "cites_evidence",
    "rationale",
    "who_is_affected",
    "how_it_happens",
    "where_and_when",
    "response",
    "assessment",
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: where it stands, its values by column, and the cell of each."""

    where: str
    values: Mapping[str, Any]
    places: Mapping[str, str]

    def given(self, names: Iterable[str]) -> dict[str, Any]:
        """Return those values that are there."""
        found = {name: self.values.get(name) for name in names}
        return {name: value for name, value in found.items() if value is not None}

    def place(self, column: str) -> str:
        """Return where a column of this row stands."""
        return self.places.get(column, self.where)

    def text(self) -> str:
        """Return the whole row as somebody copies it."""
        return " | ".join(str(value) for value in self.values.values() if value is not None)


@dataclass(slots=True)
class _Group:
    """What hangs from one row: it is found by its short name or by its title."""

    row: Row
    held: list[Row] = field(default_factory=list)


class Builder:
    """Builds the draft of a plan from its rows."""

    def __init__(
        self, language: Language, year: int, notes: Notes, new_id: Callable[[], UUID]
    ) -> None:
        self.language = language
        self.year = year
        self.notes = notes
        self.new_id = new_id
        self._by_row: dict[int, _Group] = {}

    def build(
        self,
        priorities: Iterable[Row],
        goals: Iterable[Row],
        indicators: Iterable[Row],
        quarters: Iterable[Row],
        name: str,
    ) -> PlanDraft:
        """Return the draft; rows that lead nowhere are noted and kept to be copied."""
        of_plan = self._groups(priorities, "priority", "title")
        of_priority = self._groups(goals, "goal", "title")
        of_goal = self._groups(indicators, "indicator", "name")
        self._hang(quarters, of_goal, "quarters_of")
        self._hang([one.row for one in _each(of_goal)], of_priority, "goal")
        self._hang([one.row for one in _each(of_priority)], of_plan, "priority")
        self._by_row = {id(one.row): one for one in (*_each(of_priority), *_each(of_goal))}
        made = [self._priority(one) for one in _each(of_plan)]
        return PlanDraft(
            id=self.new_id(),
            source=IntakeSource.SPREADSHEET,
            name=name,
            language=self.language,
            priorities=tuple(one for one in made if one is not None),
            notes=self.notes.listed,
            more_notes=self.notes.more,
            unplaced=self.notes.unplaced,
        )

    # --- what hangs from what -------------------------------------------------------------------

    def _groups(self, rows: Iterable[Row], key: str, title: str) -> dict[str, _Group]:
        """Return rows by their short name and by their title; one that is there twice is noted."""
        groups: dict[str, _Group] = {}
        for row in rows:
            names = [row.values.get(key), row.values.get(title)]
            group = _Group(row)
            plain = [plain_text(str(one)) for one in names if one]
            if not plain or plain[0] in groups:
                told = N_("A row above has the same short name. This one was not read.")
                missing = N_("This row has neither a short name nor a title. It was not read.")
                self.notes.add(row.place(key), told if plain else missing)
                self.notes.leave(row.where, row.text())
                continue
            for one in plain:
                groups.setdefault(one, group)
        return groups

    def _hang(self, rows: Iterable[Row], groups: Mapping[str, _Group], column: str) -> None:
        """Hang rows from those they name, or from the only one there is."""
        for row in rows:
            asked = str(row.values.get(column) or "")
            group = groups.get(plain_text(asked))
            if group is None and not asked and len(only := _each(groups)) == 1:
                group = only[0]
            if group is not None:
                group.held.append(row)
                continue
            near = nearest(asked, groups) if asked else ""
            if near:
                told = N_("“{text}” is not there. Did you mean {near}? The row was not read.")
                self.notes.add(row.place(column), told, text=asked, near=near)
            else:
                told = N_("“{text}” is not there, so that this row belongs nowhere.")
                self.notes.add(row.place(column), told, text=asked)
            self.notes.leave(row.where, row.text())

    # --- one of each ----------------------------------------------------------------------------

    def _priority(self, group: _Group) -> PriorityDraft | None:
        row = group.row
        values = row.given(_OF_PRIORITY)
        if "title" not in values:
            values["title"] = str(row.values.get("priority"))
            self.notes.add(row.place("title"), N_("This priority has no title: name it here."))
        if values.get("kind") is PriorityKind.ENGAGEMENT and values.pop("problem_type", None):
            told = N_("Only a problem to solve has a type of problem.")
            self.notes.add(row.place("problem_type"), told)
        goals = [self._goal(self._by_row[id(one)]) for one in group.held]
        sources = frozenset(row.values.get("sources") or ())
        return self._make(
            row,
            lambda: PriorityDraft(
                id=self.new_id(),
                place=row.where,
                sources=sources,
                goals=tuple(one for one in goals if one is not None),
                **values,
            ),
        )

    def _goal(self, group: _Group) -> GoalDraft | None:
        row = group.row
        values = row.given(_OF_GOAL)
        if "title" not in values:
            self.notes.add(row.place("title"), N_("This goal has no title. It was not read."))
            self.notes.leave(row.where, row.text())
            return None
        place = row.values.get("place") or self._place_of(values)
        ties = [
            TieDraft(demand=demand, why=row.values.get(f"why_{number}") or "")
            for number in range(1, TIES + 1)
            if (demand := row.values.get(f"demand_{number}"))
        ]
        indicators = [self._indicator(self._by_row[id(one)]) for one in group.held]
        return self._make(
            row,
            lambda: GoalDraft(
                id=self.new_id(),
                place=row.where,
                where=place,
                ties=tuple(ties),
                indicators=tuple(one for one in indicators if one is not None),
                **values,
            ),
        )

    @staticmethod
    def _place_of(values: Mapping[str, Any]) -> PlaceKind:
        if values.get("beats"):
            return PlaceKind.BEATS
        return PlaceKind.AREA if values.get("area_name") else PlaceKind.DISTRICT

    def _indicator(self, group: _Group) -> IndicatorIn | None:
        row = group.row
        values, kind = row.given(_OF_INDICATOR), row.values.get("kind")
        if "name" not in values or kind is None:
            told = N_("An indicator needs a name and what it is made of. It was not read.")
            self.notes.add(row.place("kind" if "name" in values else "name"), told)
            self.notes.leave(row.where, row.text())
            return None
        values["kind"] = kind
        self._fit_kind(row, values, kind)
        return self._make(
            row,
            lambda: IndicatorIn(
                id=self.new_id(),
                language=self.language,
                levels=self._levels(row),
                targets=self._targets(group, kind),
                **values,
            ),
        )

    def _fit_kind(self, row: Row, values: dict[str, Any], kind: IndicatorKind) -> None:
        """Fill in what a kind always has, and take out what it never has."""
        if kind is IndicatorKind.PERCENT:
            values["unit"] = _PERCENT
        if kind is not IndicatorKind.RATE:
            values.pop("per", None)
        if kind.is_qualitative:
            values.pop("accumulation", None)
        if kind is IndicatorKind.CODED_VOICES and values.pop("direction", None):
            told = N_("What people say never has a direction or a target.")
            self.notes.add(row.place("direction"), told)
        if not 0 <= values.get("decimals", 0) <= _MOST_DECIMALS:
            del values["decimals"]
            self.notes.add(row.place("decimals"), N_("Digits after the point are none to six."))

    def _levels(self, row: Row) -> tuple[RubricLevelIn, ...]:
        written = {level: row.values.get(f"level_{level}") for level in range(1, MOST_LEVELS + 1)}
        return tuple(
            RubricLevelIn(level=level, description=words)
            for level, words in written.items()
            if words
        )

    def _targets(self, group: _Group, kind: IndicatorKind) -> tuple[TargetIn, ...]:
        values, path = group.row.given(_TARGET), self._path(group.held)
        if not values.get("straight_line"):
            values.pop("straight_line", None)
        if kind is IndicatorKind.CODED_VOICES:
            if values or path:
                told = N_("What people say never has a direction or a target.")
                self.notes.add(group.row.where, told)
            return ()
        if not values and not path:
            return ()
        return (TargetIn(from_year=self.year, from_quarter=1, path=path, **values),)

    def _path(self, rows: Iterable[Row]) -> tuple[QuarterlyTargetIn, ...]:
        points: dict[tuple[int, int], Any] = {}
        for row in rows:
            year = row.values.get("year") or self.year
            for quarter in range(1, 5):
                value = row.values.get(f"q{quarter}")
                if value is None:
                    continue
                if (year, quarter) in points:
                    told = N_("This quarter has a value above already. This one was not read.")
                    self.notes.add(row.place(f"q{quarter}"), told)
                    continue
                points[year, quarter] = value
        return tuple(
            QuarterlyTargetIn(year=year, quarter=quarter, value=value)
            for (year, quarter), value in sorted(points.items())
        )

    def _make(self, row: Row, make: Callable[[], T]) -> T | None:
        """Return what a row makes, or None where its values can't go together."""
        try:
            return make()
        except ValidationError:
            self.notes.add(row.where, N_("This row can't be kept as it is. It was not read."))
            self.notes.leave(row.where, row.text())
            return None


def _each(groups: Mapping[str, _Group]) -> list[_Group]:
    """Return the groups in the order of the file, each once."""
    return list({id(one): one for one in groups.values()}.values())
