"""A target's path on the form: filled as one asks, drawn as it is typed, changed with a reason."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from db import tables as t
from db.engine import transaction
from planner.services import goal as service
from planner.ui.session import get_engine
from schemas.indicator import IndicatorRow, TargetIn
from schemas.vocabulary import Accumulation, Direction, IndicatorKind, Language, Role
from tests import factories as make
from tests.pages.browser import Opener, unfold, words_of

SUM, LEVEL = Accumulation.SUM, Accumulation.LEVEL
LINE = "What we want to see each quarter"
LAST_YEAR = {1: 10, 2: 30, 3: 40, 4: 20}


@dataclass
class Place:
    """District 7 with a goal and one indicator without a target, and its commander."""

    open_page: Opener
    district: t.District
    commander: t.Member
    goal: t.Goal
    indicator: t.Indicator

    def edit(self, language: Language = Language.EN) -> AppTest:
        goal = str(self.goal.id)
        app = self.open_page("goal", self.commander.id, language, goal=goal, edit="1")
        assert not app.exception
        return unfold(app, f"goal:{goal}")

    def key(self, name: str, revision: int = 0) -> str:
        return f"goal:{self.goal.id}:{self.indicator.id}.{revision}.{name}"

    def put(self, app: AppTest, revision: int = 0, **fields: Any) -> AppTest:
        for name, value in fields.items():
            widget(app, self.key(name, revision)).set_value(value)
        app.run()
        assert not app.exception
        return app

    def typed(self, app: AppTest, revision: int = 0) -> list[str]:
        """Return what stands in the fields of the quarters."""
        path = self.key("path.", revision)
        return [one.value or "" for one in app.text_input if str(one.key).startswith(path)]

    def save(self, app: AppTest) -> IndicatorRow:
        app.button(key=f"do:goal:{self.goal.id}:save").click().run()
        assert not app.exception
        return self.read()

    def read(self) -> IndicatorRow:
        with transaction(get_engine()) as rows:
            row = service.get_goal(make.work_for(rows, self.commander), self.goal.id)
        return row.indicators[0]

    def record(self, values: dict[int, int], year: int, indicator: t.Indicator) -> None:
        with transaction(get_engine(), write=True) as rows:
            for quarter, value in values.items():
                make.make_measurement(rows, indicator, quarter, year=year, value=Decimal(value))


@pytest.fixture(params=[{}])
def place(open_page: Opener, request: pytest.FixtureRequest) -> Place:
    fields = {
        "kind": IndicatorKind.COUNT,
        "name": "Patrol hours",
        "unit": "hours",
        "direction": Direction.INCREASE,
        "accumulation": SUM,
        "decimals": 0,
    } | request.param
    with transaction(get_engine(), write=True) as rows:
        city = make.make_jurisdiction(rows)
        district = make.make_district(rows, city, number=7)
        goal = make.make_goal(rows, make.make_priority(rows, make.make_plan(rows, district)))
        return Place(
            open_page,
            district,
            make.make_member(rows, city, Role.COMMANDER, district),
            goal,
            make.make_indicator(rows, goal, **fields),
        )


kind = pytest.mark.parametrize("place", [{"accumulation": LEVEL}], indirect=True)


def widget(app: AppTest, key: str) -> Any:
    return app.get_by_key(key)


def words(app: AppTest) -> str:
    return words_of(app).replace("\\", "")


def table(app: AppTest) -> list[list[str]]:
    return [list(map(str, row)) for row in app.dataframe[0].value.to_numpy()]


def at(quarter: str, value: str) -> dict[str, Any]:
    return {f"path.{quarter}": value}


def path(target: TargetIn) -> list[int]:
    return [int(at.value) for at in target.path]


# --- ways to the target --------------------------------------------------------------------------


def test_the_form_asks_for_start_and_target_before_it_draws(place: Place) -> None:
    app = place.edit()
    assert "Fill in the value to start from and the value to reach" in words(app)
    assert not app.dataframe


def test_even_steps_are_shown_in_numbers_at_once_and_saved(place: Place) -> None:
    app = place.put(place.edit(), baseline="40", target="62", line="even")
    assert place.typed(app) == []
    assert [row[1:3] for row in table(app)] == [
        ["16", "16"],
        ["15", "31"],
        ["15", "46"],
        ["16", "62"],
    ]
    saved = place.save(app).targets[0]
    assert path(saved) == [16, 15, 15, 16]
    assert not saved.straight_line


def test_even_steps_follow_the_target_while_it_is_typed(place: Place) -> None:
    app = place.put(place.edit(), baseline="40", target="60", line="even")
    place.put(app, target="80")
    assert path(place.save(app).targets[0]) == [20, 20, 20, 20]


def test_own_steps_start_from_the_even_ones_and_say_what_is_left(place: Place) -> None:
    app = place.put(place.edit(), baseline="40", target="60", line="own")
    assert place.typed(app) == ["15", "15", "15", "15"]
    assert "All of 60 is placed." in words(app)
    place.put(app, **at("2026-Q4", "3"))
    assert "12 of 60 still to place" in words(app)
    place.put(app, **at("2026-Q1", "30"))
    assert "3 more than the target of 60" in words(app)
    assert path(place.save(app).targets[0]) == [30, 15, 15, 3]


def test_own_steps_that_are_typed_stay_when_another_way_was_looked_at(place: Place) -> None:
    app = place.put(place.edit(), baseline="40", target="60", line="own")
    place.put(app, **at("2026-Q4", "3"))
    place.put(app, line="even")
    place.put(app, line="own")
    assert place.typed(app) == ["15", "15", "15", "3"]


@kind
def test_a_level_says_when_the_last_quarter_is_not_the_target(place: Place) -> None:
    app = place.put(place.edit(), baseline="40", target="60", line="own")
    assert place.typed(app) == ["45", "50", "55", "60"]
    place.put(app, **at("2026-Q4", "55"))
    assert "2026 Q4 ends at 55, and the target is 60." in words(app)


def test_the_seasons_of_the_year_before_fill_the_quarters(place: Place) -> None:
    place.record(LAST_YEAR, 2025, place.indicator)
    with transaction(get_engine(), write=True) as rows:
        make.make_target(
            rows, rows.get_one(t.Indicator, place.indicator.id), baseline=100, target=120
        )
    app = place.edit()
    app.button(key=f"do:goal:{place.goal.id}:change:{place.indicator.id}").click().run()
    place.put(app, 1, **{"from": "2026-Q1", "target": "60", "baseline": "40", "line": "season"})
    assert place.typed(app, 1) == ["6", "18", "24", "12"]
    assert [row[-1] for row in table(app)] == ["10", "40", "80", "100"]
    place.put(app, 1, **at("2026-Q1", "8"), reason="Two cars less")
    assert "2 more than the target of 60" in words(app)


def test_last_years_indicator_of_the_same_name_lends_its_seasons(place: Place) -> None:
    with transaction(get_engine(), write=True) as rows:
        district = rows.get_one(t.District, place.district.id)
        plan = make.make_plan(rows, district, year=2025)
        goal = make.make_goal(rows, make.make_priority(rows, plan))
        twin = make.make_indicator(
            rows,
            goal,
            kind=IndicatorKind.COUNT,
            name="PATROL hours",
            unit="hours",
            direction=Direction.INCREASE,
            accumulation=SUM,
        )
    place.record(LAST_YEAR, 2025, twin)
    app = place.put(place.edit(), baseline="40", target="60", line="season")
    assert place.typed(app) == ["6", "18", "24", "12"]


def change_target(place: Place, values: dict[int, int]) -> AppTest:
    """Open the change of a target, with what was recorded the year before."""
    place.record(values, 2025, place.indicator)
    with transaction(get_engine(), write=True) as rows:
        indicator = rows.get_one(t.Indicator, place.indicator.id)
        make.make_target(rows, indicator, baseline=40, target=60)
    app = place.edit()
    return app.button(key=f"do:goal:{place.goal.id}:change:{place.indicator.id}").click().run()


def test_seasons_that_are_not_known_say_why_and_what_was_typed_stays(place: Place) -> None:
    app = change_target(place, {1: 10, 2: 30})
    place.put(app, 1, **{"from": "2026-Q1", "line": "season"})
    assert "All four quarters of 2025 need a value for that: 2 of 4 are recorded." in words(app)
    place.put(app, 1, line="own")
    assert place.typed(app, 1) == ["15", "15", "15", "15"]


def test_own_steps_come_back_after_the_seasons_were_looked_at(place: Place) -> None:
    app = change_target(place, LAST_YEAR)
    place.put(app, 1, **{"from": "2026-Q1", "line": "own"})
    place.put(app, 1, **at("2026-Q4", "3"))
    place.put(app, 1, line="season")
    assert place.typed(app, 1) == ["6", "18", "24", "12"]
    place.put(app, 1, line="own")
    assert place.typed(app, 1) == ["15", "15", "15", "3"]


def test_the_seasons_never_fill_over_what_was_typed_for_them(place: Place) -> None:
    with transaction(get_engine(), write=True) as rows:
        indicator = rows.get_one(t.Indicator, place.indicator.id)
        make.make_target(rows, indicator, baseline=40, target=60)
    place.record({1: 10, 2: 30}, 2025, place.indicator)
    app = place.edit()
    app.button(key=f"do:goal:{place.goal.id}:change:{place.indicator.id}").click().run()
    place.put(app, 1, **{"from": "2026-Q1", "line": "season"})
    place.put(app, 1, **at("2026-Q1", "8"))
    place.record({3: 40, 4: 20}, 2025, place.indicator)
    place.put(app, 1, target="70")
    assert place.typed(app, 1) == ["8", "", "", ""]


def test_numbers_are_filled_in_as_the_reader_writes_them(place: Place) -> None:
    app = place.put(place.edit(Language.PL), baseline="40", target="62,5", line="own")
    assert place.typed(app) == ["15,6", "15,6", "15,7", "15,6"]
    assert sum(at.value for at in place.save(app).targets[0].path) == Decimal("62.5")


# --- changes of the target -----------------------------------------------------------------------


@pytest.fixture
def measured(place: Place) -> Place:
    """A place whose target was agreed with own steps, and whose first quarter is recorded."""
    with transaction(get_engine(), write=True) as rows:
        indicator = rows.get_one(t.Indicator, place.indicator.id)
        target = make.make_target(rows, indicator, baseline=Decimal(40), target=Decimal(60))
        for quarter in (1, 2, 3, 4):
            make.make_quarterly_target(rows, target, quarter, Decimal(15))
    place.record({1: 12}, 2026, place.indicator)
    return place


def change(place: Place) -> AppTest:
    app = place.edit()
    app.button(key=f"do:goal:{place.goal.id}:change:{place.indicator.id}").click().run()
    return place.put(app, 1, **{"from": "2026-Q3"})


def test_a_change_keeps_the_quarters_before_it_and_says_who_agreed_and_when(
    measured: Place,
) -> None:
    app = measured.put(change(measured), 1, target="90", line="even")
    assert [row[1:] for row in table(app)] == [
        ["15", "15", "15"],
        ["15", "30", "30"],
        ["30", "60", "45"],
        ["30", "90", "60"],
    ]
    measured.put(app, 1, reason="A car more", agreed_by="Commander", agreed_on=date(2026, 7, 9))
    first, second = measured.save(app).targets
    assert (path(first), path(second)) == ([15] * 4, [15, 15, 30, 30])
    assert (second.agreed_by, second.agreed_on) == ("Commander", date(2026, 7, 9))
    assert "Agreed by Commander on July 9, 2026" in words(app)
    assert "Changed from 2026 Q3 on." in words(app)


def test_a_change_is_taken_back_before_it_is_saved(measured: Place) -> None:
    app = change(measured)
    app.button(key=f"do:goal:{measured.goal.id}:unchange:{measured.indicator.id}").click().run()
    assert "The changed target" not in words(app)
    assert len(measured.save(app).targets) == 1


def test_a_change_without_a_reason_is_refused_and_stays(measured: Place) -> None:
    app = measured.put(change(measured), 1, target="90", line="even")
    assert len(measured.save(app).targets) == 1
    assert "say why the target changes" in app.error[0].value
    assert widget(app, measured.key("target", 1)).value == "90"


# --- by counts -----------------------------------------------------------------------------------

percent = pytest.mark.parametrize(
    "place",
    [{"kind": IndicatorKind.PERCENT, "unit": "%", "accumulation": LEVEL, "decimals": 0}],
    indirect=True,
)
COUNTS: dict[str, Any] = {
    "baseline_numerator": "42",
    "baseline_denominator": "60",
    "target_numerator": "51",
    "target_denominator": "60",
}


@percent
def test_a_percent_is_given_by_what_it_counts(place: Place) -> None:
    app = place.put(place.put(place.edit(), counted=True), **COUNTS)
    assert "Value to start from: **70%**" in words(app)
    saved = place.save(app).targets[0]
    assert (saved.baseline, saved.target) == (Decimal(70), Decimal(85))
    assert (saved.baseline_numerator, saved.target_denominator) == (Decimal(42), Decimal(60))
    assert "From 70% (42 of 60) to 85% (51 of 60)" in words(app)
    again = place.edit()
    assert widget(again, place.key("counted")).value is True


@percent
def test_out_of_none_is_refused_in_words_and_stays(place: Place) -> None:
    counts = COUNTS | {"target_denominator": "0"}
    app = place.put(place.put(place.edit(), counted=True), **counts)
    assert "Out of how many has to be more than zero." in words(app)
    assert place.save(app).targets == ()
    assert "out of how many has to be more than zero" in app.error[0].value
    assert widget(app, place.key("target_numerator")).value == "51"


@percent
def test_a_percent_alone_is_still_taken(place: Place) -> None:
    saved = place.save(place.put(place.edit(), baseline="40", target="60")).targets[0]
    assert (saved.baseline, saved.baseline_numerator) == (Decimal(40), None)


def test_what_is_no_ratio_has_no_counts(place: Place) -> None:
    keys = {str(one.key) for one in place.edit().checkbox}
    assert place.key("counted") not in keys
