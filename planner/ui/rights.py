"""Who may do what, read from the one table that decides: for one role, and for all of them."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from planner.domain.permissions import ACTION_WORDS, OPEN, RULES, Action, Reach
from schemas.vocabulary import Role

from .choice import asked, choose, fold, pick
from .language import _, listed, say, word
from .navigation import page_of
from .text import plain


def rights_link(label: str) -> None:
    """Link to who may do what."""
    st.page_link(page_of("rights"), label=label, icon=":material/key:")


def show_rights(own: Sequence[Role]) -> None:
    """Draw the whole page below its title; it begins with the reader's own role."""
    st.markdown(
        _(
            "What somebody may do follows from their roles, from the first day of each to the last."
            " Whoever has several may do what any of them allows."
        )
    )
    _draw_originals()
    role = pick(asked("role"), list(Role), next(iter(own), Role.COMMANDER))
    choose(_("Role"), "role", list(Role), role, word)
    _draw_role(role)
    table = fold(_("The whole table"), "table", "rights")
    if table.open:
        with table:
            _draw_table()


def may(role: Role, reach: Reach) -> list[Action]:
    """Return what a role may do that far."""
    return [action for action in RULES if RULES[action].get(role) is reach]


def _draw_originals() -> None:
    """Say, apart from all else, who reads what people said before anybody approved it."""
    rule = RULES[Action.VOICE_READ_ORIGINAL]
    with st.container(border=True, key="originals"):
        st.subheader(_("Who reads voices as they were entered"))
        st.markdown(
            _(
                "Before anybody approved the wording, what somebody said is read by these roles"
                " alone."
            )
        )
        for reach, name in _reaches().items():
            roles = [word(role) for role in Role if rule.get(role) is reach]
            if roles:
                said = plain(listed(roles))
                st.markdown(f"**{plain(name)}**: {said}")


def _draw_role(role: Role) -> None:
    for reach, name in _reaches().items():
        if actions := may(role, reach):
            st.subheader(name)
            _draw_list(actions)
    others = [action for action in RULES if role not in RULES[action] and action not in OPEN]
    st.subheader(_("Not allowed"))
    _draw_list(others)


def _draw_list(actions: Sequence[Action]) -> None:
    lines = (plain(say(ACTION_WORDS[action])) for action in actions)
    st.markdown("\n".join(f"- {line}" for line in lines))


def _draw_table() -> None:
    everywhere, own = _("All"), _("Own")
    st.caption(
        _(
            "● {everywhere}: everywhere. ◐ {own}: in the district of the role. Empty: not allowed.",
            everywhere=everywhere,
            own=own,
        )
    )
    cells: dict[Reach | None, str] = {Reach.ANYWHERE: f"● {everywhere}", Reach.OWN: f"◐ {own}"}
    head = _tags("th", [_("What"), *(word(role) for role in Role)], "scope='col'")
    rows = "".join(
        "<tr>"
        + _tags("th", [say(ACTION_WORDS[action])], "scope='row'")
        + _tags("td", [cells.get(RULES[action].get(role), "") for role in Role])
        + "</tr>"
        for action in RULES
        if action not in OPEN
    )
    name = escape(_("The whole table"))
    st.html(
        f"{_STYLE}<div class='rights' role='region' tabindex='0' aria-label='{name}'>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


# Wider than a phone: whoever has no mouse reaches its end by the arrow keys, which needs a place
# to stand on; Streamlit's own table has none.
_STYLE = """<style>
.rights { overflow-x: auto; }
.rights table { border-collapse: collapse; font-size: 0.8125rem; }
.rights th, .rights td { padding: 0.4rem 0.3rem; text-align: left; vertical-align: top; }
.rights th { font-weight: 600; min-width: 4rem; hyphens: auto; }
.rights th[scope=row] { min-width: 9rem; }
.rights tr { border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
</style>"""


def _tags(tag: str, cells: Sequence[str], more: str = "") -> str:
    return "".join(f"<{tag} {more}>{escape(cell)}</{tag}>" for cell in cells)


def _reaches() -> dict[Reach, str]:
    return {
        Reach.ANYWHERE: _("Everywhere"),
        Reach.OWN: _("In the district of the role"),
    }
