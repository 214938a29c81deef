"""Addresses as settings hold them: of machines, of mailboxes and of the web."""

import re
from email.errors import HeaderParseError
from email.headerregistry import Address
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

_WEB_ADDRESS = re.compile(r"https?://([^\s/?#@:]+|\[[0-9a-f:]+\])(:[0-9]{1,5})?(/[^\s?#]*)?")
_HOST_NAME = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\.?")


def is_ip_address(text: str) -> bool:
    """Whether a text is the number of a machine, of either kind."""
    return _find_ip(text) is not None


def is_loopback(host: str) -> bool:
    """Whether a name or number means this machine alone, as its own programs reach it."""
    found = _find_ip(host)
    # A number of the old kind, written as one of the new kind, means the same machine.
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return (mapped or found).is_loopback if found else host == "localhost"


def is_host_name(text: str) -> bool:
    """Whether a text is a server's name alone, without a port."""
    return bool(_HOST_NAME.fullmatch(text))


def is_web_address(text: str) -> bool:
    """Whether a text is a plain web address: no user, no query."""
    return bool(_WEB_ADDRESS.fullmatch(text))


def is_safe_way(address: str) -> bool:
    """Whether nobody on the way to a web address can read or change what travels."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme == "https" or is_loopback(parts.hostname or "")


def is_mail_address(text: str) -> bool:
    """Whether a text is one bare mail address, without a display name."""
    try:
        address = Address(addr_spec=text)
    except (HeaderParseError, ValueError, IndexError):
        return False
    return (
        bool(address.username and address.domain)
        and text.isascii()
        and text.isprintable()
        and " " not in text
    )


def _find_ip(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None
