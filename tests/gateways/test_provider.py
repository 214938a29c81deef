"""The provider: asked over a safe way, believed only after everything was checked."""

import time
from base64 import b64decode
from typing import Any
from urllib.parse import parse_qs, parse_qsl, unquote_plus, urlsplit

import httpx
import pytest
from joserfc.jwk import OctKey

from planner.config import load_settings
from planner.gateways.provider import Provider, ProviderError, Secrets, why_no_provider
from schemas.single_sign_on import ClaimsIn
from tests.provider import (
    CLIENT,
    FORGERIES,
    ISSUER,
    KEY,
    OTHER,
    SECRET,
    SETTINGS,
    FakeProvider,
    Forge,
    hmac_signed,
    listed,
    signed,
)

BACK = "https://planner.example.org/sso/back"
SECRETS = Secrets("state", "nonce", "v" * 43)


@pytest.fixture
def fake() -> FakeProvider:
    return FakeProvider()


def provider(fake: FakeProvider, **settings: str) -> Provider:
    return Provider(load_settings(SETTINGS | settings), fake.transport)


def told(fake: FakeProvider, known: Provider | None = None, **claims: Any) -> ClaimsIn:
    """Return what the planner takes from what the provider says."""
    asked = known or provider(fake)
    back = fake.let_in(asked.entrance(BACK, SECRETS), **claims)
    return asked.read_claims(parse_qs(urlsplit(back).query)["code"][0], BACK, SECRETS)


def doubted(fake: FakeProvider, **claims: Any) -> str:
    with pytest.raises(ProviderError) as doubt:
        told(fake, **claims)
    assert not doubt.value.silent
    return doubt.value.why


# --- there and back ------------------------------------------------------------------------------


def test_people_are_led_there_with_what_binds_the_try_to_them(fake: FakeProvider) -> None:
    address = urlsplit(provider(fake).entrance(BACK, SECRETS))
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{ISSUER}/authorize"
    sent = dict(parse_qsl(address.query))
    assert sent.pop("code_challenge") not in {"", SECRETS.verifier}
    assert sent == {
        "tenant": "city",
        "response_type": "code",
        "client_id": CLIENT,
        "redirect_uri": BACK,
        "scope": "openid email profile",
        "state": "state",
        "nonce": "nonce",
        "code_challenge_method": "S256",
    }


def test_groups_are_asked_for_where_the_provider_offers_them(fake: FakeProvider) -> None:
    fake.document = {"scopes_supported": ["openid", "groups"]}
    sent = parse_qs(urlsplit(provider(fake).entrance(BACK, SECRETS)).query)
    assert sent["scope"] == ["openid email profile groups"]


def test_the_secret_goes_into_the_header_alone(fake: FakeProvider) -> None:
    told(fake)
    (request,) = [one for one in fake.asked if one.url.path == "/token"]
    name, _, secret = b64decode(request.headers["authorization"].split()[1]).decode().partition(":")
    assert (unquote_plus(name), unquote_plus(secret)) == (CLIENT, SECRET)
    assert "client_secret" not in request.content.decode()


def test_the_secret_goes_into_the_body_where_the_provider_takes_it_there_alone(
    fake: FakeProvider,
) -> None:
    fake.document = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    told(fake)
    (request,) = [one for one in fake.asked if one.url.path == "/token"]
    assert parse_qs(request.content.decode())["client_secret"] == [SECRET]
    assert "authorization" not in request.headers


def test_what_it_says_of_itself_and_its_keys_are_asked_once(fake: FakeProvider) -> None:
    known = provider(fake)
    told(fake, known)
    told(fake, known)
    assert fake.paths() == ["/.well-known/openid-configuration", "/token", "/keys", "/token"]


# --- what is taken from it -----------------------------------------------------------------------


def test_what_it_vouches_for_is_taken(fake: FakeProvider) -> None:
    said = told(
        fake, email="N@example.org", email_verified=True, name=" Nadia\0 New ", groups=["a", 1]
    )
    assert said == ClaimsIn(
        issuer=ISSUER, subject="nadia", email="N@example.org", name="Nadia New", groups=("a",)
    )


