"""The provider of single sign-on: where it sends people, and what it says of who comes back.

OpenID Connect with the authorization code flow and PKCE. Nothing of what it sends is believed
before its signature, its issuer, its audience, its time and the browser's nonce were checked.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import quote_plus

import httpx
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import Key, KeySet, import_key
from joserfc.jws import JWSRegistry
from pydantic import BaseModel, Field, ValidationError

from planner.config import Settings, is_safe_way, setting_name
from schemas.errors import N_, SettingsError
from schemas.single_sign_on import ClaimsIn

DOCUMENT = "/.well-known/openid-configuration"
TIMEOUT = 5.0
"""Seconds that the provider may take for each step of an answer."""
LEEWAY = 60
"""Seconds that its clock may differ from ours."""
ALGORITHMS = (
    *("RS256", "RS384", "RS512"),
    *("PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512"),
)
"""Signatures that the provider alone can make: none that we could, and not the lack of one."""
BASIC, IN_BODY = "client_secret_basic", "client_secret_post"
_LONGEST_NAME = 300


class ProviderError(Exception):
    """The provider said nothing, or nothing that can be believed.

    `why` is a word for the log and quotes nothing of what it sent; `silent` says that it may
    well answer later.
    """

    def __init__(self, why: str, *, silent: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.silent = silent


class Secrets(NamedTuple):
    """What binds one try to one browser: each is random and good for one try."""

    state: str
    nonce: str
    verifier: str


class Document(BaseModel):
    """What a provider says of itself (OpenID Connect Discovery 1.0, section 3)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    scopes_supported: list[str] = Field(default=[])
    token_endpoint_auth_methods_supported: list[str] = Field(default=[BASIC])

    def is_safe(self) -> bool:
        """Say whether nobody on the way can read or change what travels to it."""
        return all(
            map(is_safe_way, (self.authorization_endpoint, self.token_endpoint, self.jwks_uri))
        )


