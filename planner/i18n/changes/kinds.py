"""What can change, what can be done to it, and what leaves as a file, as the history says it."""

from collections.abc import Mapping
from types import MappingProxyType

from schemas.errors import N_

from . import way

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "goal": N_("Goal"),
        "measurement": N_("Value of a quarter"),
        "monthly_value": N_("Values of months"),
        "voice": N_("Voice"),
        "engagement": N_("Meeting"),
        "relation": N_("What numbers and voices mean together"),
        "commitment": N_("Promise"),
        "plan": N_("Plan"),
        **way.KINDS,
        "priority": N_("Priority"),
        "action_step": N_("Action step"),
        "evidence": N_("Evidence"),
        "dismissed_hint": N_("Hint on a goal"),
        "local_demand": N_("Local demand"),
        "theme_catalogue": N_("Catalogue of themes"),
        "library_indicator": N_("Indicator of the library"),
        "translation": N_("Translation"),
        "web_session": N_("Sign-in"),
        "refusal": N_("Refusal"),
        "member": N_("Person"),
        "member_role": N_("Role"),
        "entry_link": N_("Link to come in"),
        "password": N_("Password"),
        "second_factor": N_("Second step"),
        "recovery_code": N_("Recovery code"),
        "identity": N_("Link to single sign-on"),
        "provider_roles": N_("Roles from single sign-on"),
        "asked": N_("Question by a link"),
        "handover_note": N_("Note for the next commander"),
        "handover_mark": N_("Change of command"),
        "export": N_("Export"),
        "intake": N_("Plan from what exists"),
        "partner": N_("Community partner"),
        "district": N_("District"),
        "beat": N_("Beat"),
        "jurisdiction": N_("City or county"),
    }
)
"""What a change can be about, by the name under which the history keeps it."""

DONE: Mapping[str, str] = MappingProxyType(
    {
        "sign_in": N_("Signed in"),
        "sign_out": N_("Signed out"),
        "refusal": N_("Was refused"),
        "people_keep": N_("Wrote a person's details and roles"),
        "account_keep": N_("Wrote own name and language"),
        "make_link": N_("Made a link to come in"),
        "use_link": N_("Used a link to come in"),
        "set_password": N_("Set a password"),
        "export": N_("Took data as a file"),
        "import": N_("Imported from a file"),
        "start_plan": N_("Began a plan"),
        **way.DONE,
        "write_intake": N_("Wrote a plan from what exists"),
        "save_priority": N_("Wrote a priority"),
        "save_goal": N_("Wrote a goal"),
        "save_step": N_("Wrote an action step"),
        "dismiss_hint": N_("Set a hint aside"),
        "show_hint_again": N_("Showed a hint again"),
        "progress_record": N_("Recorded a quarter"),
        "choose_relation": N_("Said what numbers and voices mean together"),
        "save_engagement": N_("Wrote a meeting"),
        "save_voice": N_("Wrote a voice"),
        "approve_voice": N_("Approved the wording of a voice"),
        "save_commitment": N_("Wrote a promise or what came of it"),
        "save_local_demand": N_("Wrote a local demand"),
        "evidence_add": N_("Added evidence"),
        "remove_evidence": N_("Took evidence away"),
        "bring_back_evidence": N_("Brought evidence back"),
        "propose_indicator": N_("Proposed an indicator to the library"),
        "save_entry": N_("Wrote an indicator of the library"),
        "decide_entry": N_("Decided about an indicator of the library"),
        "merge_entry": N_("Merged an indicator of the library into another"),
        "begin_second_step": N_("Began to turn a second step on"),
        "drop_second_step": N_("Gave up turning a second step on"),
        "turn_on_second_step": N_("Turned a second step on"),
        "turn_off_second_step": N_("Turned a second step off"),
        "make_recovery_codes": N_("Made new recovery codes"),
        "use_recovery_code": N_("Used a recovery code"),
        "link": N_("Linked a person to single sign-on"),
        "unlink": N_("Undid a link to single sign-on"),
        "roles_from_provider": N_("Took over roles from single sign-on"),
        "ask": N_("Asked somebody by a link"),
        "answer_question": N_("Answered a question by a link"),
        "withdraw_question": N_("Withdrew a question"),
        "ask_again": N_("Asked a withdrawn question again"),
        "save_handover_note": N_("Wrote a note for the next commander"),
        "confirm_handover": N_("Confirmed a change of command"),
    }
)
"""What can be done, by the name under which the history keeps it."""

TAKEN: Mapping[str, str] = MappingProxyType(
    {
        "board": N_("Goals of the board"),
        "goals": N_("Goals of the board"),
        "districts": N_("Districts of the board"),
        "changes": N_("Changes"),
        "evidence": N_("Evidence"),
        "handover": N_("Checklist of a change of command"),
        "plan_workbook": N_("Workbook for a plan"),
    }
)
"""What can leave as a file, by the name under which the history keeps it."""

FILTERS: Mapping[str, str] = MappingProxyType(
    {
        "quarter": N_("Quarter"),
        "district": N_("District"),
        "theme": N_("Theme"),
        "status": N_("How it stands"),
        "area": N_("Area"),
        "since": N_("From"),
        "until": N_("To"),
        "member_id": N_("Who did it"),
        "actor_kind": N_("Who did it"),
        "entity": N_("Kind of thing"),
        "action": N_("What was done"),
        "text": N_("Words in its name"),
        "file": N_("File"),
    }
)
"""What a file can be filtered by, by the name under which the history keeps it."""
