"""Which change of command is spoken of; the caller checked the permission."""

from datetime import date
from uuid import UUID

from db.queries import role as role_query
from db.queries.handover import OfCommand
from planner.domain.handover import Command, Turn, find_turns, pick_turn
from schemas.errors import N_, NotFoundError
from schemas.handover import CommanderRow, TurnRow
from schemas.vocabulary import Role

from ..work import Work

_UNKNOWN = N_("There is no such change of command in this district.")


def read_turns(work: Work, district_id: UUID) -> list[Turn]:
    """Return a district's changes of command, the earliest first."""
    found = role_query.terms(work.session, work.jurisdiction_id, [Role.COMMANDER], district_id)
    commands = (
        Command(member.id, member.name, role.starts_on, role.ends_on, member.active)
        for role, member in found
    )
    return find_turns(commands, work.today)


def find_turn(work: Work, district_id: UUID) -> Turn | None:
    """Return the change of command to speak of today, or None where there never was one."""
    return pick_turn(read_turns(work, district_id), work.today)


def get_turn(work: Work, district_id: UUID, changes_on: date) -> Turn:
    """Return the change of command of a day. Raises NotFoundError."""
    found = (one for one in read_turns(work, district_id) if one.changes_on == changes_on)
    turn = next(found, None)
    if turn is None:
        raise NotFoundError(_UNKNOWN)
    return turn


def key_of(district_id: UUID, command: Command) -> OfCommand:
    """Return what a note or a confirmation of a command is kept under."""
    return OfCommand(district_id, command.member_id, command.starts_on)


def turn_row(turn: Turn, today: date) -> TurnRow:
    """Return a change of command as it leaves the services."""
    return TurnRow(
        changes_on=turn.changes_on,
        outgoing=_commander(turn.outgoing),
        incoming=_commander(turn.incoming),
        has_come=turn.changes_on <= today,
        is_near=turn.is_near(today),
    )


def _commander(command: Command | None) -> CommanderRow | None:
    if command is None:
        return None
    return CommanderRow(
        member_id=command.member_id,
        name=command.name,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
    )
