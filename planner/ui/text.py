"""Text that people typed, made safe to show."""

import re

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&@/])")


def plain(text: str) -> str:
    """Escape everything that Markdown or HTML would act on; line breaks stay."""
    return _MARKDOWN.sub(r"\\\1", text).replace("\n", "  \n")
