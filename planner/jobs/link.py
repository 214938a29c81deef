"""Mailing the link that sets a password. The link is made when it is sent, and kept nowhere."""

from datetime import UTC
from uuid import UUID

from planner.config import Settings
from planner.gateways.mail import MailError, MailMessage, make_mailer
from planner.gateways.secret import sign_id
from planner.i18n import format_date, translator
from planner.services.account.sign_in import get_link
from planner.services.door import begin_anonymous
from schemas.errors import N_, NotFoundError
from schemas.sign_in import LinkRow
from schemas.vocabulary import LinkPurpose

from .kinds import GiveUpError, Order, job

SEND_LINK = "link.send"
LINK = "link"
"""What the signature of a link is good for."""

_SUBJECTS = {
    LinkPurpose.INVITATION: N_("Your invitation to the district strategy planner"),
    LinkPurpose.NEW_PASSWORD: N_("A new password for the district strategy planner"),
}
_TEXTS = {
    LinkPurpose.INVITATION: N_(
        "Hello {name},\n\nyou were invited to the district strategy planner. Open this link to set"
        " a password and come in:\n\n{link}\n\nIt works once, until {day}. If you did not expect"
        " this, you need not do anything.\n"
    ),
    LinkPurpose.NEW_PASSWORD: N_(
        "Hello {name},\n\nsomebody, probably you, asked for a new password for the district"
        " strategy planner. Open this link to set one:\n\n{link}\n\nIt works once, until {day}. If"
        " it was not you, you need not do anything: your password stays as it is.\n"
    ),
}


def link_address(settings: Settings, link_id: UUID) -> str:
    """Return the address that a link is opened by."""
    return f"{settings.base_url}/welcome/{sign_id(settings.key, LINK, link_id)}"


@job(SEND_LINK)
def send_link(order: Order) -> None:
    """Mail a link that is still good; one that is not any more is not sent."""
    link_id = UUID(order.payload["link_id"])
    try:
        with begin_anonymous(order.engine, link_id=link_id) as work:
            link = get_link(work, link_id)
    except NotFoundError as error:
        raise GiveUpError from error
    try:
        make_mailer(order.settings).send(compose_mail(link, link_address(order.settings, link_id)))
    except MailError as error:
        if error.again:
            raise
        raise GiveUpError from error


def compose_mail(link: LinkRow, address: str) -> MailMessage:
    """Return the mail that brings a link, in the language of whom it is for."""
    say = translator(link.language)
    day = format_date(link.expires_at.astimezone(UTC).date(), link.language)
    return MailMessage(
        to=link.email,
        subject=say(_SUBJECTS[link.purpose]),
        text=say(_TEXTS[link.purpose], name=link.name, link=address, day=day),
        language=link.language,
    )
