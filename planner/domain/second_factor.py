"""Codes of a second step: which ones an app makes, which ones stand in, how long all holds."""

import re
import unicodedata
from datetime import datetime, timedelta

import pyotp
from pyotp.exceptions import OTPVerificationError

FIRST_STEP_HOLDS = timedelta(minutes=5)
"""How long after the password the code can follow."""
SETUP_HOLDS = timedelta(minutes=15)
"""How long a secret is shown that no code has confirmed yet."""
DRIFT_STEPS = 1
"""Steps of 30 seconds that an app's clock may be off, each way (RFC 6238, 5.2 asks for one)."""

RECOVERY_CODES = 10
RECOVERY_LENGTH = 10
RECOVERY_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Neither 0 and O nor 1, I and L: 31 signs, so that ten of them are nearly 50 bits."""
LONGEST_CODE = 40
"""Characters that are looked at: a code with every kind of space and hyphen in it is shorter."""

_BETWEEN = re.compile(r"[\s\-\u2010-\u2015]+")


def read_code(text: str) -> str:
    """Return a code as it is compared: people type spaces, hyphens, small and full-width signs."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text)).upper()


def matching_step(secret: str, code: str, now: datetime, after: int = 0) -> int | None:
    """Return the step of time whose code this is, or None.

    A code that belongs to the step `after`, or to one before it, was taken already.
    """
    if not (code.isascii() and code.isdecimal()):
        return None
    try:
        step = pyotp.TOTP(secret).verify_and_get_timecode(
            code, for_time=now, valid_window=DRIFT_STEPS
        )
    except OTPVerificationError:
        return None
    return step if step > after else None


def setup_address(secret: str, account: str, issuer: str) -> str:
    """Return the address that an app reads from the picture of it."""
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=issuer)


def in_groups(secret: str) -> str:
    """Write a secret in groups of four, for whoever types it."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def in_halves(code: str) -> str:
    """Write a recovery code in two groups."""
    return f"{code[: RECOVERY_LENGTH // 2]}-{code[RECOVERY_LENGTH // 2 :]}"
