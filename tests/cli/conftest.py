"""Runs commands in a folder and with a database of their own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from planner.cli import main

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command; without more, on a SQLite file that does not exist yet."""
    monkeypatch.chdir(tmp_path)

    def run_command(*arguments: object, **environ: object) -> Result:
        env = {f"PLANNER_{name.upper()}": str(value) for name, value in environ.items()}
        return CliRunner().invoke(
            main, [str(argument) for argument in arguments], env={"PLANNER_DEMO": "1"} | env
        )

    return run_command
