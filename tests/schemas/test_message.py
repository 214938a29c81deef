"""A message carries its key and typed parameters, and reads as plain English."""

from decimal import Decimal

from schemas.message import Message


def test_a_message_fills_its_places() -> None:
    message = Message("{actual} of {total}", {"actual": Decimal("1.5"), "total": 3})
    assert str(message) == "1.5 of 3"


def test_a_message_without_parameters_reads_as_it_stands() -> None:
    assert str(Message("Late")) == "Late"


def test_several_things_are_listed() -> None:
    assert str(Message("Missing: {gaps}", {"gaps": ("a", "b")})) == "Missing: a, b"


def test_equal_messages_are_equal() -> None:
    assert Message("{n}", {"n": 1}) == Message("{n}", {"n": 1})
    assert Message("{n}", {"n": 1}) != Message("{n}", {"n": 2})
