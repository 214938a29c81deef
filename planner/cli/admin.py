"""The first administrator, and the way back in when nobody can sign in any more."""

from typing import Annotated
from uuid import UUID

import typer
from pydantic import ValidationError

from db.engine import Engine, transaction
from db.queries.exchange import jurisdiction_ids
from planner.config import load_settings
from planner.domain.account import read_email
from planner.domain.permissions import SYSTEM
from planner.jobs.link import link_address
from planner.services.account import people, second_factor
from planner.services.account.found import found_administrator
from planner.services.door import begin
from schemas.errors import N_, RuleError
from schemas.sign_in import FounderIn

from .door import opened_ready, say

admin = typer.Typer(help="Look after who can come in.", no_args_is_help=True)


@admin.callback()
def _group() -> None:
    """Look after who can come in."""


@admin.command()
def create(
    email: Annotated[str, typer.Option(help="The mail address to sign in with.")],
    name: Annotated[str, typer.Option(help="How others see this person.")],
    jurisdiction: Annotated[
        str | None, typer.Option(help="The code of the jurisdiction, where there are several.")
    ] = None,
) -> None:
    """Make an administrator, or give one a new link to set a password; prints the link."""
    settings = load_settings()
    try:
        founder = FounderIn(email=email, name=name)
    except ValidationError:
        raise RuleError(
            N_("Name and mail address take at least one character and at most 300 each.")
        ) from None
    if problem := settings.why_no_links():
        raise problem
    with opened_ready(settings) as engine:
        home = _home(engine, jurisdiction)
        with begin(
            engine, actor=SYSTEM, jurisdiction_id=home, write=True, today=settings.today
        ) as work:
            made = found_administrator(work, founder)
    say(
        N_("{name} can set a password and come in with this link, once, until {moment} UTC:"),
        name=made.name,
        moment=f"{made.expires_at:%Y-%m-%d %H:%M}",
    )
    typer.echo(link_address(settings, made.id))


def _home(engine: Engine, code: str | None) -> UUID:
    """Return the jurisdiction that is meant, or say in a sentence what to do about it."""
    with transaction(engine) as session:
        found = jurisdiction_ids(session, code)
    if len(found) == 1:
        return found[0]
    if found:
        raise RuleError(
            N_("There are several jurisdictions. Say which is meant with {option}."),
            option="--jurisdiction",
        )
    if code:
        raise RuleError(N_("There is no jurisdiction with the code {code}."), code=code)
    raise RuleError(
        N_(
            "There is no city or county in the planner yet. Run {command} with your files first,"
            " or {seed} for made-up data; docs/operations.md says how."
        ),
        command="planner import",
        seed="planner seed",
    )


@admin.command()
def second_step_off(
    email: Annotated[str, typer.Option(help="The mail address they sign in with.")],
) -> None:
    """Turn the second step of a person off, who lost what they take it with."""
    settings = load_settings()
    with (
        opened_ready(settings) as engine,
        begin(engine, actor=SYSTEM, write=True, today=settings.today) as work,
    ):
        address = read_email(email)
        found = next((row for row in people.get_people(work) if row.email == address), None)
        if found is None:
            raise RuleError(N_("Nobody signs in with {email}."), email=address)
        second_factor.turn_off_for(work, found.id)
    say(N_("{name} needs the password alone to come in, and was signed out."), name=found.name)
