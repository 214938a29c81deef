"""What every test would do anew and comes out the same is done once for all of a process.

An engine keeps what it has compiled for itself, and every test has an engine of its own: without
this, a quarter of a suite's time went into compiling the same statements anew. A page that is run
without a browser looks for components through all installed packages and compiles its scripts,
which took longer than the page itself.
"""

from functools import cache
from typing import Any
from unittest.mock import patch

import sqlalchemy
from sqlalchemy import Dialect, Engine

import db.engine

_DIALECTS: dict[str, Dialect] = {}
_COMPILED: dict[str, dict[Any, Any]] = {}


def compile_once() -> None:
    """Let the engines that are made from now on share what they compile."""
    patch.object(db.engine, "create_engine", _create_engine).start()


def prepare_pages_once() -> None:
    """Let the pages that are run from now on share their scripts and the components installed."""
    # Not at the top: most tests can do without Streamlit, which takes a while to be imported.
    from streamlit.components.v2 import manifest_scanner  # noqa: PLC0415
    from streamlit.runtime.scriptrunner.script_cache import ScriptCache  # noqa: PLC0415
    from streamlit.testing.v1 import app_test  # noqa: PLC0415

    found = cache(manifest_scanner.scan_component_manifests)
    patch.object(manifest_scanner, "scan_component_manifests", found).start()
    patch.object(app_test, "ScriptCache", cache(ScriptCache)).start()


def _create_engine(*given: Any, **options: Any) -> Engine:
    engine = sqlalchemy.create_engine(*given, **options)
    kind = engine.dialect.name
    first = _DIALECTS.get(kind)
    # One that never connected knows nothing of its server yet, so that it can't stand for others.
    if first is None or getattr(first, "server_version_info", None) is None:
        _DIALECTS[kind] = engine.dialect
    else:
        engine.dialect = first
    engine.update_execution_options(compiled_cache=_COMPILED.setdefault(kind, {}))
    return engine
