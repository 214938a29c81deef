"""Numbers in text fields: read as each language writes them, and never as a float.

`st.number_input` keeps floats, which lose digits; so a number is typed into `st.text_input`, put
there by `write_number` and read by `read_number`. The rules of reading stand in
`planner.i18n.formats.parse_number`.
"""

from decimal import Decimal

from planner import i18n
from schemas.errors import RuleError
from schemas.vocabulary import Language


def read_number(text: str, language: Language, *, where: str | None = None) -> Decimal | None:
    """Return the number typed into a field, or None when the field is empty.

    Raises RuleError in words, naming the field in `where`, for what can't be read as one number.
    """
    try:
        return i18n.parse_number(text, language)
    except RuleError as error:
        error.where = where
        raise


def write_number(value: Decimal | None, language: Language) -> str:
    """Return what stands in the field for a number: every digit, and empty for none."""
    return "" if value is None else i18n.write_number(value, language)
