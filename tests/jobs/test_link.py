"""Mailing the link that sets a password: in the reader's language, while it is still good."""

import email
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from pydantic import SecretStr
from sqlalchemy import Engine

from db import tables as t
from db.engine import transaction
from planner.config import Settings
from planner.gateways.mail import MailError
from planner.gateways.secret import read_signed_id
from planner.jobs import link
from planner.jobs.kinds import KINDS, GiveUpError, Order
from schemas.sign_in import LinkRow
from schemas.vocabulary import Language, LinkPurpose
from tests import factories as make

KEY = "k" * 32
SETTINGS = Settings(secret_key=SecretStr(KEY), base_url="https://planner.example.org")


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def put_link(engine: Engine, **fields: Any) -> UUID:
    with transaction(engine, write=True) as session:
        # Somebody else's city comes first, so that the link must find its own.
        make.make_jurisdiction(session, code="a-city")
        ada = make.make_member(
            session, make.make_jurisdiction(session), preferred_language=Language.ES
        )
        make.make_account(session, ada, email="ada@example.org")
        row: t.EntryLink = make.make_entry_link(session, ada, **fields)
        return row.id


def send(engine: Engine, link_id: UUID) -> None:
    KINDS[link.SEND_LINK](Order(engine, SETTINGS, {"link_id": link_id.hex}))


def sent() -> list[EmailMessage]:
    mails = []
    for file in Path("var/outbox").glob("*.eml"):
        mail = email.message_from_bytes(file.read_bytes(), policy=default)
        assert isinstance(mail, EmailMessage)
        mails.append(mail)
    return mails


def test_a_link_is_mailed_in_the_language_of_whom_it_is_for(engine: Engine) -> None:
    link_id = put_link(engine)
    send(engine, link_id)
    (mail,) = sent()
    assert (mail["To"], mail["Content-Language"]) == ("ada@example.org", "es")
    assert link.link_address(SETTINGS, link_id) in mail.get_content()


@pytest.mark.parametrize(
    "fields",
    [
        {"used_at": datetime.now(UTC)},
        {
            "made_at": datetime.now(UTC) - timedelta(hours=3),
            "expires_at": datetime.now(UTC) - timedelta(hours=1),
        },
    ],
    ids=["used", "too old"],
)
def test_a_link_that_is_not_good_any_more_is_not_sent(
    engine: Engine, fields: dict[str, Any]
) -> None:
    for link_id in (put_link(engine, **fields), uuid4()):
        with pytest.raises(GiveUpError):
            send(engine, link_id)
    assert sent() == []


@pytest.mark.parametrize(("again", "raised"), [(True, MailError), (False, GiveUpError)])
def test_the_mail_server_decides_whether_a_link_is_sent_again(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, *, again: bool, raised: type[Exception]
) -> None:
    class Refusing:
        def send(self, _message: object) -> None:
            raise MailError("refused", again=again)

    monkeypatch.setattr(link, "make_mailer", lambda _settings: Refusing())
    with pytest.raises(raised):
        send(engine, put_link(engine))


def test_the_address_of_a_link_is_signed_for_links_alone() -> None:
    link_id = uuid4()
    start, _, token = link.link_address(SETTINGS, link_id).rpartition("/")
    assert start == "https://planner.example.org/welcome"
    assert read_signed_id(KEY, link.LINK, token) == link_id
    assert read_signed_id(KEY, "session", token) is None


def row(**fields: Any) -> LinkRow:
    whole: dict[str, Any] = {
        "id": uuid4(),
        "member_id": uuid4(),
        "purpose": LinkPurpose.INVITATION,
        "email": "ada@example.org",
        "name": "Ada {Rivera}",
        "language": Language.EN,
        "expires_at": datetime(2026, 11, 27, 12, 0, tzinfo=UTC),
    }
    return LinkRow.model_validate(whole | fields)


@pytest.mark.parametrize("purpose", LinkPurpose)
@pytest.mark.parametrize("language", Language)
def test_every_mail_has_name_link_and_day(purpose: LinkPurpose, language: Language) -> None:
    mail = link.compose_mail(row(purpose=purpose, language=language), "https://x/welcome/1")
    assert (mail.to, mail.language) == ("ada@example.org", language)
    assert "Ada {Rivera}" in mail.text
    assert "\nhttps://x/welcome/1\n" in mail.text
    assert "27" in mail.text
    assert "{link}" not in mail.text


def test_an_invitation_reads_unlike_a_new_password() -> None:
    invitation = link.compose_mail(row(), "https://x")
    new = link.compose_mail(row(purpose=LinkPurpose.NEW_PASSWORD), "https://x")
    assert invitation.subject != new.subject
    assert "you were invited" in invitation.text
    assert "your password stays as it is" in new.text
