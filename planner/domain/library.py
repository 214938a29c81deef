"""The library of indicators: what a definition needs, when two are the same, what answers what."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from schemas.errors import N_, RuleError
from schemas.indicator import IndicatorIn
from schemas.library import DefinitionIn
from schemas.vocabulary import Accumulation, Direction, IndicatorKind, LibraryState

from .goal import MOST_DECIMALS, MOST_LEVELS, PERCENT_PER, PERCENT_UNIT

FEWEST_LEVELS = 3
"""Described levels that a rubric of the library has at least."""
_RUBRIC_DIRECTIONS = {Direction.INCREASE, Direction.MAINTAIN_ABOVE}
_ADDING_UP = {IndicatorKind.COUNT, IndicatorKind.PERCENT, IndicatorKind.RATE}

_COUNTED = ("kind", "unit", "per", "accumulation", "definition", "numerator", "denominator")
"""Fields that a goal takes from the library as they are; it may name the indicator its own way."""
_MEASURED = ("kind", "unit", "per", "direction", "accumulation", "levels")
"""Fields in which two definitions agree when one can stand for the other."""

DECIDED: Mapping[LibraryState, frozenset[LibraryState]] = MappingProxyType(
    {
        LibraryState.PROPOSED: frozenset({LibraryState.ACCEPTED, LibraryState.RETURNED}),
        LibraryState.RETURNED: frozenset({LibraryState.ACCEPTED}),
        LibraryState.ACCEPTED: frozenset({LibraryState.RETIRED}),
        LibraryState.RETIRED: frozenset({LibraryState.ACCEPTED}),
        LibraryState.MERGED: frozenset(),
    }
)
"""What a reviewer can decide about an indicator, by where it stands."""

OPEN = frozenset({LibraryState.PROPOSED, LibraryState.RETURNED})
"""Where a definition is not in use yet, so that writing it anew makes no new version."""

HANDOVER = "handover"
ANSWERED_BY_PAGE: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        "PROCESS-01": (("plan", N_("Every district's plan has the same parts and stages here.")),),
        "PROCESS-02": (("plan", N_("A plan keeps its goals when the commander changes.")),),
        "PROCESS-04": (("goal", N_("A goal names who helps from the community policing office.")),),
        "PROCESS-05": (("goal", N_("Each action step names who does it.")),),
        "PROCESS-06": (
            ("board", N_("All advisory bodies read the same board.")),
            ("plan", N_("They write and read the same plans.")),
        ),
        "PROCESS-07": (("plan", N_("Goals belong to the district, not to its commander.")),),
        "PROCESS-08": (
            (HANDOVER, N_("What an outgoing commander hands to the incoming one.")),
            ("plan", N_("Who holds which post, and since when.")),
        ),
        "PROCESS-09": (
            ("voice", N_("Meetings, what people said and what was promised, in one place.")),
        ),
        "FOLLOWUP-01": (("voice", N_("Promises, with their day and what came of them.")),),
        "FOLLOWUP-02": (("voice", N_("Questions that were asked before are shown.")),),
        "FOLLOWUP-03": (
            ("relation", N_("What people said stands beside the numbers of each goal.")),
        ),
        "FOLLOWUP-04": (("goal", N_("A goal says what it takes: people, hours, money.")),),
        "PARTNERS-01": (("plan", N_("Partners and the advisory council take part by name.")),),
        "OPENDATA-01": (("board", N_("Values carry the day their data is from.")),),
        "OPENDATA-02": (("board", N_("Every district on one page, from there to each goal.")),),
        "OPENDATA-03": (("relation", N_("Numbers and voices of a goal, side by side.")),),
        "OPENDATA-04": (
            ("goal", N_("Goals are checked while they are written, and recorded by quarter.")),
        ),
    }
)
"""Demands of the report that a page of the planner helps to answer: the page, and with what."""


def check_definition(entry: DefinitionIn) -> None:
    """Raise RuleError, with the field in `where`, for a definition that two would count apart."""
    for field, message, holds in _RULES:
        if not holds(entry):
            raise RuleError(message, where=field)


def _has_whole_ratio(entry: DefinitionIn) -> bool:
    return not entry.kind.is_ratio or bool(entry.numerator and entry.denominator)


def _has_unit(entry: DefinitionIn) -> bool:
    if entry.kind.is_qualitative:
        return not entry.unit
    return entry.unit == PERCENT_UNIT if entry.kind is IndicatorKind.PERCENT else bool(entry.unit)


def _has_direction(entry: DefinitionIn) -> bool:
    if entry.kind is IndicatorKind.CODED_VOICES:
        return entry.direction is None
    if entry.kind is IndicatorKind.RUBRIC:
        return entry.direction in _RUBRIC_DIRECTIONS
    return entry.direction is not None


def _has_levels(entry: DefinitionIn) -> bool:
    if entry.kind is not IndicatorKind.RUBRIC:
        return not entry.levels
    numbers = [level.level for level in entry.levels]
    in_order = numbers == list(range(1, len(numbers) + 1))
    described = all(level.description for level in entry.levels)
    return in_order and described and FEWEST_LEVELS <= len(numbers) <= MOST_LEVELS


def _adds_up(entry: DefinitionIn) -> bool:
    return entry.accumulation is Accumulation.LEVEL or entry.kind in _ADDING_UP


def _has_per(entry: DefinitionIn) -> bool:
    return entry.per == PERCENT_PER or (entry.kind is IndicatorKind.RATE and entry.per > 0)


_RULES: tuple[tuple[str, str, Callable[[DefinitionIn], bool]], ...] = (
    (
        "unit",
        N_("Give the unit: % for a percentage, none for described levels and for voices."),
        _has_unit,
    ),
    (
        "denominator",
        N_("Say what is counted and out of how many: both parts of the percentage or rate."),
        _has_whole_ratio,
    ),
    (
        "per",
        N_("Only a rate is counted in another number than a hundred."),
        _has_per,
    ),
    (
        "direction",
        N_("Say which way it should go; described levels rise or stay, voices go no way."),
        _has_direction,
    ),
    (
        "accumulation",
        N_("Only counts, percentages and rates add up over quarters."),
        _adds_up,
    ),
    (
        "levels",
        N_("Describe three to nine levels, one a line, the lowest first."),
        _has_levels,
    ),
    (
        "question",
        N_("Write the question that people are asked."),
        lambda entry: entry.kind is not IndicatorKind.CODED_VOICES or bool(entry.question),
    ),
    (
        "decimals",
        N_("A number has none to six digits after the point."),
        lambda entry: 0 <= entry.decimals <= MOST_DECIMALS,
    ),
)


def changed_fields(before: DefinitionIn, after: DefinitionIn) -> tuple[str, ...]:
    """Return the fields in which a definition differs from the one before it."""
    names = (name for name in DefinitionIn.model_fields if name != "language")
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))


def differing(one: DefinitionIn, other: DefinitionIn) -> tuple[str, ...]:
    """Return the fields that keep one definition from standing for another; none if it can.

    Both are in one language. Of levels only their number counts.
    """
    return tuple(name for name in _MEASURED if _plain(one, name) != _plain(other, name))


def _plain(entry: DefinitionIn, name: str) -> object:
    return len(entry.levels) if name == "levels" else getattr(entry, name)


def check_linked(indicator: IndicatorIn, place: int, known: Iterable[DefinitionIn]) -> None:
    """Raise RuleError unless an indicator is counted as one of a definition's languages says."""
    if any(_counts_as(indicator, definition) for definition in known):
        return
    raise RuleError(
        N_(
            "“{indicator}” is counted another way than the library says. Take the library's"
            " words, or use your own without the library."
        ),
        where=f"indicators[{place}].definition",
        indicator=indicator.name,
    )


