"""How far a plan has come: its stages, since when, who signed it, and the steps it took."""

from collections.abc import Sequence

import streamlit as st

from planner.ui.choice import fold
from planner.ui.language import _, long_date, word
from planner.ui.text import plain
from schemas.plan import PlanRow
from schemas.vocabulary import PlanStage, Role, SignatureAct
from schemas.way import MoveRow, SignatureRow, WayRow

_DONE = {PlanStage.ADOPTED, PlanStage.CLOSED}


def draw_stage(plan: PlanRow, row: WayRow) -> None:
    """Draw the stages as one line, since when the plan is where it is, and who signed it."""
    st.markdown(_say_stages(plan.stage))
    lines = [*_say_since(row), *_say_signatures(plan, row)]
    st.caption(plain("\n".join(lines)))


def _say_stages(stage: PlanStage) -> str:
    """Return the stages as one line: those passed ticked, the present one strong, then the rest."""
    stages = list(PlanStage)
    here = stages.index(stage)
    # A mark stays with its word where the line breaks.
    passed = [f":gray[✔\N{NO-BREAK SPACE}{plain(word(each))}]" for each in stages[:here]]
    ahead = [f":gray[○\N{NO-BREAK SPACE}{plain(word(each))}]" for each in stages[here + 1 :]]
    present = f"**●\N{NO-BREAK SPACE}{plain(word(stage))}**"
    return " → ".join([*passed, present, *ahead])


def _say_since(row: WayRow) -> list[str]:
    accepted = row.stage is PlanStage.HEADQUARTERS_REVIEW and row.accepted
    by_headquarters = [_("Headquarters has accepted it.")] if accepted else []
    if row.since is None:
        return by_headquarters
    day = long_date(row.since)
    told = {
        PlanStage.DRAFTING: _("Back in drafting since {day}.", day=day),
        PlanStage.COMMUNITY_REVIEW: _("With the community since {day}.", day=day),
        PlanStage.HEADQUARTERS_REVIEW: _("With headquarters since {day}.", day=day),
        PlanStage.ADOPTED: _("Adopted on {day}.", day=day),
        PlanStage.CLOSED: _("Closed on {day}.", day=day),
    }
    return [told[row.stage], *by_headquarters]


def _say_signatures(plan: PlanRow, row: WayRow) -> list[str]:
    now = [one for one in row.signatures if not one.outdated]
    old = [one for one in row.signatures if one.outdated and _is_newest(one, row)]
    in_force = plan.stage in _DONE
    told = [_say_summary(plan)] if in_force or not row.signatures else []
    if in_force and not row.amendments:
        return told
    acts = [say_signature(one) for one in now]
    if in_force:
        acts = [_("Of the amended plan: {signature}", signature=one) for one in acts]
    return [*told, *acts, *map(_say_outdated, old)]


def _is_newest(one: SignatureRow, row: WayRow) -> bool:
    """Say whether an outdated signature came after what was adopted last."""
    return one.edition > (row.signed.number if row.signed else 0)


def say_signature(one: SignatureRow) -> str:
    """Return a signature, or its refusal, as one sentence."""
    post, name, day = word(one.post), one.name or "", long_date(one.acted_on)
    if one.act is SignatureAct.REFUSED:
        return _(
            "{post}: {name} will not sign, {day}: {reason}",
            post=post,
            name=name,
            day=day,
            reason=one.reason,
        )
    if one.acting_for:
        return _(
            "{post}: signed by {name}, acting for {principal}, {day}.",
            post=post,
            name=name,
            principal=one.acting_for,
            day=day,
        )
    return _("{post}: signed by {name}, {day}.", post=post, name=name, day=day)


def _say_outdated(one: SignatureRow) -> str:
    return _(
        "{signature} That was edition {number}: the plan has changed since, so it has to be signed"
        " again.",
        signature=say_signature(one),
        number=one.edition,
    )


def _say_summary(plan: PlanRow) -> str:
    commander, chair = plan.commander_signed_by, plan.dac_chair_signed_by
    if commander and chair:
        return _(
            "Signed by {commander}, commander, and {chair}, advisory council chair.",
            commander=commander,
            chair=chair,
        )
    if plan.stage in _DONE:
        return _("Adopted without both signatures: {reason}", reason=plan.unsigned_reason)
    if commander:
        return _("Signed by {commander}, commander; the chair has not signed.", commander=commander)
    if chair:
        return _("Signed by {chair}, chair; the commander has not signed.", chair=chair)
    return _("Not signed yet.")


def draw_past(row: WayRow) -> None:
    """Offer the steps that the plan took, with who took each and why."""
    if not row.moves:
        return
    with fold(_("How the plan came here"), "way", "past") as past:
        if past.open:
            st.markdown(plain("\n".join(map(_say_move, row.moves))))
            before = [*row.returned_before]
            if before:
                st.caption(_("Reasons of earlier returns"))
                st.text("\n".join(f"{long_date(one.made_on)}: {one.text}" for one in before))


def _say_move(one: MoveRow) -> str:
    parts = [long_date(one.made_on), word(one.move), one.made_by or _("The planner")]
    told = " · ".join(parts)
    return f"{told}: {one.reason}" if one.reason else told


def who_is_missing(row: WayRow) -> Sequence[Role]:
    """Return the posts whose signature under the plan as it stands is still open."""
    return row.unsigned
