"""The records of files, and that docs/import.md says the same of them."""

import re
from enum import StrEnum
from pathlib import Path
from typing import get_args

import pytest

from planner.exchange import RECORDS
from schemas.vocabulary import RECORDABLE_STATES, ReportingState

DOCS = (Path(__file__).parents[2] / "docs" / "import.md").read_text(encoding="utf-8")


def described(name: str) -> list[tuple[str, bool]]:
    """Return the columns that the docs name for a file, and whether they must be there."""
    section = DOCS.split(f"### {name}.csv\n")[1].split("\n### ")[0]
    rows = re.findall(r"^\| `(\w+)` \| (must)? ?\|", section, re.MULTILINE)
    return [(column, must == "must") for column, must in rows]


def words_in(annotation: object) -> list[str]:
    """Return the words of the enums inside a type."""
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        chosen = RECORDABLE_STATES if annotation is ReportingState else annotation
        return [word.value for word in chosen]
    return [word for part in get_args(annotation) for word in words_in(part)]


@pytest.mark.parametrize("name", RECORDS)
def test_the_docs_list_the_columns_of_each_file(name: str) -> None:
    fields = RECORDS[name].model_fields
    assert described(name) == [(column, field.is_required()) for column, field in fields.items()]


def test_the_docs_list_no_other_file() -> None:
    assert re.findall(r"^### (\w+)\.csv$", DOCS, re.MULTILINE) == list(RECORDS)


@pytest.mark.parametrize("name", RECORDS)
def test_the_docs_list_every_word_that_a_cell_may_hold(name: str) -> None:
    for field in RECORDS[name].model_fields.values():
        for word in words_in(field.annotation):
            assert f"`{word}`" in DOCS


@pytest.mark.parametrize("name", RECORDS)
def test_a_key_is_made_of_columns(name: str) -> None:
    record = RECORDS[name]
    assert set(record.key) <= record.model_fields.keys()
