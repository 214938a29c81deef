"""A goal that is begun for a demand: the address names it, and the form takes it up once."""

from uuid import UUID

from ..address import keep
from ..choice import asked
from ..fields import Fields
from .choices import Choices
from .typed import local_key, theme_key

DEMAND = "demand"


def take_demand(fields: Fields, choices: Choices) -> None:
    """Tie the new goal to the demand that the address names, beside what was typed already."""
    code = asked(DEMAND)
    if not code:
        return
    keep(**{DEMAND: None})
    key = _keys(choices).get(code)
    if key and key not in fields.values["themes"]:
        fields.put("themes", [*fields.values["themes"], key])


def _keys(choices: Choices) -> dict[str, str]:
    headlines = choices.catalogue.headlines if choices.catalogue else ()
    found: dict[str, UUID] = {each.code: each.id for one in headlines for each in one.demands}
    return {code: theme_key(each) for code, each in found.items()} | {
        one.code: local_key(one.id) for one in choices.local_demands
    }
