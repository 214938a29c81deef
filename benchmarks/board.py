"""Reading the board: beside many other rows, and beside one plain statement that answers it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import Engine, Uuid, bindparam, text

from db.engine import transaction
from db.queries.exchange import jurisdiction_ids
from planner.domain.permissions import SYSTEM
from planner.domain.quarters import Quarter
from planner.services.board import get_board
from planner.services.door import begin
from schemas.board import Board

from .base import databases, interleaved, opened, take
from .beside import add_cities, add_years
from .city import LAST_YEAR, TODAY, Size, measurement_file, plan_files

RUNS = 30
QUARTER = Quarter(LAST_YEAR, 3)
CITIES, YEARS = 80, 20
SIZE = Size()
CONTENT = (
    f"{SIZE.districts} districts, {SIZE.years} years, {SIZE.goals} goals of"
    f" {SIZE.indicators} indicators each: {SIZE.measurements:,} measurements"
)

COMPARED = (
    "the service with its permission and transaction, against one hand-written statement sent as"
    " text with its rows fetched: a row for each goal and quarter, with district, plan, titles,"
    " standings, themes, relation and revised targets, in the plans' order"
)


def cases() -> Iterator[dict[str, object]]:
    """Yield for each kind of database how the board's time grows, and what the service adds."""
    files = plan_files(SIZE) | {"measurements.csv": measurement_file(SIZE)}
    with databases() as kinds:
        for kind, make in kinds.items():
            with opened(make()) as alone, opened(make()) as beside:
                for engine in (alone, beside):
                    take(engine, files)
                add_years(beside, range(1, YEARS + 1), SIZE.years)
                add_cities(beside, range(YEARS + 1, YEARS + CITIES + 1))
                _count_anew(alone)
                _count_anew(beside)
                yield from compare(kind, alone, beside)


def compare(kind: str, alone: Engine, beside: Engine) -> Iterator[dict[str, object]]:
    """Yield how one board compares with the other, and each with one plain statement."""
    read, among = reader(alone), reader(beside)
    calls = (read, among, plain(alone), plain(beside))
    quick, slow, bare, bare_among = interleaved(RUNS, *calls)
    beside_it = f"beside it {CITIES} other cities and {YEARS} times as many years"
    figures = (
        ("board among 100 times as many rows", slow, quick, "under 1.5", beside_it),
        ("board through the service over one plain statement", quick, bare, "under 2", COMPARED),
        (
            "board through the service over one plain statement, among 100 times as many rows",
            slow,
            bare_among,
            "under 2",
            f"{beside_it}; {COMPARED}",
        ),
    )
    for case, one, other, aim, content in figures:
        yield {
            "case": f"{case}, {kind}",
            "value": round(one / other, 2),
            "unit": "times",
            "aim": aim,
            "content": f"{CONTENT}; {content}",
            "milliseconds": [round(1000 * each, 2) for each in (one, other)],
            "runs": RUNS,
            "goals shown": read().goals_total,
        }


def reader(engine: Engine) -> Callable[[], Board]:
    """Return what reads the board through the service."""
    with transaction(engine) as session:
        city = min(jurisdiction_ids(session, "bench"))

    def read() -> Board:
        with begin(engine, actor=SYSTEM, jurisdiction_id=city, today=TODAY) as work:
            return get_board(work, QUARTER)

    return read


def plain(engine: Engine) -> Callable[[], Sequence[Any]]:
    """Return what asks the same by hand: one statement, a row for each goal and quarter."""
    with transaction(engine) as session:
        city = min(jurisdiction_ids(session, "bench"))
    asked = {"city": city, "year": QUARTER.year, "quarter": QUARTER.number, "language": "en"}
    listed = "group_concat" if engine.dialect.name == "sqlite" else "string_agg"
    statement = text(_PLAIN.format(listed=listed)).bindparams(bindparam("city", type_=Uuid))

    def ask() -> Sequence[Any]:
        with engine.connect() as connection:
            return connection.execute(statement, asked).all()

    return ask


_PLAIN = """
SELECT d.id, d.number, d.name, d.kind, d.area, p.stage,
       g.id, g.code, g.title, g.language, g.start_on, gt.text, gt.original_digest,
       i.unit, i.decimals, iu.text, iu.original_digest, r.kind,
       s.quarter, s.status, s.state, s.open, s.recorded, s.attainment, s.assessed, s.required,
       s.entered_late, s.asked_from, s.asked_to, s.ambition,
       (SELECT {listed}(h.code, ',') FROM goal_theme t
          LEFT JOIN local_demand l ON l.id = t.local_demand_id
          JOIN theme h ON h.id = coalesce(t.theme_id, l.mapped_theme_id)
         WHERE t.goal_id = g.id) AS theme_codes,
       EXISTS (SELECT 1 FROM indicator x JOIN target y ON y.indicator_id = x.id
         WHERE x.goal_id = g.id AND y.revision > 0
           AND y.from_year = :year AND y.from_quarter = :quarter) AS target_changed
  FROM district d
  LEFT JOIN plan p ON p.district_id = d.id AND p.year = :year
  LEFT JOIN goal g ON g.plan_id = p.id
  LEFT JOIN priority o ON o.id = g.priority_id
  LEFT JOIN goal_standing s ON s.goal_id = g.id AND s.year = :year AND s.quarter <= :quarter
  LEFT JOIN indicator i ON i.id = s.indicator_id
  LEFT JOIN relation r ON r.goal_id = g.id AND r.year = :year AND r.quarter = :quarter
  LEFT JOIN translation gt ON gt.entity = 'goal' AND gt.entity_id = g.id
        AND gt.field = 'title' AND gt.language = :language
  LEFT JOIN translation iu ON iu.entity = 'indicator' AND iu.entity_id = i.id
        AND iu.field = 'unit' AND iu.language = :language
 WHERE d.jurisdiction_id = :city
 ORDER BY d.number, o.position, g.position, s.quarter
"""


def _count_anew(engine: Engine) -> None:
    """Let the database know how many rows there are, as it learns by itself in service."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
