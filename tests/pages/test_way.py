"""Where the plan stands, on its page: the reader's next step, its form, and what became of it."""

from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from planner.services.way import move
from planner.ui.session import get_engine
from schemas.vocabulary import Language, PlanStage, ReviewSays, Role, SignatureAct
from schemas.way import WindowIn
from tests.pages.browser import Opener, words_of
from tests.way import CLOSES, Trip, build_trip

WHY = "The federal grant ended."


@pytest.fixture
def trip(open_page: Opener) -> Trip:
    return build_trip(get_engine())


class Page:
    """The plan page before one role."""

    def __init__(self, open_page: Opener, trip: Trip, role: Role, **address: str) -> None:
        where = {"district": "7", "year": "2026", **address}
        self.trip = trip
        self.app: AppTest = open_page("plan", trip.city.people[role], Language.EN, **where)
        assert not self.app.exception

    @property
    def words(self) -> str:
        return words_of(self.app).replace("\\", "")

    @property
    def strong(self) -> list[str]:
        """The buttons that stand out."""
        return [one.label for one in self.app.button if one.proto.type == "primary"]

    def field(self, step: str, name: str) -> Any:
        return self.app.get_by_key(f"step:{step}:{self.trip.city.plan}:{name}")

    def press(self, step: str) -> "Page":
        self.field(step, "save").click().run()
        assert not self.app.exception
        return self

    def unfold(self, part: str) -> "Page":
        self.app.session_state[f"fold:way:{part}"] = True
        self.app.query_params["way"] = part
        self.app.run()
        return self


@pytest.fixture
def see(open_page: Opener, trip: Trip) -> Any:
    return lambda role, **address: Page(open_page, trip, role, **address)


def test_the_commanders_next_step_is_the_one_strong_button(see: Any) -> None:
    page = see(Role.COMMANDER)
    assert page.strong == ["Open the community review"]
    page.app.button(key="step:open_review").click().run()
    assert page.app.query_params["step"] == "open_review"
    assert page.field("open_review", "closes_on").value == CLOSES
    page.field("open_review", "invited").set_value("St. *Sabina*'s").run()
    page.press("open_review")
    assert [one.value for one in page.app.success] == ["The community review is open."]
    assert "step" not in page.app.query_params
    assert "The community can answer from November 20, 2026 to December 4, 2026." in page.words
    assert "With the community since November 20, 2026." in page.words


def test_a_reader_is_told_whose_turn_it_is(see: Any) -> None:
    page = see(Role.COMMISSIONER)
    assert page.strong == []
    assert "Next: the district asks the community" in page.words


def test_what_stands_in_the_way_names_the_goals_and_their_gaps(see: Any, trip: Trip) -> None:
    trip.change_goal(action="")
    trip.open_review()
    trip.take(Role.COMMANDER, move.end_review, reason="Enough.")
    page = see(Role.COMMANDER)
    assert page.strong == ["Open the community review"]
    page.unfold("steps")
    assert "Hand it in to headquarters: One goal still lacks something" in page.words


def test_a_day_too_soon_is_refused_and_nothing_typed_is_lost(see: Any) -> None:
    page = see(Role.COMMANDER, step="open_review")
    page.field("open_review", "closes_on").set_value(date(2026, 11, 25))
    page.field("open_review", "invited").set_value("The parish").run()
    page.press("open_review")
    assert (
        "Give people at least 14 days: until December 4, 2026 or later." in page.app.error[0].value
    )
    assert page.field("open_review", "invited").value == "The parish"


def test_a_council_member_disagrees_in_their_own_words(see: Any, trip: Trip) -> None:
    trip.open_review()
    page = see(Role.DAC_MEMBER)
    assert page.strong == ["Say what you think of it"]
    page = see(Role.DAC_MEMBER, step="answer")
    page.press("answer")
    assert [one.value for one in page.app.error] == ["Choose what you say of the plan."]
    page.field("answer", "says").set_value(ReviewSays.DISAGREES)
    page.field("answer", "words").set_value("Beat 0713\nis <b>left</b> out.").run()
    page.press("answer")
    assert "1 person answered. Disagree: 1." in page.words
    assert "is <b>left</b> out." in page.words
    assert page.strong == []
    again = see(Role.DAC_MEMBER, step="answer")
    assert again.field("answer", "words").value == "Beat 0713\nis <b>left</b> out."


