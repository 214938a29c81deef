"""Mail goes to the server that is set, or to the outbox, and never carries what it shouldn't."""

import email
import re
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from pydantic import SecretStr

from planner.config import Settings
from planner.gateways.mail import MailError, MailMessage, OutboxMailer, SmtpMailer, make_mailer
from schemas.errors import RuleError
from schemas.vocabulary import Language

PASSWORD = "correct horse"


class Postbox:
    """A mail server's other end: keeps what arrives, or answers what a test wants."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.encrypted = False
        self.answer_to_address = "250 OK"
        self.answer_to_mail = "250 OK"

    async def handle_RCPT(  # noqa: N802  (aiosmtpd's name)
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: object
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.answer_to_address

    async def handle_DATA(  # noqa: N802
        self, _server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        assert isinstance(envelope.content, bytes)
        self.mails.append(parsed(envelope.content))
        self.recipients += envelope.rcpt_tos
        self.encrypted = session.ssl is not None
        return self.answer_to_mail


def parsed(content: bytes) -> EmailMessage:
    mail = email.message_from_bytes(content, policy=default)
    assert isinstance(mail, EmailMessage)
    return mail


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()


@pytest.fixture
def serve(postbox: Postbox) -> Iterator[Callable[..., int]]:
    started: list[Controller] = []

    def start(**options: object) -> int:
        server = Controller(postbox, hostname="127.0.0.1", port=free_port(), **options)  # type: ignore[arg-type]
        server.start()
        started.append(server)
        return int(server.port)

    yield start
    for server in started:
        server.stop()


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate for localhost that nobody but its bearer trusts, and its key."""
    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    command = "openssl req -x509 -nodes -days 2 -newkey ec -pkeyopt ec_paramgen_curve:P-256"
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run(
        [*command.split(), *names, "-keyout", str(key), "-out", str(cert)],
        check=True,
        capture_output=True,
    )
    return cert, key


def encrypted(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    return context


def plain_settings(port: int) -> Settings:
    return Settings(
        smtp_host="127.0.0.1", smtp_port=port, smtp_starttls=False, mail_from="p@example.org"
    )


def sign_in_settings(port: int, password: str = PASSWORD) -> Settings:
    return Settings(
        smtp_host="localhost",
        smtp_port=port,
        smtp_user="planner",
        smtp_password=SecretStr(password),
    )


def message(**changes: object) -> MailMessage:
    whole = MailMessage(to="ana@example.org", subject="Due soon", text="One value is due.\n")
    return replace(whole, **changes)  # type: ignore[arg-type]


def test_a_mail_arrives_as_it_was_written(postbox: Postbox, serve: Callable[..., int]) -> None:
    chinese = "两项数值即将到期。\n" * 40
    SmtpMailer(plain_settings(serve())).send(
        message(subject="季度提醒", text=chinese, language=Language.ZH_HANS)
    )
    (mail,) = postbox.mails
    assert postbox.recipients == ["ana@example.org"]
    assert (mail["From"], mail["To"]) == ("p@example.org", "ana@example.org")
    assert mail["Subject"] == "季度提醒"
    assert mail["Content-Language"] == "zh-Hans"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"].endswith("@example.org>")
    assert mail.get_content().splitlines() == chinese.splitlines()


def test_text_beyond_ascii_travels_encoded(tmp_path: Path) -> None:
    OutboxMailer(tmp_path, "p@example.org").send(message(subject="Año", text="Año\n"))
    (file,) = tmp_path.iterdir()
    assert file.read_bytes().isascii()


def test_html_stands_beside_the_text(postbox: Postbox, serve: Callable[..., int]) -> None:
    SmtpMailer(plain_settings(serve())).send(message(html="<p>One value is due.</p>"))
    (mail,) = postbox.mails
    assert mail.get_content_type() == "multipart/alternative"
    assert mail["Content-Language"] == "en"
    parts = [part.get_content_type() for part in mail.iter_parts()]
    assert parts == ["text/plain", "text/html"]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ana",
        "ana@",
        "ana@example.org, bob@example.org",
        "ana@example.org\r\nBcc: bob@example.org",
        "Ana <ana@example.org>",
        "añá@example.org",
    ],
)
def test_only_one_bare_address_is_taken(address: str) -> None:
    with pytest.raises(RuleError, match="is not one mail address"):
        message(to=address)


@pytest.mark.parametrize(
    "subject",
    ["", "Due\r\nBcc: bob@example.org", "Due\nsoon", "Due\x00", "Due\u2028soon", "x" * 201],
)
def test_a_subject_is_one_line(subject: str) -> None:
    with pytest.raises(RuleError, match="must be one line"):
        message(subject=subject)


