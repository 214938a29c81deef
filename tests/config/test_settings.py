"""Settings are read once and stop the start with a sentence when they are wrong."""

import re
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from planner.config import Settings, load_settings, setting_name
from schemas.errors import SettingsError
from schemas.vocabulary import Language

KEY = "k" * 32
DOCS = Path(__file__).parents[2] / "docs" / "settings.md"


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def refusal(**environ: str) -> str:
    with pytest.raises(SettingsError) as caught:
        load_settings(environ)
    return str(caught.value)


def test_without_variables_and_file_the_defaults_hold() -> None:
    settings = load_settings({})
    assert settings == Settings()
    assert settings.database_url == "sqlite:///var/planner.db"
    assert settings.evidence_max_bytes == 20 * 1024 * 1024


def test_variables_are_read_by_type() -> None:
    settings = load_settings(
        {
            "PLANNER_DEMO": "yes",
            "PLANNER_TODAY": "2026-03-31",
            "PLANNER_PORT": "8600",
            "PLANNER_LANGUAGE": "zh_Hans",
            "PLANNER_LOG_LEVEL": "WARNING",
            "PLANNER_EVIDENCE_DIR": "/srv/evidence",
            "PLANNER_BASE_URL": "https://planner.example.org/",
            "HOME": "/root",
        }
    )
    assert (settings.demo, settings.today) == (True, date(2026, 3, 31))
    assert (settings.port, settings.language) == (8600, Language.ZH_HANS)
    assert (settings.log_level, settings.evidence_dir) == ("warning", Path("/srv/evidence"))
    assert settings.base_url == "https://planner.example.org"


def test_the_process_environment_is_read_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNER_PORT", "8700")
    assert load_settings().port == 8700


def test_settings_built_in_code_ignore_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNER_PORT", "8700")
    assert Settings().port == 8501


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Settings().port = 1  # type: ignore[misc]


def test_the_file_in_the_working_directory_is_read_and_variables_win() -> None:
    Path("planner.env").write_text(
        "\ufeff# comment\n\nexport PLANNER_PORT=8600\nPLANNER_MAIL_FROM='a@example.org'\n",
        encoding="utf-8",
    )
    assert load_settings({}).mail_from == "a@example.org"
    assert load_settings({"PLANNER_PORT": "8700"}).port == 8700


def test_an_empty_variable_leaves_the_file_its_say() -> None:
    Path("planner.env").write_text("PLANNER_PORT=8600\nPLANNER_SMTP_HOST=\n", encoding="utf-8")
    settings = load_settings({"PLANNER_PORT": ""})
    assert (settings.port, settings.smtp_host) == (8600, None)


def test_a_named_file_is_read_instead(tmp_path: Path) -> None:
    Path("planner.env").write_text("PLANNER_PORT=8600\n", encoding="utf-8")
    named = tmp_path / "other.env"
    named.write_text("PLANNER_PORT=8601\n", encoding="utf-8")
    assert load_settings({"PLANNER_SETTINGS_FILE": str(named)}).port == 8601


def test_a_dollar_sign_in_the_file_is_only_a_dollar_sign() -> None:
    Path("planner.env").write_text(
        "PLANNER_SMTP_USER=u\nPLANNER_SMTP_PASSWORD=a${HOME}b\n", encoding="utf-8"
    )
    password = load_settings({"HOME": "/root"}).smtp_password
    assert password
    assert password.get_secret_value() == "a${HOME}b"


@pytest.mark.parametrize("content", [None, b"PLANNER_MAIL_FROM=\xff\xfe"])
def test_a_named_file_that_cannot_be_read_stops_the_start(content: bytes | None) -> None:
    if content:
        Path("named.env").write_bytes(content)
    assert "named.env cannot be read" in refusal(PLANNER_SETTINGS_FILE="named.env")


@pytest.mark.parametrize("line", ["PLANNER_PORT", "PLANNER_PORT: 8501", "PLANNER_MAIL_FROM='a"])
def test_a_line_that_sets_nothing_stops_the_start(line: str) -> None:
    Path("planner.env").write_text(f"PLANNER_DEMO=true\n{line}\n", encoding="utf-8")
    assert refusal().startswith("Line 2 of planner.env cannot be read.")


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("PLANNER_PROT", "PLANNER_PORT"),
        ("PLANNER_DATABASE", "PLANNER_DATABASE_URL"),
        ("planner_port", "PLANNER_PORT"),
        ("PLANNER_EVIDENCE_MAX", "PLANNER_EVIDENCE_MAX_MB"),
        ("PLANNER_SETTING_FILE", "PLANNER_SETTINGS_FILE"),
    ],
)
def test_an_unknown_variable_stops_the_start_and_names_its_near_miss(
    wrong: str, meant: str
) -> None:
    sentence = f"{wrong} (environment) is not a setting. Did you mean {meant}?"
    assert refusal(**{wrong: "1"}) == sentence


