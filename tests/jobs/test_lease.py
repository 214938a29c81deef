"""Leases: a job runs with one worker at a time, is put in once, and outlives its worker."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, select

from db import tables as t
from db.engine import make_engine, transaction
from db.queries.job import EXPIRED, get_stuck
from planner.jobs.lease import (
    LEASE,
    MOST_ATTEMPTS,
    Lease,
    claim,
    enqueue,
    fail,
    finish,
    wait_after,
)
from schemas.vocabulary import JobState

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
AFTER_LEASE = NOW + LEASE + timedelta(seconds=1)
KINDS = ("test",)


def put(engine: Engine, key: str = "one", run_after: datetime = NOW) -> bool:
    return enqueue(engine, "test", key, {"key": key}, run_after)


def taken(engine: Engine, worker: str = "ann", now: datetime = NOW) -> Lease:
    lease = claim(engine, KINDS, worker, now)
    assert lease is not None
    return lease


def stored(engine: Engine) -> t.Job:
    with transaction(engine) as session:
        return session.scalars(select(t.Job)).one()


def test_a_key_is_taken_once_and_for_good(engine: Engine) -> None:
    assert put(engine)
    assert not put(engine)
    finish(engine, taken(engine))
    assert not put(engine)
    assert claim(engine, KINDS, "ann", NOW) is None


def test_two_kinds_may_share_a_key(engine: Engine) -> None:
    assert put(engine)
    assert enqueue(engine, "other", "one", {}, NOW)


def test_a_job_waits_for_its_time(engine: Engine) -> None:
    put(engine, run_after=NOW + timedelta(minutes=1))
    assert claim(engine, KINDS, "ann", NOW) is None
    assert claim(engine, KINDS, "ann", NOW + timedelta(minutes=1)) is not None


def test_the_job_that_waited_longest_comes_first(engine: Engine) -> None:
    put(engine, "late", NOW - timedelta(minutes=1))
    put(engine, "early", NOW - timedelta(minutes=2))
    assert taken(engine).payload == {"key": "early"}


def test_a_worker_takes_only_the_kinds_it_knows(engine: Engine) -> None:
    put(engine)
    assert claim(engine, ("other",), "ann", NOW) is None


def test_a_leased_job_is_nobody_elses_until_the_lease_expires(engine: Engine) -> None:
    put(engine)
    taken(engine, "ann")
    assert claim(engine, KINDS, "ben", NOW) is None
    assert taken(engine, "ben", AFTER_LEASE).attempt == 2


def test_a_worker_that_lost_its_lease_changes_nothing(engine: Engine) -> None:
    put(engine)
    lost = taken(engine, "ann")
    held = taken(engine, "ben", AFTER_LEASE)
    assert not finish(engine, lost)
    assert not fail(engine, lost, "OSError", AFTER_LEASE, again=True)
    assert stored(engine).leased_by == "ben"
    assert finish(engine, held)


def test_the_same_worker_can_lose_its_lease_to_itself(engine: Engine) -> None:
    put(engine)
    lost = taken(engine, "ann")
    held = taken(engine, "ann", AFTER_LEASE)
    assert not finish(engine, lost)
    assert finish(engine, held)


def test_a_finished_job_forgets_what_it_was_about(engine: Engine) -> None:
    put(engine)
    assert finish(engine, taken(engine))
    assert (stored(engine).state, stored(engine).payload) == (JobState.DONE, "{}")


def test_a_failed_job_comes_back_after_a_wait(engine: Engine) -> None:
    put(engine)
    assert fail(engine, taken(engine), "OSError", NOW, again=True)
    assert stored(engine).last_error == "OSError"
    assert claim(engine, KINDS, "ann", NOW) is None
    assert taken(engine, now=NOW + wait_after(1)).attempt == 2


def test_a_job_given_up_never_comes_back(engine: Engine) -> None:
    put(engine)
    assert fail(engine, taken(engine), "RuleError", NOW, again=False)
    assert stored(engine).state is JobState.FAILED
    assert claim(engine, KINDS, "ann", NOW + timedelta(days=9)) is None


def test_waits_double_up_to_six_hours() -> None:
    waits = [wait_after(attempt) for attempt in range(1, MOST_ATTEMPTS)]
    assert waits[:3] == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
    assert max(waits) == timedelta(hours=6)
    assert timedelta(days=1) < sum(waits, timedelta()) < timedelta(days=3)


def test_after_the_last_attempt_a_job_has_failed(engine: Engine) -> None:
    put(engine)
    now = NOW
    for _ in range(MOST_ATTEMPTS):
        fail(engine, taken(engine, now=now), "OSError", now, again=True)
        now += timedelta(days=1)
    assert stored(engine).state is JobState.FAILED


def test_a_job_that_kills_every_worker_is_given_up(engine: Engine) -> None:
    put(engine)
    now = NOW
    for _ in range(MOST_ATTEMPTS):
        taken(engine, now=now)
        now += LEASE + timedelta(seconds=1)
    assert claim(engine, KINDS, "ann", now) is None
    assert (stored(engine).state, stored(engine).last_error) == (JobState.FAILED, EXPIRED)


@pytest.mark.parametrize(("hours", "stuck"), [(0, 0), (2, 1)])
def test_a_job_nobody_takes_is_stuck(engine: Engine, hours: int, stuck: int) -> None:
    put(engine)
    now = NOW + timedelta(hours=hours)
    with transaction(engine) as session:
        assert len(get_stuck(session, now, now - timedelta(hours=1))) == stuck


def test_many_workers_run_each_job_once(database_url: str) -> None:
    engines = [make_engine(database_url) for _ in range(4)]
    for number in range(40):
        put(engines[0], str(number))

    def work(engine: Engine) -> list[str]:
        done = []
        while lease := claim(engine, KINDS, f"worker {id(engine)}", NOW):
            assert finish(engine, lease)
            done.append(lease.payload["key"])
        return done

    with ThreadPoolExecutor(len(engines)) as pool:
        done = [key for keys in pool.map(work, engines) for key in keys]
    for engine in engines:
        engine.dispose()
    assert sorted(done, key=int) == [str(number) for number in range(40)]


def test_a_key_that_many_put_in_at_once_is_put_in_once(database_url: str) -> None:
    engines = [make_engine(database_url) for _ in range(4)]
    with ThreadPoolExecutor(len(engines)) as pool:
        news = list(pool.map(lambda engine: [put(engine, str(n)) for n in range(10)], engines))
    for engine in engines:
        engine.dispose()
    assert sum(sum(new) for new in news) == 10
