"""Every text that people can write, poisoned: what a browser or Markdown would act on, stored.

A text column that is new is poisoned from its first day on, unless it is named here with a reason.
"""

import re
from collections.abc import Iterator

from sqlalchemy import (
    Column,
    Engine,
    Enum,
    String,
    UniqueConstraint,
    func,
    literal,
    select,
    update,
)

from db import tables as t
from db.engine import transaction
from planner.exchange.tables import RECORDS
from schemas.shape import LONG

MARK = "zqz"
"""Begins each poisoned text; no word on screen has it."""
END = "qzq"
FLAG = "poisoned"
"""A script that ran would set this on the window."""
ELSEWHERE = "elsewhere.example"
POISON = "".join(
    (
        f'{MARK} {{place}}"><script>{FLAG}=1</script><img src=//{ELSEWHERE}/a onerror={FLAG}=2>',
        f"<svg onload={FLAG}=3>[b](javascript:{FLAG}=4)![c](https://{ELSEWHERE}/c)",
        "$\\pi$ :material/skull: :red[d] :smile: **e** _f_ ~~g~~ `h` &lt;i&gt;",
    )
)
LINES = "\n===\n# j\n- k\n> l\n| m |\n| - |\n```\nn\n```\n\n    o\n"
"""What Markdown acts on at the start of a line, for texts that have lines."""

WITH_LINES = {
    name
    for record in RECORDS.values()
    for name, field in record.model_fields.items()
    if any(getattr(rule, "max_length", None) == LONG for rule in field.metadata)
}
"""Columns whose texts may have lines: all others are one line, however they came in."""

_CODE = "letters, digits and dots alone: checked when a file is read, and made by the planner else"
_OWN = "made by the planner itself, nobody can write it"
UNTOUCHED = {
    **dict.fromkeys(
        (
            *("jurisdiction.code", "member.code", "partner.code", "theme.code", "engagement.code"),
            *("local_demand.code", "goal.code", "commitment.code", "indicator.code", "voice.code"),
            "library_indicator.code",
            "beat.number",
        ),
        _CODE,
    ),
    **dict.fromkeys(
        (
            *("guess.key_digest", "job.kind", "job.once_key", "job.payload", "job.leased_by"),
            *("job.last_error", "anchor.heads_digest", "anchor.previous_digest", "anchor.digest"),
            *("account.password_hash", "change.entity", "change.action", "change.request_id"),
            *("change.words_digest", "change.previous_digest", "change.digest"),
            *("change_words.salt", "draft.form", "evidence.entity", "evidence.digest"),
            *("evidence.media_type", "read_mark.mark", "translation.entity", "translation.field"),
            *("translation.original_digest", "web_session.token_digest"),
            *("recovery_code.code_digest", "second_factor.locked_secret", "dismissed_hint.field"),
            *("dismissed_hint.digest", "goal.polished_for"),
            *("edition.digest", "edition_part.entity"),
        ),
        _OWN,
    ),
    "evidence.url": "checked when it comes in; what it may hold is tried by tests of its own",
    "jurisdiction.time_zone": "looked up in a list when a file is read",
    "jurisdiction.holiday_country": "looked up in a list when a file is read",
    "jurisdiction.holiday_subdivision": "looked up in a list when a file is read",
    "draft.body": "goes back into the very fields it was typed in",
    "change_words.body": "a copy of rows as JSON: a poisoned one is written with them",
    "identity.issuer": "named by the provider, and shown on no page",
    "identity.subject": "named by the provider, and shown on no page",
}
"""Text columns that are left as they are, each with the reason."""


def text_columns() -> Iterator[Column[str]]:
    """Yield every column of every table that holds text and no word of the vocabulary."""
    for table in t.Table.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, String) and not isinstance(column.type, Enum):
                yield column


def poisoned_columns() -> list[Column[str]]:
    """Return the columns that are poisoned."""
    return [column for column in text_columns() if str(column) not in UNTOUCHED]


def poison_of(column: Column[str]) -> str:
    """Return the text that is stored in a column; it says where it came from."""
    text = POISON.format(place=str(column).replace(".", " "))
    length = getattr(column.type, "length", None)
    if length:
        return text[:length]
    return text + (LINES if column.name in WITH_LINES else "") + END


def is_unique(column: Column[str]) -> bool:
    """Say whether a rule of the database forbids the same text in two rows."""
    return any(
        isinstance(rule, UniqueConstraint) and column.name in rule.columns
        for rule in column.table.constraints
    )


def poison(engine: Engine) -> list[str]:
    """Store the poison in every row's texts; return the columns of which there was no row."""
    empty = []
    with transaction(engine, write=True) as session:
        for column in poisoned_columns():
            if not session.scalar(select(func.count()).select_from(column.table)):
                empty.append(str(column))
            text = literal(poison_of(column))
            # What has to differ from row to row still does.
            value = text + column if is_unique(column) else text
            session.execute(update(column.table).values({column.name: value}))
    return empty


_ACTIVE = re.compile(r"(?<!\\)(?:\\\\)*[<>\[\]$!*_`:&#~|@/=]")


def active_part(text: str) -> str:
    """Return from where Markdown would act on a poisoned text, or nothing if it never would."""
    for found in re.finditer(f"{MARK}.*?(?:{END}|$)", text, re.DOTALL | re.IGNORECASE):
        if active := _ACTIVE.search(found[0]):
            return found[0][active.start() :][:80]
    return ""
