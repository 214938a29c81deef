"""Serve the planner with an empty page beside it, as it is or as it was before it was tuned.

    python -m benchmarks.served [untuned]

Untuned: garbage is collected through everything that was ever imported, and each run of a page
reads the database anew, builds its charts anew and lets Altair validate them. Nothing of that is
in the product.
"""

import functools
import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

UNTUNED = "untuned"
_cache = functools.cache


def untune() -> None:
    """Take back what makes a rerun cheap; only before the planner is imported."""
    gc.freeze = lambda: None
    functools.cache = _cache_no_charts  # type: ignore[assignment]
    import altair as alt  # noqa: PLC0415  (after functools was changed)
    import streamlit as st  # noqa: PLC0415

    st.cache_data = lambda **_asked: lambda function: function  # type: ignore[assignment]

    build = alt.TopLevelMixin.to_dict

    def validated(chart: Any, validate: bool = True, **asked: Any) -> Any:  # noqa: FBT001, FBT002, ANN401
        # A chart inside another is built in the other's context, and validated with it.
        return build(chart, validate or not asked.get("context"), **asked)

    alt.TopLevelMixin.to_dict = validated  # type: ignore[method-assign,assignment]


def _cache_no_charts(function: Callable[..., Any]) -> Callable[..., Any]:
    return function if function.__module__.startswith("planner.charts") else _cache(function)


def serve() -> None:
    """Serve until stopped, where the planner's own settings say."""
    import streamlit as st  # noqa: PLC0415
    import uvicorn  # noqa: PLC0415

    import streamlit_app  # noqa: PLC0415, F401  (finds Streamlit's settings)
    from planner import web  # noqa: PLC0415

    app = st.App(
        Path(__file__).with_name("page.py"),
        routes=web.routes(),
        middleware=web.middleware(),
        exception_handlers=web.exception_handlers(),
        lifespan=web.lifespan,
    )
    uvicorn.run(app, port=int(os.environ["PLANNER_PORT"]), log_config=None)


if __name__ == "__main__":
    if UNTUNED in sys.argv[1:]:
        untune()
    serve()
