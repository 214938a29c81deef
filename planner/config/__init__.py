"""One validated settings object, read once at the start from the environment and one file."""

from .address import is_loopback, is_mail_address, is_safe_way
from .sentence import setting_name
from .settings import MEGABYTE, Settings
from .source import load_settings

__all__ = [
    "MEGABYTE",
    "Settings",
    "is_loopback",
    "is_mail_address",
    "is_safe_way",
    "load_settings",
    "setting_name",
]
