"""The journeys' tab: it waits for exactly what its page has asked for."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import NewSession

from tests.journeys.tab import Pulse

ASKS = BackMsg(rerun_script=ClientState()).SerializeToString()
BEGINS = ForwardMsg(new_session=NewSession()).SerializeToString()


def ends(how: "ForwardMsg.ScriptFinishedStatus.ValueType") -> bytes:
    said: bytes = ForwardMsg(script_finished=how).SerializeToString()
    return said


DONE = ends(ForwardMsg.FINISHED_SUCCESSFULLY)
PART_DONE = ends(ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
CUT_SHORT = ends(ForwardMsg.FINISHED_EARLY_FOR_RERUN)


@dataclass(eq=False)
class Speaker:
    """What a page or a socket is to those who listen to it."""

    heard: dict[str, list[Callable[[Any], None]]] = field(default_factory=dict)

    def on(self, event: str, listener: Callable[[Any], None]) -> None:
        self.heard.setdefault(event, []).append(listener)

    def tell(self, event: str, what: object) -> None:
        for listener in self.heard[event]:
            listener(what)


@dataclass(eq=False)
class Request:
    """What a page asks its server for."""

    navigates: bool
    parent_frame: None = None

    @property
    def frame(self) -> "Request":
        return self

    @property
    def resource_type(self) -> str:
        return "document" if self.navigates else "fetch"

    def is_navigation_request(self) -> bool:
        return self.navigates


@dataclass
class Tab:
    """A page whose doings the tests tell, and its pulse."""

    page: Speaker = field(default_factory=Speaker)

    def __post_init__(self) -> None:
        self.pulse = Pulse(self.page)  # type: ignore[arg-type]

    @property
    def waits(self) -> bool:
        return self.pulse.waits

    def open(self) -> Speaker:
        """Go to a page of the planner, up to its socket."""
        self.request(navigates=True)
        socket = Speaker()
        self.page.tell("websocket", socket)
        return socket

    def request(self, *, navigates: bool = False) -> object:
        request = Request(navigates=navigates)
        self.page.tell("request", request)
        return request


@pytest.fixture
def tab() -> Tab:
    return Tab()


def test_a_page_that_was_just_opened_is_waited_for_until_its_first_run_ends(tab: Tab) -> None:
    assert tab.waits
    socket = tab.open()
    assert tab.waits
    for said in (BEGINS, DONE):
        assert tab.waits
        socket.tell("framereceived", said)
    assert not tab.waits


@pytest.mark.parametrize("end", [DONE, PART_DONE])
def test_a_run_is_waited_for_from_when_it_is_asked_for(tab: Tab, end: bytes) -> None:
    socket = tab.open()
    socket.tell("framereceived", DONE)
    socket.tell("framesent", ASKS)
    assert tab.waits
    socket.tell("framereceived", end)
    assert not tab.waits


def test_a_run_that_another_one_cut_short_is_no_end(tab: Tab) -> None:
    socket = tab.open()
    socket.tell("framereceived", CUT_SHORT)
    assert tab.waits


def test_a_run_that_nobody_asked_for_is_waited_for_once_it_begins(tab: Tab) -> None:
    socket = tab.open()
    socket.tell("framereceived", DONE)
    socket.tell("framereceived", BEGINS)
    assert tab.waits


def test_what_an_older_page_still_hears_ends_nothing(tab: Tab) -> None:
    older = tab.open()
    newer = tab.open()
    older.tell("framereceived", DONE)
    assert tab.waits
    newer.tell("framereceived", DONE)
    assert not tab.waits


@pytest.mark.parametrize("how", ["requestfinished", "requestfailed"])
def test_a_request_is_waited_for_whether_it_succeeds_or_not(tab: Tab, how: str) -> None:
    tab.open().tell("framereceived", DONE)
    request = tab.request()
    assert tab.waits
    tab.page.tell(how, request)
    assert not tab.waits


def test_other_words_ask_for_no_run(tab: Tab) -> None:
    socket = tab.open()
    socket.tell("framereceived", DONE)
    socket.tell("framesent", BackMsg(load_git_info=True).SerializeToString())
    socket.tell("framesent", "text")
    assert not tab.waits
