"""How many clicks on the board one process takes, as it is and as it was before it was tuned.

A click chooses another quarter, so the board is read and drawn anew. Both servers stand side by
side and are loaded in turns, so that what else the machine does weighs on both alike.
"""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from statistics import median

from .running import Planner, running
from .tab import Tab

TABS, ROUNDS, SECONDS = 4, 5, 4.0
AIM = 10
BOX = "choice:quarter"


def cases() -> Iterator[dict[str, object]]:
    """Yield clicks a second of the tuned and the untuned server, and how many times as many."""
    with running() as tuned, running(untuned=True) as untuned:
        rates: dict[str, list[float]] = {"tuned": [], "untuned": []}
        for _ in range(ROUNDS):
            rates["tuned"].append(_load(tuned))
            rates["untuned"].append(_load(untuned))
        found = {name: median(each) for name, each in rates.items()}
        content = {**tuned.content, "tabs": TABS, "seconds": ROUNDS * SECONDS}
        for name, rate in found.items():
            yield {
                "case": f"clicks: {name}",
                "value": round(rate, 1),
                "unit": "clicks a second",
                "content": content,
            }
        yield {
            "case": "clicks: tuned over untuned",
            "value": round(found["tuned"] / found["untuned"], 1),
            "unit": "times",
            "aim": f"at least {AIM}",
            "content": content,
        }


def _load(planner: Planner) -> float:
    """Return the clicks a second that some tabs get through together."""
    with ThreadPoolExecutor(TABS) as pool:
        done = pool.map(_click, [planner] * TABS)
        return sum(done)


def _click(planner: Planner) -> float:
    with Tab(planner.address, planner.member_id, "board") as tab:
        # The quarter that runs has nothing to show yet; the two before it are full.
        options = cycle(list(tab.boxes[BOX].options)[1:3])
        tab.choose(BOX, next(options))
        started, clicks = time.monotonic(), 0
        while time.monotonic() - started < SECONDS:
            tab.choose(BOX, next(options))
            clicks += 1
        return clicks / (time.monotonic() - started)
