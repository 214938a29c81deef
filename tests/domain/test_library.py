"""The library: what a definition needs, and the entries that come with the planner."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from planner.domain.library import (
    ANSWERED_BY_PAGE,
    DECIDED,
    HANDOVER,
    changed_fields,
    check_definition,
    check_linked,
    differing,
    has_words,
    linked,
    next_code,
)
from planner.services.work import new_id
from planner.ui.navigation import page_name
from schemas.errors import RuleError
from schemas.indicator import IndicatorIn, RubricLevelIn
from schemas.library import DefinitionIn
from schemas.vocabulary import (
    Accumulation,
    Direction,
    IndicatorKind,
    Language,
    LibraryState,
    Stance,
)

CATALOGUE = Path(__file__).parents[2] / "sample_data" / "catalogue"
KIND = IndicatorKind


def levels(*descriptions: str) -> tuple[RubricLevelIn, ...]:
    return tuple(
        RubricLevelIn(level=place, description=one) for place, one in enumerate(descriptions, 1)
    )


def definition(kind: IndicatorKind = KIND.COUNT, **fields: Any) -> DefinitionIn:
    """Return a definition of a kind that nothing is wrong with, but for the fields."""
    voices = kind is KIND.CODED_VOICES
    units = {KIND.PERCENT: "%", KIND.RUBRIC: "", KIND.CODED_VOICES: ""}
    given: dict[str, Any] = {
        "name": "Stops",
        "definition": "Each once.",
        "kind": kind,
        "unit": units.get(kind, "stops"),
        "numerator": "some" if kind.is_ratio else "",
        "denominator": "all" if kind.is_ratio else "",
        "direction": None if voices else Direction.INCREASE,
        "levels": levels("a", "b", "c") if kind is KIND.RUBRIC else (),
        "question": "How was it?" if voices else "",
        "language": Language.EN,
    }
    return DefinitionIn(**given | fields)


@pytest.mark.parametrize("kind", list(KIND))
def test_a_whole_definition_of_each_kind_is_fine(kind: IndicatorKind) -> None:
    check_definition(definition(kind))


@pytest.mark.parametrize(
    ("kind", "fields", "where"),
    [
        (KIND.COUNT, {"unit": ""}, "unit"),
        (KIND.PERCENT, {"unit": "percent"}, "unit"),
        (KIND.RUBRIC, {"unit": "level"}, "unit"),
        (KIND.PERCENT, {"denominator": ""}, "denominator"),
        (KIND.RATE, {"numerator": ""}, "denominator"),
        (KIND.COUNT, {"per": 1000}, "per"),
        (KIND.RATE, {"per": 0}, "per"),
        (KIND.COUNT, {"direction": None}, "direction"),
        (KIND.RUBRIC, {"direction": Direction.DECREASE}, "direction"),
        (KIND.CODED_VOICES, {"direction": Direction.INCREASE}, "direction"),
        (KIND.DURATION, {"accumulation": Accumulation.SUM}, "accumulation"),
        (KIND.RUBRIC, {"levels": levels("a", "b")}, "levels"),
        (KIND.RUBRIC, {"levels": levels("a", "", "c")}, "levels"),
        (KIND.RUBRIC, {"levels": levels("a", "b", "c")[1:]}, "levels"),
        (KIND.COUNT, {"levels": levels("a", "b", "c")}, "levels"),
        (KIND.CODED_VOICES, {"question": ""}, "question"),
        (KIND.COUNT, {"decimals": 7}, "decimals"),
    ],
)
def test_a_definition_that_two_would_count_apart_names_the_field(
    kind: IndicatorKind, fields: dict[str, Any], where: str
) -> None:
    with pytest.raises(RuleError) as refused:
        check_definition(definition(kind, **fields))
    assert refused.value.where == where


def test_what_changed_is_told_by_field_but_for_the_language() -> None:
    after = definition(definition="Each vehicle once.", language=Language.PL)
    assert changed_fields(definition(), after) == ("definition",)


def test_two_are_the_same_by_what_they_measure_and_not_by_their_words() -> None:
    assert differing(definition(), definition(name="Halts", definition="All.")) == ()
    other = definition(direction=Direction.DECREASE, unit="halts")
    assert differing(definition(), other) == ("unit", "direction")
    more = definition(KIND.RUBRIC, levels=levels("a", "b", "c", "d"))
    assert differing(definition(KIND.RUBRIC), more) == ("levels",)
    reworded = definition(KIND.RUBRIC, levels=levels("x", "y", "z"))
    assert differing(definition(KIND.RUBRIC), reworded) == ()


def indicator(**fields: Any) -> IndicatorIn:
    given: dict[str, Any] = {
        "id": new_id(),
        "kind": KIND.COUNT,
        "name": "Our own name",
        "definition": "Each once.",
        "unit": "stops",
        "direction": Direction.MAINTAIN_ABOVE,
        "language": Language.EN,
    }
    return IndicatorIn(**given | fields)


def test_a_goal_counts_as_one_of_the_languages_says_under_its_own_name_and_way() -> None:
    polish = definition(definition="Każde raz.", unit="zatrzymania", language=Language.PL)
    check_linked(indicator(), 0, [polish, definition()])
    with pytest.raises(RuleError) as refused:
        check_linked(indicator(definition="Any."), 2, [polish, definition()])
    assert refused.value.where == "indicators[2].definition"
    taken = linked(indicator(definition="Any."), polish)
    check_linked(taken, 0, [polish])
    assert (taken.name, taken.language) == ("Our own name", Language.PL)


def test_words_are_found_in_any_order_and_case() -> None:
    one = definition(name="Stops on the road", caveats="Many pass through")
    assert has_words(one, "STOPS-01.a", "ROAD stops")
    assert has_words(one, "STOPS-01.a", "stops-01 pass")
    assert has_words(one, "STOPS-01.a", "")
    assert not has_words(one, "STOPS-01.a", "road bike")


def test_codes_go_on_where_they_ended() -> None:
    assert next_code("P07", ["P07-1", "P07-9", "P08-30", "P07-x", "P070-3"]) == "P07-10"
    assert next_code("LIB", []) == "LIB-1"


def test_every_state_says_what_can_be_decided_and_never_the_same_again() -> None:
    assert DECIDED.keys() == set(LibraryState)
    assert all(state not in then for state, then in DECIDED.items())


# --- the entries that come with the planner -----------------------------------------------------


def rows(name: str) -> list[dict[str, str]]:
    with (CATALOGUE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ENTRIES = {row["code"]: row for row in rows("library")}
VERSIONS = {row["entry"]: row for row in rows("library_versions")}
DEMANDS = {row["code"]: row for row in rows("themes") if row["parent"]}
PLACES = {code: set(row["answerable_at"].split(";")) for code, row in DEMANDS.items()}


def described(code: str) -> dict[Language, DefinitionIn]:
    """Return an entry's definition in each language that it has words in."""
    version = {
        name: value
        for name, value in VERSIONS[code].items()
        if value and name not in {"entry", "version", "valid_from", "reason", "language"}
    }
    found = {}
    for text in rows("library_texts"):
        if text["entry"] == code:
            language = text["language"]
            words = {name: text[name] for name in text if name not in {"entry", "version"}}
            steps = [
                RubricLevelIn(level=int(one["level"]), description=one["description"])
                for one in rows("library_levels")
                if (one["entry"], one["language"]) == (code, language)
            ]
            found[Language(language)] = DefinitionIn(**version | words, levels=tuple(steps))  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize("code", ENTRIES)