def test_the_answers_and_who_was_asked_are_a_fold_away(see: Any, trip: Trip) -> None:
    trip.open_review(invited="The parish")
    trip.answer(Role.PARTNER, ReviewSays.WISH, "More light.")
    words = see(Role.COMMANDER).unfold("said").words
    assert "Agrees, with a wish · partner · Community partner · November 20, 2026" in words
    assert "Asked besides: The parish" in words
    assert "Not heard from yet: " in words
    assert "Not heard from yet: " not in see(Role.PARTNER).unfold("said").words


def test_headquarters_returns_a_plan_and_the_district_reads_why(see: Any, trip: Trip) -> None:
    trip.hand_in()
    page = see(Role.REVIEWER)
    assert page.strong == ["Accept it"]
    assert "With headquarters since November 20, 2026." in page.words
    page = see(Role.REVIEWER, step="return")
    page.press("return")
    assert "at least one reason" in page.app.error[0].value
    page.field("return", "whole").set_value("Say *who* pays.")
    page.field("return", f"goal:{trip.city.goal}").set_value("Why eight?").run()
    page.press("return")
    told = see(Role.COMMANDER).app.warning[0].value.replace("\\", "")
    assert "Headquarters returned the plan on November 20, 2026." in told
    assert "Say *who* pays." in told
    assert "07-2026-1: Why eight?" in told


def test_both_sign_and_the_page_says_who(see: Any, trip: Trip) -> None:
    trip.hand_in()
    see(Role.REVIEWER, step="accept").press("accept")
    page = see(Role.DELEGATE)
    assert page.strong == ["Sign, or say why not"]
    see(Role.DELEGATE, step="sign").press("sign")
    words = see(Role.DAC_CHAIR).words
    assert "Commander: signed by delegate, acting for commander, November 20, 2026." in words
    assert "Headquarters has accepted it." in words
    see(Role.DAC_CHAIR, step="sign").press("sign")
    page = see(Role.DAC_CHAIR)
    assert "Adopted on November 20, 2026." in page.words
    assert page.strong == []


def test_a_refusal_stands_on_the_page_with_its_reason(see: Any, trip: Trip) -> None:
    trip.hand_in()
    trip.take(Role.REVIEWER, move.accept)
    page = see(Role.DAC_CHAIR, step="sign")
    page.field("sign", "act").set_value(SignatureAct.REFUSED).run()
    page.press("sign")
    assert "Write why you don't sign" in page.app.error[0].value
    page.field("sign", "reason").set_value("Beat 0713 is left out.").run()
    page.press("sign")
    assert "dac_chair will not sign, November 20, 2026: Beat 0713 is left out." in page.words
    trip.sign(Role.COMMANDER)
    page = see(Role.REVIEWER)
    assert page.strong == ["Adopt it without a signature"]


def test_a_form_says_when_the_plan_changed_under_it(see: Any, trip: Trip) -> None:
    trip.hand_in()
    trip.take(Role.REVIEWER, move.accept)
    page = see(Role.COMMANDER, step="sign")
    trip.change_goal(title="Other")
    trip.take(Role.REVIEWER, move.accept)
    page.press("sign")
    assert trip.seen().signatures == ()
    assert "The plan was changed since you opened this." in page.app.warning[0].value
    assert "commander changed the plan while you were reading it" in page.app.warning[1].value
    page.field("sign", "read").click().run()
    page.press("sign")
    assert len(trip.seen().signatures) == 1


def test_an_amended_goal_is_marked_on_both_pages_and_asks_to_be_signed(
    see: Any, trip: Trip, open_page: Opener
) -> None:
    trip.adopt()
    trip.lower_target("9", WHY)
    page = see(Role.COMMISSIONER)
    assert "Amended since it was signed, and not signed again: 1 change." in page.words
    assert "Amended, not signed yet" in page.words
    shown = page.unfold("amended").words
    assert WHY in shown
    assert "Now: 9" in shown
    assert "As signed: empty" in shown
    assert "Value to reach: 8" in see(Role.COMMISSIONER).unfold("signed").words
    assert see(Role.COMMANDER).strong == ["Sign, or say why not"]
    reader = trip.city.people[Role.COMMISSIONER]
    goal = open_page("goal", reader, Language.EN, goal=str(trip.city.goal), way="amended")
    assert not goal.exception
    assert "Amended, not signed yet" in words_of(goal).replace("\\", "")
    assert WHY in words_of(goal).replace("\\", "")


