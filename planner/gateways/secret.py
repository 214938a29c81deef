"""Passwords and tokens: what is kept of them, so that whoever reads the database learns none."""

import hmac
import secrets
from base64 import urlsafe_b64encode
from functools import cache
from hashlib import sha256
from uuid import UUID

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from itsdangerous import BadSignature, URLSafeSerializer

TOKEN_BYTES = 32
_HASHER = PasswordHasher()
"""argon2id with the memory and rounds that its library recommends (RFC 9106, second choice)."""


def new_token() -> str:
    """Return a token that nobody can guess; 256 random bits, fit for an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def new_shared_secret() -> str:
    """Return a secret to share with an app that makes codes: 160 random bits in base 32."""
    return pyotp.random_base32()


def new_code(alphabet: str, length: int) -> str:
    """Return a random code of some signs, for people to type."""
    return "".join(secrets.choice(alphabet) for _ in range(length))


def digest_of(token: str) -> str:
    """Return what is kept of a token: random enough that a plain digest can't be turned back."""
    return sha256(token.encode()).hexdigest()


def keyed_digest(key: str, *parts: str) -> str:
    """Return what is kept of words that could be guessed, such as a network address."""
    return hmac.digest(key.encode(), "\0".join(parts).encode(), "sha256").hex()


def sign(key: str, purpose: str, value: str) -> str:
    """Return a value with a signature that holds for one purpose; fit for a cookie or address."""
    return URLSafeSerializer(key, salt=purpose).dumps(value)


def read_signed(key: str, purpose: str, text: str) -> str | None:
    """Return the value that was signed for this purpose, or None when it was not."""
    try:
        value = URLSafeSerializer(key, salt=purpose).loads(text)
    except BadSignature:
        return None
    return value if isinstance(value, str) else None


def sign_id(key: str, purpose: str, row_id: UUID) -> str:
    """Return the id of a row with a signature that holds for one purpose."""
    return sign(key, purpose, row_id.hex)


def read_signed_id(key: str, purpose: str, text: str) -> UUID | None:
    """Return the id that was signed for this purpose, or None when it was not."""
    value = read_signed(key, purpose, text)
    return UUID(value) if value else None


def lock(key: str, purpose: str, text: str) -> str:
    """Encrypt a text for one purpose: another one, or another key, doesn't open it."""
    return _lock(key, purpose).encrypt(text.encode()).decode()


def unlock(key: str, purpose: str, locked: str) -> str | None:
    """Return the text that was encrypted for this purpose with this key, or None."""
    try:
        return _lock(key, purpose).decrypt(locked.encode()).decode()
    except InvalidToken:
        return None


def _lock(key: str, purpose: str) -> Fernet:
    # The key has enough random bits of its own, so that it needs no slow derivation.
    derived = HKDF(SHA256(), length=32, salt=None, info=purpose.encode()).derive(key.encode())
    return Fernet(urlsafe_b64encode(derived))


def hash_password(password: str) -> str:
    """Return what is kept of a password."""
    return _HASHER.hash(password)


def password_fits(password: str, held: str) -> bool:
    """Say whether a password is the one kept; where none is, it takes as long and is no."""
    try:
        _HASHER.verify(held or _nobodys(), password)
    except (VerificationError, InvalidHashError):
        return False
    return bool(held)


@cache
def _nobodys() -> str:
    return _HASHER.hash(new_token())
