"""The examples for whoever runs a planner stay in step with what the planner needs."""

import configparser
import re
import tomllib
from pathlib import Path

import pytest

from planner.config import Settings

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
PAGES = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
DEFAULTS = Settings()


def example(start: str) -> str:
    """Return the example that begins with some words."""
    found = re.search(rf"```\n({re.escape(start)}.*?)```", PAGE, re.DOTALL)
    assert found
    return found[1]


NGINX, UNIT = example("server {"), example("[Unit]")


def megabytes() -> int:
    found = re.search(r"client_max_body_size (\d+)m;", NGINX)
    assert found
    return int(found[1])


def test_nginx_lets_through_the_largest_file_and_little_more() -> None:
    largest = max(DEFAULTS.evidence_max_mb, DEFAULTS.upload_max_mb)
    assert largest < megabytes() <= 2 * largest


def test_the_pages_server_leaves_the_size_of_files_to_the_gate() -> None:
    # The gate keeps to the settings; below the most that they may allow, it would be overruled.
    most = Settings.model_fields["evidence_max_mb"].metadata
    assert PAGES["server"]["maxUploadSize"] == max(getattr(one, "le", 0) for one in most)


def test_nginx_hands_on_to_where_the_planner_listens() -> None:
    assert f"proxy_pass http://{DEFAULTS.address}:{DEFAULTS.port};" in NGINX


@pytest.mark.parametrize(
    "line",
    [
        "return 301 https://$host$request_uri;",
        "proxy_set_header Upgrade $http_upgrade;",
        "proxy_set_header Host $host;",
        # Set and not added to, so that a visitor's own header is never believed.
        "proxy_set_header X-Forwarded-For $remote_addr;",
        "proxy_set_header X-Forwarded-Proto $scheme;",
        "proxy_cookie_flags ~ secure;",
    ],
)
def test_nginx_says_who_asks_and_how(line: str) -> None:
    assert line in NGINX


def test_nginx_adds_no_header_that_the_planner_sets_itself() -> None:
    assert re.findall(r"add_header ([\w-]+)", NGINX) == ["Strict-Transport-Security"]


def test_the_service_starts_the_planner_and_can_write_only_where_it_must() -> None:
    unit = configparser.ConfigParser(interpolation=None)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read_string(UNIT)
    service = unit["Service"]
    assert service["ExecStart"].endswith("/.venv/bin/planner serve")
    assert service["User"] == "planner"
    assert service["ProtectSystem"] == "strict"
    assert service["CapabilityBoundingSet"] == ""
    kept = re.search(r"PLANNER_EVIDENCE_DIR=(\S+)", PAGE)
    assert kept
    assert any(kept[1].startswith(folder) for folder in service["ReadWritePaths"].split())


def test_every_setting_that_the_page_names_is_one() -> None:
    named = set(re.findall(r"PLANNER_[A-Z_]+", PAGE)) - {"PLANNER_SETTINGS_FILE"}
    assert named <= {f"PLANNER_{name.upper()}" for name in Settings.model_fields}
