"""The page's language: what the script is told, that it is served, and that its build is fresh."""

import json
import re
import shutil
import subprocess
import tomllib
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest
import streamlit
from streamlit.testing.v1 import AppTest

from planner import components
from planner.components.builtin import BUILTIN_WORDS

FOLDER = Path(components.__file__).parent
FRONTEND = FOLDER / "frontend"
BUILD = FOLDER / "build"
SETTINGS = ("package.json", "package-lock.json", "tsconfig.json", "vite.config.ts")

# What the frontend puts together at run time, and the pieces its scripts hold.
COMPOSED = {
    "Press Enter to apply": ("Press Enter to ", "`apply`"),
    "Press Enter to submit form": ("Press Enter to ", "`submit form`"),
    "Press {key}+Enter to apply": ("+Enter to ", "`apply`"),
    "Press {key}+Enter to submit form": ("+Enter to ", "`submit form`"),
    "You can only select up to 1 option. Remove an option first.": (
        "You can only select up to ",
        "`option`",
        ". Remove an option first.",
    ),
    "You can only select up to {count} options. Remove an option first.": (
        "You can only select up to ",
        "`options`",
        ". Remove an option first.",
    ),
    "The page that you have requested does not seem to exist. Running the app's main page.": (
        "`The page that you have requested does not seem to exist`",
        ". Running the app's main page.",
    ),
    "Choose date, {month}": ("`Choose date`",),
    "Choose date range, {month}": ("`Choose date range`",),
    "1 option available.": (" option`", " available."),
    "{count} options available.": (" options`", " available."),
    "1 result": (" result${",),
    "{count} results": (" result${",),
}

# The parts of a date, as browsers name them in English.
BY_THE_BROWSER = {"month", "year", "year, {label}", "month, {label}", "day, {label}"}


@cache
def streamlit_scripts() -> str:
    """Return the text of every script in the installed Streamlit's frontend.

    What its server answers is shown as it comes, so that stands there too, in the same quotes.
    """
    package = Path(streamlit.__file__).parent
    scripts = [*(package / "static" / "static" / "js").glob("*.js")]
    answers = (package / "runtime" / "backend_operation_handler.py").read_text(encoding="utf-8")
    return "\n".join([one.read_text(encoding="utf-8") for one in scripts]) + answers.replace(
        '"', "`"
    )


def pieces(words: str) -> tuple[str, ...]:
    """Return what the frontend's scripts must hold for these words to appear on a page."""
    if words in COMPOSED:
        return COMPOSED[words]
    if "{" in words:
        return tuple(re.split(r"\{\w+\}", words))
    return (f"`{words}`",)


def digests(folder: Path, names: list[str]) -> str:
    """Return lines as sha256sum writes them."""
    lines = [f"{sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    return "".join(lines)


def draw(language_tag: str, translations: dict[str, str]) -> None:
    # AppTest copies this function's text, so it imports for itself.
    from planner.components import page_language  # noqa: PLC0415

    page_language(language_tag, translations)


def sent(language_tag: str, translations: dict[str, str]) -> tuple[str, object]:
    """Return the path of the script the browser is told to load, and the data for it."""
    app = AppTest.from_function(draw, args=(language_tag, translations)).run(timeout=60)
    assert not app.exception
    proto = app.main.children[0].proto
    return proto.js_source_path, json.loads(proto.json)


def test_the_browser_gets_the_language_and_its_words() -> None:
    script, data = sent("pl", {"Upload": "Prześlij"})
    assert script == "page_language.js"
    assert data == {"language": "pl", "translations": {"Upload": "Prześlij"}}


def test_english_words_are_not_sent_to_an_english_page() -> None:
    _, data = sent("en", {"Upload": "Upload"})
    assert data == {"language": "en", "translations": {}}


def test_a_word_that_is_the_same_in_both_languages_is_still_known() -> None:
    words = {"Error": "Error", "Upload": "Subir"}
    _, data = sent("es", words)
    assert data == {"language": "es", "translations": words}


def test_every_registry_is_given_the_script() -> None:
    # Each AppTest has a registry of its own, as each server has.
    assert sent("es", {}) == sent("es", {})


def test_streamlit_still_says_what_we_translate() -> None:
    wanted = {piece for words in set(BUILTIN_WORDS) - BY_THE_BROWSER for piece in pieces(words)}
    assert {piece for piece in wanted if piece not in streamlit_scripts()} == set()


def test_streamlit_still_names_the_places_we_tell_apart() -> None:
    source = (FRONTEND / "src" / "translator.ts").read_text(encoding="utf-8")
    places = set(re.findall(r'data-testid="(\w+)"', source))
    assert {place for place in places if f"`{place}`" not in streamlit_scripts()} == set()


def test_no_words_are_named_twice() -> None:
    assert len(set(BUILTIN_WORDS)) == len(BUILTIN_WORDS)


def test_the_build_was_made_from_these_sources() -> None:
    names = [*SETTINGS, *(f"src/{path.name}" for path in (FRONTEND / "src").iterdir())]
    written = (BUILD / "source.sha256").read_text(encoding="utf-8")
    assert written == digests(FRONTEND, sorted(names)), "run `make components`"


def test_the_build_was_not_changed_by_hand() -> None:
    names = [path.name for path in BUILD.glob("*.js")]
    written = (BUILD / "build.sha256").read_text(encoding="utf-8")
    assert written == digests(BUILD, sorted(names)), "run `make components`"


@pytest.mark.skipif(not (FRONTEND / "node_modules").exists(), reason="npm packages not installed")
def test_the_sources_build_to_what_is_committed(tmp_path: Path) -> None:
    npm = shutil.which("npm")
    assert npm
    command = [npm, "run", "build", "--", "--outDir", str(tmp_path), "--logLevel", "error"]
    subprocess.run(command, cwd=FRONTEND, check=True, capture_output=True)
    built = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert built == {path.name: path.read_bytes() for path in BUILD.iterdir()}


def test_the_lock_names_no_place_to_fetch_from() -> None:
    packages = json.loads((FRONTEND / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [name for name, package in packages.items() if "resolved" in package] == []


def test_an_installed_planner_brings_the_build() -> None:
    project = tomllib.loads((FOLDER.parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"]["planner"]
    carried = {path for pattern in patterns for path in FOLDER.parent.glob(pattern)}
    assert set(BUILD.glob("*.js")) <= carried
