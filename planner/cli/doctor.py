"""Looking for what is wrong with an installation, each finding with how to mend it."""

import hashlib
import os
import shutil
import smtplib
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import typer
from babel.messages.pofile import read_po

from db.check import count_orphans, find_damage, get_evidence_digests, why_not_ready
from db.engine import Engine, transaction
from db.migrate import drift
from db.queries.job import get_stuck
from db.queries.second_factor import confirmed_factors
from planner.config import Settings, load_settings
from planner.gateways.evidence import EvidenceStore
from planner.gateways.mail import OUTBOX
from planner.gateways.provider import why_no_provider
from planner.i18n import catalogue
from planner.services.account.code import read_secret
from planner.services.progress.fill import sample_drift
from schemas.errors import N_, NotFoundError, PlannerError, SettingsError
from schemas.message import Message
from schemas.vocabulary import Language

from .door import opened, words

OLDEST_PYTHON, NEWEST_PYTHON = (3, 11), (3, 13)
SMTP_SECONDS = 5
LEAST_FREE_BYTES = 1024**3
WAITED_TOO_LONG = timedelta(hours=1)
MOST_GOALS = 100
"""Goals of a jurisdiction whose standings are looked at; others every time."""
_CHUNK = 1024 * 1024


class Finding(NamedTuple):
    """What was looked at, and what is wrong with it and how to mend it, or None."""

    what: Message
    wrong: Message | None = None


def doctor() -> None:
    """Look at settings, database, files, mail and jobs; status 1 when something is wrong."""
    findings = list(_look())
    say = words().message
    for finding in findings:
        typer.echo(f"{'✗' if finding.wrong else '✓'} {say(finding.wrong or finding.what)}")
    raise typer.Exit(1 if any(finding.wrong for finding in findings) else 0)


def _look() -> Iterator[Finding]:
    yield check_python(sys.version_info[:2])
    yield from check_catalogues()
    try:
        settings = load_settings()
    except SettingsError as error:
        yield Finding(_SETTINGS, _message(error))
        return
    yield Finding(_SETTINGS, _message(settings.why_not_serve()))
    yield from check_folders(settings)
    yield check_disk(settings)
    yield check_mail(settings)
    if settings.oidc_issuer:
        yield check_provider(settings)
    with opened(settings) as engine:
        problem = why_not_ready(engine)
        yield Finding(
            Message(N_("The database can be reached and is migrated.")), _message(problem)
        )
        if problem is None:
            for check in DATABASE_CHECKS:
                yield check(settings, engine)


_SETTINGS = Message(N_("The settings can be read, and allow serving."))


def check_python(version: tuple[int, int]) -> Finding:
    """Look at Python's own release."""
    name = ".".join(map(str, version))
    params = {"version": name, "oldest": "3.11", "newest": "3.13"}
    fine = OLDEST_PYTHON <= version <= NEWEST_PYTHON
    wrong = Message(
        N_("Python {version} is not supported. Install one from {oldest} to {newest}."), params
    )
    return Finding(Message(N_("Python {version}."), params), None if fine else wrong)


def check_catalogues() -> Iterator[Finding]:
    """Look for strings without a translation."""
    for language in Language:
        missing = 0 if language is Language.EN else count_untranslated(language)
        params = {"language": language.value, "count": missing}
        yield Finding(
            Message(N_("The catalogue {language} is complete."), params),
            Message(N_("The catalogue {language} lacks {count} texts. Install anew."), params)
            if missing
            else None,
        )


def count_untranslated(language: Language) -> int:
    """Count the texts of a catalogue that are empty or only guessed."""
    path = catalogue.FOLDER / language / "LC_MESSAGES" / f"{catalogue.DOMAIN}.po"
    with path.open("rb") as file:
        entries = [entry for entry in read_po(file, locale=str(language)) if entry.id]
    forms = ((e, e.string if isinstance(e.string, tuple) else (e.string,)) for e in entries)
    return sum(entry.fuzzy or not all(texts) for entry, texts in forms)


def check_folders(settings: Settings) -> Iterator[Finding]:
    """Look whether files can be written where the settings want them."""
    folders = {settings.evidence_dir, OUTBOX}
    if settings.database_url.startswith("sqlite:///"):
        folders.add(Path(settings.database_url.removeprefix("sqlite:///")).parent)
    for folder in sorted(folders):
        params = {"path": folder}
        yield Finding(
            Message(N_("Files can be written to {path}."), params),
            None
            if _can_write(folder)
            else Message(
                N_("Files can't be written to {path}. Give the planner's user leave to."), params
            ),
        )


def check_disk(settings: Settings) -> Finding:
    """Look whether there is room for more."""
    free = shutil.disk_usage(_existing(settings.evidence_dir)).free
    params = {"free": f"{free / 1024**3:.1f}"}
    wrong = Message(N_("Only {free} GB of disk are free. Make room."), params)
    return Finding(
        Message(N_("{free} GB of disk are free."), params),
        wrong if free < LEAST_FREE_BYTES else None,
    )


