"""One validated settings object, read once at the start from the environment and one file.

Every setting is `PLANNER_` and the field's name in capitals. A variable wins over the file. An
unknown name or a wrong value stops the start with a sentence, because a planner that runs on a
guessed setting is found out too late. `docs/settings.md` lists them all.
"""

import ipaddress
import os
import re
from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from email.errors import HeaderParseError
from email.headerregistry import Address
from pathlib import Path
from typing import Any, Literal, Self

from dotenv.parser import Binding, parse_stream
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from schemas.errors import N_, SettingsError
from schemas.vocabulary import Language

PREFIX = "PLANNER_"
FILE_VARIABLE = f"{PREFIX}SETTINGS_FILE"
DEFAULT_FILE = Path("planner.env")
MEGABYTE = 1024 * 1024
SHORTEST_KEY = 32

_DATABASE = re.compile(r"(sqlite:///|postgresql://).+")
_WEB_ADDRESS = re.compile(r"https?://([^\s/?#@:]+|\[[0-9a-f:]+\])(:[0-9]{1,5})?(/[^\s?#]*)?")
_HOST_NAME = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\.?")


class Settings(BaseSettings):
    """Everything an installation can set; frozen, and built by `load_settings`.

    Sizes are megabytes of 1,048,576 bytes. Folders are relative to the working directory.
    Rules between settings raise SettingsError; wrong types raise pydantic's ValidationError,
    which `load_settings` turns into a SettingsError.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        hide_input_in_errors=True,
    )

    database_url: str = Field(
        "sqlite:///var/planner.db",
        repr=False,
        description="Where the records are: a `sqlite` or a `postgresql` address.",
    )
    demo: bool = Field(
        default=False,
        description="Serve made-up data to this machine only, without sign-in.",
    )
    today: date | None = Field(
        None,
        description="The day the demo takes for today, as year-month-day; only with the demo.",
    )
    address: str = Field(
        "127.0.0.1",
        description="The IP address to listen on; the demo takes only this machine's own.",
    )
    port: int = Field(8501, ge=1, le=65535, description="The port to listen on.")
    language: Language = Field(
        Language.EN,
        description="The language shown until a person chooses one: en, es, pl or zh_Hans.",
    )
    evidence_dir: Path = Field(
        Path("var/evidence"),
        description="The folder that keeps evidence files.",
    )
    evidence_max_mb: int = Field(
        20, ge=1, le=200, description="The largest evidence file, in megabytes."
    )
    upload_max_mb: int = Field(
        10, ge=1, le=200, description="The largest file that can be imported, in megabytes."
    )
    smtp_host: str | None = Field(
        None,
        description="The mail server's name. Without one, mail is written to `var/outbox`.",
    )
    smtp_port: int = Field(
        587,
        ge=1,
        le=65535,
        description="The mail server's port: one that speaks plain SMTP or STARTTLS, not 465.",
    )
    smtp_user: str | None = Field(
        None, description="The name to sign in to the mail server with, if it asks for one."
    )
    smtp_password: SecretStr | None = Field(
        None, description="The password that goes with the name; needs STARTTLS."
    )
    smtp_starttls: bool = Field(
        default=True,
        description="Encrypt mail on its way to the server, and check the server's name.",
    )
    mail_from: str = Field("planner@localhost", description="The address that mail comes from.")
    base_url: str = Field(
        "http://127.0.0.1:8501",
        description="The address people open, used for links in mail and documents.",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="The least serious message to log: debug, info, warning or error."
    )
    log_format: Literal["json", "text"] = Field(
        "json", description="How log lines are written: json or text."
    )
    worker_in_process: bool = Field(
        default=True, description="Run mail, reminders and other jobs inside the web process."
    )
    secret_key: SecretStr | None = Field(
        None,
        description="At least 32 random characters that sign cookies and links; needed to sign in.",
    )
    session_idle_minutes: int = Field(
        120, ge=5, le=1440, description="Minutes without a click after which people are signed out."
    )
    session_hours: int = Field(
        12, ge=1, le=720, description="Hours after which people are signed out in any case."
    )
    trusted_proxy: str | None = Field(
        None,
        description="The IP address of the web server in front, whose word on visitors is taken.",
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003  (pydantic-settings names them all)
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take values from the call alone: `load_settings` says where they come from."""
        return (init_settings,)

    @field_validator("log_level", "log_format", mode="before")
    @classmethod
    def _ignore_case(cls, value: object) -> object:
        return value.strip().lower() if isinstance(value, str) else value

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        # The address may carry a password, so the sentence does not repeat it.
        if _DATABASE.fullmatch(value):
            return value
        raise _wrong(
            "database_url",
            N_(
                "{name} must start with sqlite:/// or postgresql://, followed by where the"
                " database is, such as {example}."
            ),
            example="sqlite:///var/planner.db",
        )

    @field_validator("address")
    @classmethod
    def _ip_address(cls, value: str) -> str:
        if value == "localhost" or _ip(value):
            return value
        raise _wrong(
            "address",
            N_("{name} is “{value}”. It must be an IP address, such as {example}."),
            value=value,
            example="127.0.0.1",
        )

    @field_validator("smtp_host")
    @classmethod
    def _host_name(cls, value: str | None) -> str | None:
        if value is None or _HOST_NAME.fullmatch(value):
            return value
        raise _wrong(
            "smtp_host",
            N_(
                "{name} is “{value}”. It must be a server's name alone, such as {example};"
                " the port goes into {port}."
            ),
            value=value,
            example="mail.example.org",
            port=setting_name("smtp_port"),
        )

    @field_validator("mail_from")
    @classmethod
    def _mail_address(cls, value: str) -> str:
        if is_mail_address(value):
            return value
        raise _wrong(
            "mail_from",
            N_("{name} is “{value}”. It must be one mail address, such as {example}."),
            value=value,
            example="planner@example.org",
        )

    @field_validator("base_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        if _WEB_ADDRESS.fullmatch(value):
            return value.rstrip("/")
        raise _wrong(
            "base_url",
            N_("{name} is “{value}”. It must be a plain web address, such as {example}."),
            value=value,
            example="https://planner.example.org",
        )

    @field_validator("secret_key")
    @classmethod
    def _long_key(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None or len(value.get_secret_value()) >= SHORTEST_KEY:
            return value
        raise _wrong(
            "secret_key",
            N_("{name} is too short. It must have at least {length} random characters."),
            length=SHORTEST_KEY,
        )

    @field_validator("trusted_proxy")
    @classmethod
    def _proxy_address(cls, value: str | None) -> str | None:
        if value is None or _ip(value):
            return value
        raise _wrong(
            "trusted_proxy",
            N_("{name} is “{value}”. It must be an IP address, such as {example}."),
            value=value,
            example="127.0.0.1",
        )

    @model_validator(mode="after")
    def _demo_stays_here(self) -> Self:
        if self.today and not self.demo:
            raise _wrong(
                "today",
                N_("{name} is only for the demo. Take it out, or set {demo} to true."),
                demo=setting_name("demo"),
            )
        if self.demo and not _is_loopback(self.address):
            raise _wrong(
                "address",
                N_(
                    "{name} is “{value}”, but the demo has no sign-in and serves this machine"
                    " alone. Set it to 127.0.0.1."
                ),
                value=self.address,
            )
        return self

    @model_validator(mode="after")
    def _mail_sign_in_is_whole(self) -> Self:
        if bool(self.smtp_user) != bool(self.smtp_password):
            raise SettingsError(
                N_("{user} and {password} go together. Set both, or neither."),
                user=setting_name("smtp_user"),
                password=setting_name("smtp_password"),
            )
        if self.smtp_user and not self.smtp_starttls:
            raise SettingsError(
                N_("{user} needs {starttls}, or the password would travel unencrypted."),
                user=setting_name("smtp_user"),
                starttls=setting_name("smtp_starttls"),
            )
        return self

    @property
    def evidence_max_bytes(self) -> int:
        """The largest evidence file in bytes."""
        return self.evidence_max_mb * MEGABYTE

    @property
    def key(self) -> str:
        """The key that signs cookies and links; the demo, which has no sign-in, needs none."""
        return self.secret_key.get_secret_value() if self.secret_key else ""

    @property
    def is_secure(self) -> bool:
        """Whether people open the planner over TLS, so that cookies must travel over it alone."""
        return self.base_url.startswith("https://")

    def why_no_links(self) -> SettingsError | None:
        """Say why no links can be handed out with these settings, or None."""
        if self.secret_key:
            return None
        return SettingsError(
            N_("{key} is missing: links are signed with it. Set it to the same for all commands."),
            key=setting_name("secret_key"),
        )

    def why_not_serve(self) -> SettingsError | None:
        """Say why the web server must not start with these settings, or None."""
        if self.demo or self.secret_key:
            return None
        return SettingsError(
            N_(
                "{key} is missing, so nobody could sign in. Set it to at least {length} random"
                " characters, or set {demo} to true to look at made-up data on this machine."
            ),
            key=setting_name("secret_key"),
            length=SHORTEST_KEY,
            demo=setting_name("demo"),
        )


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
        raise _sentence(error) from None


def setting_name(field: str) -> str:
    """Name the variable that sets a field."""
    return PREFIX + field.upper()


def is_mail_address(text: str) -> bool:
    """Whether a text is one bare mail address, without a display name."""
    try:
        address = Address(addr_spec=text)
    except (HeaderParseError, ValueError, IndexError):
        return False
    return bool(address.username and address.domain) and text.isascii() and text.isprintable()


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
        raise _unknown(name, place, [*known, FILE_VARIABLE])
    return {known[name]: value for name, value in values.items() if value.strip()}


def _unknown(name: str, place: str, known: list[str]) -> SettingsError:
    # Compared without the prefix, which would make any two names look alike.
    bare = [other.removeprefix(PREFIX) for other in known]
    if near := get_close_matches(name.upper().removeprefix(PREFIX), bare, n=1):
        message = N_("{name} ({place}) is not a setting. Did you mean {near}?")
        return SettingsError(message, name=name, place=place, near=PREFIX + near[0])
    message = N_("{name} ({place}) is not a setting. See docs/settings.md for all of them.")
    return SettingsError(message, name=name, place=place)


def _wrong(field: str, message: str, **params: object) -> SettingsError:
    name = setting_name(field)
    return SettingsError(message, where=name, name=name, **params)


_WRONG = {
    "bool": N_("{name} is “{value}”. It must be true or false."),
    "date": N_("{name} is “{value}”. It must be a date as year-month-day, such as 2026-03-31."),
    "number": N_("{name} is “{value}”. It must be a whole number from {low} to {high}."),
    "choice": N_("{name} is “{value}”. It must be one of these: {choices}."),
}


def _sentence(error: ValidationError) -> SettingsError:
    """Put pydantic's first finding into words; every value came in as text."""
    finding = error.errors()[0]
    field = str(finding["loc"][0])
    kind = finding["type"].partition("_")[0]
    value = finding["input"]
    if kind in {"bool", "date"}:
        return _wrong(field, _WRONG[kind], value=value)
    if kind in {"enum", "literal"}:
        choices = finding["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
        return _wrong(field, _WRONG["choice"], value=value, choices=choices)
    low, high = Settings.model_fields[field].metadata
    return _wrong(field, _WRONG["number"], value=value, low=low.ge, high=high.le)


def _ip(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def _is_loopback(address: str) -> bool:
    parsed = _ip(address)
    return parsed.is_loopback if parsed else address == "localhost"
