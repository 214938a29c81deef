"""From what is missing to the field for it: opened, in view, and with the focus in it."""

import re

from .packaged import packaged

_NOT_IN_A_CLASS = re.compile(r"[^a-zA-Z0-9_-]")


def go_to_field(field: str, part: str, occasion: str) -> None:
    """Put the focus into a field once for each occasion, opening the parts around it.

    `field` and `part` are keys of a field and of the part of the form that holds it; where the
    field is not drawn, the part itself is the end. Call it once a run, with an empty occasion
    where nobody asked.
    """
    data = {"field": _selector(field), "part": _selector(part), "occasion": occasion}
    packaged("go_to_field")(key="go_to_field", data=data)


def _selector(key: str) -> str:
    return f".st-key-{_NOT_IN_A_CLASS.sub('-', key)}" if key else ""
