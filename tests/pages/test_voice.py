"""Voices page: words by consent, meetings and voices entered without losing a word."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from db import tables as t
from db.engine import transaction
from planner.services.change import digest
from planner.services.voice_page import SIZE
from planner.ui.asking import part as asking
from planner.ui.engagement import part as meetings
from planner.ui.session import get_engine, get_settings
from schemas.vocabulary import Consent, Language, Outcome, Role, Valence
from tests import factories as make
from tests.pages.browser import Opener, words_of

HOSTILE = "<script>alert(1)</script> **bold** [link](http://example.org) :red[x]"


@dataclass
class Place:
    """District 7 with a meeting held and one to come, a demand and a local one."""

    open_page: Opener
    district: t.District
    meeting: t.Engagement
    demand: t.Theme
    local: t.LocalDemand
    chair: t.Member
    partner: t.Member
    reader: t.Member

    def open(self, member: t.Member, language: Language = Language.EN, **address: Any) -> AppTest:
        texts = {name: str(value) for name, value in address.items()}
        app = self.open_page("voice", member.id, language, **{"district": "7"} | texts)
        assert not app.exception
        return app

    def heard(self, **fields: Any) -> t.Voice:
        with transaction(get_engine(), write=True) as session:
            row = make.make_voice(session, self.meeting, **fields)
            make.make_voice_theme(session, row, theme_id=self.demand.id)
            return row

    def approved(self, **fields: Any) -> t.Voice:
        return self.heard(approved_by_id=self.chair.id, approved_at=make.NOW, **fields)

    def promised(self, **fields: Any) -> t.Commitment:
        with transaction(get_engine(), write=True) as session:
            return make.make_commitment(session, session.merge(self.district), **fields)

    def all(self, table: type[Any]) -> list[Any]:
        with transaction(get_engine()) as session:
            return list(session.scalars(select(table).order_by(table.id)))


@pytest.fixture
def place(open_page: Opener) -> Place:
    with transaction(get_engine(), write=True) as session:
        city = make.make_jurisdiction(session)
        district = make.make_district(session, city, number=7, name="Englewood")
        catalogue = make.make_catalogue(session, city)
        headline = make.make_theme(session, catalogue, code="RESPONSE")
        demand = make.make_theme(session, catalogue, headline, code="RESPONSE-04")
        make.make_theme_text(session, demand, statement="Call back within a day.")
        make.make_engagement(session, district, held_on=date(2026, 12, 1), title="To come")
        return Place(
            open_page,
            district,
            make.make_engagement(session, district, title="Beat 0712", code="E-1"),
            demand,
            make.make_local_demand(session, district, code="LOCAL-07-01"),
            make.make_member(session, city, Role.DAC_CHAIR, district),
            make.make_member(session, city, Role.PARTNER, district),
            make.make_member(session, city, Role.COMMISSIONER),
        )


def words(app: AppTest) -> str:
    return words_of(app).replace("\\", "")


def html(app: AppTest) -> str:
    return "\n".join(one.value for one in app.html)


def field(app: AppTest, form: str, name: str) -> Any:
    return app.get_by_key(f"{form}:{name}")


# --- reading -----------------------------------------------------------------------------------


def test_the_first_sentence_counts_voices_meetings_and_what_waits(place: Place) -> None:
    place.heard()
    place.approved()
    app = place.open(place.chair)
    assert "District 7 Englewood: 2 voices from 1 meeting. 1 waits for its wording" in words(app)


def test_an_empty_district_says_what_to_do_next(place: Place) -> None:
    assert "Enter a meeting, then what people said there." in words(place.open(place.chair))


def test_typed_words_stay_words_and_carry_their_language(place: Place) -> None:
    place.approved(text=HOSTILE, language=Language.ES)
    shown = html(place.open(place.reader))
    assert '<div data-user-content lang="es" dir="auto"' in shown
    assert ">&lt;script&gt;alert(1)" in shown
    assert "**bold** [link](http://example.org) :red[x]" in shown


def test_withheld_words_never_reach_the_page(place: Place) -> None:
    place.heard(text="Unapproved words.")
    place.heard(text="Counted words.", consent=Consent.COUNTED_ONLY)
    app = place.open(place.reader)
    assert "words." not in html(app)
    assert "nobody has approved the wording yet" in words(app)
    assert "the speaker allowed no more" in words(app)
    assert "Unapproved words." in html(place.open(place.chair))


def test_a_translation_stands_below_the_original_with_its_translator(place: Place) -> None:
    said = place.approved(text="Nobody called back.")
    with transaction(get_engine(), write=True) as session:
        make.make_translation(
            session, said, "Nadie llamó.", original_digest=digest("before"), translated_by="Ben"
        )
    app = place.open(place.reader, Language.ES)
    assert html(app).index("Nobody called back.") < html(app).index("Nadie llamó.")
    assert "Ben" in words(app)


def test_a_theme_and_what_waits_can_be_chosen_and_linked(place: Place) -> None:
    place.approved(text="Approved.")
    place.heard(text="Waiting.")
    app = place.open(place.chair, show="waiting", theme="RESPONSE")
    assert ("Waiting." in html(app), "Approved." in html(app)) == (True, False)
    app.selectbox(key="choice:theme").select("RESPONSE-04").run()
    app.selectbox(key="choice:show").select("all").run()
    assert app.query_params == {"district": "7", "theme": "RESPONSE-04", "show": "all"}
    assert "Approved." in html(app)
    assert "Choose another theme" in words(place.open(place.chair, theme="LOCAL-07-01"))


def test_a_meeting_and_a_language_can_be_chosen(place: Place) -> None:
    place.approved(text="Said in English.")
    place.approved(text="Dicho.", language=Language.ES)
    app = place.open(place.reader, heard=place.meeting.id, spoken="es")
    assert ("Dicho." in html(app), "Said" in html(app)) == (True, False)
    assert "1 voice fits." in words(app)
    app.selectbox(key="choice:spoken").select("").run()
    assert "Said in English." in html(app)
    assert app.selectbox(key="choice:heard").value == str(place.meeting.id)


def test_words_nobody_knows_in_the_address_are_taken_for_none(place: Place) -> None:
    place.approved(text="Said.")
    app = place.open(place.chair, part="x", heard="x", spoken="x", show="x", voice="x", open="x")
    assert "Said." in html(app)
    assert not app.text_area


def test_many_voices_come_in_pages_that_the_address_knows(place: Place) -> None:
    for _ in range(SIZE + 1):
        place.approved(text="Said.")
    app = place.open(place.reader)
    assert html(app).count("Said.") == SIZE
    app.pagination[0].set_value(2).run()
    assert (app.query_params["page"], html(app).count("Said.")) == ("2", 1)
    app.selectbox(key="choice:theme").select("RESPONSE-04").run()
    assert "page" not in app.query_params
    assert html(app).count("Said.") == SIZE


@pytest.mark.parametrize(("asked", "shown"), [("99", 1), ("0", SIZE), ("x", SIZE), ("-1", SIZE)])
def test_a_page_that_is_not_there_gives_the_nearest(place: Place, asked: str, shown: int) -> None:
    for _ in range(SIZE + 1):
        place.approved(text="Said.")
    app = place.open(place.reader)
    app.query_params["page"] = asked
    assert html(app.run()).count("Said.") == shown


def test_a_voice_leads_to_the_demands_it_touches(place: Place) -> None:
    place.approved()
    (link,) = place.open(place.reader).main.get("page_link")
    assert link.proto.query_string == "demand=RESPONSE-04"
    assert link.proto.label.replace("\\", "") == "Call back within a day."


def test_a_voice_without_a_theme_says_so(place: Place) -> None:
    with transaction(get_engine(), write=True) as session:
        make.make_voice(session, session.merge(place.meeting))
    assert "No theme yet" in words(place.open(place.chair))


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("part", ["voices", "meetings", "promises"])
def test_every_role_reads_every_part(place: Place, role: Role, part: str) -> None:
    place.approved(text="Said.")
    place.promised()
    with transaction(get_engine(), write=True) as session:
        city = session.get_one(t.Jurisdiction, place.district.jurisdiction_id)
        member = make.make_member(session, city, role, session.merge(place.district))
    app = place.open(member, part=part)
    assert not app.error
    marks = {"voices": "Said.", "meetings": "Beat 0712", "promises": "Nobody calls back."}
    assert marks[part] in html(app) + words(app) + " ".join(one.label for one in app.expander)


# --- meetings and questions --------------------------------------------------------------------


def ask(place: Place, *questions: str, at: t.Engagement | None = None) -> None:
    meeting = at or place.meeting
    with transaction(get_engine(), write=True) as session:
        for position, text in enumerate(questions, start=1):
            make.add(
                session,
                t.Question(
                    jurisdiction_id=place.district.jurisdiction_id,
                    engagement_id=meeting.id,
                    position=position,
                    text=text,
                ),
            )


def test_meetings_are_listed_with_what_became_of_their_voices(place: Place) -> None:
    place.approved()
    place.heard()
    app = place.open(place.reader, part="meetings")
    assert "District 7 Englewood: 1 meeting held, 2 voices heard." in words(app)
    found = [one.label.replace("\\", "") for one in app.expander]
    assert found == [
        "December 1, 2026 · Beat meeting · To come (0 voices)",
        "August 12, 2026 · Beat meeting · Beat 0712 (2 voices, 2 with a theme, 1 approved)",
    ]


def test_a_meeting_without_voices_is_told(place: Place) -> None:
    assert "From 1 meeting no voice has been entered." in words(
        place.open(place.reader, part="meetings")
    )


def test_an_open_meeting_shows_what_was_asked_and_leads_to_its_voices(place: Place) -> None:
    place.approved()
    ask(place, HOSTILE)
    app = place.open(place.reader, part="meetings", open=place.meeting.id)
    assert "&lt;script&gt;" in html(app)
    (link,) = app.main.get("page_link")
    assert link.proto.query_string == f"district=7&heard={place.meeting.id}"


def test_questions_that_were_asked_can_be_searched(place: Place) -> None:
    ask(place, "Did somebody call you back?", "What changed?")
    app = place.open(place.reader, part="meetings")
    assert "Asked 1 time · August 12, 2026, Beat 0712" in words(app)
    app.text_input(key="search:questions").set_value("CALL you").run()
    assert "call you back" in html(app)
    assert "What changed?" not in html(app)
    assert app.query_params["q"] == "CALL you"
    assert "No question has these words." in words(
        place.open(place.reader, part="meetings", q="nowhere")
    )


def test_without_questions_or_meetings_the_part_says_so(place: Place) -> None:
    shown = words(place.open(place.reader, part="meetings"))
    assert "No question has been written down yet." in shown
    with transaction(get_engine(), write=True) as session:
        city = session.get_one(t.Jurisdiction, place.district.jurisdiction_id)
        make.make_district(session, city, number=11, name="Harrison")
    shown = words(place.open(place.reader, part="meetings", district="11"))
    assert "No meeting has been entered yet." in shown


# --- approving ---------------------------------------------------------------------------------


def test_the_chair_approves_what_was_shown(place: Place) -> None:
    said = place.heard()
    app = place.open(place.chair)
    app.button(key=f"approve:{said.id}").click().run()
    assert [message.value for message in app.success] == ["The wording is approved."]
    (row,) = place.all(t.Voice)
    assert row.approved_by_id == place.chair.id


def test_only_who_may_is_offered_to_approve_edit_or_enter(place: Place) -> None:
    place.heard()
    place.heard(consent=Consent.COUNTED_ONLY)
    entering = {"voices": ["Enter a voice"], "meetings": ["Edit meeting", "Enter a meeting"]}
    editing = {
        "voices": ["Approve this wording", "Edit voice", "Edit voice", "Enter a voice"],
        "meetings": entering["meetings"],
        "promises": ["Write down a promise"],
    }
    for member, offered in ((place.chair, editing), (place.partner, entering), (place.reader, {})):
        for part in ("voices", "meetings", "promises"):
            app = place.open(member, part=part, open=place.meeting.id)
            found = sorted(one.label for one in app.button if one.label != "Got it")
            assert found == offered.get(part, [])


def test_a_reader_with_the_forms_address_gets_no_form(place: Place) -> None:
    said = place.heard()
    held = place.promised()
    for address in ({"voice": "new"}, {"meeting": "new"}, {"promise": "new"}, {"promise": held.id}):
        assert not place.open(place.reader, **address).text_area
    assert not place.open(place.partner, promise="new").text_area
    assert not place.open(place.partner, voice=said.id).text_area


# --- entering ----------------------------------------------------------------------------------


def fill_voice(app: AppTest, form: str, **more: Any) -> AppTest:
    values = {
        "engagement": "E-1",
        "text": "Nobody called back.",
        "consent": Consent.QUOTE_ALLOWED,
        "valence": Valence.COMPLAINT,
        "themes": ["RESPONSE-04", "LOCAL-07-01"],
    }
    for name, value in (values | more).items():
        field(app, form, name).set_value(value)
    return app.run()


def test_a_voice_is_entered_with_its_codes_and_the_form_stays_at_the_meeting(
    place: Place,
) -> None:
    app = place.open(place.partner)
    app.button(key="open:voice:new").click().run()
    form = f"new voice:{place.district.id}"
    assert "immigration status" in words(app)
    assert field(app, form, "engagement").options == ["August 12, 2026 · Beat meeting · Beat 0712"]
    fill_voice(app, form)
    field(app, form, "save").click().run()
    assert [message.value for message in app.success] == ["Saved."]
    (row,) = place.all(t.Voice)
    assert (row.text, row.consent, row.valence) == (
        "Nobody called back.",
        Consent.QUOTE_ALLOWED,
        Valence.COMPLAINT,
    )
    assert {(code.theme_id, code.local_demand_id) for code in place.all(t.VoiceTheme)} == {
        (place.demand.id, None),
        (None, place.local.id),
    }
    assert field(app, form, "engagement").value == "E-1"
    assert not field(app, form, "text").value


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ({"engagement": None}, "Choose the meeting it was heard at."),
        ({"text": "  "}, "Write down what was said before you save it."),
        ({"consent": None}, "Say what the speaker allowed."),
    ],
)
def test_what_is_missing_is_named_and_what_was_typed_stays(
    place: Place, missing: dict[str, Any], sentence: str
) -> None:
    form = f"new voice:{place.district.id}"
    app = fill_voice(place.open(place.chair, voice="new"), form, **missing)
    field(app, form, "save").click().run()
    assert [error.value for error in app.error] == [sentence]
    assert field(app, form, "themes").value == ["RESPONSE-04", "LOCAL-07-01"]
    assert place.all(t.Voice) == []


def test_what_was_typed_waits_in_another_browser(place: Place) -> None:
    form = f"new voice:{place.district.id}"
    fill_voice(place.open(place.chair, voice="new"), form)
    app = place.open(place.chair, voice="new")
    assert field(app, form, "text").value == "Nobody called back."
    assert field(app, form, "consent").value is Consent.QUOTE_ALLOWED
    field(app, form, "discard").click().run()
    assert place.all(t.Draft) == []
    assert "voice" not in app.query_params


def test_a_correction_keeps_codes_the_form_does_not_offer(place: Place) -> None:
    said = place.heard()
    with transaction(get_engine(), write=True) as session:
        older = make.make_theme(
            session, session.get_one(t.ThemeCatalogue, place.demand.catalogue_id)
        )
        make.make_voice_theme(session, said, theme_id=older.id)
    app = place.open(place.chair)
    app.button(key=f"open:voice:{said.id}").click().run()
    form = f"voice:{said.id}"
    field(app, form, "text").set_value("Nobody called me back.").run()
    field(app, form, "themes").set_value(["LOCAL-07-01"]).run()
    field(app, form, "save").click().run()
    (row,) = place.all(t.Voice)
    assert (row.text, row.version) == ("Nobody called me back.", 2)
    codes = {code.theme_id or code.local_demand_id for code in place.all(t.VoiceTheme)}
    assert codes == {older.id, place.local.id}


def test_somebody_elses_correction_is_shown_beside_ones_own(place: Place) -> None:
    said = place.heard()
    mine, theirs = (place.open(place.chair, voice=said.id) for _ in range(2))
    form = f"voice:{said.id}"
    field(mine, form, "text").set_value("Mine.").run()
    field(theirs, form, "consent").set_value(Consent.COUNTED_ONLY).run()
    field(theirs, form, "save").click().run()
    field(mine, form, "save").click().run()
    assert "saved this while you were writing" in mine.warning[1].value
    mine.run()
    assert field(mine, form, "text").value == "Mine."
    assert "May only be counted" in [text.value for text in mine.text]


def fill_meeting(app: AppTest, form: str, **more: Any) -> AppTest:
    values = {
        "title": "Conversation at the library",
        "held_on": date(2026, 10, 14),
        "residents": 31,
        "rating": "4.5",
        "questions": "Did somebody call you back?\n\nWhat changed?",
        "attendance": "Sergeant, 007, 2\nOfficer, 007, 3",
    }
    for name, value in (values | more).items():
        field(app, form, name).set_value(value)
    return app.run()


def test_a_meeting_is_entered_with_what_was_asked_and_who_was_there(place: Place) -> None:
    app = place.open(place.partner, part="meetings")
    app.button(key="open:meeting:new").click().run()
    form = f"new meeting:{place.district.id}"
    fill_meeting(app, form)
    field(app, form, "save").click().run()
    assert "meeting" not in app.query_params
    row = place.all(t.Engagement)[-1]
    app.query_params["open"] = str(row.id)
    assert "31 residents · 5 officers" in words(app.run())
    assert (row.title, row.held_on, str(row.rating)) == (
        "Conversation at the library",
        date(2026, 10, 14),
        "4.5",
    )
    assert [one.text for one in place.all(t.Question)] == [
        "Did somebody call you back?",
        "What changed?",
    ]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": " "}, "Give the meeting a title before you save it."),
        ({"rating": "7"}, "A rating is a number from 1 to 5."),
        ({"attendance": "two sergeants"}, "“two sergeants” is not rank, unit and number."),
        ({"first_timers": 40}, "More people came for the first time than residents"),
    ],
)
def test_a_meetings_mistakes_are_named_and_what_was_typed_stays(
    place: Place, wrong: dict[str, Any], sentence: str
) -> None:
    form = f"new meeting:{place.district.id}"
    app = fill_meeting(place.open(place.chair, meeting="new"), form, **wrong)
    field(app, form, "save").click().run()
    (error,) = app.error
    assert error.value.startswith(sentence)
    assert field(app, form, "residents").value == 31


def test_a_meeting_is_corrected_in_its_form(place: Place) -> None:
    app = place.open(place.chair, part="meetings", open=place.meeting.id)
    app.button(key=f"open:meeting:{place.meeting.id}").click().run()
    form = f"meeting:{place.meeting.id}"
    assert field(app, form, "title").value == "Beat 0712"
    field(app, form, "title").set_value("Beats 0712 and 0713").run()
    field(app, form, "save").click().run()
    assert "Beats 0712 and 0713" in " ".join(one.label for one in app.expander)


@pytest.mark.parametrize(
    ("address", "field_of", "typed"),
    [
        ({"voice": "new", "part": "voices"}, "text", "Nobody called."),
        ({"meeting": "new", "part": "meetings"}, "title", "Beat 0713"),
        ({"promise": "new", "part": "promises"}, "you_said", "Nobody called."),
    ],
)
def test_an_unsaved_form_waits_while_another_part_is_looked_at(
    place: Place, address: dict[str, Any], field_of: str, typed: str
) -> None:
    app = place.open(place.chair, **address)
    (name,) = {"voice", "meeting", "promise"} & address.keys()
    form = f"new {name}:{place.district.id}"
    field(app, form, field_of).set_value(typed).run()
    away = "promises" if address["part"] == "voices" else "voices"
    for part in (away, address["part"]):
        app.segmented_control(key="choice:part").set_value(part).run()
        assert not app.exception
    assert field(app, form, field_of).value == typed


# --- promises ----------------------------------------------------------------------------------


def fill_promise(app: AppTest, form: str, **more: Any) -> AppTest:
    values = {
        "you_said": "Nobody calls back.",
        "we_will": "Call back within *fourteen* days.",
        "promised_on": date(2026, 8, 20),
        "review_on": date(2026, 12, 20),
        "engagement": "E-1",
        "demand": "LOCAL-07-01",
    }
    for name, value in (values | more).items():
        field(app, form, name).set_value(value)
    return app.run()


def test_the_answer_counts_what_came_of_promises(place: Place) -> None:
    day = {"outcome_on": date(2026, 9, 1), "outcome_reason": "No lamps."}
    place.promised(outcome=Outcome.DONE, **day)
    place.promised(outcome=Outcome.NOT_DONE, **day)
    place.promised(outcome=Outcome.WILL_NOT_DO, **day)
    place.promised(outcome=Outcome.PARTLY, **day)
    place.promised()
    place.promised(review_on=date(2026, 11, 19))
    shown = words(place.open(place.reader, part="promises"))
    assert (
        "6 promises: 1 done, 1 partly done, 2 not done, 2 still open, 1 of them past its day."
        in shown
    )
    order = [
        "◷ Past its day, not answered yet",
        "○ Not answered yet",
        "✔ Done",
        "✕ Not done",
        "\N{EN DASH} Will not be done",
        "◐ Partly done",
    ]
    assert all(mark in shown for mark in order)
    assert shown.index(order[0]) < shown.index(order[1]) < min(map(shown.index, order[2:]))


def test_no_promises_say_what_to_do_next(place: Place) -> None:
    shown = words(place.open(place.reader, part="promises"))
    assert "Nothing has been promised here yet." in shown


def test_many_promises_come_in_pages(place: Place) -> None:
    for _ in range(11):
        place.promised()
    app = place.open(place.reader, part="promises")
    assert html(app).count("Nobody calls back.") == 10
    assert len(app.pagination) == 1


def test_a_promise_is_written_down_and_answered(place: Place) -> None:
    app = place.open(place.chair, part="promises")
    app.button(key="open:promise:new").click().run()
    form = f"new promise:{place.district.id}"
    fill_promise(app, form)
    field(app, form, "save").click().run()
    assert [message.value for message in app.success] == ["Saved."]
    (row,) = place.all(t.Commitment)
    assert (row.engagement_id, row.local_demand_id, row.theme_id) == (
        place.meeting.id,
        place.local.id,
        None,
    )
    assert "promise" not in app.query_params
    assert "Call back within *fourteen* days." in html(app)
    assert "demand=LOCAL-07-01" in [one.proto.query_string for one in app.main.get("page_link")]
    app.button(key=f"open:promise:{row.id}").click().run()
    form = f"promise:{row.id}"
    field(app, form, "outcome").set_value(Outcome.PARTLY).run()
    field(app, form, "outcome_on").set_value(date(2026, 11, 2))
    field(app, form, "outcome_reason").set_value("Nine of twenty were called.").run()
    field(app, form, "save").click().run()
    (row,) = place.all(t.Commitment)
    assert (row.outcome, row.outcome_on, row.version) == (Outcome.PARTLY, date(2026, 11, 2), 2)
    assert row.local_demand_id == place.local.id
    assert "◐ Partly done" in words(app)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"we_will": " "}, "Write what people said, and what you promised."),
        ({"review_on": None}, "Give the day of the promise"),
        ({"review_on": date(2026, 8, 1)}, "A promise is reviewed on the day it is made or later."),
        ({"promised_on": date(2026, 11, 21)}, "A promise is made on a day that has come."),
        ({"outcome": Outcome.DONE}, "An outcome has a day"),
    ],
)
def test_a_promises_mistakes_are_named_and_what_was_typed_stays(
    place: Place, wrong: dict[str, Any], sentence: str
) -> None:
    form = f"new promise:{place.district.id}"
    app = fill_promise(place.open(place.chair, promise="new"), form, **wrong)
    field(app, form, "save").click().run()
    assert app.error[0].value.startswith(sentence)
    assert field(app, form, "you_said").value == "Nobody calls back."
    assert place.all(t.Commitment) == []


def test_an_unsaved_promise_waits_in_another_browser(place: Place) -> None:
    form = f"new promise:{place.district.id}"
    fill_promise(place.open(place.chair, promise="new"), form)
    app = place.open(place.chair, promise="new")
    assert field(app, form, "review_on").value == date(2026, 12, 20)
    assert field(app, form, "demand").value == "LOCAL-07-01"
    field(app, form, "discard").click().run()
    assert place.all(t.Draft) == []
    assert "promise" not in app.query_params


def test_an_answer_keeps_a_demand_of_an_older_edition(place: Place) -> None:
    with transaction(get_engine(), write=True) as session:
        catalogue = session.get_one(t.ThemeCatalogue, place.demand.catalogue_id)
        older = make.make_theme(session, catalogue, code="OLD-01")
    held = place.promised(theme_id=older.id)
    app = place.open(place.chair, promise=held.id)
    form = f"promise:{held.id}"
    field(app, form, "you_said").set_value("Nobody ever calls back.").run()
    field(app, form, "save").click().run()
    (row,) = place.all(t.Commitment)
    assert (row.you_said, row.theme_id) == ("Nobody ever calls back.", older.id)


def test_taking_an_answer_back_takes_its_day_and_reason_with_it(place: Place) -> None:
    held = place.promised(outcome=Outcome.NOT_DONE, outcome_on=date(2026, 9, 1), outcome_reason="X")
    app = place.open(place.chair, promise=held.id)
    form = f"promise:{held.id}"
    field(app, form, "outcome").set_value(Outcome.OPEN).run()
    field(app, form, "save").click().run()
    (row,) = place.all(t.Commitment)
    assert (row.outcome, row.outcome_on, row.outcome_reason) == (Outcome.OPEN, None, "")


# --- asking somebody without an account ----------------------------------------------------------


@pytest.fixture
def _key(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the page hand out links, as a planner with sign-in does."""
    monkeypatch.setattr(asking, "may_hand_out", lambda: True)
    monkeypatch.setattr(meetings, "may_hand_out", lambda: True)


