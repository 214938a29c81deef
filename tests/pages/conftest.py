"""What page tests may ask for."""

from collections.abc import Iterator

import pytest

from planner.ui import session
from tests.pages.browser import Opener


@pytest.fixture
def open_page(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opener]:
    """Opens pages on a migrated, empty database."""
    yield Opener(sqlite_url, monkeypatch)
    session.get_engine().dispose()
