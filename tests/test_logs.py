"""Log lines say what the planner did and never who a person is."""

import io
import json
import logging
import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from planner.logs import bind_request, configure_logs, get_logger, keep_listed, release_request
from schemas.errors import RuleError

Lines = io.StringIO


@pytest.fixture(autouse=True)
def _root_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    # Taken away for the test, so that setting up does not close pytest's own handlers.
    root.handlers.clear()
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture
def lines() -> Lines:
    stream = io.StringIO()
    configure_logs("info", "json", stream)
    return stream


def last(lines: Lines) -> dict[str, Any]:
    line: dict[str, Any] = json.loads(lines.getvalue().splitlines()[-1])
    return line


def test_a_line_carries_time_level_logger_and_what_happened(lines: Lines) -> None:
    plan = UUID(int=7)
    get_logger("planner.plan").info("plan_adopted", entity_id=plan, year=2026)
    line = last(lines)
    assert line.pop("timestamp").endswith("+00:00")
    assert line == {
        "level": "info",
        "logger": "planner.plan",
        "event": "plan_adopted",
        "entity_id": str(plan),
        "year": 2026,
    }


@pytest.mark.parametrize("key", ["name", "email", "text", "ip", "address", "user", "made_up_key"])
def test_a_key_that_is_not_listed_is_left_out_and_only_named(lines: Lines, key: str) -> None:
    get_logger("planner").info("saved", **{key: "Ana Pérez"}, count=1)
    assert "Ana" not in lines.getvalue()
    assert last(lines)["left_out"] == key
    assert last(lines)["count"] == 1


def test_a_listed_key_takes_only_short_plain_values() -> None:
    event = {
        "event": "a\nforged line\x1b[0m",
        "status": {"email": "ana@example.org"},
        "entity": "x" * 500,
        "version": None,
        "quarter": date(2026, 3, 31),
    }
    kept = keep_listed(None, "info", event)
    assert kept["event"] == "a forged line [0m"
    assert kept["status"] == "<dict>"
    assert len(kept["entity"]) == 200
    assert (kept["version"], kept["quarter"]) == (None, "2026-03-31")


@pytest.mark.parametrize("address", ["ana@example.org", "192.0.2.7", "2001:db8::7:1"])
def test_an_address_inside_a_message_is_masked(lines: Lines, address: str) -> None:
    logging.getLogger("some.library").warning(f"no answer from {address} today")  # noqa: G004
    assert last(lines)["event"] == "no answer from [hidden] today"


def test_a_clock_time_is_not_taken_for_an_address(lines: Lines) -> None:
    logging.getLogger("some.library").warning("next run at 12:30:00")
    assert last(lines)["event"] == "next run at 12:30:00"


def test_a_library_message_is_logged_as_its_template(lines: Lines) -> None:
    logging.getLogger("some.library").warning("cannot greet %s", "Ana", extra={"user": "Ana"})
    assert last(lines)["event"] == "cannot greet %s"
    assert last(lines)["source"].startswith("test_logs:")
    assert "Ana" not in lines.getvalue()


def test_a_library_that_logs_an_object_logs_its_type(lines: Lines) -> None:
    logging.getLogger("some.library").error(ValueError("Ana"))
    assert last(lines)["event"] == "ValueError"


def test_a_web_request_keeps_the_first_part_of_its_path(lines: Lines) -> None:
    # The arguments as uvicorn's HTTP protocols pass them.
    logging.getLogger("uvicorn.access").info(
        '%s - "%s %s HTTP/%s" %d', "192.0.2.7:5000", "GET", "/invite/s3cret?q=Ana", "1.1", 200
    )
    line = last(lines)
    assert (line["event"], line["method"], line["route"], line["status"]) == (
        "web_request",
        "GET",
        "/invite",
        200,
    )
    assert not re.search("192.0.2.7|s3cret|Ana", lines.getvalue())


def test_handlers_of_libraries_give_way() -> None:
    library = logging.getLogger("uvicorn.error")
    own = io.StringIO()
    library.addHandler(logging.StreamHandler(own))
    library.propagate = False
    stream = io.StringIO()
    configure_logs("info", "json", stream)
    library.info("started")
    assert own.getvalue() == ""
    assert last(stream)["logger"] == "uvicorn.error"


def test_setting_up_twice_writes_each_line_once(lines: Lines) -> None:
    second = io.StringIO()
    configure_logs("info", "json", second)
    get_logger("planner").info("started")
    assert lines.getvalue() == ""
    assert len(second.getvalue().splitlines()) == 1


def test_the_level_holds_for_libraries_with_a_level_of_their_own(lines: Lines) -> None:
    library = logging.getLogger("loud.library")
    library.setLevel(logging.DEBUG)
    library.debug("chatter")
    get_logger("planner").debug("detail")
    assert lines.getvalue() == ""


def test_the_bound_request_is_on_our_lines_and_on_those_of_libraries(lines: Lines) -> None:
    token = bind_request("0198-ab")
    get_logger("planner").info("saved")
    assert last(lines)["request_id"] == "0198-ab"
    logging.getLogger("some.library").warning("slow")
    assert last(lines)["request_id"] == "0198-ab"
    release_request(token)
    get_logger("planner").info("saved")
    assert "request_id" not in last(lines)


def test_a_request_id_from_outside_cannot_carry_a_text(lines: Lines) -> None:
    token = bind_request('x" \n{"name": "Ana"}' + "y" * 100)
    get_logger("planner").info("saved")
    release_request(token)
    assert last(lines)["request_id"] == ("xnameAna" + "y" * 100)[:64]


def fail_with_data() -> None:
    words = "Ana's words"
    goals: dict[str, str] = {}
    try:
        goals[words]
    except KeyError as error:
        raise RuleError("The target of {goal} is missing.", goal=words) from error


def test_an_exception_is_logged_without_messages_values_and_parameters(lines: Lines) -> None:
    try:
        fail_with_data()
    except RuleError:
        get_logger("planner").exception("save_failed")
    exception = last(lines)["exception"].splitlines()
    assert exception[0] == "schemas.errors.RuleError: The target of {goal} is missing."
    assert exception[2].endswith(" in fail_with_data")
    assert exception[3] == "builtins.KeyError"
    assert "Ana" not in lines.getvalue()


def test_a_line_that_fails_is_reported_without_its_content(
    capsys: pytest.CaptureFixture[str],
) -> None:
    closed = io.StringIO()
    configure_logs("info", "json", closed)
    closed.close()
    logging.getLogger("some.library").warning("cannot greet %s", "Ana")
    reported = capsys.readouterr().err
    assert reported == "A line of some.library was lost: <class 'ValueError'>\n"


def test_the_exceptions_of_a_group_are_all_named(lines: Lines) -> None:
    group = ExceptionGroup("Ana", [ValueError("Ana"), TypeError("Ana")])
    logging.getLogger("uvicorn.error").error("failed", exc_info=group)
    exception = last(lines)["exception"]
    assert {"builtins.ValueError", "builtins.TypeError"} < set(exception.splitlines())
    assert "Ana" not in lines.getvalue()


def test_text_lines_follow_the_same_rules() -> None:
    stream = io.StringIO()
    configure_logs("info", "text", stream)
    try:
        fail_with_data()
    except RuleError:
        get_logger("planner").exception("save_failed", email="ana@example.org", count=2)
    written = stream.getvalue()
    assert "save_failed" in written
    assert "count=2" in written
    assert "in fail_with_data" in written
    assert "Ana" not in written
    assert "ana@" not in written
