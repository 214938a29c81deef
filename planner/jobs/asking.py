"""Mailing the link by which somebody without an account answers one question."""

from datetime import UTC
from uuid import UUID

from db.engine import transaction
from db.queries import asking as query
from planner.config import Settings
from planner.domain.permissions import SYSTEM
from planner.gateways.mail import MailError, MailMessage, make_mailer
from planner.gateways.secret import sign_id
from planner.i18n import Translator, format_date, translator, word_of
from planner.services.asking import get_letter
from planner.services.door import begin
from schemas.asking import LetterRow
from schemas.errors import N_, PlannerError
from schemas.vocabulary import DistrictKind

from .kinds import GiveUpError, Order, job

SEND_ASKED = "asked.send"
ASKED = "asked"
"""What the signature of such a link is good for."""

_SUBJECT = N_("A question for you from your police district")
_TEXT = N_(
    "Hello {name},\n\n{asker}, {place}, would like to hear from you. Open this link to read the"
    " question and to answer it:\n\n{link}\n\nIt works once, until {day}. You need no account, and"
    " you need not answer.\n"
)


def asked_address(settings: Settings, asked_id: UUID) -> str:
    """Return the address that a question is opened by."""
    return f"{settings.base_url}/asked/{sign_id(settings.key, ASKED, asked_id)}"


@job(SEND_ASKED)
def send_asked(order: Order) -> None:
    """Mail a question's link while it is open."""
    asked_id = UUID(order.payload["asked_id"])
    try:
        letter = _find_letter(order, asked_id)
        message = compose_letter(letter, asked_address(order.settings, asked_id))
    except PlannerError as error:
        raise GiveUpError from error
    try:
        make_mailer(order.settings).send(message)
    except MailError as error:
        if error.again:
            raise
        raise GiveUpError from error


def compose_letter(letter: LetterRow, address: str) -> MailMessage:
    """Return the mail that brings a question's link, in the language of whom it is for."""
    say = translator(letter.reads)
    return MailMessage(
        to=letter.email,
        subject=say(_SUBJECT),
        text=say(
            _TEXT,
            name=letter.name,
            asker=letter.asker,
            place=place_of(letter.district_number, letter.district_name, say),
            link=address,
            day=format_date(letter.expires_at.astimezone(UTC).date(), letter.reads),
        ),
        language=letter.reads,
    )


def place_of(number: int, name: str, say: Translator) -> str:
    """Return how a district is called, for whoever doesn't know the planner."""
    if not number:
        return say(word_of(DistrictKind.HEADQUARTERS))
    return say(N_("District {number} {name}"), number=number, name=name)


def _find_letter(order: Order, asked_id: UUID) -> LetterRow:
    with transaction(order.engine) as session:
        home = query.find_home(session, asked_id)
    with begin(order.engine, actor=SYSTEM, jurisdiction_id=home) as work:
        return get_letter(work, asked_id)
