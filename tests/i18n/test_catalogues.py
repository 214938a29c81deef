"""Catalogues: every message in every language, none vague, every plural form, same places."""

import ast
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from planner.i18n import translator
from planner.i18n.catalogue import DOMAIN, FOLDER
from schemas.errors import RuleError
from schemas.vocabulary import Language

Key = tuple[str | None, str]

ROOT = Path(__file__).parents[2]

TRANSLATED = [language for language in Language if language is not Language.EN]
"""English is what the code says, so its catalogue says nothing."""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """What the code says now, collected as `make catalogues` does."""
    file = tmp_path_factory.mktemp("catalogue") / "planner.pot"
    words = ("--keyword=N_", "--keyword=plural:1,2", "--keyword=context:1c,2")
    pybabel = Path(sys.executable).with_name("pybabel")
    subprocess.run(
        [pybabel, "-q", "extract", "-F", "pyproject.toml", *words, "-o", file, "."], check=True
    )
    return load(file)


def load(file: Path, language: Language | None = None) -> Catalog:
    with file.open("rb") as content:
        return read_po(content, locale=language.value if language else None)


def catalogue(language: Language) -> Catalog:
    return load(FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po", language)


def messages(one: Catalog) -> dict[Key, Message]:
    return {(m.context, ids(m)[0]): m for m in one if m.id}


def ids(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id or ())


def forms(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def places(text: str) -> set[str]:
    """Return the named places of a message; a stray brace raises ValueError."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def pairs(language: Language) -> Iterator[tuple[Message, str]]:
    for message in messages(catalogue(language)).values():
        for form in forms(message):
            yield message, form


@pytest.mark.parametrize("language", Language)
def test_every_message_of_the_code_stands_in_every_language(
    template: Catalog, language: Language
) -> None:
    missing = messages(template).keys() - messages(catalogue(language)).keys()
    assert sorted(str(key) for key in missing) == []


@pytest.mark.parametrize("language", Language)
def test_no_catalogue_keeps_what_the_code_no_longer_says(
    template: Catalog, language: Language
) -> None:
    left = messages(catalogue(language)).keys() - messages(template).keys()
    assert sorted(str(key) for key in left) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_nothing_is_empty_or_vague(language: Language) -> None:
    bad = [m.id for m, form in pairs(language) if not form.strip() or m.fuzzy]
    assert bad == []


@pytest.mark.parametrize("language", Language)
def test_every_plural_has_all_forms_of_its_language(language: Language) -> None:
    one = catalogue(language)
    wrong = [
        m.id for m in messages(one).values() if len(ids(m)) > 1 and len(forms(m)) != one.num_plurals
    ]
    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_places_of_its_message(language: Language) -> None:
    wrong = []
    for message, form in pairs(language):
        known = set().union(*(places(text) for text in ids(message)))
        needed = known - {"count"} if len(ids(message)) > 1 else known
        if not needed <= places(form) <= known:
            wrong.append((message.id, form))
    assert wrong == []


def test_english_says_what_the_code_says() -> None:
    assert [m.id for m, form in pairs(Language.EN) if form not in {"", *ids(m)}] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_says_that_no_native_speaker_has_reviewed_it(language: Language) -> None:
    text = (FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po").read_text(encoding="utf-8")
    assert "Not reviewed by native speakers yet." in text


@pytest.mark.parametrize("language", Language)
def test_counting_works_in_every_language(language: Language) -> None:
    say = translator(language).plural
    told = {say("{count} voice", "{count} voices", count) for count in (0, 1, 2, 5, 22)}
    assert all(re.search(r"\d", text) for text in told)


def test_a_plural_is_told_in_three_ways_in_polish() -> None:
    say = translator(Language.PL).plural
    forms_told = {say("{count} voice", "{count} voices", n).split()[-1] for n in (1, 2, 5)}
    assert len(forms_told) == 3


def test_messages_are_marked_where_they_stand() -> None:
    """A message inside an f-string, or made by one, is dropped without a word."""
    call = re.compile(r"""\b(_|N_|plural|say)\(\s*f["']|f(["']).*\{(_|plural)\(["']""")
    found = [str(p) for p in Path("planner").rglob("*.py") if call.search(p.read_text("utf-8"))]
    assert found == []


def test_no_message_stands_inside_an_f_string_where_collecting_it_would_fail() -> None:
    marks = {"_", "N_", "plural", "context"}
    hidden = [
        f"{file.relative_to(ROOT)}:{call.lineno}"
        for folder in ("planner", "schemas", "db")
        for file in (ROOT / folder).rglob("*.py")
        for text in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in marks
    ]
    assert hidden == []


@pytest.mark.parametrize(("language", "listed"), [("en", "a, b"), ("zh_Hans", "a、b")])
def test_words_are_listed_as_the_language_lists_them(language: str, listed: str) -> None:
    say = translator(Language(language))
    assert say.listed(["a", "b"]) == listed
    assert say.error(RuleError("{parts}", parts=("a", "b"))) == listed
