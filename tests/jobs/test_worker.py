"""The worker runs what is due, survives what fails, and stops when it is asked."""

import json
import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import Engine, select

from db import tables as t
from db.engine import make_engine, transaction
from planner.config import Settings
from planner.gateways.mail import MailError
from planner.jobs import anchor, mail, tidy
from planner.jobs.kinds import KINDS, GiveUpError, Order, job
from planner.jobs.lease import enqueue
from planner.jobs.schedule import schedule_due
from planner.jobs.worker import Worker
from schemas.errors import RuleError
from schemas.vocabulary import JobState
from tests import factories as make

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
TO_ADA = {"to": "ada@example.org", "subject": "A quarter is due", "text": "Please record it."}


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def kind() -> Iterator[Callable[[Callable[[Order], None]], str]]:
    """Registers a function as the kind "test" until the test ends."""

    def register(run: Callable[[Order], None]) -> str:
        job("test")(run)
        return "test"

    yield register
    KINDS.pop("test", None)


def put(engine: Engine, kind: str, **payload: object) -> None:
    assert enqueue(engine, kind, "once", payload, NOW)


def worker(engine: Engine) -> Worker:
    return Worker(engine, Settings(), now=lambda: NOW)


def run_all(engine: Engine) -> None:
    one = worker(engine)
    while one.run_once():
        pass


def stored(engine: Engine, kind: str) -> t.Job:
    with transaction(engine) as session:
        return session.scalars(select(t.Job).where(t.Job.kind == kind)).one()


def test_a_job_gets_its_payload_and_is_done(
    engine: Engine, kind: Callable[[Callable[[Order], None]], str]
) -> None:
    seen = []
    put(engine, kind(lambda order: seen.append(order.payload)), page=7)
    run_all(engine)
    assert seen == [{"page": 7}]
    assert stored(engine, "test").state is JobState.DONE


def test_a_job_that_fails_is_tried_again_and_its_words_stay_out(
    engine: Engine, kind: Callable[[Callable[[Order], None]], str]
) -> None:
    def stumble(_order: Order) -> None:
        raise OSError("ada@example.org lives at 12 Elm Street")

    put(engine, kind(stumble))
    run_all(engine)
    assert stored(engine, "test").state is JobState.WAITING
    assert stored(engine, "test").last_error == "OSError"


def test_a_job_that_gives_up_is_not_tried_again(
    engine: Engine, kind: Callable[[Callable[[Order], None]], str]
) -> None:
    def give_up(_order: Order) -> None:
        raise GiveUpError from RuleError("“{address}” is not one mail address.", address="a@b@c")

    put(engine, kind(give_up))
    run_all(engine)
    assert stored(engine, "test").state is JobState.FAILED
    assert stored(engine, "test").last_error == "“{address}” is not one mail address."


def test_mail_leaves_through_the_outbox(engine: Engine) -> None:
    put(engine, mail.SEND, **TO_ADA, language="es")
    run_all(engine)
    (sent,) = Path("var/outbox").glob("*.eml")
    assert b"Content-Language: es" in sent.read_bytes()


@pytest.mark.parametrize(
    ("change", "kept_for"),
    [({"to": "ada"}, JobState.FAILED), ({"subject": "two\nlines"}, JobState.FAILED)],
)
def test_mail_that_can_never_leave_is_given_up(
    engine: Engine, change: dict[str, str], kept_for: JobState
) -> None:
    put(engine, mail.SEND, **TO_ADA | change)
    run_all(engine)
    assert stored(engine, mail.SEND).state is kept_for


@pytest.mark.parametrize(("again", "state"), [(True, JobState.WAITING), (False, JobState.FAILED)])
def test_the_mail_server_decides_whether_a_mail_is_tried_again(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, *, again: bool, state: JobState
) -> None:
    class Refusing:
        def send(self, _message: object) -> None:
            raise MailError("refused", again=again)

    monkeypatch.setattr(mail, "make_mailer", lambda _settings: Refusing())
    put(engine, mail.SEND, **TO_ADA)
    run_all(engine)
    assert stored(engine, mail.SEND).state is state


