"""What is typed reaches the server in pauses, not only when a field is left."""

import re

from .packaged import packaged

_NOT_IN_A_CLASS = re.compile(r"[^a-zA-Z0-9_-]")


def typing_pause(form: str, *, pause_ms: int = 400, most_ms: int = 700) -> None:
    """Take over a form's texts in each pause of typing, and now and then without one.

    Streamlit's own fields report when they are left, so a browser that dies takes along what was
    typed since. A report is a rerun: the field keeps focus, caret and what is typed meanwhile.
    It is for forms that keep drafts: where a value counts as soon as it is reported, half a number
    would. `form` is what the keys of its widgets begin with, `pause_ms` how long nobody types,
    `most_ms` how long at most goes unreported. Passwords are left alone. Call it once a run.
    """
    fields = f'[class*="st-key-{_NOT_IN_A_CLASS.sub("-", form)}"]'
    packaged("typing_pause")(
        key=f"typing_pause:{form}", data={"fields": fields, "pause": pause_ms, "most": most_ms}
    )
