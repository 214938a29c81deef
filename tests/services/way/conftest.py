"""A plan that lacks nothing, ready for its way."""

import pytest
from sqlalchemy import Engine

from tests.way import Trip, build_trip


@pytest.fixture
def trip(engine: Engine) -> Trip:
    return build_trip(engine)
