"""Changes of command: what is handed over, the note that is left, and that both sides say so."""

from datetime import date
from uuid import UUID

from db.queries import handover as query
from db.queries import plan as plan_query
from db.tables import District, HandoverMark, HandoverNote
from planner.domain.handover import Command, Turn
from planner.domain.permissions import Action
from planner.domain.quarters import local_day
from schemas.errors import N_, NotFoundError
from schemas.handover import HandoverRow, MarkIn, NoteIn, TurnRow
from schemas.vocabulary import HandoverSide, Language

from ..account import district_row
from ..save import require, save_row
from ..work import Work, use_case
from .contents import read_contents
from .mark import read_marks
from .turn import find_turn, get_turn, key_of, read_turns, turn_row

_NOBODY_LEAVES = N_("Nobody commanded this district before, so there is nothing to hand over.")
_NOBODY_COMES = N_("Nobody is named to take over yet.")


def _of_district(_work: Work, district_id: UUID, *_rest: object) -> UUID:
    return district_id


def _of_entry(_work: Work, entry: NoteIn | MarkIn) -> UUID:
    return entry.district_id


@use_case(Action.HANDOVER_READ, scope=_of_district)
def find_change(work: Work, district_id: UUID) -> TurnRow | None:
    """Return a district's change of command to speak of today; None where it has no commander."""
    turn = find_turn(work, district_id)
    return None if turn is None else turn_row(turn, work.today)


@use_case(Action.HANDOVER_READ, scope=_of_district)
def get_handover(
    work: Work, district_id: UUID, changes_on: date | None, language: Language
) -> HandoverRow:
    """Return what a change of command hands over, as it stands today; the nearest without a day.

    Raises NotFoundError when the district or the change is not known.
    """
    district = _get_district(work, district_id)
    turn = get_turn(work, district_id, changes_on) if changes_on else find_turn(work, district_id)
    if turn is None:
        raise NotFoundError(N_("This district has no commander yet: an administrator names one."))
    contents = read_contents(work, district, language)
    note, writer = _find_note(work, district_id, turn)
    pinned = contents.pin(work, note.version if note else 0)
    marks = read_marks(work, district_id, turn, contents, pinned)
    days = {one.changes_on for one in read_turns(work, district_id)}
    return HandoverRow(
        note_id=note.id if note else None,
        district=district_row(district),
        today=work.today,
        turn=turn_row(turn, work.today),
        turns=tuple(sorted(days, reverse=True)),
        note_version=note.version if note else 0,
        note=note.note if note else "",
        language=note.language if note else language,
        written_by=writer,
        written_on=local_day(note.written_at, work.jurisdiction.time_zone) if note else None,
        given=marks.get(HandoverSide.GIVEN),
        taken=marks.get(HandoverSide.TAKEN),
        pinned=pinned,
        goals=contents.goals,
        promises=contents.promises,
        contacts=contents.contacts,
        due=contents.due,
        waiting=contents.waiting,
    )


@use_case(Action.HANDOVER_WRITE, scope=_of_entry)
def save_note(work: Work, entry: NoteIn) -> int:
    """Save what an outgoing commander leaves for the next one, and return its version.

    Who takes over reads it and doesn't rewrite it, and once both sides confirmed it stays. Raises
    RuleError, StaleError or NotFoundError.
    """
    _hold(work, entry.district_id)
    turn = get_turn(work, entry.district_id, entry.changes_on)
    outgoing, incoming = turn.outgoing, turn.incoming
    if outgoing is None:
        raise NotFoundError(_NOBODY_LEAVES)
    mine = incoming is not None and incoming.member_id == work.actor.member_id
    require(not mine, N_("The note is from who was here before you: it stays as they wrote it."))
    require(
        not (incoming and _find_both(work, entry.district_id, outgoing, incoming)),
        N_("Both sides have confirmed this handover: its note stays as it is."),
    )
    key = key_of(entry.district_id, outgoing)
    held = query.find_note(work.session, key)
    # The permission is for this district: a row of another is not changed by its id.
    if entry.seen_version and (held is None or held[0].id != entry.id):
        raise NotFoundError(N_("This note is not there any more."))
    values = {**key._asdict(), "note": entry.note, "language": entry.language}
    return save_row(
        work,
        HandoverNote,
        entry.id,
        entry.seen_version,
        values | {"written_by_id": work.actor.member_id, "written_at": work.now},
        action="save_handover_note",
        body=values,
    ).version


