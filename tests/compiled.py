"""Statements are compiled once for all databases of a kind that tests make, not once for each.

An engine keeps what it has compiled for itself, and every test has an engine of its own: without
this, a quarter of a suite's time went into compiling the same statements anew.
"""

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
