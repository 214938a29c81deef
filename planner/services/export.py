"""Files that people take with them: each is written down."""

from planner.domain.permissions import Action
from schemas.change import ExportIn

from .change import Written, write_change
from .work import Work, new_id, use_case

EXPORT = "export"


@use_case(Action.EXPORT)
def note_export(work: Work, entry: ExportIn) -> None:
    """Write down who took what as a file, with which filter, and how many rows."""
    write_change(work, EXPORT, Written(EXPORT, new_id(), 1, entry.model_dump()))
