"""Alive as long as the process is, ready when the database is; nothing about anybody."""

import pytest
from sqlalchemy import text

from planner.ui import session
from tests.web.conftest import Visit


def test_the_process_is_alive(visit: Visit) -> None:
    answer = visit().get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_a_migrated_database_is_ready(visit: Visit) -> None:
    answer = visit().get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ready"})


def test_a_database_without_our_tables_is_not(visit: Visit) -> None:
    with session.get_engine().begin() as connection:
        connection.execute(text("DELETE FROM alembic_version"))
    answer = visit().get("/readyz")
    assert answer.status_code == 503
    assert "planner migrate" in answer.json()["reason"]


def test_a_database_out_of_reach_is_not_and_its_address_stays_out(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.get_engine().dispose()
    monkeypatch.setenv(
        "PLANNER_DATABASE_URL", "postgresql://ada:secret@127.0.0.1:1/planner?connect_timeout=1"
    )
    session.get_settings.clear()
    session.get_engine.clear()
    answer = visit().get("/readyz")
    assert answer.status_code == 503
    assert "secret" not in answer.text
    assert visit().get("/healthz").status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_is_asked_anew_each_time(visit: Visit, path: str) -> None:
    assert visit().get(path).headers["cache-control"] == "no-store"
