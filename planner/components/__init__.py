"""Browser components: what Streamlit's own elements can't do, in small scripts of our own.

The scripts are written in `frontend/` and committed as built in `build/`; `make components` builds
them anew.
"""

from .close_menu import close_menu
from .go_to_field import go_to_field
from .language import page_language
from .next_field import next_field
from .page_top import page_top
from .session_watch import session_watch
from .typing_pause import typing_pause

__all__ = [
    "close_menu",
    "go_to_field",
    "next_field",
    "page_language",
    "page_top",
    "session_watch",
    "typing_pause",
]
