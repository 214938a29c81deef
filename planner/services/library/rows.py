"""Indicators of the library as the shapes that leave the services."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from db.queries import library as query
from db.tables import Goal, LibraryLevel, LibraryText, LibraryVersion
from planner.domain.library import changed_fields
from schemas.indicator import RubricLevelIn
from schemas.library import DefinitionIn, DefinitionRow, EntryRow, LibraryRow, UseRow
from schemas.vocabulary import AnswerableAt, Language

from ..gather import gather
from ..text import titles_in

_OF_VERSION = ("kind", "direction", "accumulation", "per", "decimals", "frequency")
_OF_TEXT = (
    "name",
    "definition",
    "unit",
    "numerator",
    "denominator",
    "source",
    "caveats",
    "question",
    "coding",
)
COUNTS = frozenset(_OF_VERSION)
"""Fields of a definition that are the same in every language."""
WORDS = frozenset(_OF_TEXT)
"""Fields of a definition that are written in a language."""

Rows = dict[UUID, DefinitionRow]
Known = Mapping[UUID, Mapping[Language, DefinitionIn]]
"""Definitions by version and language."""


def translates(definition: DefinitionIn, held: DefinitionIn, own: Language) -> bool:
    """Say whether words say in another language what is held in its own."""
    same = all(getattr(definition, name) == getattr(held, name) for name in COUNTS)
    levels = len(definition.levels) == len(held.levels)
    return definition.language is not own and same and levels


def load_definitions(session: Session, versions: Collection[LibraryVersion]) -> Known:
    """Return definitions in every language they were written in."""
    ids = [version.id for version in versions]
    by_id = {version.id: version for version in versions}
    levels = gather((row.text_id, row) for row in query.get_levels(session, ids))
    found: dict[UUID, dict[Language, DefinitionIn]] = {}
    for text in query.get_texts(session, ids):
        held = found.setdefault(text.version_id, {})
        held[text.language] = _definition(by_id[text.version_id], text, levels.get(text.id, ()))
    return found


def _definition(
    version: LibraryVersion, text: LibraryText, levels: Iterable[LibraryLevel]
) -> DefinitionIn:
    return DefinitionIn(
        **{name: getattr(version, name) for name in _OF_VERSION},
        **{name: getattr(text, name) for name in _OF_TEXT},
        levels=tuple(
            RubricLevelIn(level=level.level, description=level.description) for level in levels
        ),
        language=text.language,
    )


def definition_rows(
    session: Session, versions: Sequence[LibraryVersion], language: Language
) -> dict[UUID, DefinitionRow]:
    """Return definitions as read in a language, else in their own; none says what changed."""
    known = load_definitions(session, versions)
    return {
        version.id: DefinitionRow(
            id=version.id,
            number=version.number,
            valid_from=version.valid_from,
            reason=version.reason,
            own_language=version.language,
            definition=in_language(known[version.id], language, version.language),
        )
        for version in versions
    }


def in_language(
    texts: Mapping[Language, DefinitionIn], language: Language, own: Language
) -> DefinitionIn:
    """Return a definition in a language where it has words for it, else in its own."""
    return texts.get(language) or texts.get(own) or next(iter(texts.values()))


def with_changes(session: Session, versions: Sequence[LibraryVersion], rows: Rows) -> Rows:
    """Return definitions of one indicator, the newest first, each with what it changed.

    Two are compared in one language that both have, or else in the words they were written in.
    """
    known = load_definitions(session, versions)
    told = dict(rows)
    for newer, older in pairwise(versions):
        changed = compare(known, older, newer)
        told[newer.id] = rows[newer.id].model_copy(update={"changed": changed})
    return told


def compare(known: Known, older: LibraryVersion, newer: LibraryVersion) -> tuple[str, ...]:
    """Return the fields in which a definition differs from an earlier one."""
    before, after = known[older.id], known[newer.id]
    shared = [each for each in after if each in before]
    language = newer.language if newer.language in shared else next(iter(shared), newer.language)
    return changed_fields(
        in_language(before, language, older.language), in_language(after, language, newer.language)
    )


def library_rows(
    session: Session, jurisdiction_id: UUID, entries: Sequence[query.Entry], language: Language
) -> list[LibraryRow]:
    """Return indicators with the definition that counts now."""
    ids = [entry.id for entry, *_ in entries]
    newest: dict[UUID, LibraryVersion] = {}
    for version in query.get_versions(session, ids):
        newest.setdefault(version.library_id, version)
    rows = definition_rows(session, list(newest.values()), language)
    themes = gather(query.get_theme_codes(session, ids))
    places = gather(query.get_answerable(session, ids))
    uses = query.count_uses(session, jurisdiction_id)
    return [
        LibraryRow(
            **_own_fields(entry),
            theme_codes=themes.get(entry[0].id, ()),
            answerable_at=_in_order(places.get(entry[0].id, ())),
            newest=rows[newest[entry[0].id].id],
            uses=uses.get(entry[0].id, 0),
        )
        for entry in entries
    ]


def _own_fields(entry: query.Entry) -> dict[str, Any]:
    row, number, name, merged_into = entry
    return {
        **{field: getattr(row, field) for field in ("id", "code", "version", "state", "note")},
        "district_id": row.district_id,
        "district_number": number,
        "district_name": name or "",
        "merged_into": merged_into,
    }


def _in_order(places: Collection[AnswerableAt]) -> tuple[AnswerableAt, ...]:
    return tuple(place for place in AnswerableAt if place in places)


def entry_row(session: Session, row: LibraryRow, language: Language) -> EntryRow:
    """Return an indicator with all its definitions and the goals that use it."""
    versions = query.get_versions(session, [row.id])
    rows = definition_rows(session, versions, language)
    told = with_changes(session, versions, rows)
    uses = query.get_uses(session, row.id)
    titles = titles_in(session, Goal, {use.goal_id: use.goal_title for use in uses}, language)
    return EntryRow(
        **{name: getattr(row, name) for name in LibraryRow.model_fields},
        versions=tuple(told[version.id] for version in versions),
        used_in=tuple(
            UseRow(
                goal_id=use.goal_id,
                goal_code=use.goal_code,
                goal_title=titles[use.goal_id],
                district_number=use.district_number,
                district_name=use.district_name,
                year=use.year,
                number=use.number,
            )
            for use in uses
        ),
    )
