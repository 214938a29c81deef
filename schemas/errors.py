"""Errors that a person can act on: a message key with its parameters, translated at the door.

The key is the English message as it stands in the catalogues, with `{named}` placeholders.
"""

from collections.abc import Mapping


def N_(message: str) -> str:  # noqa: N802  (gettext's own name for "mark, don't translate")
    """Mark a message for the catalogues without translating it."""
    return message


class PlannerError(Exception):
    """The base of every error that is shown to a person.

    `where` names the field, line or thing at fault, so that a page can point at it.
    """

    def __init__(self, message: str, /, *, where: str | None = None, **params: object) -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.params: Mapping[str, object] = params

    def __str__(self) -> str:
        return self.message.format(**self.params) if self.params else self.message


class NotFoundError(PlannerError):
    """What was asked for does not exist, or not any more."""


class RefusedError(PlannerError):
    """The actor may not do this here and now. Doors write it down in a transaction of its own."""


class SignedOutError(PlannerError):
    """The session has ended, or there never was one."""


class RuleError(PlannerError):
    """The words or numbers given break a rule of the field."""


class StaleError(PlannerError):
    """The row moved on since the editor saw it; nothing was written.

    `who` saved it last, `fields` names what differs between the version seen and the current one.
    """

    def __init__(
        self,
        message: str,
        /,
        *,
        current: int,
        fields: tuple[str, ...] = (),
        where: str | None = None,
        **params: object,
    ) -> None:
        super().__init__(message, where=where, **params)
        self.current = current
        self.fields = fields


class FileError(PlannerError):
    """A file that was handed in cannot be taken."""


class SettingsError(PlannerError):
    """The installation is set up wrongly; the sentence says what to change."""
