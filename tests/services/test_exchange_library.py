"""The library as files bring it, and indicators of goals that files say are counted by it."""

import json
from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine, select

from db import tables as t
from db.engine import make_engine, transaction
from planner.domain.permissions import SYSTEM
from planner.services import library
from planner.services.door import begin
from planner.services.exchange import RejectedError, begin_import, import_tables
from schemas.library import LibraryIn
from schemas.vocabulary import AnswerableAt, Language, LibraryState
from tests.exchange.factories import Rows, as_files, city_rows

TODAY = date(2026, 11, 20)
EN, ZH = Language.EN, Language.ZH_HANS


@pytest.fixture
def lite(sqlite_url: str) -> Iterator[Engine]:
    """An engine on an empty SQLite database: rules do not depend on the kind."""
    engine = make_engine(sqlite_url)
    yield engine
    engine.dispose()


def take(engine: Engine, rows: Rows) -> None:
    files = as_files(rows)
    with begin_import(engine, files, today=TODAY) as work:
        import_tables(work, files, made_up=True)


def wrong(engine: Engine, rows: Rows) -> set[tuple[str, str]]:
    """Import rows that are refused; return the file and column of all that is said of them."""
    with pytest.raises(RejectedError) as caught:
        take(engine, rows)
    return {(one.file, one.column) for one in caught.value.report.findings}


def changed(file: str, place: int, **cells: str) -> Rows:
    """Return the made-up city with cells of one row changed."""
    rows = city_rows()
    rows[file][place] = {**rows[file][place], **cells}
    return rows


SAID = 3
"""Where the indicator that is counted by the library stands among the others."""


def test_an_entry_comes_in_with_its_definitions_words_and_levels(engine: Engine) -> None:
    take(engine, city_rows())
    with begin(engine, actor=SYSTEM) as work:
        entry = library.get_entry(work, "RESPONSE-01.a", ZH)
    assert (entry.state, entry.theme_codes) == (LibraryState.ACCEPTED, ("RESPONSE-01",))
    assert entry.answerable_at == (AnswerableAt.DISTRICT, AnswerableAt.HEADQUARTERS)
    assert [(row.number, row.definition.language) for row in entry.versions] == [(2, ZH), (1, EN)]
    assert entry.newest.definition.levels[0].description == "等级 1"
    assert entry.versions[0].changed == (
        "definition",
        "source",
        "frequency",
        "caveats",
        "levels",
    )


def test_what_the_file_leaves_empty_is_filled_from_the_library(engine: Engine) -> None:
    take(engine, city_rows())
    with transaction(engine) as session:
        row = session.scalars(select(t.Indicator).where(t.Indicator.code == "said")).one()
        assert (row.name, row.definition) == ("What people told us", "Voices about the wait.")
        version = session.get_one(t.LibraryVersion, row.library_version_id)
        entry = session.get_one(t.LibraryIndicator, version.library_id)
    assert (entry.code, version.number) == ("SAID-1", 1)


def test_the_history_keeps_an_imported_entry_as_a_page_keeps_it(engine: Engine) -> None:
    take(engine, city_rows())
    with begin(engine, actor=SYSTEM, write=True, today=TODAY) as work:
        entry = library.get_entry(work, "RESPONSE-01.a", EN)
        again = LibraryIn(
            id=entry.id,
            seen_version=1,
            definition=entry.newest.definition,
            theme_codes=frozenset(entry.theme_codes),
            answerable_at=frozenset(entry.answerable_at),
        )
        library.save_entry(work, again)
        bodies = work.session.scalars(
            select(t.ChangeWords.body)
            .join(t.Change, t.ChangeWords.change_id == t.Change.id)
            .where(t.Change.entity == "library_indicator", t.Change.entity_id == entry.id)
            .order_by(t.Change.version)
        )
        imported, saved = (json.loads(body)["after"] for body in bodies)
    assert imported == saved


@pytest.mark.parametrize(
    ("file", "place", "cells", "column"),
    [
        ("library", 0, {"themes": "RESPONSE"}, "themes"),
        ("library", 0, {"themes": "NOWHERE-01"}, "themes"),
        ("library_versions", 1, {"reason": ""}, "reason"),
        ("library_versions", 2, {"entry": "SAID-9"}, "entry"),
        ("library_versions", 2, {"language": "pl"}, "language"),
        ("library_versions", 2, {"direction": "increase"}, "direction"),
        ("library_texts", 3, {"question": ""}, "question"),
        ("library_texts", 3, {"version": "7"}, "version"),
        ("library_levels", 0, {"language": "es"}, "language"),
        ("indicators", SAID, {"library": "SAID-9"}, "library"),
        ("indicators", SAID, {"library_version": "2"}, "library"),
        ("indicators", SAID, {"from_library": "no"}, "from_library"),
        ("indicators", SAID, {"definition": "Whatever."}, "definition"),
        ("indicators", SAID, {"language": "es"}, "language"),
        ("indicators", 0, {"library": "SAID-1"}, "kind"),
        ("indicators", 0, {"library_version": "2"}, "library"),
    ],
)
def test_what_does_not_fit_is_named_with_its_column(
    lite: Engine, file: str, place: int, cells: dict[str, str], column: str
) -> None:
    assert (f"{file}.csv", column) in wrong(lite, changed(file, place, **cells))


def test_levels_without_one_between_are_named_with_their_text(lite: Engine) -> None:
    assert wrong(lite, changed("library_levels", 0, level="5")) == {("library_texts.csv", "")}


def test_definitions_are_numbered_from_one_without_a_gap(lite: Engine) -> None:
    rows = city_rows()
    for file in ("library_versions", "library_texts", "library_levels"):
        rows[file] = [
            {**row, "version": "3"} if row.get("version") == "2" else row for row in rows[file]
        ]
    assert ("library.csv", "code") in wrong(lite, rows)
    rows = city_rows()
    rows["library"].append({"code": "EMPTY-1"})
    assert wrong(lite, rows) == {("library.csv", "code")}


def test_a_rubric_of_a_goal_has_the_library_s_levels(lite: Engine) -> None:
    rows = changed("indicators", 2, library="RESPONSE-01.a", library_version="1")
    assert ("rubric_levels.csv", "description") in wrong(lite, rows)
    rows["rubric_levels"] = [
        {"indicator": "welcome", "level": str(level), "description": f"Level {level}"}
        for level in (1, 2, 3)
    ]
    take(lite, rows)
    with transaction(lite) as session:
        row = session.scalars(select(t.Indicator).where(t.Indicator.code == "welcome")).one()
    assert row.definition == "Two people agree."


def test_an_older_file_that_says_from_library_alone_is_taken_as_own_words(lite: Engine) -> None:
    take(lite, changed("indicators", 0, from_library="yes"))
    with transaction(lite) as session:
        row = session.scalars(select(t.Indicator).where(t.Indicator.code == "minutes")).one()
    assert row.library_version_id is None


def test_the_library_in_the_planner_is_changed_there_and_not_by_a_file(lite: Engine) -> None:
    take(lite, city_rows())
    take(lite, city_rows())
    rows = changed("library_texts", 3, name="Other words")
    assert wrong(lite, rows) == {("library_texts.csv", "name")}
    more = city_rows()
    more["library_texts"].append(
        {"entry": "SAID-1", "language": "es", "name": "Voces", "definition": "Voces."}
    )
    assert ("library_texts.csv", "version") in wrong(lite, more)
