"""Text made short: cut at a word, and never wider than there is room."""

import pytest

from planner.ui.text import plain, shorten


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("", 5, ""),
        ("Come sooner.", 12, "Come sooner."),
        ("Come sooner, please.", 14, "Come sooner…"),
        ("Incomprehensible", 6, "Incom…"),
        ("警员应更快作出响应", 18, "警员应更快作出响应"),
        ("警员应更快作出响应", 10, "警员应更…"),
    ],
)
def test_a_text_is_cut_at_a_word_where_it_has_any(text: str, most: int, short: str) -> None:
    assert shorten(text, most) == short


@pytest.mark.parametrize(
    "text", ["title\n===", "title\n---", "# title", "1. one", "- one", "+ one"]
)
def test_no_line_becomes_a_title_or_a_list(text: str) -> None:
    # Each mark that Markdown would act on has a backslash before it.
    for line in plain(text).split("\n"):
        assert not line.startswith(("=", "-", "#", "1. ", "+"))


def test_a_line_that_is_set_in_is_no_code() -> None:
    assert plain("One\n\n    two\n\tthree") == "One  \n  \ntwo  \nthree"
