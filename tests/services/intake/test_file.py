"""Files that are handed in: read when they are what they say, and refused in words when not."""

import secrets
import tracemalloc
import zipfile
from io import BytesIO
from typing import Any

import pytest

from planner.services.intake import read_file
from schemas.errors import FileError
from schemas.vocabulary import Language
from tests.exchange.plan_files import blank, fill, form_with_tables, saved, written
from tests.real_plan import REAL_PLAN, YEAR

MEGABYTE = 1024 * 1024


def read(content: bytes, name: str) -> Any:
    return read_file(content, name, Language.EN, YEAR)


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """Return an office file with one of its parts exchanged, or one more."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(made, "w", 8) as after:
        for entry in before.namelist():
            if entry != name:
                after.writestr(entry, before.read(entry))
        after.writestr(name, part)
    return made.getvalue()


def test_a_workbook_and_a_form_are_read_and_known_again() -> None:
    book = read(saved(fill(REAL_PLAN)), "plan.XLSX")
    form = read(written(form_with_tables(REAL_PLAN)), "../../form.docx")
    assert (book.name, form.name) == ("plan.XLSX", "form.docx")
    assert len(book.digest) == len(form.digest) == 64


SWOLLEN = b'<?xml version="1.0"?><worksheet>' + b" " * (60 * MEGABYTE) + b"</worksheet>"
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">'
    b'<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
)
OUTSIDE = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet>&x;</worksheet>'
MERGED = (
    b'<?xml version="1.0"?><worksheet><mergeCells>'
    b'<mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
)
SHEET = "xl/worksheets/sheet2.xml"


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "plan.xlsx", "is empty"),
        (b"x" * (5 * MEGABYTE + 1), "plan.xlsx", "larger than 5 MB"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "plan.xlsx", "locked with a password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "form.docx", "saved by an old program"),
        (b"PK", "plan.xlsm", "can hold macros"),
        (b"x", "form.doc", "Save it as .docx"),
        (b"x", "plan.pdf", "no plan that can be read"),
        (b"x", "plan", "no plan that can be read"),
        (b"not an archive", "plan.xlsx", "does not match its ending"),
        (written(form_with_tables(REAL_PLAN)), "plan.xlsx", "does not match its ending"),
        (blank(), "form.docx", "does not match its ending"),
        (with_part(blank(), "xl/vbaProject.bin", b"x"), "plan.xlsx", "does not match"),
        (with_part(blank(), SHEET, MERGED), "plan.xlsx", "a plan doesn't need"),
        (
            with_part(blank(), SHEET, MERGED.decode().encode("utf-16")),
            "plan.xlsx",
            "a plan doesn't need",
        ),
        (with_part(blank(), SHEET, SWOLLEN), "plan.xlsx", "does not match its ending"),
        (
            with_part(blank(), SHEET, ENTITIES),
            "plan.xlsx",
            "a plan doesn't need",
        ),
        (
            with_part(blank(), SHEET, OUTSIDE),
            "plan.xlsx",
            "a plan doesn't need",
        ),
        (
            with_part(blank(), SHEET, ENTITIES.decode().encode("utf-16")),
            "plan.xlsx",
            "a plan doesn't need",
        ),
        (with_part(blank(), SHEET, b"<not xml"), "plan.xlsx", "can't be read"),
        (
            with_part(written(form_with_tables(REAL_PLAN)), "word/document.xml", b"<not xml"),
            "form.docx",
            "can't be read",
        ),
        (blank()[:-200], "plan.xlsx", "does not match its ending"),
    ],
)
def test_what_is_no_plan_is_refused_in_words(content: bytes, name: str, says: str) -> None:
    with pytest.raises(FileError) as refused:
        read(content, name)
    assert says in str(refused.value)


def test_a_bomb_below_the_ratio_costs_little_memory() -> None:
    # Half of it does not pack well, so that the whole is no hundred times its size.
    noise = bytes(range(256)) * 1600
    content = with_part(blank(), SHEET, b"<w>" + b"<c/>" * (8 * MEGABYTE // 4) + b"</w>")
    content = with_part(content, "xl/media/noise.png", noise)
    tracemalloc.start()
    with pytest.raises(FileError):
        read(content, "plan.xlsx")
    assert tracemalloc.get_traced_memory()[1] < 64 * MEGABYTE
    tracemalloc.stop()


def renamed(part: bytes, name: str) -> bytes:
    """Return a workbook with a sheet under another name, which its relationships follow."""
    content = blank()
    with zipfile.ZipFile(BytesIO(content)) as archive:
        book = archive.read("xl/_rels/workbook.xml.rels")
        types = archive.read("[Content_Types].xml")
    old = b"/xl/worksheets/sheet2.xml"
    new = f"/xl/worksheets/{name}".encode()
    content = with_part(content, "xl/_rels/workbook.xml.rels", book.replace(old, new))
    content = with_part(content, "[Content_Types].xml", types.replace(old, new))
    return with_part(content, f"xl/worksheets/{name}", part)


LARGE = b"<w>" + b"<c/>" * (9 * MEGABYTE // 4) + b"</w>"


@pytest.mark.parametrize("name", ["page.dat", "page.XML", "page", "page.png", "page.bin"])
@pytest.mark.parametrize(
    ("part", "says"),
    [
        (ENTITIES, "a plan doesn't need"),
        (b" \n" + OUTSIDE, "a plan doesn't need"),
        (ENTITIES.decode().encode("utf-16"), "a plan doesn't need"),
        (LARGE, "holds more than a plan does"),
    ],
)
def test_a_part_is_checked_whatever_it_is_called(name: str, part: bytes, says: str) -> None:
    noise = secrets.token_bytes(MEGABYTE // 4)
    content = with_part(renamed(part, name), "xl/media/image1.jpeg", b"\xff\xd8\xff\xe0" + noise)
    with pytest.raises(FileError, match=says):
        read(content, "plan.xlsx")


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("xl/media/image1.PNG", b"\x89PNG\r\n\x1a\n"),
        ("xl/media/image1.tiff", b"II*\x00"),
        ("xl/media/image1.emf", b"\x01\x00\x00\x00"),
        ("docProps/thumbnail.jpeg", b"\xff\xd8\xff\xe0"),
        ("xl/fonts/font1.odttf", b"\x9d\x12"),
    ],
)
def test_pictures_and_fonts_do_not_count_as_text(name: str, begins: bytes) -> None:
    noise = secrets.token_bytes(MEGABYTE // 4) + bytes(8 * MEGABYTE)
    read(with_part(saved(fill(REAL_PLAN)), name, begins + noise), "plan.xlsx")


def test_printer_settings_pass() -> None:
    settings = "Lexmark".encode("utf-16-le") + bytes(500)
    part = "xl/printerSettings/printerSettings1.bin"
    read(with_part(saved(fill(REAL_PLAN)), part, settings), "plan.xlsx")
