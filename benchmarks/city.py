"""A city to measure on, as files: districts, years of plans, goals, indicators, quarters."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from planner.domain.quarters import Quarter, quarter_dates

TODAY = date(2026, 11, 20)
LAST_YEAR = 2026

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is of everything; `history` quarters are measured of each indicator."""

    districts: int = 22
    years: int = 5
    goals: int = 8
    indicators: int = 2
    history: int = 0

    @property
    def measurements(self) -> int:
        """How many measurements there are: four a plan's year unless a history is asked for."""
        each = self.history or 4
        return self.districts * self.years * self.goals * self.indicators * each


def plan_files(size: Size, code: str = "bench") -> dict[str, bytes]:
    """Return everything but measurements, as CSV files by name."""
    tables: dict[str, Iterable[Row]] = {
        "jurisdiction": [
            {
                "code": code,
                "name": "Sample city",
                "made_up": "yes",
                "time_zone": "America/Chicago",
                "holiday_country": "US",
                "holiday_subdivision": "IL",
            }
        ],
        "districts": [
            {"number": number, "name": f"District {number}", "area": number % 3 + 1}
            for number in range(1, size.districts + 1)
        ],
        "theme_catalogue": [
            {"edition": 1, "source": "Made up", "published_on": "2020-01-01"},
        ],
        "themes": [
            {"code": "ANSWER", "parent": "", "stance": "", "position": 1},
            *(
                {
                    "code": f"ANSWER-{number:02}",
                    "parent": "ANSWER",
                    "stance": "more",
                    "position": number + 1,
                }
                for number in range(1, size.goals + 1)
            ),
        ],
        "plans": [{"district": d, "year": y} for d, y in _plans(size)],
        "priorities": [
            {
                "district": district,
                "year": year,
                "position": 1,
                "kind": "problem",
                "problem_type": "quality_of_life",
                "title": "Slow answers",
            }
            for district, year in _plans(size)
        ],
        "goals": [
            {
                "code": f"{district}-{year}-{goal}",
                "district": district,
                "year": year,
                "priority": 1,
                "position": goal,
                "title": f"Answer sooner, part {goal}",
                "start_on": f"{year}-01-01",
                "due_on": f"{year}-12-31",
            }
            for district, year, goal in _goals(size)
        ],
        "goal_themes": [
            {"goal": f"{district}-{year}-{goal}", "theme": f"ANSWER-{goal:02}"}
            for district, year, goal in _goals(size)
        ],
        "indicators": [
            {
                "code": f"{district}-{year}-{goal}.{place}",
                "goal": f"{district}-{year}-{goal}",
                "position": place,
                "kind": "duration",
                "name": "Minutes to answer",
                "unit": "minutes",
                "direction": "decrease",
                "decimals": 1,
            }
            for district, year, goal, place in _indicators(size)
        ],
        "targets": [
            {
                "indicator": f"{district}-{year}-{goal}.{place}",
                "from_quarter": f"{year}-Q1",
                "baseline": 12,
                "baseline_on": f"{year - 1}-12-31",
                "target": 8,
            }
            for district, year, goal, place in _indicators(size)
        ],
    }
    return {f"{name}.csv": _written(rows) for name, rows in tables.items()}


def measurement_file(size: Size) -> bytes:
    """Return measurements.csv: values around the path, the last quarter of all still open."""
    return _written(_measurements(size))


def _measurements(size: Size) -> Iterator[Row]:
    for district, year, goal, place in _indicators(size):
        last = Quarter(year, 4)
        for back in range(size.history or 4):
            quarter = last.plus(-back)
            recorded = min(quarter_dates(quarter)[1] + timedelta(days=10), TODAY)
            value = 80 + (district * 7 + goal * 3 + place + quarter.number * 5) % 45
            yield {
                "indicator": f"{district}-{year}-{goal}.{place}",
                "quarter": str(quarter),
                "value": f"{value / 10:.1f}",
                "recorded_on": recorded,
            }


def _plans(size: Size) -> Iterator[tuple[int, int]]:
    for year in range(LAST_YEAR - size.years + 1, LAST_YEAR + 1):
        for district in range(1, size.districts + 1):
            yield district, year


def _goals(size: Size) -> Iterator[tuple[int, int, int]]:
    for district, year in _plans(size):
        for goal in range(1, size.goals + 1):
            yield district, year, goal


def _indicators(size: Size) -> Iterator[tuple[int, int, int, int]]:
    for district, year, goal in _goals(size):
        for place in range(1, size.indicators + 1):
            yield district, year, goal, place


def _written(rows: Iterable[Row]) -> bytes:
    text = io.StringIO(newline="")
    listed = iter(rows)
    first = next(listed)
    writer = csv.DictWriter(text, list(first), lineterminator="\n")
    writer.writeheader()
    writer.writerow(first)
    writer.writerows(listed)
    return text.getvalue().encode()
