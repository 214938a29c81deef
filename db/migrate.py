"""Bring a database to a revision, and say where it stands."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, event, text

from .engine import make_engine
from .tables import Table

HERE = Path(__file__).parent / "migrations"


def upgrade(url: str, revision: str = "head") -> None:
    """Migrate the database at `url` up to a revision, in one transaction.

    SQLite runs on an engine of its own with foreign keys off: with them on, rebuilding a table
    deletes its children without a word. A foreign key left dangling raises RuntimeError.
    """
    _migrate(url, revision, command.upgrade)


def downgrade(url: str, revision: str) -> None:
    """Migrate the database at `url` down to a revision; loses what later revisions added."""
    _migrate(url, revision, command.downgrade)


def current_revision(engine: Engine) -> str | None:
    """Return the revision the database stands at, None when it is empty."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head_revision() -> str | None:
    """Return the newest revision of this release."""
    return ScriptDirectory(str(HERE)).get_current_head()


def is_migrated(engine: Engine) -> bool:
    """Say whether the database stands at this release's revision."""
    return current_revision(engine) == head_revision()


def drift(engine: Engine) -> list[Any]:
    """Return what differs between the database and the tables; empty when nothing does."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Table.metadata))


def make_config(connection: Any = None) -> Config:  # noqa: ANN401  (None, or a connection)
    """Return Alembic's configuration, with the tables handed in from outside."""
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    config.attributes["metadata"] = Table.metadata
    return config


def _migrate(url: str, revision: str, run: Any) -> None:  # noqa: ANN401  (an Alembic command)
    engine = make_engine(url)
    lite = engine.dialect.name == "sqlite"
    if lite:
        event.listen(engine, "connect", _without_foreign_keys)
    try:
        with engine.begin() as connection:
            run(make_config(connection), revision)
            if lite:
                _check_foreign_keys(connection)
    finally:
        engine.dispose()


def _without_foreign_keys(connection: Any, _record: object) -> None:  # noqa: ANN401
    connection.execute("PRAGMA foreign_keys=OFF")


def _check_foreign_keys(connection: Any) -> None:  # noqa: ANN401
    dangling = connection.execute(text("PRAGMA foreign_key_check")).all()
    if dangling:
        message = f"the migration leaves {len(dangling)} rows without their parent: {dangling[:3]}"
        raise RuntimeError(message)
