"""Posts follow from dated roles: who holds them, who acts, and on which days nobody does."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.permissions import Grant
from planner.domain.post import Term, read_post, vacant_from
from schemas.vocabulary import Role

TODAY = date(2026, 11, 20)
HERE, ELSEWHERE = uuid4(), uuid4()
LAST = TODAY + timedelta(days=30)


def term(  # noqa: PLR0913
    starts: int,
    ends: int | None = None,
    role: Role = Role.COMMANDER,
    name: str = "Ada",
    *,
    active: bool = True,
    commands: tuple[Grant, ...] = (),
) -> Term:
    """Return a term by how many days from today it starts and ends."""
    last = None if ends is None else TODAY + timedelta(days=ends)
    return Term(name, Grant(role, HERE, TODAY + timedelta(days=starts), last, commands), active)


def deputy(starts: int = -10, ends: int | None = None, *commands: Term) -> Term:
    """Return a delegate of whoever holds these commands."""
    held = tuple(one.grant for one in commands)
    return term(starts, ends, Role.DELEGATE, "Linh", commands=held)


@st.composite
def spans(draw: st.DrawFn) -> Term:
    starts = draw(st.integers(-60, 60))
    length = draw(st.none() | st.integers(0, 60))
    return term(starts, None if length is None else starts + length, active=draw(st.booleans()))


terms = st.lists(spans(), max_size=5)


# --- who may act for a commander ----------------------------------------------------------------


@given(ends=st.integers(-40, 40), own=st.integers(-40, 40))
def test_a_delegates_power_ends_with_the_commanders(ends: int, own: int) -> None:
    command = term(-90, ends)
    acts = read_post(Role.COMMANDER, [command, deputy(-90, own, command)], TODAY).acting
    assert bool(acts) is (ends >= 0 and own >= 0)


@pytest.mark.parametrize(
    "command",
    [
        Grant(Role.COMMANDER, ELSEWHERE, TODAY),
        Grant(Role.COMMANDER, None, TODAY),
        Grant(Role.DISTRICT_STAFF, HERE, TODAY),
        Grant(Role.DELEGATE, HERE, TODAY, None, (Grant(Role.COMMANDER, HERE, TODAY),)),
        None,
    ],
    ids=["of another district", "of no district", "not a commander", "a delegate", "of nobody"],
)
def test_a_delegate_needs_a_commander_of_the_very_district(command: Grant | None) -> None:
    grant = Grant(Role.DELEGATE, HERE, TODAY, None, (command,) if command else ())
    assert not grant.holds(TODAY)


@given(role=st.sampled_from([role for role in Role if role is not Role.DELEGATE]))
def test_every_other_role_holds_by_its_own_dates(role: Role) -> None:
    assert Grant(role, HERE, TODAY).holds(TODAY)


def test_only_a_commander_is_acted_for() -> None:
    chair = term(-9, None, Role.DAC_CHAIR)
    assert read_post(Role.DAC_CHAIR, [chair, deputy(-9, None, term(-9))], TODAY).acting == ()


# --- vacancies ----------------------------------------------------------------------------------


@given(terms)
def test_a_post_is_vacant_since_the_first_of_the_days_without_a_holder(held: list[Term]) -> None:
    since = read_post(Role.COMMANDER, held, TODAY).vacant_since
    if since is None:
        return
    days = [since + timedelta(days=number) for number in range((TODAY - since).days + 1)]
    assert days
    assert not any(one.holds(day) for one in held for day in days)
    assert any(one.grant.holds(since - timedelta(days=1)) for one in held)


@given(terms)
def test_a_post_falls_vacant_on_the_first_day_that_nobody_holds(held: list[Term]) -> None:
    day = vacant_from(Role.COMMANDER, held, TODAY, LAST)
    until = day or LAST + timedelta(days=1)
    held_days = (TODAY + timedelta(days=number) for number in range((until - TODAY).days))
    assert all(any(one.holds(each) for one in held) for each in held_days)
    if day is not None:
        assert TODAY <= day <= LAST
        assert not any(one.holds(day) for one in held)


@given(terms)
def test_a_post_is_held_or_vacant_and_both_readings_agree(held: list[Term]) -> None:
    post = read_post(Role.COMMANDER, held, TODAY)
    vacant = vacant_from(Role.COMMANDER, held, TODAY, TODAY) is not None
    assert bool(post.holders) is not vacant
    assert post.vacant_since is None or vacant
    assert post.was_held or post.vacant_since is None


@given(terms, st.randoms())
def test_the_order_of_terms_tells_nothing(held: list[Term], chance: object) -> None:
    mixed = list(held)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = (read_post(Role.COMMANDER, each, TODAY) for each in (held, mixed))
    assert (one.vacant_since, one.was_held) == (other.vacant_since, other.was_held)
    assert vacant_from(Role.COMMANDER, held, TODAY, LAST) == vacant_from(
        Role.COMMANDER, mixed, TODAY, LAST
    )


def test_a_post_nobody_ever_held_has_no_day_it_is_vacant_since() -> None:
    post = read_post(Role.DAC_CHAIR, [term(-9), term(5, None, Role.DAC_CHAIR)], TODAY)
    assert (post.holders, post.vacant_since, post.was_held) == ((), None, False)


def test_nobody_knows_since_when_a_disabled_person_is_away() -> None:
    post = read_post(Role.COMMANDER, [term(-90, -30), term(-9, active=False)], TODAY)
    assert (post.holders, post.vacant_since, post.was_held) == ((), None, True)


# --- what is announced --------------------------------------------------------------------------


def test_the_next_day_that_is_announced_is_told_with_all_who_begin_on_it() -> None:
    held = [term(40, name="Cy"), term(9, name="Ben"), term(9, name="Bo"), term(-9)]
    coming = read_post(Role.COMMANDER, held, TODAY).coming
    assert [one.name for one in coming] == ["Ben", "Bo"]


def test_nobody_disabled_is_announced() -> None:
    assert read_post(Role.COMMANDER, [term(9, active=False)], TODAY).coming == ()


def test_no_other_role_fills_a_post() -> None:
    others = [term(-9, None, Role.DAC_MEMBER), deputy(-9, None, term(-9, -1))]
    post = read_post(Role.COMMANDER, others, TODAY)
    assert (post.holders, post.acting) == ((), ())
