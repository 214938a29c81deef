"""Copying and replacing a PostgreSQL database with its own `pg_dump` and `pg_restore`."""

import os
import re
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, create_engine, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from db.check import unreachable
from schemas.errors import N_, FileError, SettingsError

from .archive import DATABASE, Copy, Kind, Manifest

_LONGEST_STEM = 40  # PostgreSQL cuts names at 63 bytes, endings included.
# Where distributions keep the programs of each release beside the one on the path.
_ELSEWHERE = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin")


class PostgresStore:
    """The PostgreSQL database of an address."""

    kind: Kind = "postgresql"

    def __init__(self, url: URL) -> None:
        self._url = url
        self._name = url.database or ""

    def take_copy(self, scratch: Path) -> Copy:
        """Dump one moment of the database, and count its rows at the same moment."""
        target = scratch / DATABASE
        with _connected(self._url, isolation_level="REPEATABLE READ") as connection:
            program = find_program("pg_dump", _release(connection))
            snapshot = connection.scalar(text("SELECT pg_export_snapshot()"))
            self._run(
                program,
                "--format=custom",
                f"--snapshot={snapshot}",
                f"--file={target}",
                f"--dbname={_without_password(self._url)}",
            )
            return Copy("postgresql", target, _revision(connection), _count_rows(connection))

    def has_rows(self) -> bool:
        """Say whether any table holds a row."""
        with _connected(self._url) as connection:
            return any(_count_rows(connection).values())

    def folder(self) -> None:
        """Return None: a dump can be read from anywhere."""

    @contextmanager
    def prepared(self, file: Path, manifest: Manifest) -> Iterator[str]:
        """Restore the dump into a new database and check it; drop it unless it was swapped."""
        name = f"{self._name[:_LONGEST_STEM]}_restoring_{secrets.token_hex(4)}"
        url = self._url.set(database=name)
        self._make_beside(name)
        try:
            with _connected(url) as connection:
                program = find_program("pg_restore", _release(connection))
            self._run(
                program,
                "--no-owner",
                "--no-privileges",
                "--exit-on-error",
                "--single-transaction",
                f"--dbname={_without_password(url)}",
                str(file),
            )
            _check(url, manifest)
            yield name
        finally:
            with _maintaining(self._url) as connection:
                connection.execute(text(f"DROP DATABASE IF EXISTS {_quoted(name)}"))

    def swap(self, ready: str) -> str:
        """Give the databases each other's place, both in one transaction."""
        with _maintaining(self._url) as connection:
            kept = _free_name(connection, self._name)
            try:
                connection.execute(text("BEGIN"))
                _rename(connection, self._name, kept)
                _rename(connection, ready, self._name)
                connection.execute(text("COMMIT"))
            except OperationalError as error:
                raise FileError(
                    N_("The database is in use. Stop the planner and its worker, then try again.")
                ) from error
        return kept

    def _make_beside(self, name: str) -> None:
        like = """SELECT 'TEMPLATE template0 ENCODING ' || quote_literal(
            pg_encoding_to_char(encoding)) || ' LC_COLLATE ' || quote_literal(datcollate)
            || ' LC_CTYPE ' || quote_literal(datctype)
            FROM pg_database WHERE datname = :name"""
        with _maintaining(self._url) as connection:
            options = connection.scalar(text(like), {"name": self._name})
            try:
                connection.exec_driver_sql(f"CREATE DATABASE {_quoted(name)} {options}")
            except ProgrammingError as error:
                raise SettingsError(
                    N_(
                        "A restore makes a database beside the one in use. Let the planner's"
                        " user do that: {command}."
                    ),
                    command=f"ALTER ROLE {self._url.username} CREATEDB",
                ) from error

    def _run(self, program: Path, *arguments: str) -> None:
        # The password travels in the environment: arguments show in every list of processes.
        secret = {"PGPASSWORD": str(self._url.password)} if self._url.password else {}
        done = subprocess.run(  # noqa: S603  (a program found by name, without a shell)
            [program, "--no-password", *arguments],
            env=os.environ | secret,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise FileError(
                N_("{program} failed: {reason}"), program=program.name, reason=done.stderr.strip()
            )


def find_program(name: str, release: int) -> Path:
    """Return one of PostgreSQL's programs, of the server's release or newer.

    Raises SettingsError, saying what to install, when there is none.
    """
    folders = [Path(folder) for folder in os.get_exec_path()]
    for pattern in _ELSEWHERE:
        folders += sorted(Path("/").glob(pattern.lstrip("/")))
    for folder in folders:
        program = shutil.which(name, path=folder)
        if program and _program_release(program) >= release:
            return Path(program)
    raise SettingsError(
        N_("{program} of PostgreSQL {release} or newer is missing. Install {package}."),
        program=name,
        release=release,
        package=f"postgresql-client-{release}",
    )


def _program_release(program: str) -> int:
    said = subprocess.run(  # noqa: S603
        [program, "--version"], capture_output=True, text=True, check=False
    ).stdout
    found = re.search(r"(\d+)", said)
    return int(found[1]) if found else 0


def _release(connection: Connection) -> int:
    number: int = connection.execute(
        text("SELECT current_setting('server_version_num')::int")
    ).scalar_one()
    return number // 10_000


def _check(url: URL, manifest: Manifest) -> None:
    with _connected(url) as connection:
        held = (_revision(connection), _count_rows(connection))
    if held != (manifest.revision, manifest.rows):
        raise FileError(N_("The database in this backup is not what the backup says it is."))


def _revision(connection: Connection) -> str:
    try:
        number = connection.scalar(text("SELECT version_num FROM alembic_version"))
    except ProgrammingError as error:
        raise FileError(N_("The database has not the planner's tables.")) from error
    return str(number)


def _count_rows(connection: Connection) -> dict[str, int]:
    tables = connection.scalars(
        text(
            "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
            " AND tablename <> 'alembic_version' ORDER BY tablename"
        )
    ).all()
    return {
        name: connection.execute(text(f"SELECT count(*) FROM {_quoted(name)}")).scalar_one()  # noqa: S608
        for name in tables
    }


def _free_name(connection: Connection, name: str) -> str:
    taken = set(connection.scalars(text("SELECT datname FROM pg_database")).all())
    kept, number = f"{name[:_LONGEST_STEM]}_before_restore", 1
    while kept in taken:
        number += 1
        kept = f"{name[:_LONGEST_STEM]}_before_restore_{number}"
    return kept


def _rename(connection: Connection, name: str, new_name: str) -> None:
    connection.execute(text(f"ALTER DATABASE {_quoted(name)} RENAME TO {_quoted(new_name)}"))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _without_password(url: URL) -> str:
    plain = url.set(drivername="postgresql")
    return URL.create(
        plain.drivername, plain.username, None, plain.host, plain.port, plain.database, plain.query
    ).render_as_string(hide_password=False)


def _maintaining(url: URL) -> AbstractContextManager[Connection]:
    """Open a connection from which databases can be made and renamed."""
    return _connected(url.set(database="postgres"), isolation_level="AUTOCOMMIT")


@contextmanager
def _connected(url: URL, **options: str) -> Iterator[Connection]:
    engine = create_engine(url).execution_options(**options)
    try:
        try:
            connection = engine.connect()
        except OperationalError as error:
            raise unreachable() from error
        with connection:
            yield connection
    finally:
        engine.dispose()
