"""What may stand as a link to evidence: an address of the web that hides nothing."""

import re
import unicodedata
from urllib.parse import SplitResult, urlsplit

from schemas.errors import N_, RuleError

_SCHEMES = {"https", "http"}
_UNSAFE = re.compile(r"[\s\\<>\"`{}|^]")


def check_link(url: str) -> str:
    """Return an address as it is kept. Raises RuleError, in words, for any other text."""
    address = url.strip()
    if not address:
        raise RuleError(N_("Copy the address here first: it begins https://"), where="url")
    parts = _split(address)
    hidden = any(unicodedata.category(letter)[0] == "C" for letter in address)
    if parts is None or hidden or _UNSAFE.search(address):
        raise RuleError(
            N_(
                "“{url}” is not an address of the web. Copy it from the browser: it begins https://"
            ),
            where="url",
            url=address,
        )
    if parts.username is not None or parts.password is not None:
        raise RuleError(
            N_("This address has a name or a password in it. Take out what stands before the @."),
            where="url",
        )
    return address


def host_of(url: str) -> str:
    """Return the name of the place that an address leads to, or nothing."""
    parts = _split(url)
    return (parts.hostname or "") if parts else ""


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        _ = parts.port  # raises ValueError when it is no number
    except ValueError:
        return None
    return parts if parts.scheme in _SCHEMES and parts.hostname else None
