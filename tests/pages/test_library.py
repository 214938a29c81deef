"""Indicators page: found, read, proposed and decided; and chosen where a goal is written."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from db import tables as t
from db.engine import transaction
from planner.ui.session import get_engine
from schemas.vocabulary import Direction, Frequency, IndicatorKind, Language, LibraryState, Role
from tests import factories as make
from tests.pages.browser import Opener, unfold, words_of


@dataclass
class Place:
    """District 7 with a goal tied to a demand, and a library of two indicators."""

    open_page: Opener
    commander: UUID
    reviewer: UUID
    commissioner: UUID
    goal: UUID
    entry: UUID
    version: UUID

    def open(self, member: UUID | None = None, page: str = "library", **address: object) -> AppTest:
        texts = {name: str(value) for name, value in address.items()}
        app = self.open_page(page, member or self.commander, Language.EN, **texts)
        assert not app.exception
        return app

    def edit_goal(self) -> AppTest:
        return self.open(page="goal", goal=self.goal, edit=1)

    def indicator(self) -> t.Indicator:
        with transaction(get_engine()) as rows:
            found = rows.scalars(select(t.Indicator)).one()
            rows.expunge(found)
            return found

    def state_of(self, code: str) -> LibraryState:
        with transaction(get_engine()) as rows:
            found = select(t.LibraryIndicator.state).where(t.LibraryIndicator.code == code)
            return rows.scalars(found).one()

    def add_version(self) -> None:
        with transaction(get_engine(), write=True) as rows:
            entry = rows.get_one(t.LibraryIndicator, self.entry)
            version = make.make_library_version(rows, entry, 2)
            make.make_library_text(rows, version, definition="From the call to arrival.")


@pytest.fixture
def place(open_page: Opener) -> Place:
    with transaction(get_engine(), write=True) as rows:
        city = make.make_jurisdiction(rows)
        district = make.make_district(rows, city, number=7, name="Englewood")
        catalogue = make.make_catalogue(rows, city)
        headline = make.make_theme(rows, catalogue, code="RESPONSE")
        demand = make.make_theme(rows, catalogue, headline, code="RESPONSE-04")
        for theme, words in ((headline, "Fitting response"), (demand, "Police come sooner")):
            make.make_theme_text(rows, theme, statement=words)
        entry = make.make_library_indicator(rows, city, demand, code="RESPONSE-04.a")
        version = make.make_library_version(rows, entry)
        make.make_library_text(rows, version)
        said = make.make_library_indicator(rows, city, code="SAID.a")
        voices = make.make_library_version(
            rows, said, kind=IndicatorKind.CODED_VOICES, direction=None, decimals=0
        )
        make.make_library_text(rows, voices, unit="", name="What people say", question="How?")
        plan = make.make_plan(rows, district)
        goal = make.make_goal(rows, make.make_priority(rows, plan), code="07-2026-1")
        make.make_goal_theme(rows, goal, demand)
        make.make_indicator(
            rows, goal, kind=IndicatorKind.COUNT, name="Calls", unit="calls", position=1,
            direction=Direction.INCREASE, decimals=0,
        )  # fmt: skip
        commander = make.make_member(rows, city, Role.COMMANDER, district).id
        reviewer = make.make_member(rows, city, Role.REVIEWER).id
        commissioner = make.make_member(rows, city, Role.COMMISSIONER).id
        return Place(open_page, commander, reviewer, commissioner, goal.id, entry.id, version.id)


def said(app: AppTest) -> str:
    """Return the words on a page as a reader sees them."""
    return words_of(app).replace("\\", "")


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click()
    app.run()
    assert not app.exception
    return app


def fill(app: AppTest, **fields: Any) -> AppTest:
    """Fill fields of the open form by the ends of their keys."""
    for name, value in fields.items():
        widgets = [*app.text_input, *app.text_area, *app.selectbox, *app.multiselect]
        next(one for one in widgets if str(one.key).endswith(f":{name}")).set_value(value)
    app.run()
    assert not app.exception
    return app


# --- the list and one indicator -----------------------------------------------------------------


def test_the_list_answers_first_and_finds_by_words_and_filters(place: Place) -> None:
    words = said(place.open())
    assert "2 indicators are in use." in words
    assert "Minutes to answer" in words
    found = said(place.open(words="MINUTES call"))
    assert "1 indicator found" in found
    assert "Voices" not in found
    by_kind = said(place.open(kind="coded_voices"))
    assert "Minutes to answer" not in by_kind
    assert "Minutes to answer" in said(place.open(theme="RESPONSE", who="district"))


def test_where_nothing_fits_it_says_what_to_do(place: Place) -> None:
    assert "No indicator fits" in said(place.open(words="submarines"))


def test_an_empty_library_says_who_fills_it(open_page: Opener) -> None:
    with transaction(get_engine(), write=True) as rows:
        city = make.make_jurisdiction(rows)
        catalogue = make.make_catalogue(rows, city)
        make.make_theme(rows, catalogue, code="RESPONSE")
        member = make.make_member(rows, city, Role.COMMISSIONER)
    assert "nothing in the library yet" in said(open_page("library", member.id))


def test_one_indicator_tells_how_it_is_counted_and_that_nobody_uses_it(place: Place) -> None:
    words = said(place.open(entry="RESPONSE-04.a"))
    assert "From the call to the first car" in words
    assert "Keep in mind: Calls without a time are left out" in words
    assert "No goal uses it yet" in words
    assert "Question" not in words
    place.add_version()
    words = said(place.open(entry="RESPONSE-04.a"))
    assert "What changed: How it is counted" in words
    assert "It was unclear" in words


def test_an_indicator_that_is_not_there_is_told(place: Place) -> None:
    assert "not there any more" in said(place.open(entry="RESPONSE-04.z"))


def test_who_may_do_nothing_reads_alone(place: Place) -> None:
    for address in ({}, {"entry": "RESPONSE-04.a"}):
        app = place.open(place.commissioner, **address)
        assert not {"Propose an indicator", "Edit"} & {button.label for button in app.button}
    for address in ({"propose": "new"}, {"edit": "new"}):
        assert "Your role does not allow this here" in said(
            place.open(place.commissioner, **address)
        )


# --- proposing and deciding ---------------------------------------------------------------------


def test_a_district_proposes_and_a_reviewer_sends_it_back_and_takes_it(place: Place) -> None:
    app = place.open(propose="new")
    fill(app, name="Hours on foot", definition="Each officer's hours.", unit="hours")
    press(app, "Propose it")
    assert "It was proposed" in app.success[0].value
    assert place.state_of("P07-1") is LibraryState.PROPOSED

    assert "1 proposal waits for your decision" in said(place.open(place.reviewer))
    app = place.open(place.reviewer, entry="P07-1")
    press(app, "Send it back")
    assert "Say why" in said(app)
    fill(app, reason="Say what counts as on foot.")
    press(app, "Send it back")
    assert place.state_of("P07-1") is LibraryState.RETURNED
    assert "was sent back: Say what counts as on foot" in said(place.open())

    app = place.open(entry="P07-1", edit=1)
    fill(app, definition="Hours out of the car.")
    press(app, "Propose it")
    press(place.open(place.reviewer, entry="P07-1"), "Put it into use")
    assert place.state_of("P07-1") is LibraryState.ACCEPTED


def test_what_can_t_be_saved_is_explained_and_stays_typed(place: Place) -> None:
    app = fill(place.open(propose="new"), name="Hours on foot", definition="Hours.")
    press(app, "Propose it")
    assert "Give the unit" in said(app)
    again = place.open(propose="new")
    assert "Hours on foot" in [field.value for field in again.text_input]


def test_an_indicator_of_a_goal_is_proposed_with_its_words(place: Place) -> None:
    app = place.open(page="library", goal=place.goal, propose=place.indicator().id)
    assert "Calls" in [field.value for field in app.text_input]
    fill(app, definition="Calls of the quarter.", theme_codes=["RESPONSE-04"])
    press(app, "Propose it")
    assert place.state_of("P07-1") is LibraryState.PROPOSED


def test_a_reviewer_changes_a_definition_with_a_reason(place: Place) -> None:
    app = place.open(place.reviewer, entry="RESPONSE-04.a", edit=1)
    fill(app, definition="From the call to arrival.")
    press(app, "Save")
    assert "Say why the definition changes" in said(app)
    fill(app, reason="It was unclear.")
    press(app, "Save")
    assert "Definition 2" in said(app)


def test_a_reviewer_adds_and_merges(place: Place) -> None:
    app = place.open(place.reviewer, edit="new")
    fill(app, name="Minutes", definition="From call to car.", unit="calls")
    press(app, "Save")
    assert place.state_of("LIB-1") is LibraryState.ACCEPTED
    app = place.open(place.reviewer, entry="LIB-1")
    fill(app, reason="They are the same.", into="RESPONSE-04.a")
    press(app, "Merge")
    assert "It was merged into the other one." in app.success[0].value
    assert place.state_of("LIB-1") is LibraryState.MERGED


# --- a goal and a demand ------------------------------------------------------------------------


def test_choosing_one_fills_the_indicator_and_ties_it(place: Place) -> None:
    app = place.edit_goal()
    box = next(one for one in app.selectbox if str(one.key).startswith("pick:"))
    assert box.options[0] == "For RESPONSE-04: Minutes to answer (RESPONSE-04.a)"
    box.set_value("RESPONSE-04.a")
    app.run()
    press(app, "Use this indicator")
    assert "Keep in mind" in said(app)
    assert not [one for one in app.selectbox if str(one.key).endswith(".kind")]
    press(app, "Save")
    held = place.indicator()
    assert held.library_version_id == place.version
    assert (held.name, held.unit, held.kind) == (
        "Minutes to answer",
        "minutes",
        IndicatorKind.DURATION,
    )


def test_source_and_turn_that_a_definition_leaves_open_stay_as_typed(place: Place) -> None:
    with transaction(get_engine(), write=True) as rows:
        rows.get_one(t.LibraryVersion, place.version).frequency = None
        rows.scalars(
            select(t.LibraryText).where(t.LibraryText.version_id == place.version)
        ).one().source = ""
        held = rows.scalars(select(t.Indicator)).one()
        held.source, held.frequency = "Our own list", Frequency.MONTHLY
    app = place.edit_goal()
    box = next(one for one in app.selectbox if str(one.key).startswith("pick:"))
    box.set_value("RESPONSE-04.a")
    app.run()
    press(app, "Use this indicator")
    press(app, "Save")
    found = place.indicator()
    assert found.library_version_id == place.version
    assert (found.source, found.frequency) == ("Our own list", Frequency.MONTHLY)


def test_where_the_numbers_come_from_is_written_beside_a_definition(place: Place) -> None:
    take(place)
    app = unfold(place.edit_goal(), f"goal:{place.goal}")
    (source,) = [one for one in app.text_input if str(one.key).endswith(".source")]
    source.set_value("Our own list")
    app.run()
    press(app, "Save")
    assert place.indicator().source == "Our own list"


def take(place: Place) -> None:
    """Tie the goal's indicator to the library, as choosing it does."""
    with transaction(get_engine(), write=True) as rows:
        held = rows.scalars(select(t.Indicator)).one()
        held.kind, held.unit = IndicatorKind.DURATION, "minutes"
        held.direction, held.definition = Direction.DECREASE, "From the call to the first car."
        held.library_version_id = place.version


