"""What is said of a setting that is wrong: which one, what is wrong, and what would be right."""

from collections.abc import Mapping
from difflib import get_close_matches

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from schemas.errors import N_, SettingsError

PREFIX = "PLANNER_"

_WRONG = {
    "bool": N_("{name} is “{value}”. It must be true or false."),
    "date": N_("{name} is “{value}”. It must be a date as year-month-day, such as 2026-03-31."),
    "number": N_("{name} is “{value}”. It must be a whole number from {low} to {high}."),
    "choice": N_("{name} is “{value}”. It must be one of these: {choices}."),
}


def setting_name(field: str) -> str:
    """Name the variable that sets a field."""
    return PREFIX + field.upper()


def wrong(field: str, message: str, **params: object) -> SettingsError:
    """Return the error of one setting; its name goes into the sentence."""
    name = setting_name(field)
    return SettingsError(message, where=name, name=name, **params)


def unknown(name: str, place: str, known: list[str]) -> SettingsError:
    """Return the error of a name that is no setting, with the nearest one that is."""
    # Compared without the prefix, which would make any two names look alike.
    bare = [other.removeprefix(PREFIX) for other in known]
    if near := get_close_matches(name.upper().removeprefix(PREFIX), bare, n=1):
        message = N_("{name} ({place}) is not a setting. Did you mean {near}?")
        return SettingsError(message, name=name, place=place, near=PREFIX + near[0])
    message = N_("{name} ({place}) is not a setting. See docs/settings.md for all of them.")
    return SettingsError(message, name=name, place=place)


def sentence(error: ValidationError, fields: Mapping[str, FieldInfo]) -> SettingsError:
    """Put pydantic's first finding into words; every value came in as text."""
    finding = error.errors()[0]
    field = str(finding["loc"][0])
    kind = finding["type"].partition("_")[0]
    value = finding["input"]
    if kind in {"bool", "date"}:
        return wrong(field, _WRONG[kind], value=value)
    if kind in {"enum", "literal"}:
        choices = finding["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
        return wrong(field, _WRONG["choice"], value=value, choices=choices)
    low, high = fields[field].metadata
    return wrong(field, _WRONG["number"], value=value, low=low.ge, high=high.le)