def put_asked(place: Place, **fields: Any) -> t.Asked:
    with transaction(get_engine(), write=True) as session:
        meeting, chair = session.merge(place.meeting), session.merge(place.chair)
        row: t.Asked = make.make_asked(session, meeting, chair, **fields)
        return row


def fill_in(app: AppTest, form: str, **values: str) -> AppTest:
    for name, value in values.items():
        field(app, form, name).set_value(value)
        app = app.run()
    return app


@pytest.mark.usefixtures("_key")
def test_somebody_is_asked_about_a_meeting_in_ones_own_words(place: Place) -> None:
    app = place.open(place.partner, part="meetings", open=place.meeting.id)
    app.button(key=f"open:ask:{place.meeting.id}").click().run()
    form = f"ask:{place.meeting.id}"
    app = fill_in(app, form, name="Mei", email="Mei@Example.org", own="Is it *lit*?")
    app.button(key=f"{form}:save").click().run()
    assert not app.error
    (row,) = place.all(t.Asked)
    assert (row.name, row.email, row.question) == ("Mei", "mei@example.org", "Is it *lit*?")
    assert row.made_by_id == place.partner.id
    assert "1 question asked, 0 answered." in words(app)
    assert "Is it *lit*?" in html(app)
    assert app.query_params == {"district": "7", "part": "meetings", "open": str(place.meeting.id)}


