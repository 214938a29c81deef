"""The first start: while nobody can sign in, the log names the commands to run, and no secret."""

import json
from uuid import UUID

import pytest

from db.engine import transaction
from planner.ui import session
from planner.web.lifespan import check_start
from tests import factories as make
from tests.web.conftest import KEY


def lines(capfd: pytest.CaptureFixture[str]) -> list[str]:
    """Return what a start writes into the log."""
    capfd.readouterr()
    check_start()
    return [json.loads(line)["event"] for line in capfd.readouterr().err.splitlines()]


@pytest.mark.usefixtures("keyed")
def test_an_empty_planner_names_what_to_run(capfd: pytest.CaptureFixture[str]) -> None:
    (line,) = lines(capfd)
    assert line == (
        "Nobody can sign in yet. Run planner import FOLDER,"
        " then planner admin create --email ADDRESS --name NAME"
    )


@pytest.mark.usefixtures("keyed")
def test_a_city_without_accounts_asks_for_the_first_administrator(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with transaction(session.get_engine(), write=True) as rows:
        make.make_jurisdiction(rows)
    (line,) = lines(capfd)
    assert line.endswith("Run planner admin create --email ADDRESS --name NAME")
    # A link in a log would let in whoever reads the log.
    assert "/welcome/" not in line
    assert KEY not in line


def test_nothing_is_said_once_somebody_can_sign_in(
    eva: UUID, capfd: pytest.CaptureFixture[str]
) -> None:
    assert lines(capfd) == []


@pytest.mark.usefixtures("_settings")
def test_the_demo_needs_nobody(capfd: pytest.CaptureFixture[str]) -> None:
    assert lines(capfd) == []
