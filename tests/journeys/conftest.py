"""A planner as `make run` serves it, on the sample data, and a browser to walk through it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
PLANNER = Path(sys.executable).with_name("planner")
TODAY = "2026-11-20"
START_SECONDS = 60
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDTHS = {"wide": 1440, "phone": 390}


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


def wait_until_ready(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        try:
            with urlopen(f"{address}/readyz", timeout=2) as answer:  # noqa: S310  (own address)
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the planner did not become ready")


@pytest.fixture(scope="session")
def planner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running planner with the sample data."""
    folder, port = tmp_path_factory.mktemp("planner"), free_port()
    env = {
        **os.environ,
        "PLANNER_DEMO": "1",
        "PLANNER_TODAY": TODAY,
        "PLANNER_PORT": str(port),
        "PLANNER_DATABASE_URL": f"sqlite:///{folder / 'planner.db'}",
        "PLANNER_EVIDENCE_DIR": str(folder / "evidence"),
    }
    for command in (["migrate"], ["seed", "--if-empty"]):
        subprocess.run([PLANNER, *command], env=env, cwd=ROOT, check=True)
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen([PLANNER, "serve"], env=env, cwd=ROOT, stdout=log, stderr=log)
        address = f"http://127.0.0.1:{port}"
        try:
            wait_until_ready(address, server)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser."""
    with sync_playwright() as driver:
        found = driver.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS
        )
        yield found
        found.close()


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, planner: str, tmp_path: Path) -> Iterator[Visit]:
    """Comes in as a sample person, in a language and width, and opens a page."""
    contexts = []

    def come_in(person: str, path: str = "/", language: str = "en", width: str = "wide") -> Page:
        context = browser.new_context(
            base_url=planner, viewport={"width": WIDTHS[width], "height": 1000}
        )
        contexts.append(context)
        context.add_cookies([{"name": "planner_language", "value": language, "url": planner}])
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.goto(f"/enter?next={path}")
        page.get_by_role("button", name=person).first.click()
        settle(page)
        return page

    yield come_in
    for number, context in enumerate(contexts):
        for page in context.pages:
            # What the person saw last tells more than a trace of the code does.
            page.screenshot(path=tmp_path / f"last-{number}.png", full_page=True)
        context.close()


def settle(page: Page) -> None:
    """Wait until the page's script has run to its end."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    page.wait_for_timeout(300)
