"""What the record of every file shares."""

from typing import ClassVar

from schemas.shape import Shape


class Record(Shape):
    """One row of a file; its fields are the columns, and those with a default may be left out.

    `key` names the columns that tell one row of the file from another.
    """

    key: ClassVar[tuple[str, ...]]
