"""Docs that are checked: what they list is what the code has."""

import re
from pathlib import Path

from planner.domain.permissions import ACTION_WORDS, RULES, Reach
from planner.i18n import translator, word_of
from planner.i18n.glossary import GLOSSARY
from schemas.vocabulary import Language, Role

DOCS = Path("docs")
_REACH = {Reach.OWN: "own district", Reach.ANYWHERE: "everywhere", None: ""}


def permission_table() -> str:
    """Return the table of who may do what, as the docs print it."""
    head = ["action", *(word_of(role) for role in Role)]
    rows = [
        [ACTION_WORDS[action], *(_REACH[RULES[action].get(role)] for role in Role)]
        for action in RULES
    ]
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def test_the_docs_print_the_table_that_decides() -> None:
    assert permission_table() in (DOCS / "permissions.md").read_text(encoding="utf-8")


def test_the_map_of_the_house_fits_on_two_pages() -> None:
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 80


def test_the_map_names_every_room() -> None:
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    rooms = [p.name for p in Path("planner").iterdir() if (p / "__init__.py").exists()]
    assert [room for room in rooms if f"{room}/" not in text] == []


def test_every_link_of_the_readme_leads_somewhere() -> None:
    text = Path("README.md").read_text(encoding="utf-8")
    targets = [part.split(")")[0] for part in text.split("](")[1:]]
    assert [target for target in targets if not Path(target).exists()] == []


def test_every_attack_that_is_called_a_test_is_one() -> None:
    text = (DOCS / "security.md").read_text(encoding="utf-8")
    tests = re.findall(r"`(tests/[\w/]+\.py)`", text)
    assert len(tests) > 20
    assert [test for test in tests if not Path(test).is_file()] == []


def test_the_glossary_of_the_docs_is_the_one_that_help_shows() -> None:
    others = [translator(language) for language in Language if language is not Language.EN]
    text = (DOCS / "glossary.md").read_text(encoding="utf-8")
    for entry in GLOSSARY:
        cells = [entry.word, *(say(entry.word) for say in others), entry.meaning]
        assert "| " + " | ".join(cells) + " |" in text
