"""What a save of a signed plan's priority or goal needs: the reason, since it is an amendment."""

from uuid import UUID

from sqlalchemy.orm import Session

from db.queries import way as query
from schemas.errors import N_

from .save import require

REASON = "amendment_reason"
"""The field of the forms that asks for it."""


def check_reason(session: Session, plan_id: UUID, why: str) -> None:
    """Raise RuleError when a plan that was signed would change without a reason.

    The caller holds the plan, so that it isn't signed meanwhile.
    """
    require(
        why.strip() or not query.is_signed(session, plan_id),
        N_("This plan was signed, so say why it changes: write it into the field for it."),
        where=REASON,
    )
