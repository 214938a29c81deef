"""A line is one line, whatever a browser or a file sends; longer texts keep theirs."""

from typing import Any

import pytest
from pydantic import TypeAdapter

from planner.exchange import cells
from schemas.shape import Line, Required, Words

BREAKS = ["a\nb", "a\r\nb", "a \n\n b", "a\u2028b", "a\x0bb", "\na\nb\n"]


@pytest.mark.parametrize("kind", [Line, Required, cells.Line], ids=["line", "required", "cell"])
@pytest.mark.parametrize("text", BREAKS, ids=range(6))
def test_a_line_has_no_breaks(kind: Any, text: str) -> None:
    assert TypeAdapter(kind).validate_python(text) == "a b"


def test_spaces_in_a_line_stay_as_they_were_typed() -> None:
    assert TypeAdapter(Line).validate_python("a  b\tc") == "a  b\tc"


def test_a_longer_text_keeps_its_lines() -> None:
    assert TypeAdapter(Words).validate_python("a\n\nb") == "a\n\nb"
