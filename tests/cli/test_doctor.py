"""The doctor finds what is wrong and says how to mend it."""

import socket
import sqlite3
import tomllib
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import disk_usage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from packaging.specifiers import SpecifierSet
from pydantic import SecretStr
from sqlalchemy import Engine, update

from db.engine import make_engine, transaction
from db.tables import Evidence, GoalStanding
from planner.cli import doctor
from planner.config import Settings, load_settings
from planner.gateways.provider import Provider
from planner.jobs.lease import enqueue
from planner.services.work import new_id
from schemas.errors import SettingsError
from schemas.vocabulary import Language
from tests import factories as make
from tests.city import build_city
from tests.cli.conftest import Run
from tests.db.backups import put_evidence
from tests.provider import SETTINGS, FakeProvider

PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))


@pytest.fixture(autouse=True)
def _whole_catalogues(monkeypatch: pytest.MonkeyPatch) -> None:
    # Whether they are complete is the concern of their own tests.
    monkeypatch.setattr(doctor, "check_catalogues", lambda: iter(()))


@pytest.fixture
def lite(sqlite_url: str) -> Iterator[Engine]:
    engine = make_engine(sqlite_url)
    yield engine
    engine.dispose()


def wrong(finding: doctor.Finding) -> str:
    return str(finding.wrong) if finding.wrong else ""


def test_a_good_installation_is_fine(run: Run, sqlite_url: str) -> None:
    done = run("doctor", database_url=sqlite_url)
    assert "✗" not in done.stdout
    assert done.exit_code == 0


def test_one_wrong_thing_is_enough(run: Run, sqlite_url: str) -> None:
    done = run("doctor", database_url=sqlite_url, demo="false")
    assert done.exit_code == 1
    assert done.stdout.count("✗") == 1
    assert "✗ PLANNER_SECRET_KEY is missing" in done.stdout


def test_settings_that_cannot_be_read_end_the_search(run: Run) -> None:
    done = run("doctor", prot=1)
    assert done.exit_code == 1
    assert "Did you mean PLANNER_PORT?" in done.stdout.splitlines()[-1]


def test_a_database_that_is_not_migrated_is_not_looked_into(run: Run) -> None:
    done = run("doctor")
    assert done.exit_code == 1
    assert "planner migrate" in done.stdout.splitlines()[-1]


def test_findings_are_in_the_settings_language(run: Run, sqlite_url: str) -> None:
    done = run("doctor", database_url=sqlite_url, demo="false", language="es")
    assert "✗ Falta PLANNER_SECRET_KEY" in done.stdout


@pytest.mark.parametrize("minor", range(9, 16))
def test_python_is_judged_as_the_project_asks(minor: int) -> None:
    asked = SpecifierSet(PROJECT["project"]["requires-python"])
    assert (wrong(doctor.check_python((3, minor))) == "") == asked.contains(f"3.{minor}")


def test_empty_and_guessed_texts_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    header = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    (folder / "planner.po").write_text(
        header
        + 'msgid "a"\nmsgstr "A"\n\n'
        + 'msgid "b"\nmsgstr ""\n\n'
        + '#, fuzzy\nmsgid "c"\nmsgstr "C"\n\n'
        + 'msgid "d"\nmsgid_plural "ds"\nmsgstr[0] "D"\nmsgstr[1] ""\n',
        encoding="utf-8",
    )
    monkeypatch.setattr("planner.i18n.catalogue.FOLDER", tmp_path)
    assert doctor.count_untranslated(Language.ES) == 3


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    settings = Settings(evidence_dir=tmp_path / "file" / "evidence")
    (found,) = [one for one in doctor.check_folders(settings) if one.wrong]
    assert str(tmp_path / "file" / "evidence") in wrong(found)


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    full = disk_usage("/")._replace(free=10 * 1024**2)
    monkeypatch.setattr("shutil.disk_usage", lambda _place: full)
    assert "0.0 GB" in wrong(doctor.check_disk(Settings()))


def test_a_mail_server_that_does_not_answer_is_named() -> None:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = Settings(smtp_host="127.0.0.1", smtp_port=port)
    assert f"port {port}" in wrong(doctor.check_mail(settings))


@pytest.mark.parametrize("starttls", [True, False])
def test_a_mail_server_must_offer_what_the_settings_ask(*, starttls: bool) -> None:
    server = Controller(object(), hostname="127.0.0.1", port=0)
    server.factory = lambda: SMTP(object(), hostname="test")  # type: ignore[method-assign]
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        server.port = probe.getsockname()[1]
    server.start()
    try:
        settings = Settings(smtp_host="127.0.0.1", smtp_port=server.port, smtp_starttls=starttls)
        assert bool(wrong(doctor.check_mail(settings))) == starttls
    finally:
        server.stop()


