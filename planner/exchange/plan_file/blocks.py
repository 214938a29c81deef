"""A Word file as lines in their order: what people read, and boxes as ticked or not.

Only what is written counts: what was deleted while changes were tracked is gone, comments and
pictures are passed over. Boxes come as marks, however the form was made.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

from docx import Document
from docx.document import Document as WordFile
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from schemas.errors import N_, FileError

from .notes import Notes

TICKED, EMPTY = "\N{BALLOT BOX WITH X}", "\N{BALLOT BOX}"
MOST_LINES = 5_000
MOST_NESTED = 10
"""Tables in each other that are read."""

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SYMBOLS = {"F0FE": TICKED, "F0FD": TICKED, "F0FC": TICKED, "F0A8": EMPTY, "F06F": EMPTY}
"""Boxes of the font Wingdings, which older forms use."""
_SKIPPED = {qn("w:pPr"), qn("w:del"), qn("w:moveFrom"), qn("w:txbxContent"), _FALLBACK}
_TRACKED = (qn("w:ins"), qn("w:del"), qn("w:moveFrom"))


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its text, whether it is set as a heading, and for a row of a table its label."""

    text: str
    heading: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class _Source:
    """The file that lines come from: its name, and the names of its styles by their ids."""

    name: str
    styles: Mapping[str, str]

    def too_much(self) -> FileError:
        """Return the error for a file that holds more than is read."""
        return FileError(
            N_("“{name}” holds more than a plan does. Take out what does not belong to it."),
            name=self.name,
        )


def read_lines(content: bytes, name: str, notes: Notes) -> list[Line]:
    """Return what a Word file says, line by line. Raises FileError for one that can't be read."""
    try:
        file = Document(BytesIO(content))
        styles = {one.style_id: (one.name or "").lower() for one in file.styles}
    except Exception as error:  # whatever the library makes of a damaged file
        raise FileError(
            N_("“{name}” can't be read as a Word file. Save it again as .docx, and send that."),
            name=name,
        ) from error
    source = _Source(name, styles)
    lines = []
    for line in _of_blocks(file.element.body, source):
        lines.append(line)
        if len(lines) > MOST_LINES:
            raise source.too_much()
    _note_passed_over(file, name, notes)
    return lines


def _of_blocks(parent: Element, source: _Source, depth: int = 0) -> Iterator[Line]:
    """Yield what stands in a body or a cell; `depth` is how many tables it stands in."""
    for each in parent:
        if each.tag == qn("w:p"):
            yield from _of_paragraph(each, source)
        elif each.tag == qn("w:tbl"):
            yield from _of_table(each, source, depth + 1)
        elif each.tag == qn("w:sdt"):
            for inner in each.findall(qn("w:sdtContent")):
                yield from _of_blocks(inner, source, depth)


def _of_paragraph(paragraph: Element, source: _Source) -> Iterator[Line]:
    text = _text_of(paragraph).strip()
    if text:
        yield Line(text, heading=_is_heading(paragraph, source))


def _of_table(table: Element, source: _Source, depth: int) -> Iterator[Line]:
    if depth > MOST_NESTED:
        raise source.too_much()
    for row in table.iter(qn("w:tr")):
        # Rows of a table in a cell come with that cell.
        if _nearest(row, qn("w:tbl")) is table:
            yield from _of_row(row, source, depth)


def _of_row(row: Element, source: _Source, depth: int) -> Iterator[Line]:
    """Yield a row: its first cell is a label where there are more; a cell alone is a paragraph.

    A cell alone that holds a table is only there for the layout, whatever is empty beside it.
    """
    cells = [cell for cell in row.iter(qn("w:tc")) if _nearest(cell, qn("w:tr")) is row]
    texts = [_cell_text(cell) for cell in cells]
    filled = [text for text in texts if text]
    if len(filled) > 1:
        yield Line("\n".join(filled[1:]), label=filled[0])
    elif cells and filled:
        if len(texts) > 1 and next(row.iter(qn("w:tbl")), None) is None:
            yield Line(filled[0], heading=True)
        else:
            for cell in cells:
                yield from _of_blocks(cell, source, depth)


def _nearest(element: Element, tag: str) -> Element | None:
    return next(element.iterancestors(tag), None)


def _cell_text(cell: Element) -> str:
    paragraphs = (_text_of(each).strip() for each in cell.iter(qn("w:p")))
    return "\n".join(text for text in paragraphs if text)


def _is_heading(paragraph: Element, source: _Source) -> bool:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    name = source.styles.get(style.get(qn("w:val"), ""), "") if style is not None else ""
    return name.startswith(("heading", "title"))


def _text_of(element: Element) -> str:
    return "".join(_pieces(element))


def _pieces(element: Element) -> Iterator[str]:
    """Yield what is read of an element, with boxes as marks."""
    for each in element:
        if each.tag in _SKIPPED:
            continue
        box = _box_of(each)
        if box is not None:
            yield box
        elif each.tag in _READ:
            yield _READ[each.tag](each)
        else:
            yield from _pieces(each)


_READ: Mapping[str, Callable[[Element], str]] = {
    qn("w:t"): lambda each: each.text or "",
    qn("w:br"): lambda _each: "\n",
    qn("w:cr"): lambda _each: "\n",
    qn("w:tab"): lambda _each: " ",
    qn("w:sym"): lambda each: _SYMBOLS.get((each.get(qn("w:char")) or "").upper(), ""),
}


def _box_of(element: Element) -> str | None:
    """Return the mark of a box to tick, of the new kind or of the old one; None for no box."""
    if element.tag == qn("w:sdt") and (box := element.find(f".//{_W14}checkbox")) is not None:
        return _mark(box.find(f"{_W14}checked"), f"{_W14}val")
    if element.tag == qn("w:ffData") and (box := element.find(qn("w:checkBox"))) is not None:
        ticked = box.find(qn("w:checked"))
        return _mark(ticked if ticked is not None else box.find(qn("w:default")), qn("w:val"))
    return None


def _mark(box: Element | None, attribute: str) -> str:
    """Return a box as it is set; one that is named without a value is ticked."""
    value = "0" if box is None else box.get(attribute, "1")
    return f"{TICKED} " if value in {"1", "true", "on"} else f"{EMPTY} "


def _note_passed_over(file: WordFile, name: str, notes: Notes) -> None:
    body = file.element.body
    if any(next(body.iter(tag), None) is not None for tag in _TRACKED):
        notes.add(name, N_("Changes were tracked: what was deleted was left out."))
    if next(body.iter(qn("w:commentReference")), None) is not None:
        notes.add(name, N_("Comments were not read."))
    if next(body.iter(qn("w:drawing"), qn("w:pict")), None) is not None:
        notes.add(name, N_("Pictures were not read."))
    if next(body.iter(qn("w:footnoteReference")), None) is not None:
        notes.add(name, N_("Footnotes were not read."))
    for box in body.iter(qn("w:txbxContent")):
        if not any(parent.tag == _FALLBACK for parent in box.iterancestors()):
            notes.leave(name, _cell_text(box))
