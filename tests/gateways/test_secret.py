"""Passwords and tokens: what is kept of them opens nothing."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.gateways.secret import (
    digest_of,
    hash_password,
    keyed_digest,
    lock,
    new_code,
    new_shared_secret,
    new_token,
    password_fits,
    read_signed,
    read_signed_id,
    sign,
    sign_id,
    unlock,
)

KEY = "k" * 32
OTHER_KEY = "o" * 32
PLAIN = st.text(st.characters(exclude_categories=["Cs"]))


def test_tokens_are_long_and_never_the_same() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert min(map(len, tokens)) >= 43


def test_a_digest_fits_its_column_and_does_not_hold_the_token() -> None:
    token = new_token()
    assert len(digest_of(token)) == 64
    assert token not in digest_of(token)
    assert digest_of(token) == digest_of(token)


def test_a_keyed_digest_needs_the_key_and_keeps_its_parts_apart() -> None:
    held = keyed_digest(KEY, "address", "192.0.2.1")
    assert len(held) == 64
    assert held != keyed_digest(OTHER_KEY, "address", "192.0.2.1")
    assert held != keyed_digest(KEY, "account", "192.0.2.1")
    assert held != keyed_digest(KEY, "addres", "s192.0.2.1")


@given(value=PLAIN)
def test_a_signed_value_comes_back_for_its_purpose_and_key_alone(value: str) -> None:
    signed = sign(KEY, "link", value)
    assert read_signed(KEY, "link", signed) == value
    assert read_signed(KEY, "cookie", signed) is None
    assert read_signed(OTHER_KEY, "link", signed) is None


@given(text=PLAIN)
def test_what_was_never_signed_is_nothing(text: str) -> None:
    assert read_signed(KEY, "link", text) is None
    assert read_signed_id(KEY, "link", text) is None


def test_a_signed_value_that_was_altered_is_nothing() -> None:
    signed = sign(KEY, "link", "ada")
    for place in range(len(signed)):
        altered = signed[:place] + ("A" if signed[place] != "A" else "B") + signed[place + 1 :]
        assert read_signed(KEY, "link", altered) in {None, "ada"}
    assert read_signed(KEY, "link", signed[:-1]) is None


def test_the_id_of_a_row_comes_back() -> None:
    row_id = uuid4()
    assert read_signed_id(KEY, "link", sign_id(KEY, "link", row_id)) == row_id
    assert read_signed_id(KEY, "cookie", sign_id(KEY, "link", row_id)) is None


def test_a_password_fits_what_is_kept_of_it_and_nothing_else() -> None:
    held = hash_password("ladders sing at noon")
    assert held.startswith("$argon2id$")
    assert "ladders" not in held
    assert password_fits("ladders sing at noon", held)
    assert not password_fits("ladders sing at night", held)


def test_the_same_password_is_kept_differently_each_time() -> None:
    assert hash_password("ladders sing at noon") != hash_password("ladders sing at noon")


@pytest.mark.parametrize("password", ["", "ladders sing at noon"])
def test_where_no_password_is_kept_none_fits(password: str) -> None:
    assert not password_fits(password, "")


def test_what_is_no_hash_fits_nothing() -> None:
    assert not password_fits("ladders sing at noon", "ladders sing at noon")


@given(text=PLAIN)
def test_a_locked_text_comes_back_for_its_purpose_and_key_alone(text: str) -> None:
    locked = lock(KEY, "secret of ada", text)
    assert unlock(KEY, "secret of ada", locked) == text
    assert unlock(KEY, "secret of ben", locked) is None
    assert unlock(OTHER_KEY, "secret of ada", locked) is None


def test_a_locked_text_says_nothing_and_is_never_the_same() -> None:
    one, other = lock(KEY, "secret", "JBSWY3DPEHPK3PXP"), lock(KEY, "secret", "JBSWY3DPEHPK3PXP")
    assert one != other
    assert "JBSWY" not in one
    assert KEY not in one


@pytest.mark.parametrize("text", ["", "JBSWY3DPEHPK3PXP", "gAAAAA", "é", "\0"])
def test_what_was_never_locked_is_nothing(text: str) -> None:
    assert unlock(KEY, "secret", text) is None


def test_a_locked_text_that_was_altered_is_nothing() -> None:
    locked = lock(KEY, "secret", "ada")
    for place in range(0, len(locked) - 2, 7):
        altered = locked[:place] + ("A" if locked[place] != "A" else "B") + locked[place + 1 :]
        assert unlock(KEY, "secret", altered) is None


def test_shared_secrets_are_long_enough_for_their_standard_and_never_the_same() -> None:
    secrets = {new_shared_secret() for _ in range(50)}
    assert len(secrets) == 50
    # 160 bits (RFC 4226, 4, R6), five a sign.
    assert {len(one) for one in secrets} == {32}


def test_codes_are_made_of_the_signs_asked_for() -> None:
    codes = {new_code("AB2", 40) for _ in range(50)}
    assert len(codes) == 50
    assert set("".join(codes)) == set("AB2")
    assert {len(code) for code in codes} == {40}
