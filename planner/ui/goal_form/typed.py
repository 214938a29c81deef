"""A goal as the fields of its form hold it, and back; numbers as the reader writes them."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from planner.services.work import new_id
from schemas.errors import N_
from schemas.goal import GoalIn, GoalSetting, GoalThemeIn
from schemas.vocabulary import Language, PartnerKind, PlaceKind, Role

from ..fields import Values
from ..language import current_language
from ..number import write_number
from .measure import (
    blank_indicator,
    indicator_of,
    is_number_of_indicator,
    is_untouched,
    typed_indicator,
)
from .reader import Reader

TEXTS = (
    "title",
    "action",
    "population",
    "area_name",
    "resources",
    "ambition_reason",
    "horizon_reason",
    "polished",
    "polished_for",
)
_IDS = ("owner_id", "caps_owner_id", "copied_from_id")
_ID_SETS = ("beat_ids", "partner_ids")
_WORDS: Mapping[str, Callable[[str], Any]] = {
    "place": PlaceKind,
    "owner_role": Role,
    "partner_kind": PartnerKind,
    "language": Language,
}
_DAYS = ("start_on", "due_on", "review_on")
_AMOUNTS = ("resource_hours", "resource_money")
_PEOPLE = "resource_people"

THEME, LOCAL = "theme", "local"
"""How the key of a tie begins: it leads to the catalogue or to a local demand."""
INDICATORS, REMOVED = "indicators", "removed"
PROPOSED = "proposed_title"
"""The title that was made of the action last; one that differs is the writer's own."""
NOTED = "polished_noted"
"""The polished sentence whose facts were noted last."""
_STAND_IN = "?"
"""What a lenient reading puts where the title is missing."""


def is_number(name: str) -> bool:
    """Say whether a field holds a number."""
    return name in {*_AMOUNTS, _PEOPLE} or is_number_of_indicator(name)


def new_goal(goal_id: UUID, setting: GoalSetting) -> Values:
    """Return the fields of a goal that nothing was typed into, with an indicator to begin with."""
    return blank_goal(goal_id) | {PROPOSED: ""} | _first_indicator(setting)


def _first_indicator(setting: GoalSetting) -> Values:
    fresh = new_id()
    return blank_indicator(fresh, setting) | {INDICATORS: [str(fresh)]}


def blank_goal(goal_id: UUID) -> Values:
    """Return the fields of a goal that nothing was typed into."""
    return {
        "id": str(goal_id),
        **dict.fromkeys((*TEXTS, *_AMOUNTS, _PEOPLE), ""),
        **dict.fromkeys((*_IDS, *_DAYS, *_WORDS)),
        NOTED: "",
        "place": PlaceKind.DISTRICT.value,
        "language": current_language().value,
        **{name: [] for name in (*_ID_SETS, "themes", INDICATORS, REMOVED)},
    }


def typed_goal(goal: GoalIn, setting: GoalSetting) -> Values:
    """Return the fields of a goal as it stands."""
    amounts = {name: getattr(goal, name) for name in (*_AMOUNTS, _PEOPLE)}
    values = {
        **blank_goal(goal.id),
        **{name: getattr(goal, name) for name in TEXTS},
        **{name: _text(getattr(goal, name)) for name in (*_IDS, *_WORDS, *_DAYS)},
        **{name: sorted(map(str, getattr(goal, name))) for name in _ID_SETS},
        **{name: _number_text(amount) for name, amount in amounts.items()},
        "themes": [_tie_key(tie) for tie in goal.themes],
        INDICATORS: [str(indicator.id) for indicator in goal.indicators],
        PROPOSED: None,
        NOTED: goal.polished,
    }
    if not goal.indicators:
        values |= _first_indicator(setting)
    for tie in goal.themes:
        values |= {why_of(_tie_key(tie)): tie.why, _language_of(_tie_key(tie)): tie.language.value}
    for indicator in goal.indicators:
        values |= typed_indicator(indicator, setting)
    return values


def goal_of(
    values: Values, setting: GoalSetting, seen_version: int, *, lenient: bool = False
) -> GoalIn:
    """Return the goal that is typed.

    Raises RuleError, with the field in `where`, for a missing title or a number that can't be
    read; a lenient reading takes those for not filled in, so that the rest can be checked.
    """
    read = Reader(values, lenient)
    read.need(read.text("title"), N_("Give the goal a title before you save it."), "title")
    people = read.number(_PEOPLE)
    whole = people is None or people == int(people)
    read.need(whole, N_("People are counted whole."), _PEOPLE)
    texts, place = {name: read.text(name) for name in TEXTS}, PlaceKind(read.text("place"))
    fields: dict[str, Any] = {
        **texts,
        "title": texts["title"] or _STAND_IN,
        _PEOPLE: int(people) if people is not None and whole else None,
        **{name: read.word(name, UUID) for name in _IDS},
        **{name: frozenset(map(UUID, values[name])) for name in _ID_SETS},
        **{name: read.word(name, kind) for name, kind in _WORDS.items()},
        **{name: read.day(name) for name in _DAYS},
        **{name: read.number(name) for name in _AMOUNTS},
    }
    if place is not PlaceKind.BEATS:
        fields["beat_ids"] = frozenset()
    if place is not PlaceKind.AREA:
        fields["area_name"] = ""
    return GoalIn(
        id=UUID(values["id"]),
        priority_id=setting.priority_id,
        seen_version=seen_version,
        themes=tuple(_tie(read, key) for key in values["themes"]),
        indicators=tuple(
            indicator_of(values, each, place, setting, lenient=lenient)
            for place, each in enumerate(kept_indicators(values))
        ),
        **fields,
    )


def kept_indicators(values: Values) -> list[str]:
    """Return the identifiers of indicators that are written and not taken out."""
    return [
        each
        for each in values[INDICATORS]
        if each not in values[REMOVED] and not is_untouched(values, each)
    ]


def first_indicator(values: Values) -> str | None:
    """Return the indicator that stands among the six fields that come first."""
    return next((each for each in values[INDICATORS] if each not in values[REMOVED]), None)


def theme_key(theme_id: UUID) -> str:
    """Return the key of a tie to the catalogue."""
    return f"{THEME}:{theme_id}"


def local_key(demand_id: UUID) -> str:
    """Return the key of a tie to a local demand."""
    return f"{LOCAL}:{demand_id}"


def why_of(key: str) -> str:
    """Return the name of the field that says why the goal answers a demand."""
    return f"why:{key}"


def _language_of(key: str) -> str:
    return f"why_language:{key}"


def _tie_key(tie: GoalThemeIn) -> str:
    if tie.theme_id:
        return theme_key(tie.theme_id)
    return f"{LOCAL}:{tie.local_demand_id}"


def _tie(read: Reader, key: str) -> GoalThemeIn:
    kind, _, demand_id = key.partition(":")
    language = read.text(_language_of(key)) or read.text("language")
    return GoalThemeIn(
        theme_id=UUID(demand_id) if kind == THEME else None,
        local_demand_id=UUID(demand_id) if kind == LOCAL else None,
        why=read.text(why_of(key)),
        language=Language(language),
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _number_text(amount: Decimal | int | None) -> str:
    return write_number(None if amount is None else Decimal(amount), current_language())
