"""Importing files and seeding from the command line."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from db import tables as t
from db.engine import make_engine, transaction
from tests.cli.conftest import Run
from tests.exchange.factories import Rows, as_files, city_rows

SAMPLE_DATA = Path(__file__).parents[2] / "sample_data"
DEMO = {"today": "2026-11-20"}


def write(folder: Path, rows: Rows) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for file, content in as_files(rows).items():
        (folder / file).write_bytes(content)
    return folder


def count(url: str, table: type[t.Table] = t.Measurement) -> int:
    engine = make_engine(url)
    with transaction(engine) as session:
        found = session.scalar(select(func.count()).select_from(table))
    engine.dispose()
    return found or 0


def lines(text: str) -> list[list[str]]:
    """Return the cells of a table, which stand two spaces apart."""
    return [[cell.strip() for cell in line.split("  ") if cell] for line in text.splitlines()]


def test_a_folder_is_imported_and_counted(run: Run, database_url: str, tmp_path: Path) -> None:
    folder = write(tmp_path / "city", city_rows())
    (folder / "README.md").write_text("Not a table.")
    for added, there in (("4", "0"), ("0", "4")):
        done = run("import", folder, database_url=database_url, **DEMO)
        assert (done.exit_code, done.stderr) == (0, "")
        assert lines(done.stdout)[0] == ["File", "Rows", "Added", "Already there"]
        assert ["measurements.csv", "4", added, there] in lines(done.stdout)
    assert count(database_url) == 4


def test_mistakes_are_listed_and_nothing_is_written(
    run: Run, database_url: str, tmp_path: Path
) -> None:
    rows = city_rows()
    rows["measurements"][1]["reason"] = ""
    rows["goals"][0]["due_on"] = "2026-02-30"
    done = run("import", write(tmp_path / "city", rows), database_url=database_url, **DEMO)
    assert done.exit_code == 1
    assert lines(done.stdout) == [
        ["File", "Line", "Column", "Reason"],
        [
            "goals.csv",
            "2",
            "due_on",
            "“2026-02-30” is not a day. Write year, month and day, such as 2026-11-20.",
        ],
        ["measurements.csv", "3", "reason", "Say why there is no value."],
    ]
    assert done.stderr == "Nothing was imported. Mistakes found: 2.\n"
    assert count(database_url, t.Jurisdiction) == 0


def test_mistakes_beyond_the_list_are_counted(run: Run, sqlite_url: str, tmp_path: Path) -> None:
    rows: Rows = {name: city_rows()[name] for name in ("jurisdiction", "districts")}
    rows["beats"] = [{"district": "7", "number": f"beat number {place}"} for place in range(203)]
    done = run("import", write(tmp_path / "city", rows), database_url=sqlite_url, **DEMO)
    assert "beats.csv: 3 more." in done.stdout
    assert "Mistakes found: 203." in done.stderr


def test_cells_can_not_steer_the_terminal(run: Run, sqlite_url: str, tmp_path: Path) -> None:
    rows = city_rows()
    rows["districts"][1]["kind"] = "\x1b[2Jdistrict"
    done = run("import", write(tmp_path / "city", rows), database_url=sqlite_url, **DEMO)
    assert "\x1b" not in done.stdout


def test_a_single_file_of_a_made_up_city_says_so(run: Run, sqlite_url: str, tmp_path: Path) -> None:
    folder = write(tmp_path / "city", city_rows())
    run("import", folder, database_url=sqlite_url, **DEMO)
    beats = write(tmp_path / "more", {"beats": [{"district": "7", "number": "0799"}]})
    refused = run("import", beats / "beats.csv", database_url=sqlite_url, **DEMO)
    assert refused.exit_code == 1
    assert "don't mix" in refused.stderr
    one_file = ("import", beats / "beats.csv", "--made-up", "--jurisdiction", "sample")
    assert run(*one_file, database_url=sqlite_url, **DEMO).exit_code == 0
    unknown = run(*one_file[:-1], "elsewhere", database_url=sqlite_url, **DEMO)
    assert (unknown.exit_code, count(sqlite_url, t.Beat)) == (1, 3)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["a/beats.csv", "b/beats.csv"], "two files named beats.csv"),
        (["empty"], "no CSV file"),
    ],
)
def test_what_can_not_be_meant_is_said(
    run: Run, sqlite_url: str, tmp_path: Path, names: list[str], said: str
) -> None:
    for folder in ("a", "b"):
        write(tmp_path / folder, {"beats": city_rows()["beats"]})
    (tmp_path / "empty").mkdir()
    done = run("import", *(tmp_path / name for name in names), database_url=sqlite_url)
    assert done.exit_code == 1
    assert said in done.stderr


def test_a_file_has_a_size_limit(run: Run, sqlite_url: str, tmp_path: Path) -> None:
    beats = tmp_path / "beats.csv"
    beats.write_bytes(b"district,number\n" + b"7,0711\n" * 150_000)
    done = run("import", beats, database_url=sqlite_url, upload_max_mb=1)
    assert done.exit_code == 1
    assert "beats.csv is larger than 1 MB" in done.stderr


def test_a_database_without_tables_is_not_touched(run: Run, bare_url: str, tmp_path: Path) -> None:
    done = run("import", write(tmp_path / "city", city_rows()), database_url=bare_url, **DEMO)
    assert done.exit_code == 1
    assert "planner migrate" in done.stderr


def seed(run: Run, url: str, *arguments: object) -> Any:
    return run("seed", "--folder", SAMPLE_DATA, *arguments, database_url=url, **DEMO)


def test_the_sample_data_goes_into_an_empty_planner_only(run: Run, database_url: str) -> None:
    first = seed(run, database_url)
    assert (first.exit_code, first.stderr) == (0, "")
    held = count(database_url, t.Change)
    again = seed(run, database_url)
    assert again.exit_code == 1
    assert "goes into an empty one" in again.stderr
    quiet = seed(run, database_url, "--if-empty")
    assert (quiet.exit_code, quiet.output) == (0, "")
    assert count(database_url, t.Change) == held


def test_the_sample_data_must_be_there(run: Run, sqlite_url: str, tmp_path: Path) -> None:
    done = run("seed", "--folder", tmp_path, database_url=sqlite_url, **DEMO)
    assert done.exit_code == 1
    assert "There is no" in done.stderr
