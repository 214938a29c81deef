"""Rounds of the garbage collector pass over what stays, and still find what was left behind."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from planner.web.rounds import LONGEST_SECONDS, MANY, Rounds, keep_rounds_short

WHOLE, YOUNG = {"generation": 2}, {"generation": 0}


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Circle:
    """Something that only a round finds when nobody holds it any more."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = list(gc.callbacks)
    gc.callbacks.clear()
    gc.collect()
    gc.freeze()
    yield
    gc.callbacks[:] = before


def test_much_that_outlives_a_round_is_left_out_of_the_next() -> None:
    held = [[] for _ in range(MANY)]  # type: ignore[var-annotated]
    Rounds()("stop", WHOLE)
    assert len(gc.get_objects()) < len(held)


def test_little_is_not_worth_it() -> None:
    little: list[object] = []
    Rounds()("stop", WHOLE)
    assert any(each is little for each in gc.get_objects())


def test_a_round_through_the_young_leaves_nothing_out() -> None:
    held = [[] for _ in range(MANY)]  # type: ignore[var-annotated]
    Rounds()("stop", YOUNG)
    assert len(gc.get_objects()) >= len(held)


@pytest.mark.parametrize(("later", "found"), [(0.0, False), (LONGEST_SECONDS, True)])
def test_now_and_then_a_round_goes_through_what_was_left_out(later: float, found: bool) -> None:
    clock = Clock()
    gc.callbacks.append(Rounds(clock))
    circle = Circle()
    watched = weakref.ref(circle)
    gc.freeze()
    del circle
    clock.now = later
    gc.collect()
    assert (watched() is None) is found


def test_after_going_through_all_it_leaves_out_again_what_stays() -> None:
    clock = Clock()
    gc.callbacks.append(Rounds(clock))
    clock.now = LONGEST_SECONDS
    gc.collect()
    assert len(gc.get_objects()) < MANY <= gc.get_freeze_count()


def test_a_process_has_one_who_listens() -> None:
    keep_rounds_short()
    keep_rounds_short()
    assert [type(each) for each in gc.callbacks] == [Rounds]
