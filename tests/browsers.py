"""Real browsers: how they are started, here and for pictures and measurements."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from playwright.sync_api import Browser, sync_playwright

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

Start = Callable[[], Browser]
"""Starts one more browser."""


@contextmanager
def starting() -> Iterator[Start]:
    """Return what starts browsers; one driver serves all of a process."""
    found = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as driver:
        yield partial(driver.chromium.launch, executable_path=found, args=FLAGS)
