"""A plan's way through the browser: asked, handed in, returned, fixed, signed, amended, signed."""

import pytest

from schemas.vocabulary import PlanMove, ReviewSays
from tests.journeys.conftest import Visit
from tests.journeys.walk import Walk

PLAN = "/plan?district=14&year=2026"
COMMANDER, CHAIR, MEMBER = "Jakub Zmyślony", "Lucía Ficticia", "Halina Przykładowa"
REVIEWER = "Grace Testwell"
AGAINST = "The underpass is left out. <b>**bold**</b> 🙂"
REASON = "Say who keeps the lamps lit."
WHY = "The lamps come a year later."


class Person(Walk):
    """Somebody on the plan's page, who takes one step of it after the other."""

    def step(self, move: PlanMove, **texts: str) -> None:
        self.open(f"{PLAN}&step={move}")
        for label, text in texts.items():
            self.fill(self.say(LABELS[label]), text)
        last = self.say("Save") if move is PlanMove.SIGN else self.word(move)
        self.press(last)


LABELS = {"reason": "Why", "whole": "What has to change in the plan as a whole"}


@pytest.mark.timeout(240)
def test_a_plan_is_asked_about_returned_fixed_signed_amended_and_signed_again(
    visit: Visit,
) -> None:
    commander, reviewer = Person(visit(COMMANDER, PLAN)), Person(visit(REVIEWER, PLAN))
    commander.step(PlanMove.WITHDRAW)
    # The community was asked once before, so another review is not the strong button.
    commander.open(f"{PLAN}&step={PlanMove.OPEN_REVIEW}")
    commander.has_no_serious_barriers()
    commander.press(commander.word(PlanMove.OPEN_REVIEW))
    commander.sees("The community can answer from")

    member = Person(visit(MEMBER, PLAN, width="phone"))
    say = member.say
    member.press(say("Say what you think of it"))
    member.choose(member.word(ReviewSays.DISAGREES))
    member.fill(say("Your words: everybody who reads the plan can read them"), AGAINST)
    member.press(say("Save"))
    member.sees("1 person answered. Disagree: 1.")
    member.has_no_serious_barriers()
    wide = member.page.get_by_test_id("stMain").evaluate("one => one.scrollWidth - one.clientWidth")
    assert wide == 0

    commander.step(PlanMove.END_REVIEW, reason="Everybody answered.")
    commander.step(PlanMove.HAND_IN)
    reviewer.step(PlanMove.RETURN, whole=REASON)
    commander.open(PLAN)
    commander.sees(REASON)
    commander.press(say("Edit priority"))
    commander.fill(say("What will be done"), "The ward office pays for the lamps.")
    commander.press(say("Save"))
    commander.step(PlanMove.HAND_IN)
    reviewer.step(PlanMove.ACCEPT)
    commander.step(PlanMove.SIGN)
    chair = Person(visit(CHAIR, PLAN))
    chair.step(PlanMove.SIGN)
    chair.sees("Adopted on November 20, 2026.")
    chair.sees(AGAINST)

    commander.open(PLAN)
    commander.press(say("Edit priority"))
    commander.fill(say("Why the signed plan changes"), WHY)
    commander.fill(say("What will be done"), "The ward office pays for the lamps in 2027.")
    commander.press(say("Save"))
    commander.sees("Amended since it was signed, and not signed again: 1 change.")
    commander.unfold(say("What was amended, who did it and why"))
    commander.sees(WHY)
    commander.has_no_serious_barriers()
    commander.step(PlanMove.SIGN)
    chair.step(PlanMove.SIGN)
    chair.sees("Adopted on November 20, 2026.")
    assert chair.page.get_by_text("Amended, not signed yet").count() == 0
