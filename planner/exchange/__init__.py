"""Files in and out as shapes: what a file says, before anybody asks what it means."""

from .cells import InQuarter
from .findings import Findings
from .reading import Batch, Sheet, read_sheet
from .tables import RECORDS, Record

__all__ = ["RECORDS", "Batch", "Findings", "InQuarter", "Record", "Sheet", "read_sheet"]
