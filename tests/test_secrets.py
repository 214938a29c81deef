"""No secret stands in any file of the project; nothing that is found is sent anywhere to be tried.

What tests make up is listed here value by value, so that a new one is looked at by somebody.
"""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class
from detect_secrets.core.scan import scan_file
from detect_secrets.settings import transient_settings

ROOT = Path(__file__).parents[1]
KINDS: dict[str, type] = get_mapping_from_secret_type_to_class()
PLUGINS = [{"name": name} for name in sorted({one.__name__ for one in KINDS.values()})]
MADE_UP = {
    "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
    "JBSWY3DP",
    "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
    "a-key-for-tests-that-signs-cookies-and-links",
    "a secret between the two",
    "argon2-hash",
    "between the two",
    "between the two of them",
    "correct horse",
    "counts a guess; how it ends is written down by what follows",
    "herons count the roof tiles",
    "hunter2",
    "planner & co",
    "root@example.org",
    "ladders sing at noon",
    "secret",
    "seven lamps under a bridge",
    "wrong",
}
"""Values under tests/ that look like secrets and open nothing."""
WORDS = {
    "schemas/vocabulary/people.py": {"password", "new_password"},
    "planner/domain/second_factor.py": {"23456789ABCDEFGHJK" + "MNPQRSTUVWXYZ"},
}
"""Words that are called like what they name, and signs that codes are made of."""


def tracked() -> dict[str, list[str]]:
    """Return the files under version control by their first folder."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    folders: dict[str, list[str]] = {}
    for file in filter(None, listed.stdout.split("\0")):
        folders.setdefault(file.partition("/")[0] if "/" in file else ".", []).append(file)
    return folders


def found_in(files: list[str]) -> Iterator[tuple[str, int, str, str]]:
    """Yield file, line, kind and value of everything that looks like a secret."""
    with transient_settings({"plugins_used": PLUGINS}):
        for file in files:
            for one in scan_file(file):
                yield file, one.line_number, one.type, one.secret_value or ""


def is_known(file: str, value: str) -> bool:
    in_tests = file.startswith("tests/") and value in MADE_UP
    return in_tests or value in WORDS.get(file, ())


TRACKED = tracked()


@pytest.mark.parametrize("folder", sorted(TRACKED))
def test_no_file_holds_a_secret(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    found = list(found_in(TRACKED[folder]))
    assert [one[:3] for one in found if not is_known(one[0], one[3])] == []


def test_no_value_is_listed_that_is_not_there_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = "".join(
        (ROOT / file).read_text(encoding="utf-8")
        for file in TRACKED["tests"]
        if file.endswith(".py") and file != "tests/test_secrets.py"
    )
    assert [value for value in MADE_UP if value not in text] == []


# Put together here, so that this file holds none of them itself.
PLANTED = {
    "a key in a settings file": ("planner.env", "PLANNER_SECRET_KEY=", "q8Zt2LmVx0R" + "k4Ws7Yb1N"),
    "a password in code": ("code.py", "pass" + "word = ", "'opens the vault 4711'"),
    "an address with a password": ("notes.md", "postgresql://planner:", "hR7wq2@db.example/x"),
    "a private key": ("code.py", "-----BEGIN RSA PRIVATE ", "KEY-----"),
    "a cloud's key": ("table.csv", "AK", "IAIOSFODNN7EXAMPLQ"),
    "a token of a code host": ("code.js", "ghp", "_wWPw5k4aXcaT4fNP0U" + "cnZwJUVFk6LO0pINUx"),
    "random letters": ("code.py", "seed = ", "'c3VwZXIgbG9uZyBzdH" + "JpbmcgYW5kIG1vcmU9'"),
}


@pytest.mark.parametrize(("name", "start", "rest"), PLANTED.values(), ids=PLANTED.keys())
def test_a_secret_that_is_put_somewhere_is_found(
    name: str, start: str, rest: str, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_text(f"{start}{rest}\n", encoding="utf-8")
    assert list(found_in([str(file)]))
