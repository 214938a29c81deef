"""Everything an installation can set, and the rules between settings.

Every setting is `PLANNER_` and the field's name in capitals. `docs/settings.md` lists them all.
"""

import re
from datetime import date
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from schemas.errors import N_, SettingsError
from schemas.vocabulary import Language

from .address import (
    is_host_name,
    is_ip_address,
    is_loopback,
    is_mail_address,
    is_safe_way,
    is_web_address,
)
from .sentence import PREFIX, setting_name, wrong

MEGABYTE = 1024 * 1024
SHORTEST_KEY = 32

_DATABASE = re.compile(r"(sqlite:///|postgresql://).+")


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
    oidc_issuer: str | None = Field(
        None,
        description="The address of the provider of single sign-on, as it writes it itself.",
    )
    oidc_client_id: str | None = Field(
        None, description="The name under which the provider knows the planner."
    )
    oidc_client_secret: SecretStr | None = Field(
        None, description="The secret that the planner shares with the provider."
    )
    oidc_name: str | None = Field(
        None, description="What people call it, for the button: “Sign in with City account”."
    )
    oidc_groups_claim: str = Field(
        "groups", description="The claim in which the provider sends a person's groups."
    )
    oidc_group_prefix: str = Field(
        "planner", description="What groups begin with that give roles, before a colon."
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
        raise wrong(
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
        if value == "localhost" or is_ip_address(value):
            return value
        raise wrong(
            "address",
            N_("{name} is “{value}”. It must be an IP address, such as {example}."),
            value=value,
            example="127.0.0.1",
        )

    @field_validator("smtp_host")
    @classmethod
    def _host_name(cls, value: str | None) -> str | None:
        if value is None or is_host_name(value):
            return value
        raise wrong(
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
        raise wrong(
            "mail_from",
            N_("{name} is “{value}”. It must be one mail address, such as {example}."),
            value=value,
            example="planner@example.org",
        )

    @field_validator("base_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        if is_web_address(value):
            return value.rstrip("/")
        raise wrong(
            "base_url",
            N_("{name} is “{value}”. It must be a plain web address, such as {example}."),
            value=value,
            example="https://planner.example.org",
        )

    @field_validator("oidc_issuer")
    @classmethod
    def _safe_issuer(cls, value: str | None) -> str | None:
        # Whoever can change what travels to the provider decides who comes in.
        if value is None or (is_web_address(value) and is_safe_way(value)):
            return value
        raise wrong(
            "oidc_issuer",
            N_("{name} is “{value}”. It must be an address with https, such as {example}."),
            value=value,
            example="https://login.example.org",
        )

    @field_validator("secret_key")
    @classmethod
    def _long_key(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None or len(value.get_secret_value()) >= SHORTEST_KEY:
            return value
        raise wrong(
            "secret_key",
            N_("{name} is too short. It must have at least {length} random characters."),
            length=SHORTEST_KEY,
        )

    @field_validator("trusted_proxy")
    @classmethod
    def _proxy_address(cls, value: str | None) -> str | None:
        if value is None or is_ip_address(value):
            return value
        raise wrong(
            "trusted_proxy",
            N_("{name} is “{value}”. It must be an IP address, such as {example}."),
            value=value,
            example="127.0.0.1",
        )

    @model_validator(mode="after")
    def _demo_stays_here(self) -> Self:
        if self.today and not self.demo:
            raise wrong(
                "today",
                N_("{name} is only for the demo. Take it out, or set {demo} to true."),
                demo=setting_name("demo"),
            )
        if self.demo and not is_loopback(self.address):
            raise wrong(
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

    @model_validator(mode="after")
    def _single_sign_on_is_whole(self) -> Self:
        parts = ("oidc_issuer", "oidc_client_id", "oidc_client_secret")
        held = [bool(getattr(self, part)) for part in parts]
        if any(held) and not all(held):
            issuer, client, secret = map(setting_name, parts)
            raise SettingsError(
                N_("{issuer}, {client} and {secret} go together. Set all three, or none."),
                issuer=issuer,
                client=client,
                secret=secret,
            )
        if self.oidc_issuer and self.demo:
            raise wrong(
                "oidc_issuer",
                N_("{name} is not for the demo, which has no sign-in. Take it out."),
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
