"""The garbage collector's rounds, kept away from what stays for good.

The pages' server collects garbage after every run of a script. Going through the objects of
modules, catalogues and prepared statements each time costs more than a page does.
"""

import gc
import pkgutil
import time
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from importlib import import_module

from planner import ui
from planner.i18n import format_date, format_number, translator
from schemas.vocabulary import Language

HEAVY = ("altair", "pandas", "pyarrow")
DRAWS = "planner.ui.frame"
"""The one module that draws when it is imported."""
WORTH_SECONDS = 0.005
"""A round that takes so long went through much that stays; a page's own garbage takes less."""
ROOM = 100_000
"""So many objects may be left out before a round goes through all of them again."""
LONGEST_SECONDS = 600.0
WHOLE = 2
"""The generation of a round through everything that isn't left out."""


def load_for_good() -> None:
    """Load what pages need, and leave it out of the rounds."""
    for name in (*HEAVY, *_modules_of_pages()):
        import_module(name)
    for language in Language:
        translator(language)
        # A first number and a first date make the locale's data be read.
        format_number(Decimal(1), language)
        format_date(date.min, language)
    gc.collect()
    gc.freeze()


def _modules_of_pages() -> list[str]:
    """Return the modules that pages are made of; what lies on lower floors comes with them."""
    found = pkgutil.walk_packages(ui.__path__, f"{ui.__name__}.")
    return [each.name for each in found if each.name != DRAWS]


class Rounds:
    """Leaves out of the next rounds what outlived one that took long.

    Something that was in use when it was left out may become garbage in a circle, which counting
    references doesn't find. So now and then, and after much was left out, a round goes through
    everything again.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began_at = self._through_all_at = clock()
        self._left_out = self._left_out_then = gc.get_freeze_count()
        self._is_through_all = False

    def __call__(self, phase: str, info: Mapping[str, int]) -> None:
        """Hear from the collector that a round starts or has stopped.

        It must not hold objects, as `gc.get_objects` does: other threads count on being the only
        ones to hold what they are making.
        """
        if info["generation"] < WHOLE:
            return
        if phase == "start":
            self._begin()
        elif self._clock() - self._began_at >= WORTH_SECONDS:
            self._leave_out()

    def _begin(self) -> None:
        self._began_at = self._clock()
        is_long_ago = self._began_at - self._through_all_at >= LONGEST_SECONDS
        if is_long_ago or self._left_out - self._left_out_then >= ROOM:
            gc.unfreeze()
            self._is_through_all = True

    def _leave_out(self) -> None:
        gc.freeze()
        self._left_out = gc.get_freeze_count()
        if self._is_through_all:
            self._is_through_all = False
            self._through_all_at, self._left_out_then = self._began_at, self._left_out


def keep_rounds_short() -> None:
    """Keep the rounds of this process short from now on, however often it is asked for."""
    if not any(isinstance(each, Rounds) for each in gc.callbacks):
        gc.callbacks.append(Rounds())
