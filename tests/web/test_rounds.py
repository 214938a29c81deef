"""Rounds of the garbage collector pass over what stays, and still find what was left behind."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from planner.web import rounds
from planner.web.rounds import LONGEST_SECONDS, WORTH_SECONDS, Rounds, keep_rounds_short

WHOLE, YOUNG = {"generation": 2}, {"generation": 0}


class Clock:
    """A clock on which every look takes so long."""

    def __init__(self, look: float = 0.0) -> None:
        self.now, self.look = 0.0, look

    def __call__(self) -> float:
        self.now += self.look
        return self.now


class Circle:
    """Something that only a round finds when nobody holds it any more."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _garbage_as_before() -> Iterator[None]:
    before = list(gc.callbacks)
    gc.callbacks.clear()
    gc.collect()
    gc.freeze()
    yield
    gc.callbacks[:] = before
    # Hypothesis looks for who refers to its sources of chance, and finds none that is left out.
    gc.unfreeze()


def is_gone_through(it: object) -> bool:
    return any(each is it for each in gc.get_objects())


def left_behind() -> "weakref.ref[Circle]":
    """Leave a circle out while it is in use, and then let go of it."""
    circle = Circle()
    gc.freeze()
    return weakref.ref(circle)


def hear(listener: Rounds, generation: dict[str, int]) -> None:
    listener("start", generation)
    listener("stop", generation)


def test_what_outlives_a_long_round_is_left_out_of_the_next() -> None:
    held: list[object] = []
    assert is_gone_through(held)
    hear(Rounds(Clock(look=2 * WORTH_SECONDS)), WHOLE)
    assert not is_gone_through(held)


def test_a_short_round_is_not_worth_it() -> None:
    held: list[object] = []
    hear(Rounds(Clock(look=WORTH_SECONDS / 2)), WHOLE)
    assert is_gone_through(held)


def test_a_round_through_the_young_leaves_nothing_out() -> None:
    held: list[object] = []
    hear(Rounds(Clock(look=2 * WORTH_SECONDS)), YOUNG)
    assert is_gone_through(held)


@pytest.mark.parametrize(("later", "found"), [(0.0, False), (LONGEST_SECONDS, True)])
def test_now_and_then_a_round_goes_through_what_was_left_out(later: float, found: bool) -> None:
    clock = Clock()
    gc.callbacks.append(Rounds(clock))
    watched = left_behind()
    clock.now = later
    gc.collect()
    assert (watched() is None) is found


def test_much_that_was_left_out_is_gone_through_before_that(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rounds, "ROOM", 1000)
    gc.callbacks.append(Rounds(Clock(look=2 * WORTH_SECONDS)))
    watched = left_behind()
    gc.collect()
    assert watched() is not None
    held = [[each] for each in range(2000)]
    gc.collect()
    assert watched() is not None, "left out with what it came with, and found by the next"
    gc.collect()
    assert watched() is None
    assert held


def test_after_going_through_all_what_stays_is_left_out_again() -> None:
    clock = Clock(look=2 * WORTH_SECONDS)
    gc.callbacks.append(Rounds(clock))
    held: list[object] = []
    for _ in range(2):
        clock.now += LONGEST_SECONDS
        gc.collect()
        assert not is_gone_through(held)
    watched = left_behind()
    gc.collect()
    assert watched() is not None, "it is not long ago any more"


def test_a_process_has_one_who_listens() -> None:
    keep_rounds_short()
    keep_rounds_short()
    assert [type(each) for each in gc.callbacks] == [Rounds]
