"""Reading the board: beside many other rows, and beside the bare statements it sends."""

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Engine, event, text

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
    """Yield how one board compares with the other, and with its bare statements."""
    read, among = _reader(alone), _reader(beside)
    quick, slow, bare = interleaved(RUNS, read, among, _statements(alone, read))
    shown = read()
    common = {"unit": "times", "runs": RUNS, "goals shown": shown.goals_total}
    yield {
        "case": f"board among 100 times as many rows, {kind}",
        "value": round(slow / quick, 2),
        "aim": "under 1.5",
        "content": f"{CONTENT}; beside it {CITIES} other cities and {YEARS} times as many years",
        "milliseconds": [round(1000 * each, 2) for each in (quick, slow)],
        **common,
    }
    yield {
        "case": f"board through the service over its bare statements, {kind}",
        "value": round(quick / bare, 2),
        "aim": "under 2",
        "content": CONTENT,
        "milliseconds": [round(1000 * each, 2) for each in (quick, bare)],
        **common,
    }


def _reader(engine: Engine) -> Callable[[], Board]:
    with transaction(engine) as session:
        city = min(jurisdiction_ids(session, "bench"))

    def read() -> Board:
        with begin(engine, actor=SYSTEM, jurisdiction_id=city, today=TODAY) as work:
            return get_board(work, QUARTER)

    return read


def _statements(engine: Engine, read: Callable[[], object]) -> Callable[[], object]:
    """Return what sends the statements of a reading by hand, and fetches all rows."""
    sent: list[tuple[str, Any]] = []

    def note(*seen: Any) -> None:  # noqa: ANN401
        sent.append((seen[2], seen[3]))

    event.listen(engine, "before_cursor_execute", note)
    read()
    event.remove(engine, "before_cursor_execute", note)

    def send() -> None:
        connection = engine.raw_connection()
        try:
            cursor = connection.cursor()
            for statement, params in sent:
                cursor.execute(statement, params)
                if cursor.description:
                    cursor.fetchall()
            connection.rollback()
        finally:
            connection.close()

    return send


def _count_anew(engine: Engine) -> None:
    """Let the database know how many rows there are, as it learns by itself in service."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
