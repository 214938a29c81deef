"""Enter leads on to the next field of a sheet, as it does in a spreadsheet."""

from .packaged import packaged


def next_field(fields: str) -> None:
    """Let Enter go from one field to the next, in the order they stand on the page.

    `fields` is a CSS selector of the fields' containers, such as `[class*="st-key-value"]`. Lists
    and longer texts keep what Enter means to them. Call it once a run.
    """
    packaged("next_field")(key="next_field", data={"fields": fields})
