"""Docs that are checked: what they list is what the code has."""

from pathlib import Path

from planner.domain.permissions import ACTION_WORDS, RULES, Reach
from planner.i18n import word_of
from schemas.vocabulary import Role

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