def test_own_wording_unties_it(place: Place) -> None:
    take(place)
    app = press(place.edit_goal(), "Change the wording")
    press(app, "Save")
    assert place.indicator().library_version_id is None
    assert place.indicator().definition == "From the call to the first car."


def test_a_newer_definition_is_told_and_taken_over(place: Place) -> None:
    take(place)
    place.add_version()
    assert "A newer definition exists" in said(place.open(page="goal", goal=place.goal))
    app = press(place.edit_goal(), "Take the newer definition over")
    press(app, "Save")
    assert place.indicator().definition == "From the call to arrival."
    assert place.indicator().library_version_id != place.version


def test_with_recorded_values_a_newer_definition_is_another_indicator(place: Place) -> None:
    take(place)
    place.add_version()
    with transaction(get_engine(), write=True) as rows:
        make.make_measurement(rows, rows.scalars(select(t.Indicator)).one(), 1)
    app = place.edit_goal()
    assert "add an indicator and choose it there" in said(app)
    assert "Take the newer definition over" not in {button.label for button in app.button}


def test_a_goal_leads_to_the_library_and_to_proposing(place: Place) -> None:
    assert "Propose to the library" in links_of(place.open(page="goal", goal=place.goal))
    take(place)
    assert "From the library: RESPONSE" in links_of(place.open(page="goal", goal=place.goal))


def links_of(app: AppTest) -> str:
    found = [one.proto.label for one in app.get("page_link")]
    return "\n".join(found).replace("\\", "")


def test_the_themes_lead_to_the_indicators(place: Place) -> None:
    assert "Indicators that measure these demands" in links_of(place.open(page="theme"))


def test_a_demand_says_how_it_can_be_measured(place: Place) -> None:
    app = place.open(page="theme", demand="RESPONSE-04")
    assert "How it can be measured" in said(app)
    assert "Minutes to answer" in said(app)


@pytest.mark.parametrize("language", [Language.ES, Language.PL, Language.ZH_HANS])
def test_the_page_opens_in_every_language(place: Place, language: Language) -> None:
    for address in ({}, {"entry": "RESPONSE-04.a"}, {"propose": "new"}):
        assert not place.open_page("library", place.commander, language, **address).exception
