"""The SMART check: reads a goal's fields and says, rule by rule, what is there and what is missing.

It always shows the reason and the field to go to; points alone are never a verdict.
"""

from collections.abc import Iterable, Iterator, Mapping

from schemas.errors import N_
from schemas.message import Message

from .checks import GOAL_CHECKS
from .facts import GoalFacts, IndicatorFacts, TieFacts
from .measured import INDICATOR_CHECKS, Reading, read_ambition
from .table import FULL_POINTS, LETTERS, RULE, RULES, Finding, Rule

__all__ = [
    "FULL_POINTS",
    "LETTERS",
    "RULES",
    "Finding",
    "GoalFacts",
    "IndicatorFacts",
    "Rule",
    "TieFacts",
    "by_letter",
    "check",
    "may_be_adopted",
    "missing",
]

_ORDER = {rule.id: place for place, rule in enumerate(RULES)}
# Fields of the goal that a rule about an indicator may point to.
_GOAL_FIELDS = {"ambition_reason"}


def check(facts: GoalFacts) -> tuple[Finding, ...]:
    """Return what every rule found, in the order of the rules, then of the indicators.

    A rule about indicators gives one finding for each indicator it can read. Without any number
    to measure, M1 alone says so.
    """
    findings = [*_goal_findings(facts), *_number_missing(facts), *_indicator_findings(facts)]
    return tuple(sorted(findings, key=lambda finding: _ORDER[finding.rule]))


def missing(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that stand in the way of adoption: required, with no point."""
    return tuple(finding for finding in findings if finding.required and not finding.points)


def may_be_adopted(findings: Iterable[Finding]) -> bool:
    """Say whether every required rule has at least one point."""
    return not missing(findings)


def by_letter(findings: Iterable[Finding]) -> Mapping[str, tuple[Finding, ...]]:
    """Group findings under S, M, A, R and T; every letter is there."""
    kept = tuple(findings)
    return {letter: tuple(f for f in kept if f.letter == letter) for letter in LETTERS}


def _goal_findings(facts: GoalFacts) -> Iterator[Finding]:
    params = {"open": facts.owner_open_goals}
    for rule, read in GOAL_CHECKS.items():
        reading = read(facts)
        yield _finding(rule, reading, reading.field, params if rule == "A3" else {})


def _number_missing(facts: GoalFacts) -> Iterator[Finding]:
    if all(indicator.kind.is_qualitative for indicator in facts.indicators):
        says = N_("Choose at least one measure that is a number.")
        yield _finding("M1", Reading(0, "indicators", says), "indicators", {})


def _indicator_findings(facts: GoalFacts) -> Iterator[Finding]:
    for place, indicator in enumerate(facts.indicators):
        readings = {rule: read(indicator) for rule, read in INDICATOR_CHECKS.items()}
        readings["A2"] = read_ambition(indicator, facts)
        for rule, reading in readings.items():
            if reading:
                on_goal = reading.field in _GOAL_FIELDS
                field = reading.field if on_goal else f"indicators[{place}].{reading.field}"
                yield _finding(rule, reading, field, {"indicator": indicator.name})


def _finding(rule: str, reading: Reading, field: str, params: Mapping[str, object]) -> Finding:
    entry = RULE[rule]
    key = reading.says or entry.says[reading.points]
    return Finding(rule, reading.points, entry.required, Message(key, params), field)