@use_case(Action.HANDOVER_WRITE, scope=_of_entry)
def confirm_handover(work: Work, entry: MarkIn) -> None:
    """Write down that the outgoing side handed over, or the incoming one took over, once.

    Each says so themselves; for who can't, a reviewer does and says why. Raises RuleError, also
    when what the page showed is not what there is any more, and NotFoundError.
    """
    district = _hold(work, entry.district_id)
    turn = get_turn(work, entry.district_id, entry.changes_on)
    side = turn.outgoing if entry.side is HandoverSide.GIVEN else turn.incoming
    if side is None:
        raise NotFoundError(_NOBODY_LEAVES if entry.side is HandoverSide.GIVEN else _NOBODY_COMES)
    _check_who(work, entry, side)
    require(
        entry.side is HandoverSide.GIVEN or turn.changes_on <= work.today,
        N_("You can take over from {day} on."),
        day=turn.changes_on,
    )
    key = key_of(entry.district_id, side)
    held = query.find_mark(work.session, key, entry.side)
    if held is not None and held[0].id == entry.id:
        return
    require(held is None, N_("This was confirmed already."))
    note, _writer = _find_note(work, entry.district_id, turn)
    # The language decides nothing that is compared.
    now = read_contents(work, district, work.actor.language).pin(work, note.version if note else 0)
    require(
        now == entry.seen,
        N_("Something was saved since this page was drawn. Look at it once more, then confirm."),
    )
    values = {**key._asdict(), "side": entry.side, "reason": entry.reason, **now.model_dump()}
    save_row(
        work,
        HandoverMark,
        entry.id,
        0,
        values | {"made_by_id": work.actor.member_id, "made_at": work.now},
        action="confirm_handover",
        body=values,
    )


def _check_who(work: Work, entry: MarkIn, side: Command) -> None:
    """Refuse whoever is neither this side nor a reviewer who says why."""
    if side.member_id == work.actor.member_id:
        return
    # In no district in particular: only who may write everywhere, which is a reviewer.
    require(
        work.may(Action.HANDOVER_WRITE),
        N_("{name} confirms this, or a reviewer who writes down why {name} can't."),
        name=side.name,
    )
    require(entry.reason, N_("Write down why they can't confirm it themselves."), where="reason")


def _find_both(work: Work, district_id: UUID, outgoing: Command, incoming: Command) -> bool:
    sides = ((outgoing, HandoverSide.GIVEN), (incoming, HandoverSide.TAKEN))
    return all(
        query.find_mark(work.session, key_of(district_id, one), side) is not None
        for one, side in sides
    )


def _find_note(work: Work, district_id: UUID, turn: Turn) -> tuple[HandoverNote | None, str | None]:
    if turn.outgoing is None:
        return None, None
    found = query.find_note(work.session, key_of(district_id, turn.outgoing))
    return found or (None, None)


def _get_district(work: Work, district_id: UUID) -> District:
    district = plan_query.find_district(work.session, work.jurisdiction_id, district_id)
    if district is None:
        raise NotFoundError(N_("This district is not known."))
    return district


def _hold(work: Work, district_id: UUID) -> District:
    """Return a district, and let one transaction at a time write its change of command."""
    district = plan_query.find_district(work.session, work.jurisdiction_id, district_id, lock=True)
    if district is None:
        raise NotFoundError(N_("This district is not known."))
    return district
