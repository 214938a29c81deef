"""What an import found and did."""

from .message import Message
from .shape import Shape


class Finding(Shape):
    """What is wrong, and where.

    Without a line it is about the whole file, without a column about the whole row. Lines are
    counted as an editor counts them, the header being line 1.
    """

    file: str
    line: int | None = None
    column: str = ""
    message: Message


class FileReport(Shape):
    """How many rows of a file there are, were added, were there already, and how much is wrong."""

    file: str
    rows: int
    added: int = 0
    unchanged: int = 0
    wrong: int = 0


class ImportReport(Shape):
    """What came of an import; `findings` holds the first 200 of each file, the files count all."""

    files: tuple[FileReport, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def wrong(self) -> int:
        """How much is wrong in all files."""
        return sum(file.wrong for file in self.files)

    @property
    def added(self) -> int:
        """How many rows were added."""
        return sum(file.added for file in self.files)

    @property
    def unchanged(self) -> int:
        """How many rows were there already."""
        return sum(file.unchanged for file in self.files)