def test_each_jurisdiction_is_anchored_once_a_day(engine: Engine) -> None:
    with transaction(engine, write=True) as session:
        for _ in range(2):
            make.make_jurisdiction(session)
    run_all(engine)
    run_all(engine)
    with transaction(engine) as session:
        assert len(session.scalars(select(t.Anchor)).all()) == 2


def test_what_the_day_asks_for_is_put_in_once(engine: Engine) -> None:
    with transaction(engine, write=True) as session:
        city = make.make_jurisdiction(session)
    assert schedule_due(engine, NOW) == 3
    assert schedule_due(engine, NOW) == 0
    assert json.loads(stored(engine, anchor.ANCHOR).payload) == {"jurisdiction_id": str(city.id)}


def test_only_files_nobody_can_still_be_writing_are_removed(engine: Engine) -> None:
    folder = Path("var/evidence")
    folder.mkdir(parents=True)
    for name, age in (("old.part", 25), ("young.part", 1), ("old.pdf", 25)):
        file = folder / name
        file.touch()
        seconds = time.time() - age * 3600
        os.utime(file, (seconds, seconds))
    put(engine, tidy.TIDY)
    run_all(engine)
    assert {file.name for file in folder.iterdir()} == {"young.part", "old.pdf"}


def test_sessions_links_and_counts_are_forgotten_a_while_after_they_are_over(
    engine: Engine,
) -> None:
    now = datetime.now(UTC)
    with transaction(engine, write=True) as session:
        ada = make.make_member(session, make.make_jurisdiction(session))
        for days in (tidy.KEPT.days + 1, tidy.KEPT.days - 1):
            over = now - timedelta(days=days)
            began = over - timedelta(hours=1)
            make.make_web_session(session, ada, began_at=began, seen_at=began, expires_at=over)
            make.make_entry_link(session, ada, made_at=began, expires_at=over)
            make.add(
                session, t.Guess(key_digest=f"{days}", failures=1, failed_at=began, free_at=over)
            )
    put(engine, tidy.FORGET)
    run_all(engine)
    with transaction(engine) as session:
        young = now - tidy.KEPT
        assert [row.expires_at > young for row in session.scalars(select(t.WebSession))] == [True]
        assert [row.expires_at > young for row in session.scalars(select(t.EntryLink))] == [True]
        assert [row.free_at > young for row in session.scalars(select(t.Guess))] == [True]


def test_a_second_step_that_was_begun_and_left_is_forgotten_and_one_that_is_on_stays(
    engine: Engine,
) -> None:
    now = datetime.now(UTC)
    long_ago, lately = now - tidy.KEPT - timedelta(days=1), now - tidy.KEPT + timedelta(days=1)
    cases = [(long_ago, None), (lately, None), (long_ago, long_ago)]
    with transaction(engine, write=True) as session:
        city = make.make_jurisdiction(session)
        ids = [
            make.make_second_factor(
                session,
                make.make_member(session, city),
                "SECRET",
                "key",
                started_at=started,
                confirmed_at=confirmed,
            ).id
            for started, confirmed in cases
        ]
    put(engine, tidy.FORGET)
    run_all(engine)
    with transaction(engine) as session:
        assert set(session.scalars(select(t.SecondFactor.id))) == set(ids[1:])


def test_a_worker_stops_soon_after_it_is_asked(sqlite_engine: Engine) -> None:
    one = worker(sqlite_engine)
    thread = Thread(target=one.run)
    thread.start()
    one.stop()
    thread.join(timeout=5)
    assert not thread.is_alive()


def test_a_worker_waits_for_a_database_that_is_away(
    sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = worker(sqlite_engine)

    def away(*_args: object) -> int:
        one.stop()
        raise OSError

    monkeypatch.setattr("planner.jobs.schedule.schedule_due", away)
    one.run()


@pytest.fixture
def sqlite_engine(sqlite_url: str) -> Iterator[Engine]:
    engine = make_engine(sqlite_url)
    yield engine
    engine.dispose()
