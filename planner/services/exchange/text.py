"""Translations, as files bring them."""

from collections.abc import Mapping
from types import MappingProxyType

from db import tables as t
from planner.exchange.tables import Translated, TranslationRecord
from planner.services.change import digest
from planner.services.save import require
from schemas.errors import N_

from .desk import Desk, values_of

_TABLES: Mapping[Translated, type[t.Table]] = MappingProxyType(
    {
        Translated.PRIORITY: t.Priority,
        Translated.GOAL: t.Goal,
        Translated.INDICATOR: t.Indicator,
        Translated.LOCAL_DEMAND: t.LocalDemand,
        Translated.ENGAGEMENT: t.Engagement,
        Translated.VOICE: t.Voice,
        Translated.RELATION: t.Relation,
        Translated.ACTION_STEP: t.ActionStep,
        Translated.COMMITMENT: t.Commitment,
    }
)
_FIELDS: Mapping[Translated, frozenset[str]] = MappingProxyType(
    {
        Translated.PRIORITY: frozenset(
            {
                "title",
                "rationale",
                "who_is_affected",
                "how_it_happens",
                "where_and_when",
                "response",
                "assessment",
            }
        ),
        Translated.GOAL: frozenset(
            {
                "title",
                "action",
                "population",
                "area_name",
                "resources",
                "ambition_reason",
                "horizon_reason",
                "polished",
            }
        ),
        Translated.INDICATOR: frozenset(
            {
                "name",
                "definition",
                "unit",
                "numerator",
                "denominator",
                "source",
            }
        ),
        Translated.LOCAL_DEMAND: frozenset({"statement", "citation"}),
        Translated.ENGAGEMENT: frozenset({"title"}),
        Translated.VOICE: frozenset({"text"}),
        Translated.RELATION: frozenset({"rationale"}),
        Translated.ACTION_STEP: frozenset({"what", "who"}),
        Translated.COMMITMENT: frozenset({"you_said", "we_will", "outcome_reason"}),
    }
)


def take_translation(desk: Desk, record: TranslationRecord) -> None:
    """Take in one field of one row in another language."""
    require(
        record.field in _FIELDS[record.entity],
        N_("This field is not translated. Choose one of these: {fields}."),
        where="field",
        fields=tuple(sorted(_FIELDS[record.entity])),
    )
    row = desk.find(_TABLES[record.entity], "of", *_key(record))
    original = row[record.field]
    require(original, N_("There is nothing to translate: the original is empty."), where="field")
    require(
        row["language"] is not record.language,
        N_("The original is in this language already."),
        where="language",
    )
    desk.put(
        t.Translation,
        {
            "entity": record.entity.value,
            "entity_id": row["id"],
            "original_digest": digest(record.original or original),
            "translated_by_id": desk.find_id(
                t.Member, "translated_by_member", record.translated_by_member
            ),
            **values_of(record, "field", "language", "text", "translated_by"),
        },
    )


def _key(record: TranslationRecord) -> tuple[str, ...]:
    """Return the key that `of` spells out; a quarter is two texts of it."""
    if record.entity is Translated.RELATION:
        return tuple(record.of.replace("-Q", "/").rsplit("/", 2))
    return tuple(record.of.split("/"))