class Provider:
    """The provider that the settings name. What it says of itself is asked once and kept."""

    def __init__(self, settings: Settings, transport: httpx.BaseTransport | None = None) -> None:
        self.issuer = settings.oidc_issuer or ""
        self._settings = settings
        self._transport = transport
        self._document: Document | None = None
        self._keys: KeySet | None = None

    @property
    def address(self) -> str:
        """Where its document is."""
        return self.issuer.rstrip("/") + DOCUMENT

    @property
    def document(self) -> Document:
        """What it says of itself. Raises ProviderError."""
        if self._document is None:
            self._document = self._fetch_document()
        return self._document

    def why_not_usable(self) -> SettingsError | None:
        """Say what is wrong with the issuer in the settings, or None."""
        name, params = setting_name("oidc_issuer"), {"address": self.address}
        try:
            found = self.document
        except ProviderError as error:
            silent = N_("{name}: nothing answers at {address}. Check it, and the way there.")
            other = N_(
                "{name}: what answers at {address} is no provider of single sign-on. Set it to the"
                " issuer that yours names."
            )
            return SettingsError(silent if error.silent else other, name=name, **params)
        if found.issuer == self.issuer:
            return None
        return SettingsError(
            N_("{name} is “{value}”, but the provider there calls itself “{found}”. Check which."),
            name=name,
            value=self.issuer,
            found=found.issuer,
        )

    def entrance(self, back: str, secrets: Secrets) -> str:
        """Return the address that leads a person to it, and from there `back`."""
        scopes = ["openid", "email", "profile"]
        if "groups" in self.document.scopes_supported:
            scopes.append("groups")
        address: str = prepare_grant_uri(
            self.document.authorization_endpoint,
            self._settings.oidc_client_id,
            "code",
            back,
            " ".join(scopes),
            secrets.state,
            nonce=secrets.nonce,
            code_challenge=create_s256_code_challenge(secrets.verifier),
            code_challenge_method="S256",
        )
        return address

    def read_claims(self, code: str, back: str, secrets: Secrets) -> ClaimsIn:
        """Return what it says of whom it sent back with a code. Raises ProviderError."""
        answer = self._redeem(code, back, secrets.verifier)
        token, access = answer.get("id_token"), answer.get("access_token")
        if not isinstance(token, str):
            raise ProviderError("no ID token")
        params = {"client_id": self._settings.oidc_client_id, "nonce": secrets.nonce}
        if isinstance(access, str):
            params["access_token"] = access
        return self._as_claims(self._check(token, params))

    def _redeem(self, code: str, back: str, verifier: str) -> Mapping[str, Any]:
        fields = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": back,
            "code_verifier": verifier,
        }
        client = self._settings.oidc_client_id or ""
        held = self._settings.oidc_client_secret
        secret = held.get_secret_value() if held else ""
        if BASIC in self.document.token_endpoint_auth_methods_supported:
            # Both are written as in a form before they are joined (RFC 6749, 2.3.1).
            auth = httpx.BasicAuth(quote_plus(client), quote_plus(secret))
        else:
            auth, fields = None, {**fields, "client_id": client, "client_secret": secret}
        return self._ask("POST", self.document.token_endpoint, data=fields, auth=auth)

    def _check(self, token: str, params: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return what a token says, once everything about it was checked."""
        options = {
            "iss": {"essential": True, "value": self.issuer},
            "aud": {"essential": True, "value": self._settings.oidc_client_id},
            **{name: {"essential": True} for name in ("sub", "exp", "iat", "nonce")},
        }
        try:
            read = self._decode(token)
            CodeIDToken(read.claims, read.header, options, params).validate(leeway=LEEWAY)
        except (JoseError, ValueError, TypeError) as error:
            raise ProviderError(type(error).__name__) from error
        return read.claims

    def _decode(self, token: str) -> jwt.Token:
        # A parameter of a header that we don't know says nothing to us (RFC 7515, section 4).
        registry = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
        if self._keys is not None:
            try:
                return jwt.decode(token, self._keys, registry=registry)
            except InvalidKeyIdError:
                # It has changed its keys since: asked for once more, not more often.
                pass
        self._keys = self._fetch_keys()
        return jwt.decode(token, self._keys, registry=registry)

    def _as_claims(self, claims: Mapping[str, Any]) -> ClaimsIn:
        groups = claims.get(self._settings.oidc_groups_claim, ())
        listed = [groups] if isinstance(groups, str) else groups
        # Nothing but true is true: some providers write the word, or leave it out.
        vouched = claims.get("email_verified") is True
        subject: str = claims["sub"]
        if not subject.isprintable():
            raise ProviderError("unprintable subject")
        try:
            return ClaimsIn(
                issuer=self.issuer,
                subject=subject,
                email=_line(claims.get("email")) if vouched else "",
                name=_line(claims.get("name")),
                groups=tuple(one for one in listed if isinstance(one, str))
                if isinstance(listed, list)
                else (),
            )
        except ValidationError as error:
            raise ProviderError("claims out of bounds") from error

    def _fetch_document(self) -> Document:
        try:
            found = Document.model_validate(self._ask("GET", self.address))
        except ValidationError as error:
            raise ProviderError("not a document") from error
        if not found.is_safe():
            raise ProviderError("unsafe endpoint")
        return found

    def _fetch_keys(self) -> KeySet:
        listed = self._ask("GET", self.document.jwks_uri).get("keys")
        keys = [_find_key(one) for one in listed] if isinstance(listed, list) else []
        return KeySet([key for key in keys if key is not None])

    def _ask(self, method: str, address: str, **sent: Any) -> Mapping[str, Any]:  # noqa: ANN401
        try:
            with httpx.Client(timeout=TIMEOUT, transport=self._transport) as client:
                answer = client.request(method, address, **sent)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise ProviderError(type(error).__name__, silent=True) from error
        if not answer.is_success:
            raise ProviderError(f"status {answer.status_code}", silent=answer.is_server_error)
        try:
            found = answer.json()
        except ValueError as error:
            raise ProviderError("not JSON") from error
        if not isinstance(found, dict):
            raise ProviderError("not an object")
        return found


def why_no_provider(settings: Settings) -> SettingsError | None:
    """Say why nobody could come in by the provider that the settings name, or None."""
    return Provider(settings).why_not_usable() if settings.oidc_issuer else None


def _find_key(listed: Any) -> Key | None:  # noqa: ANN401  (whatever the provider lists)
    """Return a key that we can read; providers list some for other uses too."""
    try:
        return import_key(listed)
    except (JoseError, ValueError, TypeError, KeyError):
        return None


def _line(value: object) -> str:
    """Return a text without what nobody can have typed, and nothing for anything else."""
    text = value if isinstance(value, str) else ""
    return "".join(filter(str.isprintable, text)).strip()[:_LONGEST_NAME]
