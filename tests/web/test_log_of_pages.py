"""A page that fails says in the log where it failed, and nothing of what people wrote."""

import subprocess
import sys
from pathlib import Path

FAIL = """
import streamlit_app
from streamlit import error_util
from streamlit import config
from planner.logs import configure_logs

config.get_option("logger.enableRich")  # As at a start: adds handlers of its own.
configure_logs()
try:
    raise ValueError("ada@example.org wrote: nobody called back")
except ValueError as error:
    error_util._log_uncaught_app_exception(error)
"""


def test_the_log_of_a_page_that_fails_holds_nobodys_words(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FAIL], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout == ""
    assert "ValueError" in done.stderr
    assert "called back" not in done.stderr
    assert "ada" not in done.stderr
