"""Mailing a question's link: in the reader's language, while it is open, and forgotten after."""

import email
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from pydantic import SecretStr
from sqlalchemy import Engine, select

from db import tables as t
from db.engine import transaction
from planner.config import Settings
from planner.gateways.mail import MailError
from planner.gateways.secret import read_signed_id
from planner.jobs import asking, tidy
from planner.jobs.kinds import KINDS, GiveUpError, Order
from planner.jobs.link import LINK
from schemas.asking import LetterRow
from schemas.vocabulary import Language, Role
from tests import factories as make

KEY = "k" * 32
SETTINGS = Settings(secret_key=SecretStr(KEY), base_url="https://planner.example.org")


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def put_asked(engine: Engine, **fields: Any) -> UUID:
    with transaction(engine, write=True) as session:
        # Somebody else's city comes first, so that the link must find its own.
        make.make_jurisdiction(session, code="a-city")
        city = make.make_jurisdiction(session)
        seven = make.make_district(session, city, number=7, name="Englewood")
        ada = make.make_member(session, city, Role.COMMANDER, seven, name="Ada Rivera")
        row: t.Asked = make.make_asked(session, make.make_engagement(session, seven), ada, **fields)
        return row.id


def put_voice(engine: Engine) -> UUID:
    with transaction(engine, write=True) as session:
        district = make.make_district(session, make.make_jurisdiction(session))
        row: t.Voice = make.make_voice(session, make.make_engagement(session, district))
        return row.id


def send(engine: Engine, asked_id: UUID) -> None:
    KINDS[asking.SEND_ASKED](Order(engine, SETTINGS, {"asked_id": asked_id.hex}))


def sent() -> list[EmailMessage]:
    mails = []
    for file in Path("var/outbox").glob("*.eml"):
        mail = email.message_from_bytes(file.read_bytes(), policy=default)
        assert isinstance(mail, EmailMessage)
        mails.append(mail)
    return mails


def test_a_question_is_mailed_in_the_language_of_whom_it_is_for(engine: Engine) -> None:
    asked_id = put_asked(engine, reads=Language.ES)
    send(engine, asked_id)
    (mail,) = sent()
    assert (mail["To"], mail["Content-Language"]) == ("mei@example.org", "es")
    assert asking.asked_address(SETTINGS, asked_id) in mail.get_content()
    assert "corner safer" not in mail.get_content()


@pytest.mark.parametrize("over", ["withdrawn", "answered", "expired"])
def test_a_question_that_is_not_open_any_more_is_not_sent(engine: Engine, over: str) -> None:
    now = datetime.now(UTC)
    fields: dict[str, Any] = {
        "withdrawn": {"withdrawn_at": now},
        "answered": {"answered_at": now},
        "expired": {"made_at": now - timedelta(days=15), "expires_at": now},
    }[over]
    if over == "answered":
        fields["voice_id"] = put_voice(engine)
    for asked_id in (put_asked(engine, **fields), uuid4()):
        with pytest.raises(GiveUpError):
            send(engine, asked_id)
    assert sent() == []


@pytest.mark.parametrize(("again", "raised"), [(True, MailError), (False, GiveUpError)])
def test_the_mail_server_decides_whether_a_question_is_sent_again(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, *, again: bool, raised: type[Exception]
) -> None:
    class Refusing:
        def send(self, _message: object) -> None:
            raise MailError("refused", again=again)

    monkeypatch.setattr(asking, "make_mailer", lambda _settings: Refusing())
    with pytest.raises(raised):
        send(engine, put_asked(engine))


def test_the_address_of_a_question_is_signed_for_questions_alone() -> None:
    asked_id = uuid4()
    start, _, token = asking.asked_address(SETTINGS, asked_id).rpartition("/")
    assert start == "https://planner.example.org/asked"
    assert read_signed_id(KEY, asking.ASKED, token) == asked_id
    assert read_signed_id(KEY, LINK, token) is None


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("number", [0, 7])
def test_every_mail_has_name_asker_link_and_day(language: Language, number: int) -> None:
    letter = LetterRow(
        email="mei@example.org",
        name="Mei {Lin}\nBcc: x@evil.example",
        asker="Ada Rivera",
        district_number=number,
        district_name="Englewood",
        reads=language,
        expires_at=datetime(2026, 11, 27, 12, 0, tzinfo=UTC),
    )
    mail = asking.compose_letter(letter, "https://x/asked/1")
    assert (mail.to, mail.language) == ("mei@example.org", language)
    for part in ("Mei {Lin}", "Ada Rivera", "\nhttps://x/asked/1\n", "27"):
        assert part in mail.text
    assert ("Englewood" in mail.text) is (number == 7)
    assert "{link}" not in mail.text


@pytest.mark.parametrize("over", ["withdrawn", "answered", "expired"])
def test_whom_a_question_went_to_is_forgotten_a_while_after_it_is_over(
    engine: Engine, over: str
) -> None:
    now = datetime.now(UTC)
    made = {"made_at": now - timedelta(days=60), "expires_at": now + timedelta(days=1)}
    kept = {}
    for days in (tidy.KEPT.days + 1, tidy.KEPT.days - 1):
        moment = now - timedelta(days=days)
        fields: dict[str, Any] = (
            made
            | {
                "withdrawn": {"withdrawn_at": moment},
                "answered": {"answered_at": moment},
                "expired": {"expires_at": moment},
            }[over]
        )
        if over == "answered":
            fields["voice_id"] = put_voice(engine)
        with transaction(engine, write=True) as session:
            district = make.make_district(session, make.make_jurisdiction(session))
            meeting = make.make_engagement(session, district)
            kept[make.make_asked(session, meeting, **fields).id] = days < tidy.KEPT.days
    KINDS[tidy.FORGET](Order(engine, SETTINGS, {}))
    with transaction(engine) as session:
        rows = session.scalars(select(t.Asked)).all()
    assert {row.id: bool(row.email) for row in rows} == kept
    assert {row.id: bool(row.name) for row in rows} == kept
    assert all(row.question for row in rows)
