"""The notice that the session has ended, where a page would otherwise just stop answering."""

from .packaged import packaged


def session_watch(ask: str, says: str, leads: str, label: str, *, seconds: int = 20) -> None:
    """Let the browser ask now and then whether the session lasts, and say so when it is over.

    A page whose session ended while nobody clicked tries to reach the server without end and
    says nothing. `ask` is an address that answers only who is signed in; asking is no sign of
    life. `says` and `label` are the words of the notice and of its link, which goes to `leads`
    and from there back. Call it once a run.
    """
    data = {"ask": ask, "says": says, "leads": leads, "label": label, "seconds": seconds}
    packaged("session_watch")(key="session_watch", data=data)
