"""Proving the history."""

import typer

from db.engine import transaction
from db.queries.history import get_jurisdictions
from planner.config import load_settings
from planner.domain.permissions import SYSTEM
from planner.services.door import begin
from planner.services.history import verify_history
from schemas.errors import N_
from schemas.history import HistoryRow

from .door import opened_ready, say

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
    for change_id in found.broken_changes:
        say(N_("Altered, or its place in the chain is: change {id}."), id=change_id)
    for day in found.broken_anchors:
        say(N_("Does not match the changes before it: the anchor of {day}."), day=day)
    if found.newest:
        say(
            N_("Newest anchor: {day} {digest}. Keep a copy of it somewhere else."),
            day=found.newest.day,
            digest=found.newest.digest,
        )
