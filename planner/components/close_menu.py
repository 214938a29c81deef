"""The menu of a phone, which covers the page that it led to."""

from .packaged import packaged


def close_menu(occasion: str) -> None:
    """Close the menu where it covers the page, once for each occasion.

    Streamlit closes it after its own links alone, and opens it again when the page is loaded anew.
    """
    packaged("close_menu")(key="close_menu", data={"occasion": occasion})