def test_an_unknown_variable_far_from_all_points_to_the_list() -> None:
    assert "docs/settings.md" in refusal(PLANNER_XYZZY="1")


def test_an_unknown_key_in_the_file_stops_the_start() -> None:
    Path("planner.env").write_text("port=1\n", encoding="utf-8")
    assert refusal() == "port (planner.env) is not a setting. Did you mean PLANNER_PORT?"


@pytest.mark.parametrize(
    ("name", "value", "right"),
    [
        ("PLANNER_PORT", "http", "a whole number from 1 to 65535"),
        ("PLANNER_PORT", "70000", "a whole number from 1 to 65535"),
        ("PLANNER_PORT", "8501.5", "a whole number from 1 to 65535"),
        ("PLANNER_EVIDENCE_MAX_MB", "0", "a whole number from 1 to 200"),
        ("PLANNER_SESSION_IDLE_MINUTES", "4", "a whole number from 5 to 1440"),
        ("PLANNER_SESSION_HOURS", "721", "a whole number from 1 to 720"),
        ("PLANNER_TRUSTED_PROXY", "proxy.example.org", "an IP address"),
        ("PLANNER_TRUSTED_PROXY", "*", "an IP address"),
        ("PLANNER_DEMO", "maybe", "true or false"),
        ("PLANNER_TODAY", "31 March", "2026-03-31"),
        ("PLANNER_LANGUAGE", "zh", "en, es, pl, zh_Hans"),
        ("PLANNER_LOG_FORMAT", "xml", "json, text"),
        ("PLANNER_ADDRESS", "here", "an IP address"),
        ("PLANNER_SMTP_HOST", "mail.example.org:25", "PLANNER_SMTP_PORT"),
        ("PLANNER_MAIL_FROM", "Planner <a@example.org>", "one mail address"),
        ("PLANNER_BASE_URL", "planner.example.org", "https://planner.example.org"),
        ("PLANNER_BASE_URL", "https://a.example.org/?x=1", "a plain web address"),
    ],
)
def test_a_wrong_value_stops_the_start_and_says_what_is_right(
    name: str, value: str, right: str
) -> None:
    sentence = refusal(**{name: value})
    assert sentence.startswith(f"{name} is “{value}”.")
    assert right in sentence


@pytest.mark.parametrize("url", ["mysql://u:hunter2@h/d", "postgres://u:hunter2@h/d", "sqlite://"])
def test_another_database_is_refused_without_repeating_its_password(url: str) -> None:
    sentence = refusal(PLANNER_DATABASE_URL=url)
    assert "sqlite:/// or postgresql://" in sentence
    assert "hunter2" not in sentence


def test_a_short_key_is_refused_without_repeating_it() -> None:
    sentence = refusal(PLANNER_SECRET_KEY="hunter2")
    assert "at least 32" in sentence
    assert "hunter2" not in sentence


def test_printed_settings_hold_no_secret() -> None:
    settings = Settings.model_validate(
        {
            "database_url": "postgresql://u:hunter2@h/d",
            "secret_key": "hunter2" * 5,
            "smtp_user": "u",
            "smtp_password": "hunter2",
        }
    )
    assert "hunter2" not in repr(settings)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_the_demo_listens_on_this_machine(address: str) -> None:
    assert load_settings({"PLANNER_DEMO": "1", "PLANNER_ADDRESS": address}).address == address


@pytest.mark.parametrize("address", ["::", "192.0.2.1", "10.1.2.3"])
def test_the_demo_listens_nowhere_else(address: str) -> None:
    sentence = refusal(PLANNER_DEMO="1", PLANNER_ADDRESS=address)
    assert sentence.startswith(f"PLANNER_ADDRESS is “{address}”, but the demo")
    assert load_settings({"PLANNER_ADDRESS": address}).address == address


def test_only_the_demo_may_pin_the_day() -> None:
    assert "only for the demo" in refusal(PLANNER_TODAY="2026-03-31")


@pytest.mark.parametrize("name", ["PLANNER_SMTP_USER", "PLANNER_SMTP_PASSWORD"])
def test_a_mail_name_and_its_password_go_together(name: str) -> None:
    assert "go together" in refusal(**{name: "x"})


