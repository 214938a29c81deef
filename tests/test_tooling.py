"""What the tools promise: suites keep their time, locks hold what is asked, floors miss no room."""

import json
import re
import sys
import tomllib
from glob import glob
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests import branches, budget

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("requirements.lock", "requirements-dev.lock")
CONTRACTS = {contract["id"]: contract for contract in PROJECT["tool"]["importlinter"]["contracts"]}


def locked(name: str) -> set[tuple[str, str]]:
    """Return the packages and versions a lock file holds."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return set(re.findall(r"^([\w.-]+)(?:\[\w+\])?==([\w.]+)", text, flags=re.MULTILINE))


def rooms() -> set[str]:
    """Return the planner's rooms, folders and single files, by their module names."""
    return {
        f"planner.{path.stem}"
        for path in (ROOT / "planner").iterdir()
        if path.suffix == ".py" or path.joinpath("__init__.py").exists()
    } - {"planner.__init__"}


def run_within(seconds: float, code: str) -> int:
    return budget.main([str(seconds), "suite", sys.executable, "-c", code])


def report_of(tmp_path: Path, taken: int) -> str:
    summary = {"num_branches": 20, "covered_branches": taken}
    report = tmp_path / "report.json"
    report.write_text(json.dumps({"files": {"planner/domain/a.py": {"summary": summary}}}))
    return str(report)


def test_a_suite_within_its_time_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUDGET", "1")
    assert run_within(60, "") == 0


def test_a_suite_over_its_time_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUDGET", "1")
    assert run_within(0, "") == 1


def test_a_budget_stretches_for_a_slower_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUDGET", "1000000")
    assert run_within(0.001, "") == 0


def test_a_failing_suite_keeps_its_exit_code() -> None:
    assert run_within(60, "raise SystemExit(5)") == 5


@pytest.mark.parametrize(("taken", "code"), [(19, 0), (18, 1)])
def test_branches_are_held_to_the_share_asked(tmp_path: Path, taken: int, code: int) -> None:
    assert branches.main(["95", report_of(tmp_path, taken), "planner/domain"]) == code


def test_a_folder_nobody_measured_fails(tmp_path: Path) -> None:
    assert branches.main(["95", report_of(tmp_path, 20), "planner/domian"]) == 1


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_satisfies_what_the_project_asks(lock: str) -> None:
    project = PROJECT["project"]
    asked = project["dependencies"] + project["optional-dependencies"]["build"]
    if lock == "requirements-dev.lock":
        asked += project["optional-dependencies"]["dev"]
    versions = {canonicalize_name(name): version for name, version in locked(lock)}
    requirements = [Requirement(line) for line in asked]
    unmet = [
        requirement
        for requirement in requirements
        if versions.get(canonicalize_name(requirement.name), "0") not in requirement.specifier
    ]
    assert unmet == []


def test_tests_run_on_the_versions_that_serve() -> None:
    assert locked("requirements.lock") <= locked("requirements-dev.lock")


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_place_to_fetch_from(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^--", text, flags=re.MULTILINE)


def test_what_builds_the_project_is_locked_as_it_is_asked() -> None:
    build = PROJECT["project"]["optional-dependencies"]["build"]
    assert build == PROJECT["build-system"]["requires"]


def test_every_room_stands_on_a_floor() -> None:
    layers = re.findall(r"[\w.]+", " ".join(CONTRACTS["floors"]["layers"]))
    assert rooms() <= set(layers)


@pytest.mark.parametrize(
    ("contract", "allowed"),
    [("streamlit", {"pages", "ui", "components"}), ("sqlalchemy", {"services"})],
)
def test_every_room_not_allowed_a_library_is_forbidden_it(contract: str, allowed: set[str]) -> None:
    forbidden = set(CONTRACTS[contract]["source_modules"])
    assert rooms() - {f"planner.{room}" for room in allowed} <= forbidden


def test_what_modules_read_beside_them_is_installed_with_them() -> None:
    planner = ROOT / "planner"
    # As setuptools reads the patterns: at their end, two stars stand for files too.
    shipped = {
        planner / found
        for pattern in PROJECT["tool"]["setuptools"]["package-data"]["planner"]
        for found in glob(pattern, root_dir=planner, recursive=True)  # noqa: PTH207
    }
    # Sources that are built, and what tells whether they were, stay at home.
    stays = {".py", ".pyc", ".sha256"}
    beside = {
        found
        for found in planner.rglob("*")
        if found.is_file()
        and found.suffix not in stays
        and "frontend" not in found.relative_to(planner).parts
    }
    assert {str(one.relative_to(planner)) for one in beside - shipped} == set()