@pytest.mark.usefixtures("_key")
@pytest.mark.parametrize(("host", "label"), [("", "Make the link"), ("mail.test", "Send")])
def test_the_button_says_whether_the_question_leaves_at_once(
    place: Place, monkeypatch: pytest.MonkeyPatch, host: str, label: str
) -> None:
    monkeypatch.setenv("PLANNER_SMTP_HOST", host)
    get_settings.clear()
    app = place.open(place.chair, ask=place.meeting.id)
    assert app.button(key=f"ask:{place.meeting.id}:save").label == label


@pytest.mark.usefixtures("_key")
def test_what_is_missing_is_said_and_nothing_typed_is_lost(place: Place) -> None:
    app = place.open(place.chair, ask=place.meeting.id)
    form = f"ask:{place.meeting.id}"
    for name, value, missing in (
        ("name", "Mei", "Say whom you ask."),
        ("own", "Lit?", "Write the question before you make the link."),
        ("email", "nobody", "is not one mail address"),
    ):
        app.button(key=f"{form}:save").click().run()
        assert missing in say_of(app)
        app = fill_in(app, form, **{name: value})
    assert field(app, form, "name").value == "Mei"
    assert place.all(t.Asked) == []


def say_of(app: AppTest) -> str:
    return " ".join(one.value for one in app.error).replace("\\", "")


