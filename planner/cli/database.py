"""Migrating, backing up and restoring the database."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from db import migrate as migration
from db.backup import make_backup, restore_backup
from db.check import has_tables
from planner.config import Settings, load_settings
from planner.services.progress.fill import fill_standings
from schemas.errors import N_

from .door import opened, say

BACKUPS = Path("var/backups")


def migrate(
    *,
    standings: Annotated[
        bool, typer.Option("--standings", help="Work out anew where all goals stand.")
    ] = False,
) -> None:
    """Bring the database to this release's tables."""
    settings = load_settings()
    if not _is_current(settings):
        migration.upgrade(settings.database_url)
    with opened(settings) as engine:
        fill_standings(engine, anew=standings)
    say(N_("The database has the tables of this release."))


def upgrade() -> None:
    """Back up into var/backups, then migrate; nothing changes when the backup fails."""
    settings = load_settings()
    if not _is_current(settings) and _has_revision(settings):
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        _back_up(settings, BACKUPS / f"planner-{stamp}.tar")
    migrate()


def backup(
    target: Annotated[Path, typer.Argument(help="The file to write, such as planner.tar.")],
) -> None:
    """Write the database and the evidence files into one file, also while the planner runs."""
    _back_up(load_settings(), target)


def restore(
    source: Annotated[Path, typer.Argument(help="The file that a backup wrote.")],
    *,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a database that holds rows; it is kept aside.")
    ] = False,
) -> None:
    """Put a backup in place; stop the planner and its worker before."""
    settings = load_settings()
    done = restore_backup(settings.database_url, source, settings.evidence_dir, force=force)
    if done.kept_as:
        say(N_("The database that was there is kept as {name}."), name=done.kept_as)
    say(N_("Restored from {path}."), path=source)
    if done.manifest.revision != migration.head_revision():
        say(N_("It comes from an older release. Run {command} now."), command="planner migrate")


def _back_up(settings: Settings, target: Path) -> None:
    made = make_backup(settings.database_url, target, settings.evidence_dir)
    say(
        N_("Backup written to {path}. Rows: {rows}. Evidence files: {files}."),
        path=target,
        rows=sum(made.rows.values()),
        files=len(made.evidence),
    )


def _is_current(settings: Settings) -> bool:
    with opened(settings) as engine:
        return has_tables(engine)


def _has_revision(settings: Settings) -> bool:
    with opened(settings) as engine:
        return migration.current_revision(engine) is not None
