"""Bringing data in: files of any city, and the sample data."""

import gc
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from db.engine import Engine
from planner.config import MEGABYTE, Settings, load_settings
from planner.services.exchange import (
    RejectedError,
    begin_import,
    find_jurisdiction,
    import_tables,
    is_empty,
)
from schemas.errors import N_, FileError, RuleError
from schemas.exchange import ImportReport

from .door import opened_ready, say, words

SAMPLE_FOLDERS = ("catalogue", "city")


def import_files(
    paths: Annotated[
        list[Path], typer.Argument(exists=True, help="Folders with CSV files, or such files.")
    ],
    *,
    made_up: Annotated[
        bool, typer.Option("--made-up", help="The files hold made-up data.")
    ] = False,
    jurisdiction: Annotated[
        str | None, typer.Option(help="The code of the jurisdiction, where there are several.")
    ] = None,
) -> None:
    """Import CSV files: every row, or none where anything is wrong."""
    settings = load_settings()
    with opened_ready(settings) as engine:
        _import(engine, settings, paths, made_up=made_up, code=jurisdiction)


def seed(
    *,
    if_empty: Annotated[
        bool, typer.Option("--if-empty", help="Do nothing where there is data already.")
    ] = False,
    folder: Annotated[
        Path, typer.Option(exists=True, file_okay=False, help="The folder of the sample data.")
    ] = Path("sample_data"),
) -> None:
    """Load the sample data into an empty planner."""
    settings = load_settings()
    with opened_ready(settings) as engine:
        if is_empty(engine):
            _import(engine, settings, [folder / name for name in SAMPLE_FOLDERS])
        elif not if_empty:
            raise RuleError(
                N_("There is data in the planner already. Sample data goes into an empty one.")
            )


def _import(
    engine: Engine,
    settings: Settings,
    paths: Iterable[Path],
    *,
    made_up: bool = False,
    code: str | None = None,
) -> None:
    files = _read(settings, paths)
    try:
        city = find_jurisdiction(files)
        made_up = made_up or (city is not None and city.made_up)
        with (
            _collector_at_rest(),
            begin_import(engine, files, code=code, today=settings.today) as work,
        ):
            report = import_tables(work, files, made_up, _show_progress)
    except RejectedError as error:
        _show_findings(error.report)
        raise
    _show_added(report)


def _read(settings: Settings, paths: Iterable[Path]) -> dict[str, bytes]:
    """Return the content of files by their names; a folder stands for the CSV files in it."""
    files: dict[str, bytes] = {}
    for path in paths:
        if not path.exists():
            raise FileError(N_("There is no {path}."), path=path)
        for file in sorted(path.glob("*.csv")) if path.is_dir() else [path]:
            if file.name in files:
                raise FileError(N_("There are two files named {file}."), file=file.name)
            files[file.name] = _content(settings, file)
    if not files:
        raise FileError(N_("There is no CSV file to import."))
    return files


def _content(settings: Settings, file: Path) -> bytes:
    if file.stat().st_size > settings.upload_max_mb * MEGABYTE:
        raise FileError(
            N_("{file} is larger than {most} MB, the most that is imported."),
            file=file.name,
            most=settings.upload_max_mb,
        )
    return file.read_bytes()


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep Python from looking for garbage among rows that all stay: it takes a fifth longer."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _show_progress(what: str, done: int, most: int) -> None:
    if sys.stderr.isatty():
        typer.echo(f"\r{words()(what)}: {done} / {most}", nl=done == most, err=True)


def _show_added(report: ImportReport) -> None:
    _show_table(
        (N_("File"), N_("Rows"), N_("Added"), N_("Already there")),
        ((file.file, file.rows, file.added, file.unchanged) for file in report.files),
    )


def _show_findings(report: ImportReport) -> None:
    said = words().message
    _show_table(
        (N_("File"), N_("Line"), N_("Column"), N_("Reason")),
        ((one.file, one.line or "", one.column, said(one.message)) for one in report.findings),
    )
    for file in report.files:
        if more := file.wrong - sum(one.file == file.file for one in report.findings):
            say(N_("{file}: {count} more."), file=file.file, count=more)


def _show_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    lines = [list(map(words(), head)), *([_printable(cell) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        typer.echo("  ".join(cells).rstrip())


def _printable(cell: object) -> str:
    """Leave out what would steer the terminal: cells of a file are anybody's text."""
    return "".join(letter if letter.isprintable() else " " for letter in str(cell))
