"""The page in the session's language, where Streamlit's own frontend would stay English."""

from collections.abc import Mapping

from .packaged import packaged


def page_language(language_tag: str, translations: Mapping[str, str]) -> None:
    """Set the page's language, keep it over a reload, and translate Streamlit's own words.

    `language_tag` is a BCP 47 tag (`zh-Hans`); it goes to `<html lang>` and, for a year, to the
    cookie `planner_language`. `translations` leads from `builtin.BUILTIN_WORDS` to the words of
    that language; holes are `{named}` on both sides. Only whole strings are replaced, and never
    where people's own words stand: markdown, cells, options, values, `[data-user-content]`. Call it
    once a run, at the same place, so that the browser keeps it going.
    """
    is_english = all(english == shown for english, shown in translations.items())
    packaged("page_language")(
        key="page_language",
        data={"language": language_tag, "translations": {} if is_english else dict(translations)},
    )
