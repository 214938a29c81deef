"""Questions by a link: what became of one, and what an answer needs."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.asking import read_answer, state_of
from schemas.asking import LONGEST_ANSWER
from schemas.errors import RuleError
from schemas.vocabulary import AskedState, Consent, Language

NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
moments = st.integers(-1000, 1000).map(lambda minutes: NOW + timedelta(minutes=minutes))


@given(st.none() | moments, st.none() | moments, moments, moments, moments)
def test_once_a_link_is_over_it_stays_so(
    answered: datetime | None,
    withdrawn: datetime | None,
    expires: datetime,
    now: datetime,
    later: datetime,
) -> None:
    first, then = (state_of(answered, withdrawn, expires, each) for each in sorted([now, later]))
    assert first is then or (first, then) == (AskedState.WAITING, AskedState.EXPIRED)


@given(st.none() | moments, moments)
def test_an_answer_counts_whatever_happens_after(withdrawn: datetime | None, now: datetime) -> None:
    assert state_of(NOW, withdrawn, NOW, now) is AskedState.ANSWERED


def test_a_link_is_over_from_the_very_moment_it_expires() -> None:
    assert state_of(None, None, NOW, NOW) is AskedState.EXPIRED
    assert state_of(None, None, NOW, NOW - timedelta(microseconds=1)) is AskedState.WAITING


def test_an_answer_is_read_as_it_was_typed() -> None:
    entry = read_answer(" Two\r\nlines \r\n", "zh_Hans", "quote_allowed")
    assert entry.text == "Two\nlines"
    assert (entry.language, entry.consent) == (Language.ZH_HANS, Consent.QUOTE_ALLOWED)


def test_the_longest_answer_is_taken_however_its_lines_end() -> None:
    lines = "好\n" * (LONGEST_ANSWER // 2 - 1) + "好好"
    assert len(lines) == LONGEST_ANSWER
    assert read_answer(lines.replace("\n", "\r\n"), "en", "public").text == lines


@pytest.mark.parametrize(
    ("text", "language", "consent", "where"),
    [
        ("", "en", "public", "text"),
        (" \r\n\t", "en", "public", "text"),
        ("x" * (LONGEST_ANSWER + 1), "en", "public", "text"),
        ("Fine.", "", "public", "language"),
        ("Fine.", "tlh", "public", "language"),
        ("Fine.", "en", "", "consent"),
        ("Fine.", "en", "everything", "consent"),
    ],
)
def test_what_an_answer_lacks_is_named(text: str, language: str, consent: str, where: str) -> None:
    with pytest.raises(RuleError) as refused:
        read_answer(text, language, consent)
    assert refused.value.where == where
