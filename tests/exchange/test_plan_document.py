"""The district's form in Word: read however it is laid out, and nothing in it is dropped."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.styles.styles import Styles

from schemas.errors import FileError
from schemas.intake import PriorityDraft
from schemas.vocabulary import Language, PriorityKind, PrioritySource, ProblemType
from tests.exchange.plan_files import (
    form_with_headings,
    form_with_tables,
    read_form,
    told,
    written,
)
from tests.real_plan import REAL_PLAN

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def form(*paragraphs: str) -> Any:
    file = Document()
    for text in paragraphs:
        file.add_paragraph(text)
    return file


def only(file: Any, language: Language = Language.EN) -> PriorityDraft:
    (found,) = read_form(written(file), language).priorities
    return found


@pytest.mark.parametrize("make", [form_with_headings, form_with_tables])
def test_headings_and_tables_say_the_same(make: Any) -> None:
    draft = read_form(written(make(REAL_PLAN)))
    assert told(draft) == []
    for found, meant in zip(draft.priorities, REAL_PLAN.priorities, strict=True):
        assert (found.title, found.kind) == (meant.title, meant.kind)
        assert (found.problem_type, found.sources) == (meant.problem_type, meant.sources)
        for name, text in vars(meant.words).items():
            assert getattr(found, name) == text


def test_sentences_with_numbers_are_suggested_and_no_target_is_guessed() -> None:
    found = only(
        form(
            "Scanning",
            "Title: Robberies",
            "Response",
            "We walk 4 nights a week. We greet people.",
            "Assessment",
            "Robberies fall by 20 percent.",
        )
    )
    assert [goal.title for goal in found.goals] == [
        "We walk 4 nights a week.",
        "Robberies fall by 20 percent.",
    ]
    assert all(goal.suggested and not goal.indicators for goal in found.goals)


def test_wordings_and_numbering_may_differ() -> None:
    found = only(
        form(
            "PROBLEM SOLVING PRIORITY #1",
            "1. SCANNING:",
            "Title of the problem: Vacant houses  ",
            "Type of Problem: quality of life",
            "Why is this a priority?",
            "They stand open.",
            "2. ANALYSIS",
            "a) Who is affected by it?",
            "Neighbours.",
            "How does it happen",
            "At night.",
            "Where and When:",
            "Beat 0713.",
            "3. Response (what will be done)",
            "We walk.",
            "4. Assesment",
            "We count.",
        )
    )
    assert found.title == "Vacant houses"
    assert found.problem_type is ProblemType.QUALITY_OF_LIFE
    assert (found.rationale, found.who_is_affected) == ("They stand open.", "Neighbours.")
    assert (found.how_it_happens, found.where_and_when) == ("At night.", "Beat 0713.")
    assert (found.response, found.assessment) == ("We walk.", "We count.")


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (Language.ES, ("Título: Robos", "Justificación", "Hay robos.", "Respuesta", "Patrullar.")),
        (Language.PL, ("Tytuł: Rozboje", "Uzasadnienie", "Są rozboje.", "Reakcja", "Patrole.")),
        (Language.ZH_HANS, ("标题\uff1a抢劫", "理由", "抢劫增多。", "对策", "步行巡逻。")),
    ],
)
def test_other_languages_are_read(language: Language, lines: tuple[str, ...]) -> None:
    found = only(form(*lines), language)
    assert (found.rationale, found.response) == (lines[2], lines[4])


@pytest.mark.parametrize(
    "line",
    [
        "[x] Crime data  [ ] Beat meetings",
        "(X) Crime data ( ) Beat meetings",
        "☑ Crime data ☐ Beat meetings",
        "✓ Crime data □ Beat meetings",
    ],
)
def test_ticks_come_in_many_shapes(line: str) -> None:
    found = only(form("Title: Robberies", "Sources", line))
    assert found.sources == {PrioritySource.CRIME_DATA}


def content_control(label: str, *, ticked: bool) -> Any:
    mark = "\N{BALLOT BOX WITH X}" if ticked else "\N{BALLOT BOX}"
    return parse_xml(
        f"<w:p {nsdecls('w')} {W14}><w:sdt><w:sdtPr><w14:checkbox>"
        f'<w14:checked w14:val="{int(ticked)}"/></w14:checkbox></w:sdtPr><w:sdtContent>'
        f"<w:r><w:t>{mark}</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t>{label}</w:t></w:r></w:p>"
    )


def old_box(label: str, *, ticked: bool) -> Any:
    checked = "<w:checked/>" if ticked else ""
    return parse_xml(
        f"<w:p {nsdecls('w')}><w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox>"
        f'<w:default w:val="0"/>{checked}</w:checkBox></w:ffData></w:fldChar></w:r>'
        f"<w:r><w:t>{label}</w:t></w:r></w:p>"
    )


@pytest.mark.parametrize("box", [content_control, old_box])
def test_boxes_of_word_are_ticked_or_not(box: Any) -> None:
    file = form("Title: Robberies", "Sources")
    for label, ticked in (("Crime data", True), ("Beat meetings", False), ("Other", True)):
        file.element.body.insert(-1, box(label, ticked=ticked))
    assert only(file).sources == {PrioritySource.CRIME_DATA, PrioritySource.OTHER}


def test_what_has_no_place_is_kept_to_be_copied() -> None:
    file = form("Foreword by the commander.", "Title: Robberies", "Rationale", "They rise.")
    file.add_heading("Budget", 1)
    file.add_paragraph("Forty thousand.")
    table = file.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Signed", "A. Commander"
    draft = read_form(written(file))
    kept = [one.text for one in draft.unplaced]
    assert kept == ["Foreword by the commander.", "Budget", "Forty thousand.", "A. Commander"]
    assert draft.priorities[0].rationale == "They rise."


def test_unknown_ticks_are_named_and_kept() -> None:
    draft = read_form(written(form("Title: Robberies", "Sources", "[x] Horoscopes [x] Crime data")))
    assert any("“Horoscopes” was not understood as a source." in note for note in told(draft))
    assert draft.priorities[0].sources == {PrioritySource.CRIME_DATA}


def test_two_plans_in_one_file_are_said() -> None:
    file = form(
        "District 7 plan",
        "Scanning",
        "Title: Robberies",
        "District 11 plan",
        "Scanning",
        "Title: Vacant houses",
    )
    draft = read_form(written(file))
    assert [one.title for one in draft.priorities] == ["Robberies", "Vacant houses"]
    assert any("The file names several districts: 7, 11." in note for note in told(draft))


def test_engagement_priorities_come_after_the_problems() -> None:
    draft = read_form(
        written(
            form(
                "Problem-solving priorities",
                "Title: Robberies",
                "Type: violent crime, property crime",
                "Community engagement priorities",
                "Title: Meetings that lead somewhere",
                "Title: Pupils",
            )
        )
    )
    kinds = [one.kind for one in draft.priorities]
    assert kinds == [PriorityKind.PROBLEM, PriorityKind.ENGAGEMENT, PriorityKind.ENGAGEMENT]


def test_tracked_changes_count_as_accepted_and_are_said() -> None:
    file = form("Title: Robberies", "Rationale")
    file.element.body.insert(
        -1,
        parse_xml(
            f"<w:p {nsdecls('w')}><w:ins w:id='1' w:author='a'><w:r><w:t>New words.</w:t></w:r>"
            "</w:ins><w:del w:id='2' w:author='a'><w:r><w:delText>Old words.</w:delText></w:r>"
            "</w:del><w:r><w:commentReference w:id='3'/></w:r></w:p>"
        ),
    )
    draft = read_form(written(file))
    assert draft.priorities[0].rationale == "New words."
    notes = " ".join(told(draft))
    assert "Changes were tracked" in notes
    assert "Comments were not read." in notes


def test_a_form_without_titles_or_priorities_says_so() -> None:
    assert any("No priority" in note for note in told(read_form(written(form("Hello.")))))
    draft = read_form(written(form("Scanning", "They rise.")))
    assert draft.priorities[0].title == "Priority 1"
    assert any("no title that fits" in note for note in told(draft))


def test_text_boxes_and_merged_rows_are_not_lost() -> None:
    file = form("Title: Robberies", "Rationale", "They rise.")
    table = file.add_table(rows=2, cols=2)
    table.rows[0].cells[0].merge(table.rows[0].cells[1]).text = "Response"
    table.rows[1].cells[0].merge(table.rows[1].cells[1]).text = "We walk."
    file.element.body.insert(
        -1,
        parse_xml(
            f"<w:p {nsdecls('w')}><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r>"
            "</w:p></w:txbxContent></w:pict></w:r></w:p>"
        ),
    )
    draft = read_form(written(file))
    assert draft.priorities[0].response == "We walk."
    assert [one.text for one in draft.unplaced] == ["In a box."]


def nested(depth: int, *, beside: int = 0) -> Any:
    """Return a form whose rationale stands in tables in each other, with empty cells beside it."""
    file = form("Title: Robberies", "Rationale")
    cell = file.add_table(rows=1, cols=1 + beside).rows[0].cells[0]
    for _ in range(depth - 1):
        cell = cell.add_table(rows=1, cols=1 + beside).rows[0].cells[0]
    cell.text = "They rise."
    return file


@pytest.mark.parametrize(("depth", "beside"), [(1, 0), (2, 0), (3, 1), (10, 0)])
def test_text_of_tables_in_tables_comes_once(depth: int, beside: int) -> None:
    draft = read_form(written(nested(depth, beside=beside)))
    text = draft.priorities[0].rationale + "".join(one.text for one in draft.unplaced)
    assert text == "They rise."


def test_labels_in_a_table_within_a_layout_are_known() -> None:
    file = Document()
    inner = file.add_table(rows=1, cols=2).rows[0].cells[1].add_table(rows=2, cols=2)
    for row, texts in zip(
        inner.rows, [("Title", "Robberies"), ("Rationale", "They rise.")], strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    found = only(file)
    assert (found.title, found.rationale) == ("Robberies", "They rise.")


def test_tables_nested_deeper_than_a_form_are_refused() -> None:
    with pytest.raises(FileError, match="holds more than a plan does"):
        read_form(written(nested(40)))


def test_styles_are_walked_once_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    walks = []
    walk: Callable[[Styles], Iterator[Any]] = Styles.__iter__

    def counted(styles: Styles) -> Iterator[Any]:
        walks.append(styles)
        return walk(styles)

    monkeypatch.setattr(Styles, "__iter__", counted)
    read_form(written(form_with_headings(REAL_PLAN)))
    assert len(walks) == 1
