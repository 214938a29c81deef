"""The library of indicators, as files bring it, and what files say is counted by it."""

from typing import Any

from db import tables as t
from db.queries.exchange import Row
from planner.domain.library import check_definition
from planner.exchange.tables import (
    IndicatorRecord,
    LibraryLevelRecord,
    LibraryRecord,
    LibraryTextRecord,
    LibraryVersionRecord,
)
from planner.services.library.rows import COUNTS, WORDS
from planner.services.library.write import OWN, Following, body_of
from planner.services.save import require
from schemas.errors import N_, RuleError
from schemas.indicator import RubricLevelIn
from schemas.library import DefinitionIn
from schemas.vocabulary import LibraryState

from .desk import Desk, values_of
from .theme import find_demand
from .whole import Report


def take_entry(desk: Desk, record: LibraryRecord) -> None:
    """Take in an indicator of the library; what files bring is in use."""
    demands = [find_demand(desk, "themes", code) for code in record.themes]
    entry = desk.put(
        t.LibraryIndicator,
        {
            "code": record.code,
            "state": LibraryState.ACCEPTED,
            "district_id": None,
            "merged_into_id": None,
            "note": "",
        },
    )
    for theme_id in demands:
        desk.put(t.LibraryTheme, {"library_id": entry["id"], "theme_id": theme_id})
    for place in record.answerable_at:
        desk.put(t.LibraryAnswerable, {"library_id": entry["id"], "answerable_at": place})


def take_version(desk: Desk, record: LibraryVersionRecord) -> None:
    """Take in a definition; its words come in a file of their own."""
    require(record.version == 1 or record.reason, N_("Say why the definition changes."), "reason")
    entry = desk.find(t.LibraryIndicator, "entry", record.entry)
    desk.put(
        t.LibraryVersion,
        {
            "library_id": entry["id"],
            "number": record.version,
            **record.model_dump(exclude={"entry", "version"}),
        },
    )


def take_text(desk: Desk, record: LibraryTextRecord) -> None:
    """Take in the words of a definition in one language."""
    version = desk.find(t.LibraryVersion, "version", record.entry, record.version)
    words = record.model_dump(exclude={"entry", "version"})
    desk.put(t.LibraryText, {"version_id": version["id"], **words})


def take_level(desk: Desk, record: LibraryLevelRecord) -> None:
    """Take in a described level in one language."""
    text = desk.find(t.LibraryText, "language", record.entry, record.version, record.language.value)
    desk.put(t.LibraryLevel, {"text_id": text["id"], **values_of(record, "level", "description")})


def library_values(desk: Desk, record: IndicatorRecord) -> Row:
    """Return the columns of an indicator that the library decides, where its file names one.

    What the file leaves empty is filled with the library's words, in the file's language; what
    it says must be the same.
    """
    if record.library is None:
        require(
            record.library_version == 1,
            N_("Name the indicator of the library too."),
            where="library",
        )
        return {"library_version_id": None}
    require(
        record.from_library is not False,
        N_("This names an indicator of the library, and says that it comes from none."),
        where="from_library",
    )
    version = desk.find(t.LibraryVersion, "library", record.library, record.library_version)
    text = desk.find(
        t.LibraryText, "language", record.library, record.library_version, record.language.value
    )
    values = {"library_version_id": version["id"]}
    for column in ("kind", "accumulation", "per"):
        _require_same(getattr(record, column), version[column], column)
    for column in ("definition", "unit", "numerator", "denominator"):
        written = getattr(record, column)
        _require_same(written or text[column], text[column], column)
        values[column] = text[column]
    return values


def _require_same(written: object, held: object, column: str) -> None:
    require(
        written == held,
        N_("The library says “{held}” here. Say the same, or name no indicator of the library."),
        where=column,
        held=held,
    )


def check_level(desk: Desk, indicator: Row, level: int, description: str) -> None:
    """Raise RuleError where a level of a goal's rubric is not as the library describes it."""
    version_id = indicator["library_version_id"]
    if version_id is None:
        return
    named = desk.register(t.LibraryVersion).keys[version_id]
    held = desk.find(t.LibraryLevel, "level", *named, indicator["language"], level)
    _require_same(description, held["description"], "description")


class Entries:
    """The new indicators of the library of an import, put together from their rows."""

    def __init__(self, desk: Desk) -> None:
        self.rows = list(desk.new_rows(t.LibraryIndicator))
        tables = (t.LibraryVersion, t.LibraryText, t.LibraryLevel)
        # Where one was wrong and named, nothing is said of those that are left.
        self.torn = {key[0] for table, key in desk.broken if table in tables}
        self._versions = desk.new_parts(t.LibraryVersion)
        self._texts = desk.new_parts(t.LibraryText)
        self._levels = desk.new_parts(t.LibraryLevel)
        self._themes = desk.new_parts(t.LibraryTheme)
        self._places = desk.new_parts(t.LibraryAnswerable)
        self._codes = desk.register(t.Theme).keys

    def versions(self, row: Row) -> list[Row]:
        """Return the definitions of an entry, the oldest first."""
        return sorted(self._versions.get(row["id"], ()), key=lambda version: version["number"])

    def texts(self, version: Row) -> list[Row]:
        """Return the words of a definition."""
        return self._texts.get(version["id"], [])

    def definition(self, version: Row, text: Row) -> DefinitionIn:
        """Return a definition in one language, as its form would hand it in."""
        levels = sorted(self._levels.get(text["id"], ()), key=lambda level: level["level"])
        return DefinitionIn(
            **{name: version[name] for name in COUNTS},
            **{name: text[name] for name in WORDS},
            levels=tuple(
                RubricLevelIn(level=one["level"], description=one["description"]) for one in levels
            ),
            language=text["language"],
        )

    def body(self, row: Row) -> dict[str, Any]:
        """Return an entry as its change row keeps it."""
        version = self.versions(row)[-1]
        texts = {text["language"]: self.definition(version, text) for text in self.texts(version)}
        dated = (version["number"], version["valid_from"], version["reason"])
        following = Following(version["id"], *dated, version["language"], texts, is_new=True)
        sets = (
            {self._codes[tie["theme_id"]][0] for tie in self._themes.get(row["id"], ())},
            {place["answerable_at"] for place in self._places.get(row["id"], ())},
        )
        return body_of({name: row[name] for name in OWN}, sets, following)


def check_entries(entries: Entries, report: Report) -> None:
    """Report every new definition that has no words, or that two would count apart."""
    for row in entries.rows:
        if row["code"] in entries.torn:
            continue
        versions = entries.versions(row)
        if [version["number"] for version in versions] != list(range(1, len(versions) + 1)) or (
            not versions
        ):
            error = RuleError(N_("An indicator of the library has definitions numbered from 1."))
            report(row["id"], "code", error)
        for version in versions:
            _check_version(entries, version, report)


def _check_version(entries: Entries, version: Row, report: Report) -> None:
    texts = entries.texts(version)
    if version["language"] not in {text["language"] for text in texts}:
        error = RuleError(N_("The words of this definition in its own language are missing."))
        report(version["id"], "language", error)
    for text in texts:
        try:
            check_definition(entries.definition(version, text))
        except RuleError as error:
            # What is the same in every language is wrong in the definition's own row, once.
            if error.where in COUNTS:
                report(version["id"], error.where or "", error)
                return
            report(text["id"], error.where or "", error)