def test_a_signed_plan_asks_why_it_changes(see: Any, trip: Trip, open_page: Opener) -> None:
    trip.adopt()
    form = f"priority:{trip.city.priority}"
    page = see(Role.COMMANDER, priority=str(trip.city.priority))
    page.app.get_by_key(f"{form}:title").set_value("Slower").run()
    page.app.get_by_key(f"{form}:save").click().run()
    assert "This plan was signed, so say why it changes" in page.app.error[0].value
    page.app.get_by_key(f"why:{form}:amendment_reason").set_value(WHY).run()
    page.app.get_by_key(f"{form}:save").click().run()
    assert [one.why for one in trip.seen().amendments[0].saves] == [WHY]

    form = f"goal:{trip.city.goal}"
    member = trip.city.people[Role.COMMANDER]
    goal = open_page("goal", member, Language.EN, goal=str(trip.city.goal), edit="1")
    save: Any = goal.get_by_key(f"do:{form}:save")
    save.click().run()
    assert "This plan was signed, so say why it changes" in goal.error[0].value
    reason: Any = goal.get_by_key(f"why:{form}:amendment_reason")
    reason.set_value(WHY).run()
    again: Any = goal.get_by_key(f"do:{form}:save")
    again.click().run()
    assert not goal.exception
    assert len(trip.seen().amendments) == 2


def test_the_year_is_closed_with_its_account(see: Any, trip: Trip) -> None:
    trip.adopt()
    assert "Close the year: Its year ends on December 31, 2026" in (
        see(Role.COMMANDER).unfold("steps").words
    )
    trip.close(missed="Call-backs.")
    page = see(Role.REVIEWER)
    assert "The account of the year" in [one.value for one in page.app.subheader]
    assert {"Faster answers.", "Call-backs.", "Call back sooner."} <= {
        one.value for one in page.app.text
    }
    assert trip.seen().stage is PlanStage.CLOSED
    assert page.strong == []
    page = see(Role.REVIEWER, step="reopen")
    page.field("reopen", "reason").set_value("A slip.").run()
    page.press("reopen")
    assert trip.seen().stage is PlanStage.ADOPTED


def test_a_step_that_is_not_open_shows_no_form(see: Any) -> None:
    for step in ("sign", "accept", "answer", "window", "nonsense"):
        page = see(Role.COMMANDER, step=step)
        assert not page.app.text_area
        assert page.strong == ["Open the community review"]


def test_the_last_day_is_moved_on_the_page(see: Any, trip: Trip) -> None:
    trip.open_review()
    page = see(Role.COMMANDER, step="window")
    page.field("window", "closes_on").set_value(date(2026, 12, 20)).run()
    page.press("window")
    assert trip.seen().reviews[0].closes_on == date(2026, 12, 20)
    assert "to December 20, 2026." in page.words


def test_a_day_that_somebody_moved_meanwhile_is_not_written_over_unseen(
    see: Any, trip: Trip
) -> None:
    review_id = trip.open_review()
    page = see(Role.COMMANDER, step="window")
    page.field("window", "closes_on").set_value(date(2026, 12, 20)).run()
    entry = WindowIn(review_id=review_id, seen_version=1, closes_on=date(2026, 12, 27))
    with trip.begin(Role.DISTRICT_STAFF) as work:
        move.move_window(work, entry)
    page.press("window")
    assert trip.seen().reviews[0].closes_on == date(2026, 12, 27)
    page.field("window", "read").click().run()
    page.press("window")
    assert trip.seen().reviews[0].closes_on == date(2026, 12, 20)


def test_ones_own_answer_of_another_window_is_not_written_over_unseen(see: Any, trip: Trip) -> None:
    trip.open_review()
    page = see(Role.DAC_MEMBER, step="answer")
    page.field("answer", "says").set_value(ReviewSays.AGREES).run()
    trip.answer(Role.DAC_MEMBER, ReviewSays.DISAGREES, "Beat 0713 is left out.")
    page.press("answer")
    assert trip.seen(Role.DAC_MEMBER).my_answer.says is ReviewSays.DISAGREES  # type: ignore[union-attr]
    page.field("answer", "read").click().run()
    page.press("answer")
    assert trip.seen(Role.DAC_MEMBER).my_answer.says is ReviewSays.AGREES  # type: ignore[union-attr]


def test_a_title_in_a_label_is_no_markdown(see: Any, trip: Trip) -> None:
    trip.change_goal(title="Eight *minutes*")
    trip.hand_in()
    label = see(Role.REVIEWER, step="return").field("return", f"goal:{trip.city.goal}").label
    assert r"Eight \*minutes\*" in label


def test_the_steps_so_far_are_a_fold_away(see: Any, trip: Trip) -> None:
    trip.hand_in()
    words = see(Role.PARTNER).unfold("past").words
    assert "November 20, 2026 · End the community review · commander: Everybody answered." in words
