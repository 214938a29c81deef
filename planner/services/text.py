"""Translations that stand beside what people wrote."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from db.queries import text as query
from db.tables import Table
from schemas.text import TranslatedField
from schemas.vocabulary import Language

from .change import digest
from .gather import gather
from .work import Work


def translated(
    work: Work, table: type[Table], rows: Iterable[Table], language: Language
) -> dict[UUID, tuple[TranslatedField, ...]]:
    """Return the texts of rows of one table in a language, by row; a row without any is left out.

    Whoever may read the originals may read them, so the caller has checked the permission.
    """
    # What is in the reader's language already needs no translation, and mostly no query either.
    held = {row.id: row for row in rows if getattr(row, "language", None) is not language}
    found = query.get_translations(work.session, table, held.keys(), language)
    return gather(
        (
            one.entity_id,
            TranslatedField(
                field=one.field,
                text=one.text,
                translated_by=one.translated_by,
                is_old=one.original_digest != digest(getattr(held[one.entity_id], one.field)),
            ),
        )
        for one in found
    )


def titles_in(
    session: Session, table: type[Table], titles: Mapping[UUID, str], language: Language
) -> dict[UUID, str]:
    """Return titles of rows of one table in a language where a translation keeps up with them."""
    found = query.get_translations(session, table, titles.keys(), language)
    return {**titles} | {
        one.entity_id: one.text
        for one in found
        if one.field == "title" and one.original_digest == digest(titles[one.entity_id])
    }


def in_turn(text: str, translations: Iterable[TranslatedField], field: str) -> str:
    """Return a text in the reader's language where a translation keeps up with it."""
    kept_up = (one.text for one in translations if one.field == field and not one.is_old)
    return next(kept_up, text)
