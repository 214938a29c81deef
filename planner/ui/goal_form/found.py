"""What is found for the fields of a goal as they are typed: read at once, before any is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.services import way
from schemas.goal import GoalIn, GoalSetting

from ..cached import Reads
from ..fields import Values
from ..language import current_language
from .check import Checked, look
from .choices import Choices
from .demand import Heard, load_heard
from .library import Offer, load_offer


@dataclass(frozen=True, slots=True)
class Found:
    """What people said on its demands, what the check says, and what the library has for it.

    `is_signed` says that its plan is signed, so that a change needs a reason.
    """

    heard: Sequence[Heard]
    checked: Checked
    offer: Offer
    is_signed: bool


def find(
    reads: Reads, setting: GoalSetting, choices: Choices, values: Values, typed: GoalIn
) -> Found:
    """Return what is found for a goal as it is typed."""
    return Found(
        heard=load_heard(reads, setting, choices, values["themes"], current_language()),
        checked=reads.get(look, typed),
        offer=load_offer(reads, setting, choices, values),
        is_signed=reads.get(way.is_signed, setting.plan_id),
    )
