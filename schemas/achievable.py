"""How much a target asks for, as it leaves the services: in words, and with the past behind it."""

from uuid import UUID

from .indicator import Measure
from .message import Message
from .relation import UsualRange
from .shape import QuarterNumber, Shape, Year
from .vocabulary import IndicatorKind, PlaceKind


class PastOf(Shape):
    """Whose past is looked up: an indicator, saved or not, where its goal applies, until when.

    Only quarters before the one named count: what came after a target is no history of it.
    """

    indicator_id: UUID
    continues_id: UUID | None = None
    """The indicator that it goes on from, under whatever name."""
    measure: Measure
    district_id: UUID
    place: PlaceKind
    beat_ids: tuple[UUID, ...] = ()
    """In order, so that equal places are written alike."""
    area_name: str = ""
    year: Year
    quarter: QuarterNumber
    first_month: str
    """The first month that the target applies in, as `2026-01`."""


class AchievableRow(Shape):
    """One indicator's target beside its past: what to say, and the values to draw.

    `yearly` says that each value is a whole year's. `needs_reason` says that more is asked than
    was ever seen here.
    """

    indicator_id: UUID
    name: str
    unit: str
    kind: IndicatorKind
    decimals: int
    says: tuple[Message, ...]
    needs_reason: bool
    yearly: bool
    past: UsualRange
