"""Outgoing mail: to a mail server, or to a folder while there is none."""

import smtplib
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path
from typing import Protocol

from planner.config import Settings, is_mail_address
from planner.gateways.atomic import new_file, settle
from schemas.errors import N_, PlannerError, RuleError
from schemas.vocabulary import Language

OUTBOX = Path("var/outbox")
TIMEOUT = 20.0
"""Seconds a mail server may take to answer each step."""

LONGEST_SUBJECT = 200

_MENDABLE: dict[type[Exception], str] = {
    smtplib.SMTPAuthenticationError: N_(
        "The mail server {host} refused the name or password in the settings."
    ),
    smtplib.SMTPSenderRefused: N_("The mail server {host} refused the sender in the settings."),
    smtplib.SMTPNotSupportedError: N_(
        "The mail server {host} does not offer what the settings ask for."
    ),
    ssl.SSLCertVerificationError: N_(
        "This machine does not trust the certificate of the mail server {host}."
    ),
}

# RFC 5321, 4.2.1: answers from 500 on are final, 400 to 499 ask to try again.
_FINAL = 500

# Not every server takes raw 8-bit text, so that text beyond ASCII travels encoded.
_POLICY = policy.SMTP.clone(cte_type="7bit")
_LANGUAGE_TAGS = {Language.ZH_HANS: "zh-Hans"}


class MailError(PlannerError):
    """A mail did not leave. `again` says whether trying later can help."""

    def __init__(self, message: str, /, *, again: bool, **params: object) -> None:
        super().__init__(message, where=None, **params)
        self.again = again


@dataclass(frozen=True, slots=True)
class MailMessage:
    """One mail to one person. Raises RuleError for an address or subject that can't be sent.

    Line breaks in either would let a text add headers and recipients of its own.
    """

    to: str
    subject: str
    text: str
    html: str | None = None
    language: Language = Language.EN

    def __post_init__(self) -> None:
        """Refuse what would not arrive as it was meant."""
        if not is_mail_address(self.to):
            raise RuleError(N_("“{address}” is not one mail address."), address=self.to)
        if not self.subject.isprintable() or not 0 < len(self.subject) <= LONGEST_SUBJECT:
            raise RuleError(
                N_("A mail's subject must be one line of 1 to {longest} characters."),
                longest=LONGEST_SUBJECT,
            )


class Mailer(Protocol):
    """Whatever takes a mail off our hands."""

    def send(self, message: MailMessage) -> None:
        """Hand over one mail. Raises MailError if it was not taken."""


class SmtpMailer:
    """Sends through the installation's mail server, one connection a mail.

    With STARTTLS the server's certificate is checked against the system's authorities; a
    private authority is added by the variable SSL_CERT_FILE.
    """

    def __init__(self, settings: Settings) -> None:
        if not settings.smtp_host:
            raise ValueError("SmtpMailer needs settings with a mail server")
        self._host = settings.smtp_host
        self._settings = settings

    def send(self, message: MailMessage) -> None:
        """Hand one mail to the server. Raises MailError if it was not taken."""
        mail = compose(message, self._settings.mail_from)
        try:
            with smtplib.SMTP(self._host, self._settings.smtp_port, timeout=TIMEOUT) as server:
                self._secure(server)
                server.send_message(mail)
        except (smtplib.SMTPException, OSError) as error:
            raise _failure(error, self._host) from error

    def _secure(self, server: smtplib.SMTP) -> None:
        if self._settings.smtp_starttls:
            server.starttls(context=ssl.create_default_context())
        user, password = self._settings.smtp_user, self._settings.smtp_password
        if user and password:
            server.login(user, password.get_secret_value())


class OutboxMailer:
    """Writes each mail to a folder as an .eml file that any mail program opens."""

    def __init__(self, folder: Path, sender: str) -> None:
        self._folder = folder
        self._sender = sender

    def send(self, message: MailMessage) -> None:
        """Write one mail; names sort by the time of writing. Raises MailError on a full disk."""
        mail = compose(message, self._sender)
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
        try:
            with new_file(self._folder) as file:
                file.write(mail.as_bytes())
                # The random part keeps two mails of one moment apart.
                settle(file, self._folder / f"{stamp}-{Path(file.name).stem}.eml")
        except OSError as error:
            message_key = N_("Mail cannot be written to the folder {folder}.")
            raise MailError(message_key, again=True, folder=self._folder) from error


def make_mailer(settings: Settings) -> Mailer:
    """Choose the mail server if one is set, else the outbox folder."""
    if settings.smtp_host:
        return SmtpMailer(settings)
    return OutboxMailer(OUTBOX, settings.mail_from)


def compose(message: MailMessage, sender: str) -> EmailMessage:
    """Build the mail as it travels: plain text first, HTML beside it when there is some."""
    mail = EmailMessage(policy=_POLICY)
    mail["From"] = sender
    mail["To"] = message.to
    mail["Subject"] = message.subject
    mail["Date"] = format_datetime(datetime.now(UTC))
    mail["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    # RFC 3834: keeps holiday answers from coming back to a mailbox that nobody reads.
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.text)
    if message.html:
        mail.add_alternative(message.html, subtype="html")
    # Setting content clears every Content- header, so that this one comes last.
    mail["Content-Language"] = _LANGUAGE_TAGS.get(message.language, message.language.value)
    return mail


def _failure(error: smtplib.SMTPException | OSError, host: str) -> MailError:
    message, again = _reason(error)
    return MailError(message, again=again, host=host)


def _reason(error: smtplib.SMTPException | OSError) -> tuple[str, bool]:
    """Say what went wrong, and whether trying later can help.

    Only an answer about this address or this mail can be final: the rest is mended on the
    server or in the settings, and the mail then leaves as it is.
    """
    match error:
        case smtplib.SMTPRecipientsRefused(recipients=refused):
            final = all(code >= _FINAL for code, _ in refused.values())
            return N_("The mail server {host} refused the address. Check its spelling."), not final
        case smtplib.SMTPDataError(smtp_code=code):
            return N_("The mail server {host} refused the mail."), code < _FINAL
    for kind, message in _MENDABLE.items():
        if isinstance(error, kind):
            return message, True
    return N_("The mail server {host} cannot be reached, or broke off."), True
