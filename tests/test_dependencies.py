"""What the planner stands on: locked with digests, under licences agreed on, and nothing beside."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution, distributions, packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OURS = {"planner", "schemas", "db"}

PERMISSIVE = {
    *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0"),
    *("MIT-CMU", "PSF-2.0", "Zlib"),
}
# What packages wrote before licences had one way to be written.
OLD_WORDS = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
AGREED = {
    "certifi": "MPL-2.0",
    "psycopg": "LGPL-3.0-only",
    "psycopg-binary": "LGPL-3.0-only",
}
"""Licences that ask for more than a notice, agreed on package by package: used as they come."""
HALVES = {"pydantic-core"}
"""Halves of a package that is asked for, which pins them to one version and names them itself."""
TOOLS = {"pip", "uv", "wheel", canonicalize_name(PROJECT["name"])}
"""What an environment has besides what is locked."""


def blocks(lock: str) -> Iterator[tuple[Requirement, str]]:
    """Yield each requirement of a lock file with the lines that belong to it."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    for block in re.split(r"^(?=[\w.-])", text, flags=re.MULTILINE)[1:]:
        line = block.splitlines()[0].removesuffix("\\").strip()
        yield Requirement(line), block


def names(lock: str) -> set[str]:
    return {canonicalize_name(requirement.name) for requirement, _ in blocks(lock)}


def serving() -> list[str]:
    """Return the packages that serve on this machine."""
    return [
        requirement.name
        for requirement, _ in blocks("requirements.lock")
        if requirement.marker is None or requirement.marker.evaluate()
    ]


def licences(found: Distribution) -> set[str]:
    """Return the licences a package names; where it offers a choice, its first."""
    meta = found.metadata.json
    if expression := str(meta.get("license_expression", "")):
        return set(expression.split(" OR ", maxsplit=1)[0].split(" AND "))
    kinds = [one for one in meta.get("classifier", ()) if one.startswith("License ::")]
    told = [one.rpartition(" :: ")[2] for one in kinds] or [str(meta.get("license", ""))]
    return {OLD_WORDS.get(one, one) for one in told}


def imported() -> set[str]:
    """Return the packages of others that the planner imports, by the names they are installed as.

    Only what is written in the code counts; what those packages import is their own concern.
    """
    files = [ROOT / "streamlit_app.py", *(f for top in OURS for f in (ROOT / top).rglob("*.py"))]
    modules = {
        name.partition(".")[0]
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        for name in _names_in(node)
    }
    owners = packages_distributions()
    others = modules - OURS - sys.stdlib_module_names
    return {canonicalize_name(owner) for module in others for owner in owners[module][:1]}


def _names_in(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [one.name for one in node.names]
    if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
        return [node.module]
    return []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_requirement_is_one_version_with_its_digests(lock: str) -> None:
    found = list(blocks(lock))
    assert len(found) > 50
    loose = [
        requirement.name
        for requirement, block in found
        if not re.fullmatch(r"==[\w.+!]+", str(requirement.specifier))
        or not re.search(r"--hash=sha256:[0-9a-f]{64}\b", block)
        or requirement.url
    ]
    assert loose == []


@pytest.mark.parametrize("name", serving())
def test_every_licence_is_agreed_on(name: str) -> None:
    told = licences(distribution(name))
    assert told <= PERMISSIVE | {AGREED.get(canonicalize_name(name), "")}


def test_no_licence_is_agreed_on_for_what_is_not_used_any_more() -> None:
    assert set(AGREED) <= names("requirements.lock")


def test_nothing_is_installed_that_is_not_locked() -> None:
    installed = {canonicalize_name(one.metadata["Name"]) for one in distributions()}
    assert installed - names("requirements-dev.lock") - TOOLS == set()


def test_the_planner_imports_only_what_it_asks_for() -> None:
    # A package that another one brings today may be gone after that one's next release.
    asked = {canonicalize_name(Requirement(line).name) for line in PROJECT["dependencies"]}
    assert imported() - asked - HALVES == set()
