"""The top of the page, for what has to be seen after a page was drawn anew."""

from .packaged import packaged


def page_top(occasion: str) -> None:
    """Bring the top of the page into view, once for each occasion."""
    packaged("page_top")(key="page_top", data={"occasion": occasion})