def check_mail(settings: Settings) -> Finding:
    """Look whether the mail server answers, if there is one."""
    if not settings.smtp_host:
        return Finding(Message(N_("Mail is written to {path}."), {"path": OUTBOX}))
    params = {"host": settings.smtp_host, "port": settings.smtp_port}
    try:
        with smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=SMTP_SECONDS) as server:
            server.ehlo()
            fine = server.has_extn("starttls") or not settings.smtp_starttls
    except (OSError, smtplib.SMTPException):
        fine = False
    wrong = Message(
        N_(
            "The mail server {host} does not answer at port {port}, or offers no STARTTLS."
            " Check the mail settings."
        ),
        params,
    )
    return Finding(Message(N_("The mail server {host} answers."), params), None if fine else wrong)


def check_provider(settings: Settings) -> Finding:
    """Look whether the provider of single sign-on answers under the name in the settings."""
    params = {"address": settings.oidc_issuer}
    fine = Message(N_("The single sign-on service {address} answers."), params)
    return Finding(fine, _message(why_no_provider(settings)))


def check_drift(_settings: Settings, engine: Engine) -> Finding:
    """Look whether somebody changed the tables by hand."""
    count = len(drift(engine))
    wrong = Message(
        N_("The tables differ from this release's in {count} places. Restore a backup."),
        {"count": count},
    )
    return Finding(Message(N_("The tables are this release's.")), wrong if count else None)


def check_integrity(_settings: Settings, engine: Engine) -> Finding:
    """Look whether the database's file is whole."""
    damage = find_damage(engine)
    wrong = Message(
        N_("The database is damaged: {damage}. Restore a backup."), {"damage": damage or ""}
    )
    return Finding(Message(N_("The database's file is whole.")), wrong if damage else None)


def check_foreign_keys(_settings: Settings, engine: Engine) -> Finding:
    """Look for rows that lost what they belong to."""
    count = count_orphans(engine)
    wrong = Message(
        N_("Rows that belong to nothing any more: {count}. Restore a backup."), {"count": count}
    )
    return Finding(Message(N_("Every row has what it belongs to.")), wrong if count else None)


def check_evidence(settings: Settings, engine: Engine) -> Finding:
    """Look whether every evidence file is there and holds what it held."""
    store = EvidenceStore(settings.evidence_dir, settings.evidence_max_bytes)
    digests = get_evidence_digests(engine)
    bad = sorted(digest for digest in digests if not _holds(store, digest))
    params = {"count": len(digests), "bad": len(bad), "first": next(iter(bad), "")}
    wrong = Message(
        N_(
            "Evidence files missing or altered: {bad}, the first is {first}. Restore a backup:"
            " it adds them."
        ),
        params,
    )
    return Finding(
        Message(N_("Evidence files, all whole: {count}."), params), wrong if bad else None
    )


def check_standings(_settings: Settings, engine: Engine) -> Finding:
    """Look whether some goals stand where their records put them."""
    looked, drifted = sample_drift(engine, MOST_GOALS)
    params = {"count": looked, "bad": len(drifted), "command": "planner migrate --standings"}
    wrong = Message(
        N_(
            "Of {count} goals looked at, {bad} are not kept where their records put them."
            " Run {command}."
        ),
        params,
    )
    return Finding(
        Message(N_("Goals looked at, all kept where their records put them: {count}."), params),
        wrong if drifted else None,
    )


def check_jobs(_settings: Settings, engine: Engine) -> Finding:
    """Look for jobs that failed for good, or that nobody takes."""
    now = datetime.now(UTC)
    with transaction(engine) as session:
        stuck = get_stuck(session, now, now - WAITED_TOO_LONG)
        kinds = ", ".join(sorted({f"{job.kind} ({job.last_error or job.state})" for job in stuck}))
    wrong = Message(
        N_("Stuck jobs: {count}: {kinds}. Check that a worker runs, and what it logs."),
        {"count": len(stuck), "kinds": kinds},
    )
    return Finding(Message(N_("No job is stuck.")), wrong if stuck else None)


def check_second_steps(settings: Settings, engine: Engine) -> Finding:
    """Look whether every second step can still be checked with the installation's key."""
    with transaction(engine) as session:
        rows = list(confirmed_factors(session))
    bad = sum(read_secret(row, settings.key) is None for row in rows)
    params = {"count": len(rows), "bad": bad, "command": "planner admin second-step-off"}
    wrong = Message(
        N_(
            "Second steps of signing in that were set up with another key: {bad}. Set the key of"
            " before, or turn them off: on the page People and roles, or with {command}."
        ),
        params,
    )
    return Finding(
        Message(N_("Second steps of signing in, all readable: {count}."), params),
        wrong if bad else None,
    )


DATABASE_CHECKS: tuple[Callable[[Settings, Engine], Finding], ...] = (
    check_drift,
    check_integrity,
    check_foreign_keys,
    check_evidence,
    check_standings,
    check_jobs,
    check_second_steps,
)


def _message(error: PlannerError | None) -> Message | None:
    return Message(error.message, error.params) if error else None


def _existing(folder: Path) -> Path:
    here = folder.absolute()
    return next(place for place in (here, *here.parents) if place.exists())


def _can_write(folder: Path) -> bool:
    place = _existing(folder)
    return place.is_dir() and os.access(place, os.W_OK | os.X_OK)


def _holds(store: EvidenceStore, digest: str) -> bool:
    try:
        with store.open(digest) as file:
            held = hashlib.sha256()
            while chunk := file.read(_CHUNK):
                held.update(chunk)
            return held.hexdigest() == digest
    except NotFoundError:
        return False
