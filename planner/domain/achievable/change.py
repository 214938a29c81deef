"""How large a change a target asks for, and how large a change was ever seen."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from planner.domain.quarters import Quarter
from schemas.vocabulary import Direction, IndicatorKind

from .history import Footing, History


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a target asks for: from where to where, in which quarters (the first and the last)."""

    kind: IndicatorKind
    direction: Direction
    first: Quarter
    last: Quarter
    baseline: Decimal | None = None
    target: Decimal | None = None
    unit: str = ""

    @property
    def rises(self) -> bool:
        """Whether more is asked, rather than less."""
        return self.direction is Direction.INCREASE

    @property
    def quarters(self) -> int:
        """How many quarters there are to get there, at least one."""
        years = self.last.year - self.first.year
        return max(1, years * Footing.QUARTERS + self.last.number - self.first.number + 1)

    def steps(self, footing: Footing) -> int:
        """Return over how many values of a footing the change is asked."""
        if footing is Footing.YEARS:
            return max(1, self.last.year - self.first.year + 1)
        return self.quarters * footing // Footing.QUARTERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A change that is asked, beside the largest seen over as long a time.

    Changes count in the direction asked, so a negative one went the other way. `relative` says
    that they are shares of where they began. `here` and `elsewhere` are None where no change over
    as long a time is known; `districts` counts those that were looked at.
    """

    asked: Fraction | None
    here: Fraction | None
    elsewhere: Fraction | None
    districts: int
    relative: bool

    @property
    def is_beyond(self) -> bool:
        """Whether more is asked than was ever seen here."""
        return self.asked is not None and self.here is not None and self.asked > self.here


def judge(asked: Asked, own: History, others: Iterable[tuple[Hashable, History]] = ()) -> Judged:
    """Read a target beside its own past and other districts', each with one or more histories.

    With too few values nothing is compared.
    """
    relative = is_relative(asked, own)
    found: dict[Hashable, Fraction] = {}
    for district, history in others:
        change = largest_change(history, asked, relative=relative)
        if change is not None:
            found[district] = max(change, found.get(district, change))
    return Judged(
        asked=_asked_change(asked, relative=relative),
        here=largest_change(own, asked, relative=relative),
        elsewhere=max(found.values(), default=None),
        districts=len(found),
        relative=relative,
    )


def largest_change(history: History, asked: Asked, *, relative: bool) -> Fraction | None:
    """Return the largest change in the direction asked, over as long a time; None without any.

    A share needs a start above zero: others are left out. Too few values give nothing.
    """
    if not history.is_judged:
        return None
    values, steps = history.values, asked.steps(history.footing)
    changes = (
        _change(start, values[key + steps], rises=asked.rises, relative=relative)
        for key, start in values.items()
        if key + steps in values and (start > 0 or not relative)
    )
    return max(changes, default=None)


def is_relative(asked: Asked, own: History) -> bool:
    """Say whether changes are read as shares: not of percentages, nor of what began at zero."""
    starts = list(own.values.values())
    if asked.baseline is not None:
        starts.append(Fraction(asked.baseline))
    return asked.kind is not IndicatorKind.PERCENT and all(start > 0 for start in starts)


def _asked_change(asked: Asked, *, relative: bool) -> Fraction | None:
    """Return what is asked; None while it is not known, or where it goes the other way."""
    if asked.baseline is None or asked.target is None:
        return None
    start, end = Fraction(asked.baseline), Fraction(asked.target)
    change = _change(start, end, rises=asked.rises, relative=relative)
    return change if change > 0 else None


def _change(start: Fraction, end: Fraction, *, rises: bool, relative: bool) -> Fraction:
    moved = end - start if rises else start - end
    return moved / start if relative else moved
