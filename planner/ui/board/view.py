"""What a reader of the board looks at: the address says it, and unknown values fall back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.domain.quarters import Quarter, quarter_of
from planner.services import account, theme
from planner.services.work import Work
from schemas.account import DistrictRow
from schemas.errors import NotFoundError
from schemas.vocabulary import Language

from ..address import is_presented
from ..choice import asked, pick
from .words import TURNS, state_words

FIRST_GOALS = 10
"""Goals listed before a reader asks for more, and how many come at a time."""
MOST_GOALS = 1000
WALL_GOALS = 6
"""Goals that can be read from the back of a room at once."""
PAST_QUARTERS = 8
ALL = ""
"""What stands for no choice."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from."""

    quarters: Sequence[Quarter]
    themes: Mapping[str, str]
    districts: Sequence[DistrictRow]

    @property
    def areas(self) -> list[int]:
        """The areas that districts lie in."""
        return sorted({one.area for one in self.districts if one.area is not None})


@dataclass(frozen=True, slots=True)
class View:
    """What is looked at; nothing chosen is an empty text."""

    quarter: Quarter
    theme: str
    area: str
    state: str
    district: str
    turn: str
    present: bool
    most: int

    @property
    def number(self) -> int | None:
        """The number of the district that is looked at alone."""
        return int(self.district) if self.district else None


def load_choices(work: Work, language: Language) -> Choices:
    """Return what there is to choose from, also where there is no catalogue of themes yet."""
    current = quarter_of(work.today, work.jurisdiction.fiscal_start_month)
    try:
        headlines = theme.get_headlines(work, language)
    except NotFoundError:
        headlines = ()
    return Choices(
        quarters=[current.plus(-back) for back in range(PAST_QUARTERS)],
        themes={one.code: one.statement for one in headlines},
        districts=account.get_districts(work),
    )


def read_view(choices: Choices) -> View:
    """Return what the address asks for; the quarter before today's where it asks for none."""
    area = pick(asked("area"), [str(one) for one in choices.areas], ALL)
    numbers = [str(one.number) for one in choices.districts if area in {ALL, str(one.area)}]
    return View(
        quarter=pick(asked("quarter"), choices.quarters, choices.quarters[1]),
        theme=pick(asked("theme"), list(choices.themes), ALL),
        area=area,
        state=pick(asked("status"), list(state_words()), ALL),
        district=pick(asked("district"), numbers, ALL),
        turn=pick(asked("turn"), list(TURNS), ALL),
        present=is_presented(),
        most=pick(asked("goals"), range(FIRST_GOALS, MOST_GOALS, FIRST_GOALS), FIRST_GOALS),
    )
