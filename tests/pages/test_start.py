"""The first page leads on, and says so where the address named another one."""

import pytest
import streamlit as st

from planner.ui.session import get_engine
from schemas.vocabulary import Role
from tests.city import build_city
from tests.pages.browser import Opener


@pytest.mark.parametrize(("path", "told"), [("", 0), ("handover", 1)])
def test_an_address_that_is_no_page_of_ones_own_is_told(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch, path: str, told: int
) -> None:
    address = f"http://planner.test/{path}"
    monkeypatch.setattr(type(st.context), "url", property(lambda _self: address))
    member_id = build_city(get_engine()).people[Role.COMMISSIONER]
    app = open_page("start", member_id)
    sentence = "That page is not there, or your role does not open it."
    assert [one.value for one in app.info].count(sentence) == told
    assert app.title[0].value
