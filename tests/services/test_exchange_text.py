"""Translations of promises and of steps: named by their code or place, field by field."""

from datetime import date

import pytest
from sqlalchemy import Engine, select

from db import tables as t
from db.engine import transaction
from planner.services.exchange import RejectedError, begin_import, import_tables
from tests.exchange.factories import Rows, as_files, city_rows

TODAY = date(2026, 11, 20)


def take(engine: Engine, rows: Rows) -> None:
    files = as_files(rows)
    with begin_import(engine, files, today=TODAY) as work:
        import_tables(work, files, made_up=True)


def with_translation(entity: str, of: str, field: str, language: str, text: str) -> Rows:
    """Return the made-up city with one translation more."""
    rows = city_rows()
    rows["translations"].append(
        {
            "entity": entity,
            "of": of,
            "field": field,
            "language": language,
            "text": text,
            "translated_by": "Ben Okafor",
        }
    )
    return rows


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (("commitment", "C1", "you_said", "es"), "Nadie devuelve la llamada."),
        (("commitment", "C1", "we_will", "zh_Hans"), "一天之内回电。"),
        (("commitment", "C1", "outcome_reason", "pl"), "Brakuje weekendów."),
        (("action_step", "07-2026-1/1", "what", "es"), "Pedir patrullas a dos distritos"),
        (("action_step", "07-2026-1/2", "who", "en"), "The front desk"),
    ],
)
def test_promises_and_steps_are_translated_field_by_field(
    engine: Engine, row: tuple[str, str, str, str], text: str
) -> None:
    entity, _, field, language = row
    take(engine, with_translation(*row, text))
    with transaction(engine) as session:
        kept = session.scalars(select(t.Translation).where(t.Translation.entity == entity)).one()
    assert (kept.field, kept.language, kept.text) == (field, language, text)


@pytest.mark.parametrize(
    ("entity", "of", "field", "said"),
    [
        ("commitment", "C2", "outcome_reason", "nothing to translate"),
        ("commitment", "C1", "promised_on", "outcome_reason, we_will, you_said"),
        ("action_step", "07-2026-1/9", "what", "is not known"),
    ],
)
def test_what_cannot_be_translated_is_named(
    engine: Engine, entity: str, of: str, field: str, said: str
) -> None:
    with pytest.raises(RejectedError) as caught:
        take(engine, with_translation(entity, of, field, "pl", "Cokolwiek"))
    finding = caught.value.report.findings[0]
    assert finding.file == "translations.csv"
    assert said in str(finding.message)
