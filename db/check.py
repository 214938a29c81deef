"""What can be wrong with a database: out of reach, not migrated, damaged, rows without parents."""

from alembic.script import ScriptDirectory
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import SQLAlchemyError

from schemas.errors import N_, SettingsError

from .engine import WRITES, transaction
from .migrate import HERE, current_revision, head_revision
from .queries.exchange import jurisdiction_ids
from .queries.sign_in import has_account
from .tables import Evidence

IMPORT = "planner import FOLDER"
FOUND = "planner admin create --email ADDRESS --name NAME"


def why_not_ready(engine: Engine) -> SettingsError | None:
    """Say why this release can't work with the database, or None when it can."""
    try:
        ready = has_tables(engine)
    except SettingsError as error:
        return error
    if ready:
        return None
    return SettingsError(
        N_("The database has not the tables of this release. Run {command} first."),
        command="planner migrate",
    )


def has_tables(engine: Engine) -> bool:
    """Say whether the database has this release's tables; if not, it can be migrated.

    Raises SettingsError when it can be neither read nor migrated. The sentence names no address,
    because one may carry a password.
    """
    try:
        revision = current_revision(_reading(engine))
    except SQLAlchemyError as error:
        raise unreachable() from error
    if revision is not None and not is_known(revision):
        raise SettingsError(
            N_("The database belongs to a newer release ({revision}). Install that release."),
            revision=revision,
        )
    return revision == head_revision()


def what_is_missing(engine: Engine) -> tuple[str, ...]:
    """Name the commands that are still to be run before anybody can sign in; mostly there are none.

    Where somebody was invited, or can sign in, nothing is missing.
    """
    with transaction(_reading(engine)) as session:
        if has_account(session):
            return ()
        found = jurisdiction_ids(session, None)
    return (FOUND,) if found else (IMPORT, FOUND)


def unreachable() -> SettingsError:
    """Say that there is no way to the database."""
    return SettingsError(
        N_("The database cannot be reached or read. Check {name}, and that the database runs."),
        name="PLANNER_DATABASE_URL",
    )


def is_known(revision: str) -> bool:
    """Say whether this release has a revision, and so can migrate from it."""
    known = ScriptDirectory(str(HERE)).walk_revisions()
    return revision in {script.revision for script in known}


def find_damage(engine: Engine) -> str | None:
    """Return what SQLite finds wrong with its file, or None; PostgreSQL checks its own pages."""
    if engine.dialect.name != "sqlite":
        return None
    with _reading(engine).connect() as connection:
        found = str(connection.execute(text("PRAGMA integrity_check(1)")).scalar_one())
    return None if found == "ok" else found


def count_orphans(engine: Engine) -> int:
    """Count rows whose parent is missing; PostgreSQL lets none in."""
    if engine.dialect.name != "sqlite":
        return 0
    with _reading(engine).connect() as connection:
        return len(connection.execute(text("PRAGMA foreign_key_check")).all())


def get_evidence_digests(engine: Engine) -> set[str]:
    """Return the digests of all evidence files that records point to."""
    with _reading(engine).connect() as connection:
        return set(connection.scalars(select(Evidence.digest).where(Evidence.digest.is_not(None))))


def _reading(engine: Engine) -> Engine:
    """Return the engine for reading alone: looking must not wait for whoever writes."""
    return engine.execution_options(**{WRITES: False})
