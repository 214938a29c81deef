"""Progress: record a quarter, and say where indicators and goals stand."""

from .record import record_progress
from .sheet import get_quarter_sheet
from .standing import get_standings

__all__ = ["get_quarter_sheet", "get_standings", "record_progress"]
