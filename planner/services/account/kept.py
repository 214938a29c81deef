"""What is kept of a password that was set or changed; the callers have checked the permission."""

from db.tables import Account, Member, new_id
from planner.domain.account import check_password
from planner.gateways.secret import hash_password
from schemas.vocabulary import LinkPurpose

from ..change import Written, write_change
from ..work import Work


def keep_password(work: Work, member: Member, account: Account, password: str) -> None:
    """Keep a new password. Raises RuleError when it is easy to guess."""
    check_password(password, member.name, account.email)
    account.password_hash = hash_password(password)
    account.password_set_at = work.now
    body = {"member_id": member.id, "what": LinkPurpose.NEW_PASSWORD}
    write_change(work, "set_password", Written("password", new_id(), 1, body))
