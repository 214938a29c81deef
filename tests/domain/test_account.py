"""Which passwords hold, how long guessing has to wait, how long a session lasts."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.account import (
    FORGOTTEN_AFTER,
    FREE_GUESSES,
    LONGEST_PASSWORD,
    LONGEST_WAIT,
    SHORTEST_PASSWORD,
    Guesses,
    Lasting,
    check_password,
    is_live,
    read_email,
)
from schemas.errors import RuleError

NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
NEVER = timedelta()
LASTING = Lasting(idle=timedelta(hours=2), most=timedelta(hours=12))


def complaint(password: str, *known: str) -> str:
    with pytest.raises(RuleError) as broken:
        check_password(password, *known)
    assert broken.value.where == "password"
    return str(broken.value)


def test_a_mail_address_is_kept_in_lower_case_and_without_spaces_around() -> None:
    assert read_email("  Ada.Rivera@Example.ORG ") == "ada.rivera@example.org"


@pytest.mark.parametrize("text", ["", "ada", "a@b@c", "Ada <ada@example.org>", "añá@example.org"])
def test_what_is_no_mail_address_is_told_with_its_field(text: str) -> None:
    with pytest.raises(RuleError) as broken:
        read_email(text)
    assert broken.value.where == "email"


@pytest.mark.parametrize(
    "password",
    ["ladders sing at noon", "correct horse battery", "梯子在正午唱歌因为太阳很大", "x7!Kq2#vR9p$"],
)
def test_a_few_words_that_do_not_belong_together_hold(password: str) -> None:
    check_password(password, "Ada Rivera", "ada.rivera@example.org")


def test_a_password_has_a_least_and_a_most_length() -> None:
    words = "ladders sing at noon, while a quiet heron counts the tiles of every roof; "
    assert str(SHORTEST_PASSWORD) in complaint("x7!Kq2#vR9p")
    check_password((words * 4)[:LONGEST_PASSWORD])
    assert str(LONGEST_PASSWORD) in complaint((words * 4)[: LONGEST_PASSWORD + 1])


@pytest.mark.parametrize(
    "password", ["password1234", "qwertyuiop12", "123456789012", " " * 12, "aaaaaaaaaaaaaaaa"]
)
def test_common_passwords_are_refused(password: str) -> None:
    assert "easy to guess" in complaint(password)


@pytest.mark.parametrize(
    "password", ["RiveraRivera", "ada.rivera@example.org", "Szczepanowska1", "example.org1999"]
)
def test_words_near_the_own_name_or_mail_address_are_refused(password: str) -> None:
    known = ("Ada Rivera Szczepanowska", "ada.rivera@example.org")
    assert "easy to guess" in complaint(password, *known)


def test_a_name_is_no_reason_where_it_is_somebody_elses() -> None:
    check_password("Szczepanowska wiadukt", "", "ada@example.org")


def counted(times: int, *, free: int, apart: timedelta = NEVER) -> list[Guesses]:
    """Return what is kept after each of some failures, each made as soon as it may be."""
    found, now = [Guesses()], NOW
    for _ in range(times):
        found.append(found[-1].and_one(now, free))
        now += max(found[-1].wait(now), apart)
    return found


def waits(found: list[Guesses]) -> list[timedelta]:
    return [one.wait(one.failed_at) for one in found if one.failed_at is not None]


@given(times=st.integers(1, 60), free=st.integers(0, 40))
def test_free_guesses_do_not_wait_and_the_next_one_does(times: int, free: int) -> None:
    for number, wait in enumerate(waits(counted(times, free=free)), start=1):
        assert (wait > NEVER) is (number >= free)


@given(times=st.integers(2, 60), free=st.integers(0, 40), apart=st.integers(0, 86_399))
def test_waits_never_shrink_and_have_an_end(times: int, free: int, apart: int) -> None:
    found = waits(counted(times, free=free, apart=timedelta(seconds=apart)))
    assert all(before <= after <= LONGEST_WAIT for before, after in pairwise(found))
    assert found[-1] == LONGEST_WAIT or times < free + 10


def test_each_wait_is_twice_the_one_before() -> None:
    seconds = [wait.total_seconds() for wait in waits(counted(16, free=FREE_GUESSES))]
    assert seconds == [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]


@given(times=st.integers(1, 40), later=st.integers(0, 10_000_000))
def test_failures_are_forgotten_after_a_day(times: int, later: int) -> None:
    held = counted(times, free=FREE_GUESSES)[-1]
    assert held.failed_at is not None
    again = held.and_one(held.failed_at + FORGOTTEN_AFTER + timedelta(seconds=later), FREE_GUESSES)
    assert (again.failures, again.wait(NOW + timedelta(days=4000))) == (1, NEVER)


def test_a_day_less_a_second_is_not_forgotten() -> None:
    held = counted(3, free=FREE_GUESSES)[-1]
    assert held.failed_at is not None
    soon = held.failed_at + FORGOTTEN_AFTER - timedelta(seconds=1)
    assert held.and_one(soon, FREE_GUESSES).failures == 4


@given(waited=st.integers(0, 2000))
def test_a_wait_passes_with_the_time(waited: int) -> None:
    held = Guesses(12, NOW, NOW + timedelta(seconds=900))
    left = held.wait(NOW + timedelta(seconds=waited))
    assert left == timedelta(seconds=max(900 - waited, 0))


def test_who_never_failed_never_waits() -> None:
    assert Guesses().wait(NOW) == NEVER


def live(**fields: object) -> bool:
    held: dict[str, object] = {
        "began_at": NOW - timedelta(hours=1),
        "seen_at": NOW,
        "expires_at": NOW + timedelta(hours=11),
        "ended_at": None,
        "now": NOW,
        "lasting": LASTING,
    }
    return is_live(**held | fields)  # type: ignore[arg-type]


def test_a_session_in_use_is_live() -> None:
    assert live()


@pytest.mark.parametrize(
    "fields",
    [
        {"ended_at": NOW - timedelta(seconds=1)},
        {"expires_at": NOW},
        {"began_at": NOW - timedelta(hours=12)},
        {"seen_at": NOW - timedelta(hours=2)},
    ],
    ids=["ended", "expired", "as long as any", "idle"],
)
def test_a_session_is_over_when_one_thing_says_so(fields: dict[str, object]) -> None:
    assert not live(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"expires_at": NOW + timedelta(seconds=1)},
        {"began_at": NOW - timedelta(hours=12) + timedelta(seconds=1)},
        {"seen_at": NOW - timedelta(hours=2) + timedelta(seconds=1)},
    ],
    ids=["expires", "begins", "seen"],
)
def test_a_session_lasts_to_its_last_second(fields: dict[str, object]) -> None:
    assert live(**fields)


def test_stricter_settings_hold_for_sessions_that_began_before() -> None:
    assert not live(lasting=Lasting(idle=timedelta(hours=2), most=timedelta(hours=1)))
