"""A tab of a browser that knows when its page has done what was asked of it.

The page says to its server what to run, and the server says when a run has begun and ended: only
they know whether an answer is still to come, however slow the machine is.
"""

import time
from typing import Any
from weakref import WeakKeyDictionary

from playwright.sync_api import Browser, Error, Page, Request, WebSocket
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from schemas.vocabulary import Language

WIDTHS = {"wide": 1440, "phone": 390}
PATIENCE_SECONDS = 40
# What follows from an answer, a file handed over or a field that moves, is asked for within it.
QUIET_SECONDS = 0.2
# The ends and beginnings of runs are short; what is drawn need not be read for them.
LONGEST = 20_000
# A page that is drawn: no part of it stands pale, waiting to be replaced.
DRAWN = """() => {
  const app = document.querySelector('[data-testid="stApp"]')
  return app?.dataset.testScriptState === "notRunning"
    && !document.querySelector('[data-stale="true"]')
}"""


class Pulse:
    """What a page waits for: a document, a run of its script, or a request of its own."""

    def __init__(self, page: Page) -> None:
        self._socket: WebSocket | None = None
        self._waits_for_run = True
        self._requests: set[Request] = set()
        self._last = time.monotonic()
        page.on("websocket", self._connect)
        page.on("request", self._send)
        page.on("requestfinished", self._end)
        page.on("requestfailed", self._end)

    @property
    def waits(self) -> bool:
        """Whether something that was asked for is still to come."""
        return self._waits_for_run or bool(self._requests)

    def quiet_seconds(self) -> float:
        """Return how long nothing was said or waited for; 0 while something is."""
        return 0 if self.waits else time.monotonic() - self._last

    def touch(self) -> None:
        """Count from now on, since somebody has just done something."""
        self._last = time.monotonic()

    def __str__(self) -> str:
        return f"run: {self._waits_for_run}, requests: {[one.url for one in self._requests]}"

    def _connect(self, socket: WebSocket) -> None:
        self._socket, self._waits_for_run = socket, True
        socket.on("framesent", lambda payload: self._ask(socket, payload))
        socket.on("framereceived", lambda payload: self._hear(socket, payload))

    def _ask(self, socket: WebSocket, payload: Any) -> None:
        if socket is not self._socket or not isinstance(payload, bytes):
            return
        if BackMsg.FromString(payload).WhichOneof("type") == "rerun_script":
            self._waits_for_run = True
            self.touch()

    def _hear(self, socket: WebSocket, payload: Any) -> None:
        if socket is not self._socket or not isinstance(payload, bytes):
            return
        self.touch()
        if len(payload) > LONGEST:
            return
        said = ForwardMsg.FromString(payload)
        match said.WhichOneof("type"):
            case "new_session":
                self._waits_for_run = True
            case "script_finished":
                self._waits_for_run = said.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN

    def _send(self, request: Request) -> None:
        if request.is_navigation_request() and request.frame.parent_frame is None:
            self._socket, self._waits_for_run = None, True
            self._requests.clear()
        elif request.resource_type in {"fetch", "xhr"}:
            self._requests.add(request)
        self.touch()

    def _end(self, request: Request) -> None:
        self._requests.discard(request)
        self.touch()


_PULSES: WeakKeyDictionary[Page, Pulse] = WeakKeyDictionary()


def open_tab(
    browser: Browser, address: str, language: Language | None, width: str, **settings: Any
) -> Page:
    """Open a tab in a browser of one's own, of a language and width, where nothing moves."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": WIDTHS[width], "height": 1000},
        reduced_motion="reduce",
        **settings,
    )
    if language:
        context.add_cookies([{"name": "planner_language", "value": language.value, "url": address}])
    page = context.new_page()
    page.set_default_timeout(20_000)
    _PULSES[page] = Pulse(page)
    return page


def settle(page: Page) -> None:
    """Wait until the page has got and drawn all that it asked for."""
    pulse = _PULSES[page]
    pulse.touch()
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        page.wait_for_timeout(50)
        if pulse.quiet_seconds() >= QUIET_SECONDS and _is_drawn(page):
            return
    message = f"{page.url} is not done after {PATIENCE_SECONDS} s ({pulse})"
    raise AssertionError(message)


def _is_drawn(page: Page) -> bool:
    try:
        return bool(page.evaluate(DRAWN))
    except Error:
        # Its document is just being replaced.
        return False
