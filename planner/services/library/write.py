"""What a save of the library writes, and what its change row keeps."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from db.queries import library as query
from db.tables import (
    LibraryAnswerable,
    LibraryIndicator,
    LibraryLevel,
    LibraryText,
    LibraryTheme,
    LibraryVersion,
    new_id,
)
from schemas.indicator import RubricLevelIn
from schemas.library import DefinitionIn, LibraryIn
from schemas.vocabulary import AnswerableAt, Language

from ..indicator import put
from .rows import COUNTS, WORDS

Own = Mapping[str, Any]
"""The columns of an indicator's own row."""
OWN = ("code", "state", "district_id", "merged_into_id", "note")


def own_of(row: LibraryIndicator) -> dict[str, Any]:
    """Return the columns of an indicator's own row."""
    return {name: getattr(row, name) for name in OWN}


@dataclass(frozen=True, slots=True)
class Following:
    """A definition as a save leaves it: its version, and its words by language."""

    id: UUID
    number: int
    valid_from: date
    reason: str
    language: Language
    texts: Mapping[Language, DefinitionIn]
    is_new: bool
    """Whether the save wrote it anew; then it has words in its own language alone."""
    is_translated: bool = False
    """Whether the save wrote its words in another language."""


def body_of(
    own: Own, sets: tuple[Collection[str], Collection[AnswerableAt]], following: Following
) -> dict[str, Any]:
    """Return an indicator with the definition that counts, as its change row keeps it."""
    theme_codes, answerable_at = sets
    language = following.language
    others = {
        each.value: _words(text)
        for each, text in sorted(following.texts.items())
        if each is not language
    }
    return {
        **own,
        "theme_codes": sorted(theme_codes),
        "answerable_at": sorted(answerable_at),
        "number": following.number,
        "valid_from": following.valid_from,
        "reason": following.reason,
        **following.texts[language].model_dump(),
        "texts": others,
    }


def _words(text: DefinitionIn) -> dict[str, Any]:
    return text.model_dump(include={*WORDS, "levels"})


def write_version(
    session: Session, jurisdiction_id: UUID, entry: LibraryIn, following: Following
) -> None:
    """Write the definition of an entry; words in other languages, which no longer hold, go."""
    common = {"jurisdiction_id": jurisdiction_id}
    definition = entry.definition
    values = definition.model_dump(include={*COUNTS, "language"})
    held = session.get(LibraryVersion, following.id)
    for level in query.get_levels(session, [following.id]):
        session.delete(level)
    session.flush()
    for text in query.get_texts(session, [following.id]):
        session.delete(text)
    key = {
        "id": following.id,
        "library_id": entry.id,
        "number": following.number,
        "valid_from": following.valid_from,
        "reason": following.reason,
    }
    put(session, LibraryVersion, held, key, values | common)
    session.flush()
    _write_text(session, jurisdiction_id, following.id, definition)


def write_translation(
    session: Session, jurisdiction_id: UUID, version_id: UUID, definition: DefinitionIn
) -> None:
    """Make the words of a definition in one language what is given."""
    for text in query.get_texts(session, [version_id]):
        if text.language is definition.language:
            for level in query.get_levels(session, [version_id]):
                if level.text_id == text.id:
                    session.delete(level)
            session.flush()
            session.delete(text)
    session.flush()
    _write_text(session, jurisdiction_id, version_id, definition)


def _write_text(
    session: Session, jurisdiction_id: UUID, version_id: UUID, definition: DefinitionIn
) -> None:
    text_id = new_id()
    session.add(
        LibraryText(
            id=text_id,
            jurisdiction_id=jurisdiction_id,
            version_id=version_id,
            language=definition.language,
            **definition.model_dump(include=set(WORDS)),
        )
    )
    session.flush()
    _write_levels(session, jurisdiction_id, text_id, definition.levels)


def _write_levels(
    session: Session, jurisdiction_id: UUID, text_id: UUID, levels: tuple[RubricLevelIn, ...]
) -> None:
    session.add_all(
        LibraryLevel(
            jurisdiction_id=jurisdiction_id,
            text_id=text_id,
            level=level.level,
            description=level.description,
        )
        for level in levels
    )
    session.flush()


def write_sets(
    session: Session, jurisdiction_id: UUID, entry: LibraryIn, theme_ids: Mapping[str, UUID]
) -> None:
    """Make an indicator's demands and who can move it what the entry says."""
    common = {"jurisdiction_id": jurisdiction_id, "library_id": entry.id}
    # Ties to an older edition give way to those of the newest, which have the same codes.
    wanted = {theme_ids[code] for code in entry.theme_codes}
    ties = {row.theme_id: row for row in query.get_themes(session, entry.id)}
    for theme_id in ties.keys() - wanted:
        session.delete(ties[theme_id])
    session.add_all(LibraryTheme(theme_id=each, **common) for each in wanted - ties.keys())
    places = {row.answerable_at: row for row in query.get_answerable_rows(session, entry.id)}
    for place in places.keys() - entry.answerable_at:
        session.delete(places[place])
    session.add_all(
        LibraryAnswerable(answerable_at=each, **common)
        for each in entry.answerable_at - places.keys()
    )
    session.flush()
