"""Browser components: what Streamlit's own elements can't do, in small scripts of our own.

The scripts are written in `frontend/` and committed as built in `build/`; `make components` builds
them anew.
"""

from .language import page_language

__all__ = ["page_language"]
