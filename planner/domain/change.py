"""What differs between two versions of a thing, field by field."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

EMPTY: tuple[Any, ...] = (None, "", (), [], {})


class Difference(NamedTuple):
    """One field that differs; the path leads to it from the outside in, parts of a list by place.

    A list of plain values counts as one value. What was not there is None.
    """

    path: tuple[str, ...]
    before: Any
    after: Any


def differences(before: Any, after: Any, path: tuple[str, ...] = ()) -> Iterator[Difference]:  # noqa: ANN401
    """Yield each field that differs, in the order of names; what is empty both times is none."""
    if before == after or (before in EMPTY and after in EMPTY):
        return
    if _fits(before, Mapping) and _fits(after, Mapping):
        was, now = before or {}, after or {}
        for name in sorted(was.keys() | now.keys()):
            yield from differences(was.get(name), now.get(name), (*path, name))
    elif _is_list_of_parts(before) and _is_list_of_parts(after):
        for place, (was, now) in enumerate(_pairs(before or [], after or []), 1):
            yield from differences(was, now, (*path, str(place)))
    else:
        yield Difference(path, before, after)


def _fits(value: Any, kind: type) -> bool:  # noqa: ANN401
    return value is None or isinstance(value, kind)


def _is_list_of_parts(value: Any) -> bool:  # noqa: ANN401
    return value is None or (
        isinstance(value, list) and all(isinstance(one, Mapping) for one in value)
    )


def _pairs(
    before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[Mapping[str, Any] | None, Mapping[str, Any] | None]]:
    """Yield parts that belong together: by their id where they have one, or else by their place."""
    was = {part.get("id", str(place)): part for place, part in enumerate(before)}
    for place, part in enumerate(after):
        yield was.pop(part.get("id", str(place)), None), part
    for part in was.values():
        yield part, None
