"""Hints for a first visit: shown until the member says that they are read. No change row."""

from db.queries import hint as query
from planner.domain.permissions import Action

from .work import Work, use_case


@use_case(Action.READ_MARK)
def get_read_hints(work: Work) -> frozenset[str]:
    """Return the names of the hints that the member has read."""
    return frozenset(query.marks_of(work.session, work.actor.member_id))


@use_case(Action.READ_MARK)
def mark_hint_read(work: Work, name: str) -> None:
    """Don't show the member this hint again; saying so twice changes nothing."""
    query.mark(work.session, work.jurisdiction_id, work.actor.member_id, name, work.now)


@use_case(Action.READ_MARK)
def show_hints_again(work: Work) -> None:
    """Show the member all hints again."""
    query.unmark_all(work.session, work.actor.member_id)