def test_a_mail_password_never_travels_unencrypted() -> None:
    sentence = refusal(
        PLANNER_SMTP_USER="u", PLANNER_SMTP_PASSWORD="p", PLANNER_SMTP_STARTTLS="false"
    )
    assert "PLANNER_SMTP_STARTTLS" in sentence


def test_without_a_key_only_the_demo_is_served() -> None:
    reason = load_settings({}).why_not_serve()
    assert "PLANNER_SECRET_KEY is missing" in str(reason)
    assert "set PLANNER_DEMO to true" in str(reason)
    assert load_settings({"PLANNER_DEMO": "true"}).why_not_serve() is None
    assert load_settings({"PLANNER_SECRET_KEY": KEY}).why_not_serve() is None


def test_links_are_handed_out_only_with_a_key_even_in_the_demo() -> None:
    reason = load_settings({"PLANNER_DEMO": "true"}).why_no_links()
    assert "PLANNER_SECRET_KEY is missing" in str(reason)
    assert load_settings({"PLANNER_SECRET_KEY": KEY}).why_no_links() is None


def test_the_key_is_there_for_whoever_signs() -> None:
    assert load_settings({"PLANNER_SECRET_KEY": KEY}).key == KEY
    assert load_settings({}).key == ""


def test_cookies_travel_over_tls_alone_where_people_open_the_planner_over_it() -> None:
    assert load_settings({"PLANNER_BASE_URL": "https://planner.example.org"}).is_secure
    assert not load_settings({"PLANNER_BASE_URL": "http://planner.example.org"}).is_secure


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "192.0.2.1"])
def test_a_proxy_is_trusted_by_its_ip_address(address: str) -> None:
    assert load_settings({"PLANNER_TRUSTED_PROXY": address}).trusted_proxy == address
    assert load_settings({}).trusted_proxy is None


def test_sessions_have_bounds() -> None:
    settings = load_settings({"PLANNER_SESSION_IDLE_MINUTES": "5", "PLANNER_SESSION_HOURS": "720"})
    assert (settings.session_idle_minutes, settings.session_hours) == (5, 720)


SSO = {
    "PLANNER_OIDC_ISSUER": "https://login.example.org/city/",
    "PLANNER_OIDC_CLIENT_ID": "planner",
    "PLANNER_OIDC_CLIENT_SECRET": "between the two of them",
}


def test_single_sign_on_is_read_as_it_is_written() -> None:
    settings = load_settings(SSO)
    # A slash at the end belongs to the name: providers differ in it.
    assert settings.oidc_issuer == "https://login.example.org/city/"
    assert (settings.oidc_groups_claim, settings.oidc_group_prefix) == ("groups", "planner")
    assert settings.oidc_name is None
    assert "between" not in repr(settings)


@pytest.mark.parametrize("missing", SSO)
def test_single_sign_on_is_set_as_a_whole_or_not_at_all(missing: str) -> None:
    sentence = refusal(**{name: value for name, value in SSO.items() if name != missing})
    assert all(name in sentence for name in SSO)
    assert "between" not in sentence


def test_the_demo_has_no_single_sign_on() -> None:
    assert "PLANNER_OIDC_ISSUER" in refusal(**SSO, PLANNER_DEMO="true")


@pytest.mark.parametrize(
    "issuer",
    [
        "http://login.example.org",
        "http://127.0.0.1.example.org",
        "http://localhost@login.example.org",
        "http://[:::]",
        "login.example.org",
        "https://login.example.org?x=1",
        "ftp://localhost",
    ],
)
def test_a_provider_is_asked_over_a_safe_way_alone(issuer: str) -> None:
    assert issuer in refusal(**SSO | {"PLANNER_OIDC_ISSUER": issuer})


@pytest.mark.parametrize("host", ["localhost:8080", "127.0.0.1:8080", "[::1]:8080"])
def test_a_provider_on_this_machine_needs_no_tls(host: str) -> None:
    assert load_settings(SSO | {"PLANNER_OIDC_ISSUER": f"http://{host}"}).oidc_issuer


def documented() -> dict[str, tuple[str, str]]:
    rows = re.findall(
        r"^\| `(PLANNER_\w+)` \| (.+?) \| (.+) \|$", DOCS.read_text(encoding="utf-8"), re.MULTILINE
    )
    return {name: (default, description) for name, default, description in rows}


def as_documented(default: object) -> str:
    if default is None:
        return "not set"
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"


def test_the_documented_settings_are_the_settings_there_are() -> None:
    assert documented() == {
        setting_name(field): (as_documented(info.default), info.description)
        for field, info in Settings.model_fields.items()
    }
