"""What a goal's sentence speaks of, and whether words polished by hand still fit it.

A polished sentence is kept with the few facts it was written for. Where one of them is another
now, the words are not wrong, but nobody has said that they still hold.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from schemas.goal import GoalIn, MovedOn
from schemas.indicator import IndicatorIn

Facts = Mapping[str, str]
"""What a sentence speaks of, by the field's name; what is not filled in is not there."""

_OF_GOAL = ("action", "population", "place", "area_name", "owner_id", "due_on")
_OF_INDICATOR = ("name", "unit", "direction")
NUMBERS = ("baseline", "target", "low", "high")
"""Facts that are numbers."""
_NUMBER = re.compile(r"\d(?:[\d.,\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]*\d)?")


def facts_of(entry: GoalIn, main: IndicatorIn | None) -> Facts:
    """Return what the sentence of a goal speaks of, with the indicator that speaks for it."""
    held: dict[str, object] = {name: getattr(entry, name) for name in _OF_GOAL}
    held["owner_role"] = None if entry.owner_id else entry.owner_role
    held["beat_ids"] = " ".join(sorted(map(str, entry.beat_ids)))
    if main is not None:
        held |= {name: getattr(main, name) for name in _OF_INDICATOR}
        asked = main.targets[-1] if main.targets else None
        held |= {name: _plain(getattr(asked, name, None)) for name in NUMBERS}
    return {name: str(value) for name, value in held.items() if value not in {None, ""}}


def write_facts(facts: Facts) -> str:
    """Return facts as they are kept beside a polished sentence."""
    return json.dumps(dict(facts), ensure_ascii=False, sort_keys=True)


def read_facts(written: str) -> Facts:
    """Return the facts that were kept; what can't be read is none, so that nothing fits it."""
    try:
        held = json.loads(written)
    except ValueError:
        return {}
    return {str(name): str(value) for name, value in held.items()} if isinstance(held, dict) else {}


def moved_on(written_for: str, now: Facts) -> tuple[MovedOn, ...]:
    """Return the facts that are others now than when a sentence was polished."""
    before = read_facts(written_for)
    names = [*now, *(name for name in before if name not in now)]
    return tuple(
        MovedOn(field=name, before=before.get(name, ""), after=now.get(name, ""))
        for name in names
        if before.get(name, "") != now.get(name, "")
    )


def strange_numbers(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the numbers in a sentence that none of the known texts has, as they are written.

    Marks between digits are not read: 1,200 and 1200 are the same, and so are 8 and 8.0.
    """
    held = {number for told in known for number, _as_written in _numbers(told)}
    found = {written: number for number, written in _numbers(text)}
    return tuple(written for written, number in found.items() if number not in held)


def _numbers(text: str) -> Iterator[tuple[str, str]]:
    """Yield each number of a text: what it is, and as it is written."""
    for found in _NUMBER.finditer(text):
        whole, _point, part = _split(found[0])
        yield f"{whole}.{part}" if part else whole, found[0]


def _split(written: str) -> tuple[str, str, str]:
    """Part a number where its decimals begin: at the last mark, unless three digits follow it."""
    marks = [place for place, one in enumerate(written) if not one.isdigit()]
    last = marks[-1] if marks else len(written)
    thousands = len(written) - last - 1 == _GROUP
    whole, part = (written, "") if thousands else (written[:last], written[last + 1 :])
    digits = re.sub(r"\D", "", whole).lstrip("0") or "0"
    return digits, ".", part.rstrip("0")


_GROUP = 3
"""Digits between marks of thousands."""


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else format(value.normalize(), "f")
