"""What an import says when it is done, or when it can't be."""

from collections import Counter
from collections.abc import Iterable, Mapping

from planner.exchange import Findings, Sheet, read_sheet
from schemas.errors import N_, FileError
from schemas.exchange import FileReport, ImportReport
from schemas.message import Message


class RejectedError(FileError):
    """Files that can't be imported; the report names every row at fault."""

    def __init__(self, report: ImportReport) -> None:
        super().__init__(N_("Nothing was imported. Mistakes found: {count}."), count=report.wrong)
        self.report = report


def read_sheets(files: Mapping[str, bytes], findings: Findings) -> dict[str, Sheet]:
    """Read files up to their headers; return those that can be read, by the table they hold."""
    sheets: dict[str, Sheet] = {}
    for file, content in files.items():
        sheet = read_sheet(file, content, findings)
        if sheet is None:
            continue
        if sheet.table in sheets:
            message = Message(
                N_("{other} holds the same table."), {"other": sheets[sheet.table].file}
            )
            findings.add(file, None, "", message)
        sheets[sheet.table] = sheet
    return sheets


def rejected(
    files: Iterable[str], sheets: Mapping[str, Sheet], findings: Findings
) -> RejectedError:
    """Return the error that says all that is wrong with the files."""
    rows = {sheet.file: len(sheet) for sheet in sheets.values()}
    return RejectedError(
        ImportReport(
            files=tuple(
                FileReport(file=file, rows=rows.get(file, 0), wrong=findings.count(file))
                for file in files
            ),
            findings=findings.listed(),
        )
    )


def taken(sheets: Iterable[Sheet], added: Counter[str]) -> ImportReport:
    """Return what an import did; `added` counts new rows by table."""
    return ImportReport(
        files=tuple(
            FileReport(
                file=sheet.file,
                rows=len(sheet),
                added=added[sheet.table],
                unchanged=len(sheet) - added[sheet.table],
            )
            for sheet in sheets
        )
    )
