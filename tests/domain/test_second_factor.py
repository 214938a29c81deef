"""Codes of a second step: made as the standard says, read as people type them, taken once."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pyotp
import pytest

from planner.domain.second_factor import (
    LONGEST_CODE,
    RECOVERY_ALPHABET,
    RECOVERY_LENGTH,
    in_groups,
    in_halves,
    matching_step,
    read_code,
    setup_address,
)

# RFC 6238, appendix B: the secret "12345678901234567890" and the last six of the eight digits.
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
VECTORS = [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (2000000000, "279037")]
NOW = datetime(2026, 11, 20, 18, 0, 10, tzinfo=UTC)
STEP = int(NOW.timestamp()) // 30


def wide(text: str) -> str:
    """Return signs as an input method for Chinese may type them: as wide as its own."""
    return "".join(chr(ord(sign) + 0xFEE0) for sign in text)


def code_at(steps: int) -> str:
    return pyotp.TOTP(SECRET).generate_otp(STEP + steps)


@pytest.mark.parametrize(("second", "code"), VECTORS)
def test_codes_are_those_of_the_standard(second: int, code: str) -> None:
    moment = datetime.fromtimestamp(second, UTC)
    assert matching_step(SECRET, code, moment) == second // 30


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_clock_may_be_off_by_one_step_each_way(steps: int) -> None:
    assert matching_step(SECRET, code_at(steps), NOW) == STEP + steps


@pytest.mark.parametrize("steps", [-3, -2, 2, 3])
def test_a_code_from_further_away_is_none(steps: int) -> None:
    assert matching_step(SECRET, code_at(steps), NOW) is None


def test_a_step_that_was_taken_and_the_ones_before_are_over() -> None:
    assert matching_step(SECRET, code_at(0), NOW, after=STEP) is None
    assert matching_step(SECRET, code_at(-1), NOW, after=STEP) is None
    assert matching_step(SECRET, code_at(1), NOW, after=STEP) == STEP + 1
    assert matching_step(SECRET, code_at(0), NOW + timedelta(seconds=20), after=STEP) is None


@pytest.mark.parametrize(
    "code", ["", "28708", "2870820", "ABCDEF", "-87082", "2.7082", "\u00b287082"]
)
def test_what_is_no_code_matches_nothing(code: str) -> None:
    assert matching_step(SECRET, code, datetime.fromtimestamp(59, UTC)) is None


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (" 287 082 ", "287082"),
        ("287-082", "287082"),
        (wide("287082"), "287082"),
        ("abcde-fghjk", "ABCDEFGHJK"),
        ("ABCDE\u2013FGHJK\n", "ABCDEFGHJK"),
        (wide("ABCDE") + "\u3000" + wide("FGHJK"), "ABCDEFGHJK"),
        ("", ""),
    ],
)
def test_a_code_is_read_however_it_is_typed(typed: str, code: str) -> None:
    assert read_code(typed) == code


def test_recovery_codes_have_no_signs_that_look_alike() -> None:
    assert not set("01OIL") & set(RECOVERY_ALPHABET)
    assert len(set(RECOVERY_ALPHABET)) == len(RECOVERY_ALPHABET) == 31


def test_a_recovery_code_is_written_in_two_groups_and_read_back() -> None:
    code = RECOVERY_ALPHABET[-RECOVERY_LENGTH:]
    shown = in_halves(code)
    assert [len(part) for part in shown.split("-")] == [5, 5]
    assert read_code(shown) == code
    assert len(shown) < LONGEST_CODE


def test_a_secret_is_written_in_groups_of_four() -> None:
    assert in_groups(SECRET) == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"


@pytest.mark.parametrize("issuer", ["District strategy planner", "辖区: 战", "a&b=c?d/e"])
def test_an_app_reads_secret_account_and_issuer_from_the_address(issuer: str) -> None:
    address = urlsplit(setup_address(SECRET, "ada@example.org", issuer))
    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    asked = parse_qs(address.query)
    assert (asked["secret"], asked["issuer"]) == ([SECRET], [issuer])
    assert unquote(address.path).endswith("ada@example.org")
    read = pyotp.parse_uri(address.geturl())
    assert isinstance(read, pyotp.TOTP)
    assert read.at(59) == "287082"