@pytest.mark.parametrize("verified", [False, "true", "True", 1, [True], {}, None])
def test_a_mail_address_counts_when_it_is_verified_and_nothing_else_is_true(
    fake: FakeProvider, verified: object
) -> None:
    assert told(fake, email="ada@example.org", email_verified=verified).email == ""


@pytest.mark.parametrize("groups", [None, 7, {"planner:administrator": 1}, [["a"]], True])
def test_groups_that_are_no_list_of_texts_are_none(fake: FakeProvider, groups: object) -> None:
    assert told(fake, groups=groups).groups == ()


def test_one_group_may_come_as_a_text_and_in_another_claim(fake: FakeProvider) -> None:
    known = provider(fake, PLANNER_OIDC_GROUPS_CLAIM="roles")
    assert told(fake, known, roles="planner:reviewer", groups=["x"]).groups == ("planner:reviewer",)


@pytest.mark.parametrize("subject", ["", "x" * 256, "na\0dia", "na\ndia", 7, ["nadia"], None])
def test_a_subject_that_nobody_can_be_told_apart_by_is_not_believed(
    fake: FakeProvider, subject: object
) -> None:
    assert doubted(fake, sub=subject)


def test_a_subject_is_taken_to_the_letter(fake: FakeProvider) -> None:
    assert told(fake, sub=" Nadia ").subject == " Nadia "


# --- what is not believed ------------------------------------------------------------------------

LONG_AGO, ONE_DAY = 1_000_000_000, 9_999_999_999


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://evil.example"},
        {"iss": f"{ISSUER}/"},
        {"iss": [ISSUER]},
        {"iss": None},
        {"aud": "another client"},
        {"aud": ["another client"]},
        {"aud": None},
        {"aud": [CLIENT, "another client"]},
        {"aud": [CLIENT, "another client"], "azp": "another client"},
        {"azp": "another client"},
        {"exp": LONG_AGO},
        {"exp": None},
        {"exp": "never"},
        {"exp": float("inf")},
        {"iat": ONE_DAY},
        {"iat": None},
        {"nbf": ONE_DAY},
        {"nonce": "of another try"},
        {"nonce": ["nonce"]},
        {"nonce": None},
        {"nonce": ""},
        {"at_hash": "of another token"},
    ],
    ids=str,
)
def test_a_token_for_others_or_of_another_time_is_not_believed(
    fake: FakeProvider, claims: dict[str, Any]
) -> None:
    assert doubted(fake, **claims)


def test_clocks_may_differ_by_a_minute_and_no_more(fake: FakeProvider) -> None:
    now = int(time.time())
    assert told(fake, exp=now - 30, iat=now + 30).subject == "nadia"
    assert doubted(fake, exp=now - 120)
    assert doubted(fake, iat=now + 120)


def test_a_token_for_several_is_believed_when_it_was_made_for_us(fake: FakeProvider) -> None:
    assert told(fake, aud=[CLIENT, "another client"], azp=CLIENT).subject == "nadia"


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES)
def test_a_token_that_the_provider_did_not_sign_is_not_believed(
    fake: FakeProvider, forge: Forge
) -> None:
    fake.forge = forge
    assert doubted(fake)


def test_an_unsigned_or_symmetric_key_of_the_provider_signs_nothing(fake: FakeProvider) -> None:
    shared = OctKey.import_key(SECRET, {"kid": "one"})
    fake.keys = [shared.as_dict()]
    fake.forge = lambda claims: hmac_signed(claims, SECRET.encode())
    assert doubted(fake)


# --- keys change ---------------------------------------------------------------------------------


def test_new_keys_are_asked_for_once_when_a_token_names_one_that_is_not_known(
    fake: FakeProvider,
) -> None:
    known = provider(fake)
    told(fake, known)
    fake.keys, fake.forge = [listed(KEY), listed(OTHER)], lambda claims: signed(claims, OTHER)
    assert told(fake, known).subject == "nadia"
    fake.forge = lambda claims: signed(claims, OTHER, kid="nobody's")
    with pytest.raises(ProviderError):
        told(fake, known)
    assert fake.paths().count("/keys") == 3


