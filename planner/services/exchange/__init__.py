"""Files into the planner: everything in them is right and taken, or nothing is."""

from .found import begin_import, find_jurisdiction, is_empty
from .report import RejectedError
from .take import import_tables

__all__ = ["RejectedError", "begin_import", "find_jurisdiction", "import_tables", "is_empty"]
