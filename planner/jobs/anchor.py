"""The daily anchor of one jurisdiction's history."""

from uuid import UUID

from planner.domain.permissions import SYSTEM
from planner.services.door import begin
from planner.services.history import write_anchor

from .kinds import Order, job

ANCHOR = "history.anchor"


@job(ANCHOR)
def anchor_history(order: Order) -> None:
    """Write the anchor of the day; where it stands already, nothing changes."""
    jurisdiction_id = UUID(order.payload["jurisdiction_id"])
    with begin(order.engine, actor=SYSTEM, jurisdiction_id=jurisdiction_id, write=True) as work:
        write_anchor(work)
