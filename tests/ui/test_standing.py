"""Standings in words: how far, which way, and what was counted."""

from decimal import Decimal

import pytest

from planner.services.work import new_id
from planner.ui.standing import value_text, way_text
from schemas.progress import MeasurementRow, Reading
from schemas.vocabulary import IndicatorKind, Language, ReportingState
from tests.factories import NOW


def read(actual: str | None, kind: IndicatorKind, unit: str, **counts: int | None) -> Reading:
    """Return a reading of 2026 Q3 of which the quarter's own counts may be known."""
    indicator = new_id()
    numerator, denominator = counts.get("numerator"), counts.get("denominator")
    recorded = MeasurementRow(
        id=new_id(),
        indicator_id=indicator,
        year=2026,
        quarter=3,
        version=1,
        state=ReportingState.REPORTED,
        value=None,
        numerator=None if numerator is None else Decimal(numerator),
        denominator=None if denominator is None else Decimal(denominator),
        data_as_of=None,
        note="",
        reason="",
        language=Language.EN,
        first_recorded_on=NOW.date(),
        recorded_by=None,
    )
    return Reading(
        indicator_id=indicator,
        indicator_name="Nights with shots",
        language=Language.EN,
        kind=kind,
        unit=unit,
        decimals=2 if kind is IndicatorKind.RATE else 0,
        required=True,
        year=2026,
        quarter=3,
        state=ReportingState.REPORTED,
        due_on=None,
        recorded=recorded,
        actual=None if actual is None else Decimal(actual),
    )


@pytest.mark.parametrize(
    ("actual", "numerator", "denominator", "said"),
    [
        ("1.54", 33, 21400, "1.54 per 1,000 (33 of 21,400)"),
        # Pooled over three quarters, the last of which had 33 of 21,400.
        ("1.51", 33, 21400, "1.51 per 1,000"),
        ("1.5", 3, 2000, "1.50 per 1,000 (3 of 2,000)"),
        ("0", 0, 400, "0.00 per 1,000 (0 of 400)"),
        (None, 0, 0, "0 of 0"),
        ("1.5", None, None, "1.50 per 1,000"),
    ],
    ids=["own", "pooled", "zeros at the end", "none", "nothing to count", "not counted"],
)
def test_counts_stand_beside_the_value_that_they_give(
    actual: str | None, numerator: int | None, denominator: int | None, said: str
) -> None:
    reading = read(
        actual, IndicatorKind.RATE, "per 1,000", numerator=numerator, denominator=denominator
    )
    assert value_text(reading) == said


def test_a_percent_is_per_hundred_and_a_rubric_has_levels() -> None:
    percent = read("58", IndicatorKind.PERCENT, "%", numerator=7, denominator=12)
    assert value_text(percent) == "58% (7 of 12)"
    assert value_text(read("3", IndicatorKind.RUBRIC, "level")) == "level 3"


@pytest.mark.parametrize(
    ("attainment", "said"),
    [
        ("0.41", "41% of the way"),
        ("0", "0% of the way"),
        ("-0.004", "0% of the way"),
        ("-0.16", "16% the wrong way"),
        ("-1.5", "150% the wrong way"),
        (None, ""),
    ],
)
def test_the_way_is_told_in_words_and_never_with_a_minus(attainment: str | None, said: str) -> None:
    made = None if attainment is None else Decimal(attainment)
    reading = read("1", IndicatorKind.COUNT, "calls").model_copy(update={"attainment": made})
    assert way_text(reading) == said
