"""What differs between two versions: field by field, parts of a list by who they are."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.change import differences


def told(before: Any, after: Any) -> list[tuple[str, Any, Any]]:
    return [("/".join(one.path), one.before, one.after) for one in differences(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1, "b": 2}, {"a": 3, "b": 2}, [("a", 1, 3)]),
        ({"a": ""}, {"a": None}, []),
        ({"a": 0}, {"a": None}, [("a", 0, None)]),
        ({"a": False}, {"a": None}, [("a", False, None)]),
        (None, {"b": 2, "a": 1}, [("a", None, 1), ("b", None, 2)]),
        (None, {"a": "", "b": [], "c": None}, []),
        ({"a": {"b": 1}}, {"a": {"b": 2, "c": 3}}, [("a/b", 1, 2), ("a/c", None, 3)]),
        ({"a": {"b": 1}}, {"a": 5}, [("a", {"b": 1}, 5)]),
        ({"a": ["x"]}, {"a": ["x", "y"]}, [("a", ["x"], ["x", "y"])]),
        ({"a": [{"n": 1}]}, {"a": [{"n": 1}, {"n": 2}]}, [("a/2/n", None, 2)]),
        ({"a": [{"n": 1}, {"n": 2}]}, {"a": [{"n": 1}]}, [("a/2/n", 2, None)]),
    ],
)
def test_each_field_that_differs_is_named_once(
    before: Any, after: Any, said: list[tuple[str, Any, Any]]
) -> None:
    assert told(before, after) == said


def test_a_part_with_an_id_is_the_same_wherever_it_stands() -> None:
    one, two = {"id": "1", "n": 1}, {"id": "2", "n": 2}
    assert told({"a": [one, two]}, {"a": [two, one]}) == []
    assert told({"a": [one, two]}, {"a": [two | {"n": 5}]}) == [
        ("a/1/n", 2, 5),
        ("a/2/id", "1", None),
        ("a/2/n", 1, None),
    ]


_BODIES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner),
    max_leaves=8,
)


@given(_BODIES)
def test_nothing_differs_from_itself(body: Any) -> None:
    assert told(body, body) == []


@given(_BODIES, _BODIES)
def test_each_path_is_told_once_and_its_sides_differ(before: Any, after: Any) -> None:
    found = list(differences(before, after))
    assert len({one.path for one in found}) == len(found)
    assert all(one.before != one.after for one in found)
