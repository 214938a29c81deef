"""A plan's way in the history: kinds of things, what was done, and fields of their own."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from schemas.errors import N_
from schemas.vocabulary import PlanMove, ReviewSays, Role, SignatureAct, Status

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "plan_review": N_("Community review"),
        "review_answer": N_("Answer in a community review"),
        "signature": N_("Signature"),
        "year_end": N_("Account of the year"),
    }
)
DONE: Mapping[str, str] = MappingProxyType(
    {
        "plan_open_review": N_("Opened a community review"),
        "plan_review_window": N_("Moved the end of a community review"),
        "plan_end_review": N_("Ended a community review"),
        "plan_answer": N_("Answered in a community review"),
        "plan_hand_in": N_("Handed a plan in to headquarters"),
        "plan_withdraw": N_("Took a plan back from headquarters"),
        "plan_return": N_("Returned a plan with reasons"),
        "plan_accept": N_("Accepted a plan"),
        "plan_sign": N_("Signed a plan"),
        "plan_refuse": N_("Said why they don't sign a plan"),
        "plan_adopt": N_("Adopted a plan"),
        "plan_close": N_("Closed a plan with its account"),
        "plan_reopen": N_("Opened a closed plan again"),
    }
)
FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "move": N_("Step"),
        "reasons": N_("Reason"),
        "opened_on": N_("Opened on"),
        "closes_on": N_("Last day for answers"),
        "ended_on": N_("Ended on"),
        "invited": N_("Who else was asked"),
        "says": N_("What they say"),
        "words": N_("Their words"),
        "answered_on": N_("Answered on"),
        "post": N_("Post"),
        "act": N_("What they did"),
        "acting_for_id": N_("Acting for"),
        "acted_on": N_("On the day"),
        "reached": N_("What was reached"),
        "missed": N_("What was not reached"),
        "learned": N_("What was learned"),
        "closed_on": N_("Closed on"),
        "closed_by_id": N_("Closed by"),
        "goals": N_("Goal"),
        "status": N_("How it stands"),
    }
)
FIELDS_OF: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        # The page of the plan shows the steps that came in with it.
        ("plan", "steps"): "",
        ("review_answer", "edition_id"): "",
        ("signature", "edition_id"): "",
        ("signature", "digest"): "",
        ("review_answer", "review_id"): "",
        ("plan", "text"): N_("Reason"),
    }
)
ENUMS: Mapping[str, type[StrEnum]] = MappingProxyType(
    {
        "move": PlanMove,
        "says": ReviewSays,
        "post": Role,
        "act": SignatureAct,
        "status": Status,
    }
)