def _counts_as(indicator: IndicatorIn, definition: DefinitionIn) -> bool:
    same = all(getattr(indicator, name) == getattr(definition, name) for name in _COUNTED)
    return same and indicator.levels == definition.levels


def counts_alike(one: IndicatorIn, other: IndicatorIn) -> bool:
    """Say whether two indicators of goals are counted by the same words."""
    same = all(getattr(one, name) == getattr(other, name) for name in _COUNTED)
    return same and one.levels == other.levels


def linked(indicator: IndicatorIn, definition: DefinitionIn) -> IndicatorIn:
    """Return an indicator with the words by which a definition is counted."""
    taken = {name: getattr(definition, name) for name in (*_COUNTED, "levels", "language")}
    return indicator.model_copy(update=taken)


def has_words(definition: DefinitionIn, code: str, words: str) -> bool:
    """Say whether all of some words stand in a definition, whatever their case."""
    held = f"{code}\n{definition.name}\n{definition.definition}\n{definition.caveats}".casefold()
    return all(word in held for word in words.casefold().split())


def next_code(stem: str, taken: Iterable[str]) -> str:
    """Return the next free code that begins with a stem, such as P07-3."""
    numbers = (code.removeprefix(f"{stem}-") for code in taken if code.startswith(f"{stem}-"))
    return f"{stem}-{max((int(one) for one in numbers if one.isdecimal()), default=0) + 1}"
