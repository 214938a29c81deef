"""Thirty goals as people write them: the points of every rule, each reason, and every hint."""

from collections import defaultdict
from dataclasses import replace

import pytest

from planner.domain.smart import Finding, GoalFacts, check
from planner.domain.smart.hints import Texts, find_hints, says_whom
from planner.domain.smart.table import RULE
from schemas.vocabulary import Language
from tests.domain.smart.thirty_goals import CASES, Case

EACH = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])


def facts(case: Case) -> GoalFacts:
    """Return the facts with what is read out of the words about whom."""
    whom = says_whom(case.facts.population, case.language)
    return replace(case.facts, population_countable=whom)


def by_rule(case: Case) -> dict[str, list[Finding]]:
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in check(facts(case)):
        found[finding.rule].append(finding)
    return found


def said(case: Case, rule: str, place: int, points: int) -> str:
    """Return the reason that is expected: one of its own, or that of the table."""
    own = case.reasons.get(f"{rule}.{place}", case.reasons.get(rule))
    return own or RULE[rule].says[points]


def test_there_are_thirty_of_them_about_as_many_in_each_language() -> None:
    assert len(CASES) == 30
    counts = [sum(case.language is language for case in CASES) for language in Language]
    assert min(counts) >= 7


@EACH
def test_each_rule_gives_the_points_decided_by_hand(case: Case) -> None:
    points = {rule: [one.points for one in found] for rule, found in by_rule(case).items()}
    wanted = dict(each.split("=") for each in case.points.split())
    assert points == {rule: list(map(int, given.split(","))) for rule, given in wanted.items()}


@EACH
def test_each_rule_gives_the_reason_decided_by_hand(case: Case) -> None:
    for rule, found in by_rule(case).items():
        for place, finding in enumerate(found):
            assert finding.message.key == said(case, rule, place, finding.points), (rule, place)


@EACH
def test_the_words_give_the_hints_decided_by_hand(case: Case) -> None:
    action = next(one for one in check(facts(case)) if one.rule == "S1")
    hints = find_hints(
        Texts(
            language=case.language,
            title=case.title,
            action=case.facts.action,
            assessment=case.assessment,
            assessment_language=case.language,
            targets=frozenset(
                one.target for one in case.facts.indicators if one.target is not None
            ),
            due_on=case.facts.due_on,
            joined=action.points == 1,
        )
    )
    assert {(hint.kind.value, hint.field) for hint in hints} == case.hints