def test_a_mail_travels_encrypted_after_signing_in(
    postbox: Postbox,
    serve: Callable[..., int],
    certificate: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    port = serve(**sign_in_options(certificate))
    SmtpMailer(sign_in_settings(port)).send(message())
    assert len(postbox.mails) == 1
    assert postbox.encrypted


def sign_in_options(certificate: tuple[Path, Path]) -> dict[str, object]:
    def check(
        _server: SMTP, _session: Session, _envelope: Envelope, _how: str, data: LoginPassword
    ) -> AuthResult:
        right = data == LoginPassword(b"planner", PASSWORD.encode())
        return AuthResult(success=right, handled=False)

    return {
        "tls_context": encrypted(certificate),
        "require_starttls": True,
        "auth_required": True,
        "authenticator": check,
    }


def test_a_wrong_password_is_named_and_mended_later(
    serve: Callable[..., int], certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    port = serve(**sign_in_options(certificate))
    with pytest.raises(MailError, match="refused the name or password") as caught:
        SmtpMailer(sign_in_settings(port, "wrong")).send(message())
    assert caught.value.again


def test_a_certificate_nobody_vouches_for_is_refused(
    postbox: Postbox, serve: Callable[..., int], certificate: tuple[Path, Path]
) -> None:
    port = serve(tls_context=encrypted(certificate), require_starttls=True)
    with pytest.raises(MailError, match="does not trust the certificate"):
        SmtpMailer(Settings(smtp_host="localhost", smtp_port=port)).send(message())
    assert postbox.mails == []


def test_a_server_without_encryption_gets_no_mail_that_asks_for_it(
    postbox: Postbox, serve: Callable[..., int]
) -> None:
    with pytest.raises(MailError, match="does not offer"):
        SmtpMailer(Settings(smtp_host="127.0.0.1", smtp_port=serve())).send(message())
    assert postbox.mails == []


@pytest.mark.parametrize(("answer", "again"), [("550 No such user", False), ("450 Busy", True)])
def test_a_refused_address_is_final_only_when_the_server_says_so(
    postbox: Postbox, serve: Callable[..., int], answer: str, again: bool
) -> None:
    postbox.answer_to_address = answer
    with pytest.raises(MailError, match="refused the address") as caught:
        SmtpMailer(plain_settings(serve())).send(message())
    assert caught.value.again is again
    assert "ana@" not in str(caught.value)


@pytest.mark.parametrize(("answer", "again"), [("554 Rejected", False), ("451 Later", True)])
def test_a_refused_mail_is_final_only_when_the_server_says_so(
    postbox: Postbox, serve: Callable[..., int], answer: str, again: bool
) -> None:
    postbox.answer_to_mail = answer
    with pytest.raises(MailError, match="refused the mail") as caught:
        SmtpMailer(plain_settings(serve())).send(message())
    assert caught.value.again is again


def test_a_server_that_is_down_can_be_tried_again() -> None:
    with pytest.raises(MailError, match="cannot be reached") as caught:
        SmtpMailer(plain_settings(free_port())).send(message())
    assert caught.value.again


def test_the_outbox_keeps_each_mail_as_a_whole_file(tmp_path: Path) -> None:
    mailer = OutboxMailer(tmp_path / "outbox", "p@example.org")
    mailer.send(message(subject="First"))
    mailer.send(message(subject="Second"))
    files = sorted((tmp_path / "outbox").iterdir())
    assert [parsed(file.read_bytes())["Subject"] for file in files] == ["First", "Second"]
    assert all(re.fullmatch(r"\d{8}T\d{6}\.\d{6}Z-\w+\.eml", file.name) for file in files)


def test_mails_in_the_outbox_are_for_the_planner_alone(tmp_path: Path) -> None:
    OutboxMailer(tmp_path, "p@example.org").send(message())
    (file,) = tmp_path.iterdir()
    assert file.stat().st_mode & 0o077 == 0


def test_an_outbox_that_cannot_be_written_is_a_mail_error(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    with pytest.raises(MailError, match="cannot be written") as caught:
        OutboxMailer(blocked, "p@example.org").send(message())
    assert caught.value.again


def test_the_server_is_used_when_one_is_set_else_the_outbox(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert isinstance(make_mailer(plain_settings(25)), SmtpMailer)
    make_mailer(Settings()).send(message())
    assert len(list(Path("var/outbox").glob("*.eml"))) == 1


def test_a_server_mailer_without_a_server_is_a_mistake_in_code() -> None:
    with pytest.raises(ValueError, match="needs settings"):
        SmtpMailer(Settings())