@pytest.mark.usefixtures("_key")
def test_a_question_that_was_put_at_the_meeting_and_a_goal_can_be_chosen(place: Place) -> None:
    with transaction(get_engine(), write=True) as session:
        meeting, district = session.merge(place.meeting), session.merge(place.district)
        make.add(
            session,
            t.Question(
                jurisdiction_id=meeting.jurisdiction_id,
                engagement_id=meeting.id,
                position=1,
                text="Who calls back?",
            ),
        )
        goal = make.make_goal(
            session, make.make_priority(session, make.make_plan(session, district))
        )
    app = place.open(place.chair, ask=place.meeting.id)
    form = f"ask:{place.meeting.id}"
    assert field(app, form, "question").value == "Who calls back?"
    assert not app.text_area
    app = fill_in(app, form, name="Mei", email="mei@example.org", goal=f"{goal.code} {goal.title}")
    app.button(key=f"{form}:save").click().run()
    (row,) = place.all(t.Asked)
    assert (row.question, row.goal_id) == ("Who calls back?", goal.id)


@pytest.mark.usefixtures("_key")
def test_nobody_asks_who_may_not_enter_voices(place: Place) -> None:
    app = place.open(place.reader, part="meetings", open=place.meeting.id, ask=place.meeting.id)
    assert not [one for one in app.button if "ask" in (one.key or "")]
    assert "Asked by a link" not in words(app)


