"""Steps of a person through the planner, in their own language: they look for words, not code."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from planner.i18n import Translator, translator, word_of
from schemas.vocabulary import Language
from tests.journeys.tab import settle

SERIOUS = {"serious", "critical"}
STILL = """() => !document.querySelector('[data-stale="true"]')
  && document.getAnimations().every(one => one.playState !== "running")"""


class Walk:
    """One person at one browser."""

    def __init__(self, page: Page, language: Language = Language.EN) -> None:
        self.page = page
        self.say: Translator = translator(language)

    def word(self, member: Any) -> str:
        return self.say(word_of(member))

    def settle(self) -> None:
        """Wait until the page has got and drawn all that it asked for."""
        settle(self.page)

    def open(self, path: str) -> None:
        self.page.goto(path)
        self.settle()

    def field(self, label: str, place: int = 0) -> Locator:
        return self.page.get_by_label(label, exact=True).nth(place)

    def fill(self, label: str, text: str, place: int = 0) -> None:
        """Type into a field and leave it, as a person does before going on."""
        field = self.field(label, place)
        field.fill(text)
        field.press("Tab")
        self.settle()

    def date(self, label: str, day: str) -> None:
        """Type a date, year first, into its parts."""
        group = self.page.get_by_role("group", name=label, exact=True)
        group.get_by_role("spinbutton").first.click()
        self.page.keyboard.type(day.replace("-", ""), delay=30)
        self.page.keyboard.press("Escape")
        self.settle()

    def pick(self, label: str, option: str, place: int = 0) -> None:
        """Choose an option of a list by typing a part of it, as a person at a keyboard does."""
        box = self.page.get_by_role("combobox", name=label).nth(place)
        # A list closes when the page scrolls under it, so the scrolling comes first.
        box.scroll_into_view_if_needed()
        self.page.wait_for_timeout(400)
        box.fill(option)
        expect(self.page.get_by_role("option", name=option).first).to_be_visible()
        # An open list hides the rest of the page from roles, its own box among others.
        self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Enter")
        self.settle()

    def press(self, name: str, place: int = 0) -> None:
        self.page.get_by_role("button", name=name, exact=True).nth(place).click()
        self.settle()

    def choose(self, name: str) -> None:
        """Choose a radio button or a part of a segmented control."""
        self.page.get_by_role("radio", name=name).first.focus()
        self.page.keyboard.press("Space")
        self.settle()

    def unfold(self, title: str) -> None:
        """Open a part of the page that is folded."""
        part = self.page.locator("details").filter(has=self.page.locator("summary", has_text=title))
        if part.first.get_attribute("open") is None:
            part.first.locator("summary").click()
            expect(part.first).to_have_attribute("open", "")
        self.settle()

    def sees(self, text: str) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=20_000)

    def has_no_serious_barriers(self) -> None:
        """Scan the page for barriers, as WCAG 2.2 AA names them."""
        # What is being drawn anew stands pale until it is done.
        self.page.wait_for_function(STILL)
        found = Axe().run(self.page).response["violations"]
        bad = [
            (one["id"], [node["html"][:200] for node in one["nodes"][:3]])
            for one in found
            if one["impact"] in SERIOUS
        ]
        assert bad == [], f"{self.page.url}: {bad}"