def test_a_known_key_with_a_wrong_signature_asks_for_no_new_ones(fake: FakeProvider) -> None:
    known = provider(fake)
    told(fake, known)
    fake.forge = lambda claims: signed(claims, OTHER, kid="one")
    with pytest.raises(ProviderError):
        told(fake, known)
    assert fake.paths().count("/keys") == 1


def test_keys_that_we_can_not_read_hide_none_that_we_can(fake: FakeProvider) -> None:
    odd = {"kty": "EC", "crv": "brainpool", "x": "AA", "y": "AA"}
    fake.keys = [odd, {}, {"kty": "post-quantum"}, *fake.keys]
    assert told(fake).subject == "nadia"


# --- silence -------------------------------------------------------------------------------------


def test_a_provider_that_does_not_answer_is_told_from_one_that_lies(fake: FakeProvider) -> None:
    known = provider(fake)
    entrance = known.entrance(BACK, SECRETS)
    fake.let_in(entrance)
    fake.down = True
    with pytest.raises(ProviderError) as silence:
        known.read_claims("code-0", BACK, SECRETS)
    assert silence.value.silent


def test_a_code_that_the_provider_does_not_know_is_no_silence(fake: FakeProvider) -> None:
    with pytest.raises(ProviderError) as doubt:
        provider(fake).read_claims("made up", BACK, SECRETS)
    assert (doubt.value.why, doubt.value.silent) == ("status 400", False)


@pytest.mark.parametrize(
    ("answer", "silent"),
    [
        (httpx.Response(503), True),
        (httpx.Response(302, headers={"location": "https://evil.example"}), False),
        (httpx.Response(200, text="<html>"), False),
        (httpx.Response(200, json=[]), False),
        (httpx.Response(200, json={"issuer": ISSUER}), False),
    ],
)
def test_an_answer_that_is_no_document_is_not_taken_for_one(
    answer: httpx.Response, *, silent: bool
) -> None:
    asked = Provider(load_settings(SETTINGS), httpx.MockTransport(lambda _: answer))
    with pytest.raises(ProviderError) as doubt:
        _ = asked.document
    assert doubt.value.silent is silent


def test_an_answer_without_a_token_is_not_believed(fake: FakeProvider) -> None:
    answer = httpx.Response(200, json={"access_token": "x"})
    known = provider(fake)
    known.entrance(BACK, SECRETS)
    known._transport = httpx.MockTransport(lambda _: answer)
    with pytest.raises(ProviderError, match="no ID token"):
        known.read_claims("code", BACK, SECRETS)


# --- the issuer in the settings ------------------------------------------------------------------


def test_a_provider_that_names_itself_as_the_settings_do_is_usable(fake: FakeProvider) -> None:
    assert provider(fake).why_not_usable() is None


def test_without_single_sign_on_no_provider_is_missing() -> None:
    assert why_no_provider(load_settings({})) is None


def test_a_provider_that_calls_itself_otherwise_is_named(fake: FakeProvider) -> None:
    fake.document = {"issuer": f"{ISSUER}/"}
    sentence = str(provider(fake).why_not_usable())
    assert sentence.startswith("PLANNER_OIDC_ISSUER is “https://login.example.org”")
    assert f"“{ISSUER}/”" in sentence


def test_silence_at_the_start_is_named(fake: FakeProvider) -> None:
    fake.down = True
    sentence = str(provider(fake).why_not_usable())
    assert sentence.startswith("PLANNER_OIDC_ISSUER: nothing answers at")
    assert "/.well-known/openid-configuration" in sentence
    assert SECRET not in sentence


@pytest.mark.parametrize(
    "document",
    [{"token_endpoint": "http://login.example.org/token"}, {"jwks_uri": "ftp://x"}, {"issuer": 7}],
)
def test_a_document_that_leads_over_an_unsafe_way_is_not_taken(
    fake: FakeProvider, document: dict[str, Any]
) -> None:
    fake.document = document
    assert "is no provider" in str(provider(fake).why_not_usable())
