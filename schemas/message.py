"""A sentence for a person: the English message as its key, with typed parameters."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Message:
    """A marked message and what fills its `{named}` places; the door translates it.

    Parameters stay typed (Decimal, date, quarter, tuple of these), so that the door can format
    them in the reader's language. `str()` gives plain English for logs and tests.
    """

    key: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.key.format(**{name: _plain(value) for name, value in self.params.items()})


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
