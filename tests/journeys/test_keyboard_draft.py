"""Drafting without a mouse: a priority, a goal by six fields, the rest, and back to it."""

import pytest
from playwright.sync_api import Page, expect

from schemas.vocabulary import Direction, IndicatorKind, ProblemType
from tests.journeys.conftest import Visit
from tests.journeys.tab import WIDTHS
from tests.journeys.walk import Walk

FOCUSED = """() => {
  const one = document.activeElement
  const by = (one.getAttribute("aria-labelledby") || "").split(" ")
  const named = by.map(id => document.getElementById(id)?.innerText || "").join(" ").trim()
  const group = one.role === "spinbutton" && one.closest('[role="group"]')
  return [
    group && (group.getAttribute("aria-label") || document.getElementById(
      group.getAttribute("aria-labelledby"))?.innerText),
    one.getAttribute("aria-label"), named, one.labels?.[0]?.innerText,
    one.matches("a, button, summary") && one.innerText,
  ].filter(Boolean).join("\\n")
}"""
MOST_TABS = 150


class Keyboard(Walk):
    """One person at one browser who has no mouse."""

    def reach(self, name: str, *, back: bool = False) -> None:
        """Go on with the tab key until what is called so has the focus, or back."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            if any(name in line for line in self.focused().splitlines()):
                return
        raise AssertionError(name)

    def focused(self) -> str:
        return str(self.page.evaluate(FOCUSED))

    def type(self, label: str, text: str) -> None:
        """Type into a field and go on to the next."""
        self.reach(label)
        self.page.keyboard.insert_text(text)
        self.page.keyboard.press("Tab")
        self.settle()
        # The next step looks from here on.
        self.page.keyboard.press("Shift+Tab")

    def type_day(self, label: str, day: str) -> None:
        self.reach(label)
        self.page.keyboard.type(day.replace("-", ""), delay=20)
        # Past what clears the day and what opens a calendar: it is taken when the field is left.
        for _ in range(3):
            self.page.keyboard.press("Tab")
        self.settle()

    def search(self, label: str, option: str) -> None:
        """Choose by typing a part of an option."""
        self.reach(label)
        self.page.keyboard.insert_text(option)
        expect(self.page.get_by_role("option", name=option).first).to_be_visible()
        self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Enter")
        self.settle()

    def activate(self, name: str, *, back: bool = False) -> None:
        """Press a button, follow a link or open a part."""
        self.reach(name, back=back)
        self.page.keyboard.press("Enter")
        self.settle()


def no_mouse(page: Page) -> None:
    """Let clicks and touches of this page's person fail."""

    def refuse(*_args: object, **_named: object) -> None:
        message = "This person has no mouse."
        raise AssertionError(message)

    for name in ("click", "dblclick", "tap", "hover"):
        setattr(page, name, refuse)
    page.mouse.click = refuse  # type: ignore[method-assign]


# A phone with a keyboard is the narrower way; the wide one takes as long and runs with the soak.
@pytest.mark.parametrize("width", ["phone", pytest.param("wide", marks=pytest.mark.soak)])
@pytest.mark.timeout(240)
def test_a_goal_is_drafted_with_the_keyboard_alone(visit: Visit, width: str) -> None:
    page = visit("Amara Sampleton", "/plan?district=7&year=2027", width=width)
    no_mouse(page)
    me = Keyboard(page)
    add_a_priority(me, f"Calls at night {width}")
    draft(me, f"Answer night calls within the hour {width}")
    go_on(me)
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[width]


def add_a_priority(me: Keyboard, title: str) -> None:
    say = me.say
    me.activate(say("Add priority"))
    me.type(say("Title"), title)
    me.search(say("Type of problem"), me.word(ProblemType.VIOLENT_CRIME))
    me.type(say("Why this is a priority, with numbers"), "412 calls waited over an hour in 2026.")
    me.activate(say("Save"))
    me.sees(title)


def draft(me: Keyboard, title: str) -> None:
    """Fill in the six fields and one of the rest, and save."""
    say = me.say
    # Back from the end of the page, the priority that was added last comes first.
    me.activate(say("The same as a table"))
    me.activate(say("Add goal"), back=True)
    me.search(say("What it answers: demands of the report and of your own conversations"), "sooner")
    me.type(say("What will be done, beginning with a verb"), title)
    me.type(say("What is measured"), "Median minutes at night")
    me.search(say("What it is made of"), me.word(IndicatorKind.DURATION))
    me.type(say("Unit"), "minutes")
    me.search(say("Which way"), me.word(Direction.DECREASE))
    me.type(say("Value to start from"), "90")
    me.type(say("Value to reach"), "60")
    me.type_day(say("Due date"), "2027-12-31")
    me.sees(f"{title} — Median minutes at night should fall from 90 to 60 by December")
    me.activate(say("Who does it"))
    me.search(say("Who is responsible"), "Linh Vidu")
    me.has_no_serious_barriers()
    me.activate(say("Save"))
    me.sees("Linh Vidu")


def go_on(me: Keyboard) -> None:
    """Come back to the saved goal, change it, and put its sentence in one's own words."""
    say = me.say
    me.activate(say("Edit goal"))
    me.activate(say("Put it in your own words"))
    me.reach(say("The sentence in your own words"))
    me.page.keyboard.press("Control+A")
    me.page.keyboard.insert_text("At night somebody comes within 60 minutes, not 90.")
    me.page.keyboard.press("Tab")
    me.settle()
    me.activate(say("Save"))
    me.sees("At night somebody comes within 60 minutes, not 90.")
