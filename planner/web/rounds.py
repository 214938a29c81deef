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
MANY = 10_000
"""Objects that outlive a round: a page leaves hundreds, a page's first run tens of thousands."""
LONGEST_SECONDS = 600.0
WHOLE = 2
"""The generation of a round through everything."""


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
    """Leaves out of the next rounds what outlived one, whenever that has become much.

    Now and then a round goes through everything again: for what was left out while it was in use
    and has become garbage since, in a circle that counting references doesn't find.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last_through_all = clock()

    def __call__(self, phase: str, info: Mapping[str, int]) -> None:
        """Hear from the collector that a round starts or has stopped."""
        if info["generation"] < WHOLE:
            return
        if phase == "start" and self._clock() - self._last_through_all >= LONGEST_SECONDS:
            self._last_through_all = self._clock()
            gc.unfreeze()
        elif phase == "stop" and len(gc.get_objects()) >= MANY:
            gc.freeze()


def keep_rounds_short() -> None:
    """Do so from now on in this process, however often it is started within it."""
    if not any(isinstance(each, Rounds) for each in gc.callbacks):
        gc.callbacks.append(Rounds())
