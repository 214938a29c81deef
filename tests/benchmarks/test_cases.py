"""A benchmark runs and prints its line; nobody waits for a time here."""

import json
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, func, select

from benchmarks import __main__ as program
from benchmarks import base, beside, board, city
from db import tables as t
from db.engine import make_engine, transaction

TINY = city.Size(districts=2, years=1, goals=2)


@pytest.fixture
def engine(sqlite_url: str) -> Iterator[Engine]:
    engine = make_engine(sqlite_url)
    files = city.plan_files(TINY) | {"measurements.csv": city.measurement_file(TINY)}
    base.take(engine, files)
    yield engine
    engine.dispose()


def test_a_case_prints_its_line(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(board, "RUNS", 1)
    monkeypatch.setattr(board, "cases", lambda: board.compare("sqlite", engine, engine))
    program.main(["board"])
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(lines) == 3
    assert all(line["goals shown"] == 4 for line in lines)
    assert all({"case", "value", "unit", "aim", "content"} <= line.keys() for line in lines)


def test_the_plain_statement_answers_what_the_board_asks(engine: Engine) -> None:
    shown, rows = board.reader(engine)(), board.plain(engine)()
    assert {row.code for row in rows} == {goal.code for goal in shown.goals}
    last = {row.code: row.status for row in rows if row.quarter == shown.quarter}
    assert last == {goal.code: goal.mark.status for goal in shown.goals}


def test_an_unknown_benchmark_is_named() -> None:
    with pytest.raises(SystemExit, match="no benchmark bord"):
        program.main(["bord"])


def test_rows_beside_are_whole_copies(engine: Engine) -> None:
    beside.add_years(engine, range(1, 3), TINY.years)
    beside.add_cities(engine, range(3, 6))
    with transaction(engine) as session:
        counts = [
            session.scalar(select(func.count()).select_from(table))
            for table in (t.Jurisdiction, t.Goal, t.Measurement, t.GoalStanding)
        ]
        years = set(session.scalars(select(t.Plan.year)))
    assert counts == [4, 4 * 6, TINY.measurements * 6, 16 * 6]
    assert years == {2026, 2027, 2028}
