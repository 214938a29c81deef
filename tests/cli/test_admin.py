"""The first administrator from the command line, and the way back in."""

from uuid import UUID

import pytest
from sqlalchemy import func, select
from typer.testing import Result

from db import tables as t
from db.engine import make_engine, transaction
from planner.gateways.secret import read_signed_id
from planner.jobs.link import LINK
from tests import factories as make
from tests.cli.conftest import Run

KEY = "k" * 32
REAL = {"demo": "false", "secret_key": KEY, "base_url": "https://planner.example.org"}


@pytest.fixture
def city(database_url: str) -> str:
    """The address of a database with a city that has nobody yet."""
    engine = make_engine(database_url)
    with transaction(engine, write=True) as session:
        make.make_jurisdiction(session)
    engine.dispose()
    return database_url


def create(run: Run, url: str, email: str = "eve@example.org", **environ: object) -> Result:
    return run(
        "admin", "create", "--email", email, "--name", "Eve Novak", database_url=url, **environ
    )


def link_of(done: Result) -> UUID:
    start, _, token = done.stdout.splitlines()[-1].rpartition("/")
    assert start == "https://planner.example.org/welcome"
    link_id = read_signed_id(KEY, LINK, token)
    assert link_id is not None
    return link_id


def count(url: str, table: type[t.Table]) -> int:
    engine = make_engine(url)
    with transaction(engine) as session:
        found = session.scalar(select(func.count()).select_from(table))
    engine.dispose()
    return found or 0


def test_an_administrator_is_made_and_the_link_is_printed(run: Run, city: str) -> None:
    done = create(run, city, **REAL)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "Eve Novak can set a password" in done.stdout
    engine = make_engine(city)
    with transaction(engine) as session:
        assert session.scalars(select(t.EntryLink.id)).one() == link_of(done)
        assert session.scalars(select(t.MemberRole.role)).all() == ["administrator"]
    engine.dispose()


def test_a_second_time_makes_a_new_link_and_nobody_new(run: Run, city: str) -> None:
    first, second = create(run, city, **REAL), create(run, city, **REAL)
    assert link_of(first) != link_of(second)
    assert (count(city, t.Member), count(city, t.EntryLink)) == (1, 2)


def test_without_a_key_nobody_is_made(run: Run, city: str) -> None:
    done = create(run, city, demo="false")
    assert done.exit_code == 1
    assert "PLANNER_SECRET_KEY is missing" in done.stderr
    assert count(city, t.Member) == 0


def test_what_is_no_mail_address_is_said(run: Run, city: str) -> None:
    done = create(run, city, "eve", **REAL)
    assert done.exit_code == 1
    assert "“eve” is not one mail address." in done.stderr
    assert count(city, t.Member) == 0


@pytest.mark.parametrize("name", ["", " ", "x" * 301])
def test_a_name_that_can_not_be_one_is_said_in_a_sentence(run: Run, city: str, name: str) -> None:
    arguments = ("admin", "create", "--email", "eve@example.org", "--name", name)
    done = run(*arguments, database_url=city, **REAL)
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1


def test_a_database_without_a_city_is_said(run: Run, database_url: str) -> None:
    done = create(run, database_url, **REAL)
    assert done.exit_code == 1
    assert "Run planner import with your files first" in done.stderr
    assert count(database_url, t.Member) == 0


def test_of_several_cities_the_one_that_is_named_gets_the_administrator(
    run: Run, city: str
) -> None:
    engine = make_engine(city)
    with transaction(engine, write=True) as session:
        second = make.make_jurisdiction(session, code="second").id
    engine.dispose()
    done = create(run, city, **REAL)
    assert done.exit_code == 1
    assert "--jurisdiction" in done.stderr
    who = ("--email", "eve@example.org", "--name", "Eve Novak", "--jurisdiction")
    unknown = run("admin", "create", *who, "third", database_url=city, **REAL)
    assert "no jurisdiction with the code third" in unknown.stderr
    assert run("admin", "create", *who, "second", database_url=city, **REAL).exit_code == 0
    engine = make_engine(city)
    with transaction(engine) as session:
        assert session.scalars(select(t.Member.jurisdiction_id)).all() == [second]
    engine.dispose()


def test_a_database_without_tables_is_refused(run: Run, bare_url: str) -> None:
    done = create(run, bare_url, **REAL)
    assert done.exit_code == 1
    assert "planner migrate" in done.stderr


def turn_off(run: Run, url: str, email: str = "eve@example.org") -> Result:
    return run("admin", "second-step-off", "--email", email, database_url=url, **REAL)


def test_a_second_step_is_turned_off_where_the_planner_is_installed(run: Run, city: str) -> None:
    create(run, city, **REAL)
    engine = make_engine(city)
    with transaction(engine, write=True) as session:
        eve = session.scalars(select(t.Member)).one()
        make.make_second_factor(session, eve, "SECRET", "a key of before")
        make.make_web_session(session, eve)
    engine.dispose()
    done = turn_off(run, city, " Eve@Example.org ")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "Eve Novak needs the password alone" in done.stdout
    assert count(city, t.SecondFactor) == 0
    engine = make_engine(city)
    with transaction(engine) as session:
        assert session.scalars(select(t.WebSession.ended_at)).one() is not None
    engine.dispose()


@pytest.mark.parametrize(
    ("email", "said"), [("ben@example.org", "Nobody signs in"), ("ben", "not one mail address")]
)
def test_who_is_not_known_has_no_second_step_to_turn_off(
    run: Run, city: str, email: str, said: str
) -> None:
    create(run, city, **REAL)
    done = turn_off(run, city, email)
    assert done.exit_code == 1
    assert said in done.stderr
