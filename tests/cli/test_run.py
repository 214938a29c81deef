"""Serving and working: checked first, told where, stopped when asked."""

import os
import signal
import socket
from threading import Timer

import pytest
import uvicorn

from planner.cli import run as commands
from tests.cli.conftest import Run


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Where a server would have listened."""
    places: list[tuple[str, int]] = []

    def note(server: uvicorn.Server, sockets: list[socket.socket]) -> None:
        assert server.config.log_config is None
        places.extend(one.getsockname()[:2] for one in sockets)

    monkeypatch.setattr(uvicorn.Server, "run", note)
    return places


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_the_address_is_told_and_listened_on(
    run: Run, sqlite_url: str, served: list[tuple[str, int]]
) -> None:
    port = free_port()
    done = run("serve", database_url=sqlite_url, port=port)
    assert done.exit_code == 0
    assert f"http://127.0.0.1:{port}" in done.stdout
    assert served == [("127.0.0.1", port)]


def test_an_ipv6_address_is_told_as_browsers_take_it(
    run: Run, sqlite_url: str, served: list[tuple[str, int]]
) -> None:
    port = free_port()
    done = run("serve", database_url=sqlite_url, port=port, address="::1")
    assert f"http://[::1]:{port}" in done.stdout
    assert served == [("::1", port)]


def test_a_taken_port_is_named(run: Run, sqlite_url: str, served: list[tuple[str, int]]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("serve", database_url=sqlite_url, port=port)
    assert done.exit_code == 1
    assert f"Port {port} of 127.0.0.1" in done.stderr
    assert "PLANNER_PORT" in done.stderr
    assert served == []


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_a_database_without_tables_is_refused(
    run: Run, served: list[tuple[str, int]], command: str
) -> None:
    done = run(command)
    assert done.exit_code == 1
    assert "planner migrate" in done.stderr
    assert served == []


def test_without_the_demo_and_without_a_key_nothing_is_served(
    run: Run, sqlite_url: str, served: list[tuple[str, int]]
) -> None:
    done = run("serve", database_url=sqlite_url, demo="false")
    assert done.exit_code == 1
    assert "PLANNER_SECRET_KEY is missing" in done.stderr
    assert served == []


def test_with_a_key_it_is_served_without_the_demo(
    run: Run, sqlite_url: str, served: list[tuple[str, int]]
) -> None:
    port = free_port()
    done = run("serve", database_url=sqlite_url, demo="false", port=port, secret_key="k" * 32)
    assert done.exit_code == 0
    assert served == [("127.0.0.1", port)]


@pytest.mark.parametrize(("proxy", "believed"), [("", ""), ("192.0.2.1", "192.0.2.1")])
def test_only_a_trusted_proxy_is_believed_about_visitors(
    run: Run, sqlite_url: str, monkeypatch: pytest.MonkeyPatch, proxy: str, believed: str
) -> None:
    configs: list[uvicorn.Config] = []

    def note(server: uvicorn.Server, sockets: list[socket.socket]) -> None:
        configs.append(server.config)

    monkeypatch.setattr(uvicorn.Server, "run", note)
    run("serve", database_url=sqlite_url, port=free_port(), trusted_proxy=proxy)
    (config,) = configs
    assert (config.proxy_headers, config.forwarded_allow_ips) == (bool(proxy), believed)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_the_worker(
    run: Run, sqlite_url: str, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    held = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)}
    monkeypatch.setattr(commands, "configure_logs", lambda *_: None)
    Timer(0.2, os.kill, (os.getpid(), number)).start()
    done = run("worker", database_url=sqlite_url, demo="false")
    for one, handler in held.items():
        signal.signal(one, handler)
    assert done.exit_code == 0
    assert "The worker runs" in done.stdout


def test_a_provider_of_single_sign_on_that_nobody_answers_at_stops_the_start(
    run: Run, sqlite_url: str, served: list[tuple[str, int]]
) -> None:
    issuer = f"http://127.0.0.1:{free_port()}"
    done = run(
        "serve",
        database_url=sqlite_url,
        demo="",
        secret_key="k" * 32,
        oidc_issuer=issuer,
        oidc_client_id="planner",
        oidc_client_secret="between the two",
    )
    assert done.exit_code == 1
    (sentence,) = done.stderr.splitlines()
    address = f"{issuer}/.well-known/openid-configuration"
    assert sentence.startswith(f"PLANNER_OIDC_ISSUER: nothing answers at {address}.")
    assert served == []
