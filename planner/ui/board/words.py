"""The board in words: what it says first, what turned, and each goal's line."""

from collections.abc import Iterable
from decimal import Decimal

from planner.charts.marks import MARKS
from schemas.board import Board, BoardGoal, BoardMark, Turn
from schemas.errors import N_
from schemas.vocabulary import DistrictKind, IndicatorKind

from ..language import _, number, percent, plural, quarter_name, word
from ..place import HEADQUARTERS, place_name
from ..standing import goes_wrong, way_text, with_unit

SEPARATOR = " · "
TARGETS = "targets"
"""What stands among the turns for goals whose target changed."""

TURNS = {
    Turn.MET.value: N_("Met {count}"),
    Turn.BETTER.value: N_("Better {count}"),
    Turn.SLIPPED.value: N_("Slipped {count}"),
    Turn.NEWLY_AT_RISK.value: N_("Newly at risk {count}"),
    TARGETS: N_("Target changed {count}"),
    Turn.SILENT.value: N_("Silent {count}"),
}
"""What may have become of goals since the quarter before, in the order it is told."""


def state_words() -> dict[str, str]:
    """Return the words of all states by their value."""
    return {member.value: word(member) for member in MARKS}


def say_marks(drawn: Iterable[BoardMark], *, large: bool) -> str:
    """Return the marks that are drawn, each once with its word, as Markdown."""
    members = {mark.status or mark.state for mark in drawn}
    said = " ".join(
        f":{mark.tint}-badge[{mark.glyph} {word(member)}]"
        for member, mark in MARKS.items()
        if member in members
    )
    return f"##### {said}" if large else said


def short_place(number: int, name: str) -> str:
    """Return a district's name alone, beside its number; headquarters has no other."""
    return place_name(number, name) if number == HEADQUARTERS else name


def say_goals(total: int, good: int) -> str:
    """Return how many of some goals are on track; without a verb it is right for every number."""
    return _("On track or better: {goals}.", goals=_count_goals(total, good))


def _count_goals(total: int, good: int) -> str:
    return plural("{good} of {count} goal", "{good} of {count} goals", total, good=good)


def say_board(board: Board) -> str:
    """Return the first sentence: how many goals are on track, of how many, in how many places."""
    with_goals = [one for one in board.districts if one.goals]
    planned = [one for one in with_goals if one.district.kind is DistrictKind.DISTRICT]
    reported = plural(
        "{reported} of {count} district with goals reported everything.",
        "{reported} of {count} districts with goals reported everything.",
        len(planned),
        reported=sum(one.reported == one.goals for one in planned),
    )
    assessed = plural(
        "{assessed} of {count} could be assessed.",
        "{assessed} of {count} could be assessed.",
        board.goals_total,
        assessed=board.goals_assessed,
    )
    changed = board.since.targets_changed
    told = [
        _say_places(board, len(planned), at_headquarters=len(planned) < len(with_goals)),
        *([assessed] if board.goals_assessed < board.goals_total else []),
        *([reported] if planned else []),
        *(
            [plural("{count} target changed.", "{count} targets changed.", changed)]
            if changed
            else []
        ),
    ]
    return " ".join(told)


def _say_places(board: Board, planned: int, *, at_headquarters: bool) -> str:
    goals = _count_goals(board.goals_total, board.on_track_or_better)
    places = plural(
        "{part} of {count} district",
        "{part} of {count} districts",
        board.districts_total,
        part=planned,
    )
    if not at_headquarters:
        return _("On track or better: {goals} in {places}.", goals=goals, places=places)
    return _(
        "On track or better: {goals} at headquarters and in {places}.", goals=goals, places=places
    )


def count_turns(board: Board) -> dict[str, int]:
    """Return what happened since the quarter before; what did not happen is not mentioned."""
    since = board.since
    counts = {
        Turn.MET.value: since.met,
        Turn.BETTER.value: since.better,
        Turn.SLIPPED.value: since.slipped,
        Turn.NEWLY_AT_RISK.value: since.newly_at_risk,
        TARGETS: since.targets_changed,
        Turn.SILENT.value: since.silent,
    }
    return {turn: count for turn, count in counts.items() if count}


def say_turn(turn: str, count: int) -> str:
    """Return how many goals took a turn."""
    return _(TURNS[turn], count=count)


def say_before(board: Board) -> str:
    """Return since when goals are compared; plans are of one year, so the first has no before."""
    if len(board.quarters) > 1:
        return _("Since {quarter}", quarter=quarter_name(*board.quarters[-2]))
    return _("In the first quarter of the year")


def say_no_turn(board: Board) -> str:
    """Return that nothing turned, or that there is nothing to compare with."""
    if len(board.quarters) > 1:
        return _("Nothing turned since {quarter}.", quarter=quarter_name(*board.quarters[-2]))
    return _("The first quarter of the year: there is nothing to compare it with yet.")


def took(goal: BoardGoal, turn: str) -> bool:
    """Say whether a goal took a turn since the quarter before."""
    return goal.target_changed if turn == TARGETS else goal.turn.value == turn


def say_way(goal: BoardGoal) -> str:
    """Return how much of the way is made, and from where to where it goes, as far as is known."""
    start, end = say_from(goal), say_to(goal)
    # What is to be kept goes nowhere, so there is no way to tell.
    if not start or not end or goal.asked_from == goal.asked_to:
        return way_text(goal.mark)
    made = goal.mark.attainment
    if goal.kind is IndicatorKind.RUBRIC:
        asked = _("From level {baseline} to level {target}", baseline=start, target=end)
    elif made is None or goes_wrong(made):
        asked = _("From {start} to {end}", start=start, end=end)
    else:
        share = percent(abs(made))
        return _("{share} of the way from {start} to {end}", share=share, start=start, end=end)
    return SEPARATOR.join(filter(None, [asked, way_text(goal.mark)]))


def say_from(goal: BoardGoal) -> str:
    """Return the number that a goal starts from, or nothing."""
    return "" if goal.asked_from is None else _written(goal, goal.asked_from)


def say_to(goal: BoardGoal) -> str:
    """Return the number that a goal is to reach, with its unit, or nothing.

    Levels are known by their number alone, whatever their unit is called.
    """
    if goal.asked_to is None:
        return ""
    unit = "" if goal.kind is IndicatorKind.RUBRIC else goal.unit
    return with_unit(_written(goal, goal.asked_to), unit)


def _written(goal: BoardGoal, value: Decimal) -> str:
    return number(value, max(goal.decimals, -int(value.normalize().as_tuple().exponent)))
