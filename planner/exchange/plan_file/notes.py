"""What was not understood in a file, place by place."""

from schemas.intake import MOST_NOTES, Note, Unplaced
from schemas.message import Message
from schemas.shape import LONG

_LONGEST_PLACE = 300


class Notes:
    """Everything that is to be told about a file; beyond the most it is only counted."""

    def __init__(self) -> None:
        self._listed: list[Note] = []
        self._unplaced: list[Unplaced] = []
        self.more = 0

    def add(self, place: str, message: str, **params: object) -> None:
        """Note one thing."""
        if len(self._listed) >= MOST_NOTES:
            self.more += 1
            return
        note = Note(place=place[:_LONGEST_PLACE], message=Message(message, params))
        self._listed.append(note)

    def leave(self, place: str, text: str) -> None:
        """Keep words that belong nowhere, so that somebody can copy them."""
        if not text.strip():
            return
        if len(self._unplaced) >= MOST_NOTES:
            self.more += 1
            return
        self._unplaced.append(Unplaced(place=place[:_LONGEST_PLACE], text=text[:LONG]))

    @property
    def listed(self) -> tuple[Note, ...]:
        """What was noted, in the order of the file."""
        return tuple(self._listed)

    @property
    def unplaced(self) -> tuple[Unplaced, ...]:
        """What belongs nowhere, in the order of the file."""
        return tuple(self._unplaced)
