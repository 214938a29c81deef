"""A change of command in sentences: who and when, what matters most, what is due and waits."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from types import MappingProxyType

from schemas.errors import N_
from schemas.handover import ContactRow, DueRow, HandoverRow, OpenGoalRow, TurnRow, WaitingRow
from schemas.message import Message
from schemas.vocabulary import DueKind, Status, WaitingKind

from ..goal.say import say_step
from ..language import _, listed, long_date, plural, quarter_name, say, word
from ..standing import standing_text, way_text

SEPARATOR = " · "
SOON = timedelta(days=30)
_BAD = frozenset({Status.AT_RISK, Status.OFF_TRACK, Status.WORSE_THAN_BASELINE, Status.NOT_MET})

# By whether somebody leaves, somebody comes, and the day has come.
_TURNS: Mapping[tuple[bool, bool, bool], str] = MappingProxyType(
    {
        (True, True, False): N_("From {day}: {incoming} takes over from {outgoing}."),
        (True, True, True): N_("{incoming} took over from {outgoing} on {day}."),
        (True, False, False): N_("From {day}: nobody is named to take over from {outgoing} yet."),
        (True, False, True): N_("Since {day} nobody follows {outgoing} as commander."),
        (False, True, False): N_(
            "From {day}: {incoming} takes over. No commander before is known."
        ),
        (False, True, True): N_(
            "{incoming} has commanded here since {day}. No commander before is known."
        ),
    }
)


def say_turn(turn: TurnRow) -> str:
    """Return who hands over to whom, and when."""
    told = _TURNS[turn.outgoing is not None, turn.incoming is not None, turn.has_come]
    return _(
        told,
        day=long_date(turn.changes_on),
        outgoing=turn.outgoing.name if turn.outgoing else "",
        incoming=turn.incoming.name if turn.incoming else "",
    )


def say_goals(row: HandoverRow) -> str:
    """Return how many goals are open, and how many of them need care."""
    if not row.goals:
        return _("No goal is open.")
    return plural(
        "{count} goal is open, {bad} at risk or worse.",
        "{count} goals are open, {bad} at risk or worse.",
        len(row.goals),
        bad=sum(one.standing.status in _BAD for one in row.goals),
    )


def say_rest(row: HandoverRow) -> str:
    """Return in numbers what is overdue, due soon, promised and waited for."""
    soon = row.today + SOON
    return _(
        "Overdue: {overdue}. Due within 30 days: {soon}. Open promises: {promises}. Waiting for"
        " somebody: {waiting}.",
        overdue=sum(one.overdue for one in row.due),
        soon=sum(not one.overdue and one.day <= soon for one in row.due),
        promises=len(row.promises),
        waiting=row.pinned.waiting,
    )


def say_goal(goal: OpenGoalRow) -> str:
    """Return who looks after a goal, how far it has come and what is due next, in lines."""
    owner = (
        _("Responsible: {name}", name=goal.owner_name)
        if goal.owner_name
        else _("Nobody is responsible yet")
    )
    helps = _("Helps: {name}", name=goal.caps_owner_name) if goal.caps_owner_name else ""
    due = _("Ends on {day}", day=long_date(goal.due_on)) if goal.due_on else ""
    lines = [SEPARATOR.join(filter(None, [owner, helps, way_text(goal.standing), due]))]
    if goal.next_step:
        step = say_step(goal.next_step)
        overdue = goal.next_step.overdue
        lines.append(_("Overdue: {step}", step=step) if overdue else _("Next: {step}", step=step))
    return "\n".join(lines)


def say_status(goal: OpenGoalRow) -> str:
    """Return where a goal stands, as plain text."""
    return standing_text(goal.standing)


def say_contact(contact: ContactRow) -> str:
    """Return the last contact with a partner, as far as meetings tell it, and their goals."""
    met = (
        _(
            "Last meeting about their goal: {day}, {title}",
            day=long_date(contact.last_on),
            title=contact.last_title,
        )
        if contact.last_on
        else _("No contact recorded")
    )
    goals = (
        _("Takes part in {codes}", codes=listed(contact.goal_codes))
        if contact.goal_codes
        else _("Takes part in no open goal")
    )
    return SEPARATOR.join([word(contact.kind), met, goals])


def say_due(due: DueRow) -> str:
    """Return one thing with a day: when, what, of which goal, by whom."""
    day = long_date(due.day)
    when = _("Overdue since {day}", day=day) if due.overdue else day
    return f"{when}: " + SEPARATOR.join(filter(None, [say_what(due), due.code, due.who]))


def say_what(due: DueRow) -> str:
    """Return what falls due."""
    if due.missing:
        return _("Community conversation: no date is set yet")
    if due.kind is DueKind.QUARTER and due.year and due.quarter:
        return plural(
            "{count} value for {quarter}",
            "{count} values for {quarter}",
            due.count,
            quarter=quarter_name(due.year, due.quarter),
        )
    told = word(due.kind)
    role = word(due.role) if due.role else ""
    return ": ".join(filter(None, [told, role or due.what]))


def say_waiting(one: WaitingRow) -> str:
    """Return what somebody waits for, and how many."""
    if one.kind is WaitingKind.PLAN:
        stage = word(one.stage) if one.stage else ""
        told = _("Plan {year}: {stage}", year=one.year, stage=stage)
        if not one.lacks:
            return told
        lacks = _("not signed: {names}", names=listed(map(word, one.lacks)))
        return SEPARATOR.join([told, lacks])
    told = f"{word(one.kind)}: {one.count}"
    if one.kind is WaitingKind.RELATIONS and one.year and one.quarter:
        codes = listed(code for _goal_id, code in one.goals)
        return f"{told} ({quarter_name(one.year, one.quarter)}: {codes})"
    return told


def say_moved(messages: Iterable[Message]) -> str:
    """Return what is different since somebody confirmed."""
    return " ".join(map(say, messages))
