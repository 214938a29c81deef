"""Sending mail: the payload is the message itself."""

from planner.gateways.mail import MailError, MailMessage, make_mailer
from schemas.errors import RuleError
from schemas.vocabulary import Language

from .kinds import GiveUpError, Order, job

SEND = "mail.send"


@job(SEND)
def send_mail(order: Order) -> None:
    """Send one mail. Cut off between sending and saying so, it is sent twice rather than never."""
    fields = {"language": Language.EN, **order.payload}
    try:
        message = MailMessage(**fields | {"language": Language(fields["language"])})
        make_mailer(order.settings).send(message)
    except RuleError as error:
        raise GiveUpError from error
    except MailError as error:
        if error.again:
            raise
        raise GiveUpError from error
