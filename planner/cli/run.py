"""Starting the web server, and the worker that runs jobs in a process of its own."""

import signal
import socket

import uvicorn

from planner.config import Settings, load_settings, setting_name
from planner.gateways.provider import why_no_provider
from planner.jobs.worker import Worker
from planner.logs import configure_logs
from schemas.errors import N_, SettingsError

from .door import opened_ready, say

APP = "streamlit_app:app"


def serve() -> None:
    """Start the planner in the browser."""
    settings = load_settings()
    if problem := settings.why_not_serve() or why_no_provider(settings):
        raise problem
    with opened_ready(settings):
        pass  # The server opens it for itself.
    with _listen(settings) as listener:
        host = f"[{settings.address}]" if ":" in settings.address else settings.address
        say(
            N_("The planner is at {address}. To stop it, press Ctrl+C."),
            address=f"http://{host}:{settings.port}",
        )
        configure_logs(settings.log_level, settings.log_format)
        # Without a proxy that is trusted, nobody is believed about whom they speak for.
        proxy = settings.trusted_proxy
        server = uvicorn.Config(
            APP, log_config=None, proxy_headers=bool(proxy), forwarded_allow_ips=proxy or ""
        )
        uvicorn.Server(server).run(sockets=[listener])


def worker() -> None:
    """Run mail, anchors and other jobs until stopped; several may run at once."""
    settings = load_settings()
    with opened_ready(settings) as engine:
        configure_logs(settings.log_level, settings.log_format)
        one = Worker(engine, settings)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: one.stop())
        say(N_("The worker runs. To stop it after the job at hand, press Ctrl+C."))
        one.run()


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.address else socket.AF_INET
    try:
        return socket.create_server((settings.address, settings.port), family=family)
    except OSError as error:
        raise SettingsError(
            N_("Port {port} of {address} is taken or not allowed. Set {name} to another."),
            port=settings.port,
            address=settings.address,
            name=setting_name("port"),
        ) from error