def test_an_entry_is_whole_in_four_languages(code: str) -> None:
    texts = described(code)
    assert texts.keys() == set(Language)
    for text in texts.values():
        check_definition(text)
        assert text.caveats
        assert text.source
        assert text.frequency
        assert len(text.levels) == len(texts[Language.EN].levels)
        assert bool(text.coding) is (text.kind is KIND.CODED_VOICES)
    for name in ("name", "definition", "caveats"):
        assert len({getattr(text, name) for text in texts.values()}) == len(Language)


@pytest.mark.parametrize("code", ENTRIES)
def test_an_entry_goes_the_way_that_its_demands_ask_for(code: str) -> None:
    version, names = VERSIONS[code], ENTRIES[code]["themes"].split(";")
    for demand in filter(None, names):
        assert demand in DEMANDS
        less = DEMANDS[demand]["stance"] == Stance.LESS
        counts_it = version["kind"] in {KIND.COUNT, KIND.RATE}
        # Of what there should be less, a count never rises; a share of something good may.
        assert not (less and counts_it and version["direction"] == Direction.INCREASE)
        assert not (
            DEMANDS[demand]["stance"] == Stance.MORE
            and version["kind"] == KIND.PERCENT
            and version["direction"] == Direction.DECREASE
        )


@pytest.mark.parametrize("code", ENTRIES)
def test_an_entry_can_be_moved_where_one_of_its_demands_can_be_answered(code: str) -> None:
    names = [name for name in ENTRIES[code]["themes"].split(";") if name]
    here = set(ENTRIES[code]["answerable_at"].split(";"))
    assert here
    assert not names or any(here & PLACES[name] for name in names)


@pytest.mark.parametrize("language", list(Language))
def test_no_two_entries_have_the_same_name(language: Language) -> None:
    held = [row["name"] for row in rows("library_texts") if row["language"] == language]
    assert len(held) == len(set(held)) == len(ENTRIES)


def test_entries_are_numbers_and_words_of_every_kind_that_adds_up_or_not() -> None:
    kinds = [KIND(row["kind"]) for row in VERSIONS.values()]
    assert set(kinds) == set(KIND)
    assert sum(kind.is_qualitative for kind in kinds) >= 12
    assert {row["accumulation"] for row in VERSIONS.values()} == set(Accumulation)


def test_every_demand_is_answered_by_an_indicator_or_a_page() -> None:
    tied = defaultdict(list)
    for code, row in ENTRIES.items():
        for demand in row["themes"].split(";"):
            tied[demand].append(code)
    answered = {demand for demand in DEMANDS if tied[demand] or pages(demand)}
    assert len(DEMANDS) == 48
    assert answered == DEMANDS.keys()


def pages(demand: str) -> Iterable[str]:
    return [file for file, _ in ANSWERED_BY_PAGE.get(demand, ()) if page_name(file)]


@pytest.mark.parametrize("demand", ANSWERED_BY_PAGE)
def test_a_page_that_answers_a_demand_is_there_and_says_with_what(demand: str) -> None:
    assert demand in DEMANDS
    for file, told in ANSWERED_BY_PAGE[demand]:
        assert page_name(file) or file == HANDOVER
        assert told.endswith(".")
    assert pages(demand)
