"""The page as a checklist to take along."""

from datetime import date
from functools import partial

from planner.reports.table import table_csv
from schemas.commitment import CommitmentRow
from schemas.handover import DueRow, HandoverRow, OpenGoalRow
from schemas.vocabulary import Language

from ..export import offer_file
from ..language import _, current_language, long_date, speaking
from ..picture import made_up_notice
from .words import say_contact, say_goal, say_status, say_waiting, say_what

HANDOVER = "handover"
Row = dict[str, object]


def offer_checklist(row: HandoverRow) -> None:
    """Offer what is handed over as a file, a line a thing, with a column to tick."""
    count = sum(map(len, (row.goals, row.promises, row.contacts, row.due, row.waiting)))
    make = partial(_make, current_language(), row, made_up_notice())
    name = f"handover-{row.district.number}-{row.turn.changes_on}.csv"
    offer_file(_("Download the checklist"), make, name, HANDOVER, count)


def _make(language: Language, row: HandoverRow, notice: str) -> bytes:
    with speaking(language):
        return table_csv(checklist(row), notice)


def checklist(row: HandoverRow) -> list[Row]:
    """Return what is handed over in lines that all have the same columns."""
    return [
        *(_of_goal(one) for one in row.goals),
        *(_of_promise(one) for one in row.promises),
        *(
            _line(_("Partner"), one.name, day=one.last_on, note=say_contact(one))
            for one in row.contacts
        ),
        *(_of_due(one) for one in row.due),
        *(_line(_("Waiting for somebody"), say_waiting(one)) for one in row.waiting),
    ]


def _of_goal(one: OpenGoalRow) -> Row:
    note = f"{say_status(one)}. {say_goal(one)}"
    return _line(_("Open goal"), f"{one.code} {one.title}", one.owner_name, one.due_on, note)


def _of_promise(one: CommitmentRow) -> Row:
    return _line(_("Open promise"), one.we_will, one.engagement_title, one.review_on, one.you_said)


def _of_due(one: DueRow) -> Row:
    what = " ".join(filter(None, [one.code, say_what(one)]))
    return _line(_("Due"), what, one.who, one.day, _("Overdue") if one.overdue else "")


def _line(
    kind: str, what: str, who: str | None = "", day: date | None = None, note: str = ""
) -> Row:
    return {
        _("Kind of thing"): kind,
        _("What"): what,
        _("Who or where"): who or "",
        _("Day"): long_date(day) if day else "",
        _("Note"): note,
        _("Done"): "",
    }
