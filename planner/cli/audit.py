"""Proving the history."""

import typer

from db.engine import transaction
from db.queries.history import get_jurisdictions
from planner.config import load_settings
from planner.domain.permissions import SYSTEM
from planner.i18n.history import say_broken
from planner.services.door import begin
from planner.services.history import verify_history
from schemas.errors import N_
from schemas.history import BrokenRow, HistoryRow

from .door import opened_ready, say, words

audit = typer.Typer(help="Prove that the history was not altered.", no_args_is_help=True)


@audit.callback()
def _group() -> None:
    """Prove that the history was not altered."""


@audit.command()
def verify() -> None:
    """Check every change and every daily anchor; status 1 when something does not hold."""
    with opened_ready(load_settings()) as engine:
        with transaction(engine) as session:
            jurisdictions = get_jurisdictions(session)
        held = True
        for jurisdiction_id, code in jurisdictions:
            with begin(engine, actor=SYSTEM, jurisdiction_id=jurisdiction_id) as work:
                found = verify_history(work)
            _report(code, found)
            held = held and found.holds
    raise typer.Exit(0 if held else 1)


def _report(code: str, found: HistoryRow) -> None:
    say(
        N_("{code}: changes checked: {changes}, anchors checked: {anchors}."),
        code=code,
        changes=found.changes,
        anchors=found.anchors,
    )
    if found.first:
        _report_first(found.first)
    for row in found.broken:
        if row is not found.first:
            _report_other(row)
    for day in found.broken_anchors:
        say(N_("Does not match the changes before it: the anchor of {day}."), day=day)
    if found.newest:
        say(
            N_("Newest anchor: {day} {digest}. Keep a copy of it somewhere else."),
            day=found.newest.day,
            digest=found.newest.digest,
        )


def _report_first(row: BrokenRow) -> None:
    """Say of the first broken change what is wrong, of which thing, when and whose it was."""
    say(N_("The first one that does not hold:"))
    for line in say_broken(words(), row):
        typer.echo(f"  {line}")


def _report_other(row: BrokenRow) -> None:
    if row.id is None:
        say(N_("Without any change: {thing}."), thing=f"{row.entity} {row.entity_id}")
    else:
        say(N_("Does not hold either: change {id}."), id=row.id)
