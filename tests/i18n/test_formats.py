"""Numbers as people type them: every digit kept, and never two meanings."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.i18n import parse_number, write_number
from schemas.errors import RuleError
from schemas.vocabulary import Language

EN, ES, PL, ZH = Language.EN, Language.ES, Language.PL, Language.ZH_HANS


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        (EN, "1,234.5", "1234.5"),
        (EN, "1,234", "1234"),
        (EN, "1.234", "1.234"),
        (EN, " 0 ", "0"),
        (EN, "\N{MINUS SIGN}3.5", "-3.5"),
        (EN, "0.000001", "0.000001"),
        (ES, "1.234,5", "1234.5"),
        (ES, "1,234.5", "1234.5"),
        (ES, "1234,5", "1234.5"),
        (ES, "11.2", "11.2"),
        (ES, "1.2340", "1.234"),
        (PL, "1\N{NARROW NO-BREAK SPACE}234,5", "1234.5"),
        (PL, "1 234,5", "1234.5"),
        (PL, "1,234", "1.234"),
        (PL, "11.2", "11.2"),
        (ZH, "\N{FULLWIDTH DIGIT ONE}\N{FULLWIDTH COMMA}234", "1234"),
    ],
)
def test_a_number_is_read_as_its_language_writes_it(
    language: Language, text: str, value: str
) -> None:
    assert parse_number(text, language) == Decimal(value)


@pytest.mark.parametrize("language", Language)
def test_an_empty_field_is_no_number_and_no_zero(language: Language) -> None:
    assert parse_number("  ", language) is None


@pytest.mark.parametrize(
    ("language", "text"), [(ES, "1,234"), (ES, "1.234"), (PL, "1.234"), (ES, "-1,234")]
)
def test_a_number_with_two_meanings_is_refused_with_both(language: Language, text: str) -> None:
    with pytest.raises(RuleError, match="can mean") as raised:
        parse_number(text, language)
    told = (str(raised.value.params[name]) for name in ("first", "second"))
    meanings = [parse_number(each, language) for each in told]
    assert {abs(value) for value in meanings if value} == {Decimal(1234), Decimal("1.234")}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (EN, "1,23"),
        (EN, "12,34,567"),
        (EN, "12 34"),
        (EN, "1e5"),
        (EN, "5%"),
        (EN, "about 5"),
        (EN, "1.5,2"),
        (PL, "1,2,3"),
        (ES, "--5"),
        (ZH, "NaN"),
    ],
)
def test_what_is_no_number_is_refused(language: Language, text: str) -> None:
    with pytest.raises(RuleError, match="is not a number"):
        parse_number(text, language)


def test_a_number_the_planner_cannot_keep_whole_is_refused() -> None:
    with pytest.raises(RuleError, match="six at most"):
        parse_number("0.1234567", EN)
    with pytest.raises(RuleError, match="larger"):
        parse_number("9,000,000,000,000", EN)


@given(st.decimals("-8e12", "8e12", places=6), st.sampled_from(Language))
def test_a_number_is_read_back_as_it_was_written(value: Decimal, language: Language) -> None:
    assert parse_number(write_number(value, language), language) == value


@given(st.integers(1, 999), st.integers(1, 999), st.sampled_from(Language))
def test_three_decimals_are_read_back_as_they_were_written(
    whole: int, rest: int, language: Language
) -> None:
    value = Decimal(f"{whole}.{rest:03d}")
    assert parse_number(write_number(value, language), language) == value
