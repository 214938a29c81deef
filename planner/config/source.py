"""Where settings come from: the environment, and one file that it wins over.

An unknown name or a wrong value stops the start with a sentence, because a planner that runs on a
guessed setting is found out too late.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from dotenv.parser import Binding, parse_stream
from pydantic import ValidationError

from schemas.errors import N_, SettingsError

from .sentence import PREFIX, sentence, setting_name, unknown
from .settings import Settings

FILE_VARIABLE = f"{PREFIX}SETTINGS_FILE"
DEFAULT_FILE = Path("planner.env")


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from the environment (by default the process's own) and the file.

    An empty value counts as not set. Raises SettingsError on the first thing that is wrong.
    """
    environ = os.environ if environ is None else environ
    given = _from_file(environ.get(FILE_VARIABLE)) | _from_environment(environ)
    try:
        return Settings(**given)
    except ValidationError as error:
        # The cause is cut off because it repeats values, which may be secret.
        raise sentence(error, Settings.model_fields) from None


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    ours = {name: value for name, value in environ.items() if name.upper().startswith(PREFIX)}
    ours.pop(FILE_VARIABLE, None)
    return _by_field(ours, "environment")


def _from_file(named: str | None) -> dict[str, Any]:
    path = Path(named) if named else DEFAULT_FILE
    if not named and not path.exists():
        return {}
    try:
        with path.open(encoding="utf-8-sig") as stream:
            bindings = list(parse_stream(stream))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            N_("The settings file {path} cannot be read. {name} must name a UTF-8 text file."),
            path=path,
            name=FILE_VARIABLE,
        ) from error
    return _by_field(_lines(bindings, path), str(path))


def _lines(bindings: Iterable[Binding], path: Path) -> dict[str, str]:
    values: dict[str, str] = {}
    for binding in bindings:
        if binding.error or (binding.key and binding.value is None):
            raise SettingsError(
                N_("Line {line} of {path} cannot be read. Write {example}, one setting a line."),
                line=binding.original.line,
                path=path,
                example="PLANNER_PORT=8501",
            )
        if binding.key:
            values[binding.key] = binding.value or ""
    return values


def _by_field(values: Mapping[str, str], place: str) -> dict[str, Any]:
    known = {setting_name(field): field for field in Settings.model_fields}
    for name in sorted(values.keys() - known.keys()):
        raise unknown(name, place, [*known, FILE_VARIABLE])
    return {known[name]: value for name, value in values.items() if value.strip()}