def test_the_demo_offers_no_links(place: Place) -> None:
    app = place.open(place.chair, part="meetings", open=place.meeting.id, ask=place.meeting.id)
    assert not [one for one in app.button if "ask" in (one.key or "")]


def test_a_question_is_withdrawn_and_that_is_undone(place: Place) -> None:
    row = put_asked(place)
    app = place.open(place.chair, part="meetings")
    assert "Waiting for an answer" in words(app)
    assert [one.value for one in app.text if "@" in one.value] == ["mei@example.org"]
    app.button(key=f"withdraw:{row.id}").click().run()
    assert "its link opens nothing any more" in app.success[0].value
    assert "Withdrawn" in words(app)
    app.button(key=f"ask_again:{row.id}").click().run()
    assert "Waiting for an answer" in words(app)


def test_an_answer_is_told_with_where_to_read_it(place: Place) -> None:
    said = place.heard(text="Too dark.")
    put_asked(place, answered_at=make.NOW, voice_id=said.id, name="", email="")
    app = place.open(place.chair, part="meetings")
    assert "1 question asked, 1 answered." in words(app)
    assert "Name deleted" in words(app)
    assert "Answered by a link" in words(place.open(place.chair))
    assert "Asked by a link" not in words(place.open(place.partner, part="meetings"))


def test_what_can_no_longer_be_withdrawn_is_said(place: Place) -> None:
    row = put_asked(place)
    app = place.open(place.chair, part="meetings")
    with transaction(get_engine(), write=True) as session:
        said = make.make_voice(session, session.merge(place.meeting))
        held = session.get_one(t.Asked, row.id)
        held.answered_at, held.voice_id = make.NOW, said.id
    app.button(key=f"withdraw:{row.id}").click().run()
    assert "nothing to withdraw" in say_of(app)
