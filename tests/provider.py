"""A provider of single sign-on without a network: says what a test wants it to say."""

import base64
import hashlib
import hmac
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import httpx
from joserfc import jwt
from joserfc.jwk import RSAKey
from joserfc.util import json_b64encode

ISSUER = "https://login.example.org"
CLIENT, SECRET = "planner & co", "between:the two"
SETTINGS = {
    "PLANNER_OIDC_ISSUER": ISSUER,
    "PLANNER_OIDC_CLIENT_ID": CLIENT,
    "PLANNER_OIDC_CLIENT_SECRET": SECRET,
}
KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
OTHER = RSAKey.generate_key(2048, {"kid": "two"})
"""Somebody else's. Both are made once, because it takes long."""

Claims = dict[str, Any]
Forge = Callable[[Claims], str]


def signed(claims: Mapping[str, Any], key: RSAKey = KEY, **header: Any) -> str:
    """Return a token as the provider signs it."""
    named = {"alg": "RS256", "kid": key.kid, **header}
    return jwt.encode({name: one for name, one in named.items() if one}, dict(claims), key)


def listed(key: RSAKey) -> dict[str, Any]:
    """Return a key as the provider lists it for everybody."""
    return dict(key.as_dict(private=False))


def hmac_signed(claims: Claims, secret: bytes) -> str:
    """Sign with a secret, as others than the provider could; libraries refuse to with some."""
    said = _unsigned(claims, "HS256").removesuffix(".")
    digest = hmac.digest(secret, said.encode(), "sha256")
    return f"{said}.{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"


def _unsigned(claims: Claims, algorithm: str) -> str:
    header = json_b64encode({"alg": algorithm, "kid": "one"}).decode()
    return f"{header}.{json_b64encode(claims).decode()}."


def _signature_of(claims: Claims) -> str:
    return signed(claims).rpartition(".")[2]


def _changed(claims: Claims) -> str:
    return f"{signed({**claims, 'sub': 'root'}).rpartition('.')[0]}.{_signature_of(claims)}"


FORGERIES: Mapping[str, Forge] = {
    "another key": lambda claims: signed(claims, OTHER),
    "another key under the name of ours": lambda claims: signed(claims, OTHER, kid="one"),
    "another key without a name": lambda claims: signed(claims, OTHER, kid=None),
    "a key that it brings along": lambda claims: signed(
        claims, OTHER, jwk=listed(OTHER), kid="one"
    ),
    "a key that it says where to get": lambda claims: signed(
        claims, OTHER, jku="https://evil.example/keys", kid="one"
    ),
    "the secret we share": lambda claims: hmac_signed(claims, SECRET.encode()),
    "the public key as a secret": lambda claims: hmac_signed(claims, KEY.as_pem(private=False)),
    "unsigned": lambda claims: _unsigned(claims, "none"),
    "unsigned in capitals": lambda claims: _unsigned(claims, "NONE"),
    "unsigned, and says it is signed": lambda claims: _unsigned(claims, "RS256"),
    "cut off": lambda claims: signed(claims)[:-8],
    "changed after it was signed": _changed,
    "a part too many": lambda claims: f"{signed(claims)}.{_signature_of(claims)}",
    "larger than any": lambda claims: signed({**claims, "pad": "x" * 200_000}),
    "empty": lambda _claims: "",
    "no token": lambda _claims: "a.b.c",
}
"""Tokens that the provider did not sign, by what is wrong with them."""


@dataclass
class FakeProvider:
    """Answers as a provider does; `forge` makes the token instead, and `down` makes it silent."""

    forge: Forge = signed
    keys: list[dict[str, Any]] = field(default_factory=lambda: [listed(KEY)])
    document: dict[str, Any] = field(default_factory=dict)
    down: bool = False
    asked: list[httpx.Request] = field(default_factory=list)
    codes: dict[str, tuple[dict[str, str], Claims]] = field(default_factory=dict)

    @property
    def transport(self) -> httpx.MockTransport:
        """What the planner reaches it by."""
        return httpx.MockTransport(self.answer)

    def paths(self) -> list[str]:
        """Return what it was asked for."""
        return [request.url.path for request in self.asked]

    def let_in(self, entrance: str, **claims: Any) -> str:
        """Let a person sign in who was led to the entrance, and return the way back."""
        sent = dict(parse_qsl(urlsplit(entrance).query))
        code = f"code-{len(self.codes)}"
        self.codes[code] = (sent, claims)
        return f"{sent['redirect_uri']}?{urlencode({'code': code, 'state': sent['state']})}"

    def answer(self, request: httpx.Request) -> httpx.Response:
        """Answer one request."""
        self.asked.append(request)
        if self.down:
            raise httpx.ConnectTimeout("", request=request)
        answers = {
            "/.well-known/openid-configuration": self._describe,
            "/keys": lambda _: {"keys": self.keys},
            "/token": self._redeem,
        }
        try:
            return httpx.Response(200, json=answers[request.url.path](request))
        except PermissionError as refused:
            return httpx.Response(400, json={"error": str(refused)})

    def _describe(self, _request: httpx.Request) -> dict[str, Any]:
        return {
            "issuer": ISSUER,
            "authorization_endpoint": f"{ISSUER}/authorize?tenant=city",
            "token_endpoint": f"{ISSUER}/token",
            "jwks_uri": f"{ISSUER}/keys",
            **self.document,
        }

    def _redeem(self, request: httpx.Request) -> dict[str, Any]:
        form = {name: value[0] for name, value in parse_qs(request.content.decode()).items()}
        sent, claims = self.codes.pop(form["code"], ({}, {}))
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (challenge, form["redirect_uri"]) != (
            sent.get("code_challenge"),
            sent.get("redirect_uri"),
        ):
            raise PermissionError("invalid_grant")
        now = int(time.time())
        said = {
            "iss": ISSUER,
            "aud": CLIENT,
            "sub": "nadia",
            "iat": now,
            "exp": now + 300,
            "nonce": sent["nonce"],
            **claims,
        }
        token = self.forge({name: value for name, value in said.items() if value is not None})
        return {"id_token": token, "access_token": "opaque", "token_type": "Bearer"}
