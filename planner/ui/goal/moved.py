"""What has moved on since a goal's sentence was put in somebody's own words."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from planner.domain.sentence import NUMBERS
from schemas.goal import MovedOn

from ..language import _, long_date, number, say
from .parts import INDICATOR_LABELS, LABELS, TARGET_LABELS

_LABELS: Mapping[str, str] = {**LABELS, **INDICATOR_LABELS, **TARGET_LABELS}


def say_moved_on(moved: tuple[MovedOn, ...]) -> str:
    """Say which fields a polished sentence was written before, so that it is not shown."""
    told = "; ".join(map(_say_moved, moved))
    return _(
        "The polished sentence was written before these fields changed: {fields}. Until somebody"
        " reads it again, the sentence made of the fields is shown.",
        fields=told,
    )


def _say_moved(one: MovedOn) -> str:
    """Return a field's name, with what it was and is where that is a number or a day."""
    label = say(_LABELS.get(one.field, one.field))
    before, after = (_written(one.field, value) for value in (one.before, one.after))
    if before and after:
        return _("{field} (was {before}, is {after})", field=label, before=before, after=after)
    return label


def _written(field: str, value: str) -> str:
    if value and field in NUMBERS:
        return number(Decimal(value))
    return long_date(date.fromisoformat(value)) if value and field == "due_on" else ""
