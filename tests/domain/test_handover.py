"""Changes of command: who follows whom, which one is spoken of, and what moved since."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.handover import (
    Command,
    find_moved,
    find_open_season,
    find_turns,
    is_outdated,
    pick_turn,
)
from schemas.handover import Pinned

TODAY = date(2026, 11, 20)


def command(who: int, starts: int, ends: int | None = None, *, active: bool = True) -> Command:
    """A command by days from today."""
    last = None if ends is None else TODAY + timedelta(days=ends)
    return Command(UUID(int=who), f"P{who}", TODAY + timedelta(days=starts), last, active)


def told(*held: Command) -> list[tuple[int, str | None, str | None]]:
    return [
        (
            (one.changes_on - TODAY).days,
            one.outgoing.name if one.outgoing else None,
            one.incoming.name if one.incoming else None,
        )
        for one in find_turns(held, TODAY)
    ]


def test_whoever_comes_takes_over_on_their_first_day() -> None:
    assert told(command(1, -900, -1), command(2, 0)) == [(-900, None, "P1"), (0, "P1", "P2")]


def test_an_announced_successor_takes_over_in_the_future() -> None:
    assert told(command(1, -900, 41), command(2, 42))[-1] == (42, "P1", "P2")


def test_a_command_that_ends_without_a_successor_is_a_change_too() -> None:
    assert told(command(1, -900, 9))[-1] == (10, "P1", None)
    assert told(command(1, -900, -9))[-1] == (-8, "P1", None)


def test_a_gap_ends_with_the_next_command() -> None:
    assert told(command(1, -900, -30), command(2, -5))[-1] == (-5, "P1", "P2")


def test_a_new_term_of_the_same_commander_is_no_change() -> None:
    assert told(command(1, -900, -1), command(1, 0)) == [(-900, None, "P1")]


def test_a_disabled_successor_takes_over_nothing() -> None:
    assert told(command(1, -900, 9), command(2, 10, active=False))[-1] == (10, "P1", None)
    # Who was here and is disabled meanwhile still handed over.
    assert told(command(1, -900, -1, active=False), command(2, 0))[-1] == (0, "P1", "P2")


def test_a_district_nobody_ever_commanded_has_no_change() -> None:
    assert find_turns([], TODAY) == []
    assert pick_turn([], TODAY) is None


commands = st.lists(
    st.builds(
        command,
        st.integers(1, 3),
        st.integers(-400, 200),
        st.none() | st.integers(200, 400),
        active=st.booleans(),
    ),
    max_size=5,
)


@given(commands)
def test_changes_come_in_order_and_never_from_somebody_to_themselves(held: list[Command]) -> None:
    turns = find_turns(held, TODAY)
    days = [one.changes_on for one in turns]
    assert days == sorted(days)
    for one in turns:
        assert one.outgoing or one.incoming
        if one.outgoing and one.incoming:
            assert one.outgoing.member_id != one.incoming.member_id


@given(commands)
def test_one_change_is_spoken_of_wherever_there_is_one(held: list[Command]) -> None:
    turns = find_turns(held, TODAY)
    assert (pick_turn(turns, TODAY) in turns) if turns else pick_turn(turns, TODAY) is None


@pytest.mark.parametrize(
    ("held", "day"),
    [
        ([command(1, -900, 41), command(2, 42)], 42),
        ([command(1, -900, 89), command(2, 90)], 90),
        ([command(1, -900, 90), command(2, 91)], -900),
        ([command(1, -900, -101), command(2, -100), command(3, 300)], -100),
        ([command(3, 300)], 300),
    ],
)
def test_the_next_change_is_spoken_of_once_it_is_close(held: list[Command], day: int) -> None:
    turn = pick_turn(find_turns(held, TODAY), TODAY)
    assert turn is not None
    assert (turn.changes_on - TODAY).days == day


@pytest.mark.parametrize(("days", "near"), [(0, True), (60, True), (-60, True), (61, False)])
def test_sixty_days_on_both_sides_are_near(days: int, near: bool) -> None:
    (turn,) = find_turns([command(1, days)], TODAY)
    assert turn.is_near(TODAY) is near


# --- the season of conversations ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "held", "found"),
    [
        (date(2026, 11, 20), [], date(2026, 11, 30)),
        (date(2026, 11, 20), [date(2026, 10, 1)], None),
        (date(2026, 11, 20), [date(2026, 11, 30)], None),
        (date(2026, 11, 20), [date(2026, 9, 30)], date(2026, 11, 30)),
        (date(2026, 12, 1), [], None),
        (date(2026, 7, 3), [], date(2026, 11, 30)),
        (date(2026, 7, 2), [], None),
        (date(2026, 11, 30), [date(2025, 10, 9)], date(2026, 11, 30)),
    ],
)
def test_a_district_converses_once_in_october_or_november(
    today: date, held: list[date], found: date | None
) -> None:
    assert find_open_season(today, held) == found


# --- what moved ---------------------------------------------------------------------------------


def pinned(**counts: int) -> Pinned:
    names = ("goals", "steps", "promises", "partners", "waiting", "note_version")
    return Pinned(**(dict.fromkeys(names, 5) | counts), last_change_id=None)


def test_nothing_moved_is_nothing_to_tell() -> None:
    assert find_moved(pinned(), pinned(), 0) == ()
    assert not is_outdated(pinned(), pinned(), 0)


def test_each_count_that_moved_is_told_with_both_numbers() -> None:
    moved = find_moved(pinned(), pinned(goals=7, promises=4), 3)
    assert [str(one) for one in moved] == [
        "Open goals: 5 then, 7 now.",
        "Open promises: 5 then, 4 now.",
        "Saved since: 3.",
    ]


@pytest.mark.parametrize(
    ("after", "written", "outdated"),
    [
        (pinned(goals=6), 1, False),
        (pinned(goals=6), 2, True),
        (pinned(goals=4, steps=6, waiting=4), 0, True),
        (pinned(), 3, True),
        (pinned(note_version=6), 0, True),
    ],
)
def test_three_differences_or_another_note_are_much(
    after: Pinned,
    written: int,
    outdated: bool,
) -> None:
    assert is_outdated(pinned(), after, written) is outdated
