"""A browser's tab without the browser: the socket that a page's script is run over."""

from types import TracebackType
from typing import Self
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Selectbox_pb2 import Selectbox
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import connect

LARGEST = 2**26
_AGAIN = ForwardMsg.ScriptFinishedStatus.FINISHED_EARLY_FOR_RERUN


class Tab:
    """One member at one page of a running planner; `boxes` are the lists to choose from on it."""

    def __init__(self, address: str, member_id: UUID, page: str, **query: str) -> None:
        self._page, self._query, self._hash = page, urlencode(query), ""
        self.boxes: dict[str, Selectbox] = {}
        self.elements = self.charts = 0
        cookies = f"planner_member={member_id}; planner_language=en"
        self._socket = connect(
            f"ws://{urlsplit(address).netloc}/_stcore/stream",
            additional_headers={"Cookie": cookies},
            subprotocols=["streamlit"],  # type: ignore[list-item]  # a name of its own
            max_size=LARGEST,
        )
        self.rerun()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._socket.close()

    def choose(self, key: str, option: str) -> None:
        """Choose from a list, and wait until the page stands."""
        box = self.boxes[key]
        self.rerun(WidgetState(id=box.id, string_value=option))

    def rerun(self, *changed: WidgetState) -> None:
        """Run the page's script once more, and wait for its end."""
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.page_script_hash = self._query, self._hash
        state.page_name = "" if self._hash else self._page
        state.widget_states.widgets.extend(changed)
        self._socket.send(message.SerializeToString())
        self.elements = self.charts = 0
        while not self._is_end(ForwardMsg.FromString(self._socket.recv())):
            pass

    def _is_end(self, message: ForwardMsg) -> bool:
        kind = message.WhichOneof("type")
        if kind == "delta":
            self._take(message)
        elif kind == "navigation":
            self._hash = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        return kind == "script_finished" and message.script_finished != _AGAIN

    def _take(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        self.elements += kind is not None
        self.charts += kind == "vega_lite_chart"
        if kind == "selectbox":
            self.boxes[element.selectbox.id.rpartition("-")[2]] = element.selectbox
