"""What was found out about a change, in words: what it asks for, and what was seen before."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from planner.domain.indicator import JUDGED_POINTS
from planner.domain.progress import as_decimal
from schemas.errors import N_
from schemas.message import Message
from schemas.vocabulary import IndicatorKind

from .change import Asked, Judged
from .history import Footing, History

_BOTH = Mapping[bool, str]
"""The sentence for a rise and for a fall."""

_ASKED: _BOTH = {
    True: N_("It asks for a rise of {change} {time}."),
    False: N_("It asks for a fall of {change} {time}."),
}
_HERE: _BOTH = {
    True: N_("The largest rise {time} so far was {change}."),
    False: N_("The largest fall {time} so far was {change}."),
}
_NEVER_HERE: _BOTH = {
    True: N_("So far it never rose {time}."),
    False: N_("So far it never fell {time}."),
}
_ONE_OTHER: _BOTH = {
    True: N_("In one other district the largest rise {time} was {change}."),
    False: N_("In one other district the largest fall {time} was {change}."),
}
_OTHERS: _BOTH = {
    True: N_("In {count} other districts the largest rise {time} was {change}."),
    False: N_("In {count} other districts the largest fall {time} was {change}."),
}
_NEVER_ONE_OTHER: _BOTH = {
    True: N_("In one other district it never rose {time}."),
    False: N_("In one other district it never fell {time}."),
}
_NEVER_OTHERS: _BOTH = {
    True: N_("In {count} other districts it never rose {time}."),
    False: N_("In {count} other districts it never fell {time}."),
}
_TOO_FEW = (
    N_("No past value is known yet; it takes {needed} to compare."),
    N_("Only one past value is known; it takes {needed} to compare."),
    N_("Only {count} past values are known; it takes {needed} to compare."),
)
_TOO_FEW_YEARS = (
    N_("The target is for a whole year, and none is known yet; it takes {needed}."),
    N_("The target is for a whole year, and only one is known; it takes {needed}."),
    N_("The target is for a whole year, and {count} are known; it takes {needed}."),
)
"""What is said of none, one and more, where they are too few."""


def say_achievable(asked: Asked, own: History, judged: Judged) -> tuple[Message, ...]:
    """Return what a target asks for and what was seen before, the district's own past first."""
    if not asked.direction.has_movement:
        return tuple(_say_held(asked, own))
    return (
        *_say_asked(asked, own, judged),
        *_say_here(asked, own, judged),
        *_say_elsewhere(asked, own, judged),
    )


def _say_asked(asked: Asked, own: History, judged: Judged) -> Iterator[Message]:
    if asked.baseline is None:
        yield Message(N_("Give the value you start from, to compare the target."))
    elif judged.asked is not None:
        change = _change(judged.asked, asked, judged)
        yield Message(_ASKED[asked.rises], {"change": change, "time": _time(asked, own)})


def _say_here(asked: Asked, own: History, judged: Judged) -> Iterator[Message]:
    if not own.is_judged:
        yield _too_few(own)
    elif judged.here is None:
        yield Message(N_("The values so far cover less time than the goal has, so none compares."))
    elif judged.here > 0:
        params = {"change": _change(judged.here, asked, judged), "time": _time(asked, own)}
        yield Message(_HERE[asked.rises], params)
    else:
        yield Message(_NEVER_HERE[asked.rises], {"time": _time(asked, own)})
    if judged.is_beyond:
        yield Message(N_("That is more than was ever seen here."))


def _say_elsewhere(asked: Asked, own: History, judged: Judged) -> Iterator[Message]:
    if judged.elsewhere is None:
        return
    one, rises, time = judged.districts == 1, asked.rises, _time(asked, own)
    count = {} if one else {"count": judged.districts}
    if judged.elsewhere > 0:
        key = _ONE_OTHER[rises] if one else _OTHERS[rises]
        change = _change(judged.elsewhere, asked, judged)
        yield Message(key, {"change": change, "time": time, **count})
    else:
        key = _NEVER_ONE_OTHER[rises] if one else _NEVER_OTHERS[rises]
        yield Message(key, {"time": time, **count})


def _too_few(own: History) -> Message:
    none, one, more = _TOO_FEW_YEARS if own.footing is Footing.YEARS else _TOO_FEW
    key = {0: none, 1: one}.get(own.points, more)
    count = {"count": own.points} if key is more else {}
    return Message(key, {"needed": JUDGED_POINTS, **count})


def _say_held(asked: Asked, own: History) -> Iterator[Message]:
    if not own.values:
        yield _too_few(own)
        return
    seen = {"lowest": min(own.values.values()), "highest": max(own.values.values())}
    yield Message(
        N_("It asks to hold a level. So far the values lay between {lowest} and {highest}."),
        {name: _amount(value, asked) for name, value in seen.items()},
    )


def _time(asked: Asked, own: History) -> Message:
    steps = asked.steps(own.footing)
    if own.footing is Footing.YEARS:
        if steps == 1:
            return Message(N_("from one year to the next"))
        return Message(N_("within {count} years"), {"count": steps})
    if asked.quarters == 1:
        return Message(N_("within one quarter"))
    return Message(N_("within {count} quarters"), {"count": asked.quarters})


def _change(change: Fraction, asked: Asked, judged: Judged) -> Message:
    if judged.relative:
        return Message(N_("{number}%"), {"number": as_decimal(change * 100, 1)})
    if asked.kind is IndicatorKind.PERCENT:
        return Message(N_("{number} percentage points"), {"number": as_decimal(change, 1)})
    return _amount(change, asked)


def _amount(value: Fraction, asked: Asked) -> Message:
    number = as_decimal(value, 2)
    if asked.kind is IndicatorKind.PERCENT:
        return Message(N_("{number}%"), {"number": as_decimal(value, 1)})
    if not asked.unit:
        return Message("{number}", {"number": number})
    return Message(N_("{number} {unit}"), {"number": number, "unit": asked.unit})
