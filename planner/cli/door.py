"""What every command shares: settings, words in their language, and one sentence for an error."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer
from typer.core import TyperGroup

from db.check import why_not_ready
from db.engine import Engine, make_engine
from planner.config import Settings, load_settings
from planner.i18n import Translator, translator
from schemas.errors import PlannerError, SettingsError
from schemas.vocabulary import Language


class Door(TyperGroup):
    """The group of all commands: says an error in a sentence, without a traceback."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401  (the library's own signature)
        """Run a command; a PlannerError ends it with status 1."""
        try:
            return super().invoke(ctx)
        except PlannerError as error:
            typer.echo(words().error(error), err=True)
            raise typer.Exit(1) from None


def words() -> Translator:
    """Return the translator of the settings' language; English while they can't be read."""
    try:
        return translator(load_settings().language)
    except SettingsError:
        return translator(Language.EN)


def say(message: str, **params: object) -> None:
    """Print a message of the catalogues at once."""
    typer.echo(words()(message, **params))


@contextmanager
def opened(settings: Settings) -> Iterator[Engine]:
    """Open the database of the settings, and close it at the end."""
    engine = make_engine(settings.database_url)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def opened_ready(settings: Settings) -> Iterator[Engine]:
    """Open a database that has this release's tables. Raises SettingsError when it has not."""
    with opened(settings) as engine:
        if problem := why_not_ready(engine):
            raise problem
        yield engine