def provided(monkeypatch: pytest.MonkeyPatch, fake: FakeProvider) -> Settings:
    """Return settings whose provider answers without a network."""

    def why(settings: Settings) -> SettingsError | None:
        return Provider(settings, fake.transport).why_not_usable()

    monkeypatch.setattr(doctor, "why_no_provider", why)
    return load_settings(SETTINGS)


def test_a_provider_of_single_sign_on_that_answers_is_fine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = provided(monkeypatch, FakeProvider())
    assert wrong(doctor.check_provider(settings)) == ""


def test_a_provider_of_single_sign_on_under_another_name_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = provided(monkeypatch, FakeProvider(document={"issuer": "https://x.example"}))
    assert "PLANNER_OIDC_ISSUER" in wrong(doctor.check_provider(settings))


def test_the_provider_is_among_what_is_looked_at(run: Run, sqlite_url: str) -> None:
    settings = {name.removeprefix("PLANNER_").lower(): one for name, one in SETTINGS.items()}
    settings["oidc_issuer"] = "http://127.0.0.1:1"
    done = run("doctor", database_url=sqlite_url, demo="", secret_key="k" * 32, **settings)
    assert done.exit_code == 1
    assert "✗ PLANNER_OIDC_ISSUER: nothing answers" in done.stdout


def test_tables_changed_by_hand_are_found(lite: Engine, sqlite_url: str) -> None:
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as connection:
        connection.execute("ALTER TABLE beat ADD COLUMN by_hand INTEGER")
    connection.close()
    assert "1 places" in wrong(doctor.check_drift(Settings(), lite))


def test_rows_that_belong_to_nothing_are_counted(lite: Engine, sqlite_url: str) -> None:
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as connection:
        connection.execute(
            "INSERT INTO beat (id, jurisdiction_id, district_id, number) VALUES (1, 2, 3, 4)"
        )
    connection.close()
    assert ": 2." in wrong(doctor.check_foreign_keys(Settings(), lite))


def test_a_damaged_file_is_told(lite: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "find_damage", lambda _engine: "row 1 missing")
    assert "row 1 missing" in wrong(doctor.check_integrity(Settings(), lite))


def test_missing_and_altered_evidence_is_found(engine: Engine, tmp_path: Path) -> None:
    files = [put_evidence(tmp_path, content) for content in (b"whole", b"altered", b"missing")]
    with transaction(engine, write=True) as session:
        city = make.make_jurisdiction(session)
        for file in files:
            make.add(session, evidence_row(city.id, file.name))
    settings = Settings(evidence_dir=tmp_path)
    assert wrong(doctor.check_evidence(settings, engine)) == ""
    files[1].write_bytes(b"other words")
    files[2].unlink()
    assert "altered: 2" in wrong(doctor.check_evidence(settings, engine))


def evidence_row(jurisdiction_id: object, digest: str) -> Evidence:
    return Evidence(
        jurisdiction_id=jurisdiction_id,
        entity="goal",
        entity_id=new_id(),
        digest=digest,
        size=1,
        media_type="application/pdf",
        name="minutes.pdf",
        added_at=make.NOW,
    )


@pytest.mark.parametrize(("hours", "stuck"), [(0, False), (2, True)])
def test_a_job_nobody_takes_is_stuck(engine: Engine, hours: int, *, stuck: bool) -> None:
    since = datetime.now(UTC) - timedelta(hours=hours)
    enqueue(engine, "mail.send", "once", {}, since)
    said = wrong(doctor.check_jobs(Settings(), engine))
    assert ("mail.send (waiting)" in said) == stuck


def test_a_standing_that_is_kept_wrong_is_named_and_mended(
    run: Run, lite: Engine, sqlite_url: str
) -> None:
    build_city(lite)
    with transaction(lite, write=True) as session:
        session.execute(update(GoalStanding).values(status=None, attainment=None))
    assert "Of 1 goals looked at, 1 are not kept" in wrong(doctor.check_standings(Settings(), lite))
    assert run("migrate", "--standings", database_url=sqlite_url).exit_code == 0
    assert not wrong(doctor.check_standings(Settings(), lite))


def test_second_steps_that_another_key_locked_are_counted(lite: Engine) -> None:
    here, before = "k" * 32, "o" * 32
    settings = Settings(secret_key=SecretStr(here))
    with transaction(lite, write=True) as session:
        city = make.make_jurisdiction(session)
        make.make_second_factor(session, make.make_member(session, city), "SECRET", here)
    assert wrong(doctor.check_second_steps(settings, lite)) == ""
    with transaction(lite, write=True) as session:
        make.make_second_factor(session, make.make_member(session, city), "SECRET", before)
        begun = make.make_member(session, city)
        make.make_second_factor(session, begun, "SECRET", before, confirmed_at=None)
    found = wrong(doctor.check_second_steps(settings, lite))
    assert "another key: 1." in found
    assert "planner admin second-step-off" in found
