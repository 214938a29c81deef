"""Files that are there whole or not at all, also after a power cut."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

# Files that were cut off carry this ending, so that a clean-up can tell them from whole ones.
UNFINISHED = ".part"


@contextmanager
def new_file(folder: Path) -> Iterator[IO[bytes]]:
    """Open a file under a temporary name in a folder, readable by the planner's user alone.

    Unless `settle` gave it a name by the end of the block, it is gone.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = tempfile.NamedTemporaryFile(dir=folder, suffix=UNFINISHED, delete=False)  # noqa: SIM115
    try:
        with file:
            yield file
    finally:
        Path(file.name).unlink(missing_ok=True)


def settle(file: IO[bytes], target: Path) -> None:
    """Give a file from `new_file` its name, in a folder of the same file system."""
    file.flush()
    os.fsync(file.fileno())
    target.parent.mkdir(parents=True, exist_ok=True)
    Path(file.name).replace(target)
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    # The name is part of the folder, which has to reach the disk too.
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
