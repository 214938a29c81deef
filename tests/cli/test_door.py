"""An error is one sentence in the settings' language, on standard error, with status 1."""

import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import Run


def test_a_wrong_setting_is_one_sentence(run: Run) -> None:
    done = run("migrate", prot=1)
    assert done.exit_code == 1
    assert done.stderr.strip().endswith("Did you mean PLANNER_PORT?")
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""


def test_the_sentence_is_in_the_settings_language(run: Run) -> None:
    done = run("serve", language="es", demo="false")
    assert done.exit_code == 1
    assert done.stderr.startswith("Falta PLANNER_SECRET_KEY")


def test_the_installed_command_ends_with_the_same_status(tmp_path: Path) -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("planner"), "serve"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "PLANNER_SECRET_KEY is missing" in done.stderr


def test_help_names_every_command(run: Run) -> None:
    said = run("--help").stdout
    running = ("serve", "worker", "doctor", "audit", "admin")
    data = ("migrate", "upgrade", "backup", "restore", "import", "seed")
    for name in running + data:
        assert f" {name} " in said
