"""Questions by a link: who may ask, what the link opens, and that it takes one answer."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, select

from db import tables as t
from db.engine import transaction
from planner.domain.asking import MOST_A_DAY
from planner.domain.permissions import RULES, SYSTEM, Action
from planner.services import asking, voice
from planner.services.account import sign_in
from planner.services.door import begin, begin_anonymous, begin_answer
from planner.services.history import verify_history
from planner.services.work import USE_CASES
from schemas.asking import AnswerIn, AskedRow, AskIn, QuestionRow
from schemas.errors import NotFoundError, RefusedError, RuleError
from schemas.vocabulary import AskedState, Consent, Language, Role
from tests import factories as make
from tests.city import City, build_city
from tests.race import write_beside

ANSWER = AnswerIn(text="灯太暗。", language=Language.ZH_HANS, consent=Consent.QUOTE_ALLOWED)


@pytest.fixture
def city(engine: Engine) -> City:
    return build_city(engine)


@pytest.fixture
def meeting(engine: Engine, city: City) -> UUID:
    with transaction(engine, write=True) as session:
        district = session.get_one(t.District, city.district)
        # Held long ago by any clock that these tests run on.
        return make.make_engagement(session, district, held_on=date(2025, 3, 1)).id


def entry(meeting: UUID, **fields: Any) -> AskIn:
    whole: dict[str, Any] = {
        "id": uuid4(),
        "engagement_id": meeting,
        "question": "What would make the corner safer?",
        "language": Language.EN,
        "name": "Mei Lin",
        "email": " Mei@Example.org ",
        "reads": Language.ZH_HANS,
    }
    return AskIn.model_validate(whole | fields)


def ask(engine: Engine, member_id: UUID, wanted: AskIn) -> UUID:
    with begin(engine, member_id, write=True) as work:
        asking.ask(work, wanted)
    return wanted.id


def look(engine: Engine, asked_id: UUID, language: Language | None = None) -> QuestionRow:
    with begin_answer(engine, asked_id) as work:
        return asking.get_question(work, asked_id, language)


def answer(engine: Engine, asked_id: UUID, given: AnswerIn = ANSWER) -> bool:
    with begin_answer(engine, asked_id, write=True) as work:
        return asking.answer(work, asked_id, given)


def listed(engine: Engine, member_id: UUID, district_id: UUID) -> tuple[AskedRow, ...]:
    with begin(engine, member_id) as work:
        return asking.get_asked(work, district_id)


def change(engine: Engine, asked_id: UUID, **fields: Any) -> None:
    with transaction(engine, write=True) as session:
        row = session.get_one(t.Asked, asked_id)
        for name, value in fields.items():
            setattr(row, name, value)


def expire(engine: Engine, asked_id: UUID) -> None:
    now = datetime.now(UTC)
    change(
        engine, asked_id, made_at=now - timedelta(days=15), expires_at=now - timedelta(seconds=1)
    )


def voices(engine: Engine) -> list[t.Voice]:
    with transaction(engine) as session:
        return list(session.scalars(select(t.Voice)))


# --- asking -------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", Role)
def test_whoever_may_enter_voices_of_a_district_may_ask(
    engine: Engine, city: City, meeting: UUID, role: Role
) -> None:
    member_id = city.people[role]
    if role not in RULES[Action.VOICE_ENTER]:
        with pytest.raises(RefusedError):
            ask(engine, member_id, entry(meeting))
        return
    asked_id = ask(engine, member_id, entry(meeting, goal_id=city.goal))
    (row,) = listed(engine, member_id, city.district)
    assert (row.id, row.state, row.mine) == (asked_id, AskedState.WAITING, True)
    assert (row.email, row.goal_code) == ("mei@example.org", "07-2026-1")


def test_nobody_asks_about_another_district_s_meeting(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as session:
        other = session.get_one(t.District, city.other_district)
        theirs = make.make_engagement(session, other, held_on=date(2025, 3, 1)).id
    with pytest.raises(RefusedError):
        ask(engine, city.people[Role.COMMANDER], entry(theirs))
    with pytest.raises(NotFoundError):
        ask(engine, city.people[Role.COMMANDER], entry(uuid4()))


def test_a_goal_of_another_district_is_not_told(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as session:
        other = session.get_one(t.District, city.other_district)
        theirs = make.make_engagement(session, other, held_on=date(2025, 3, 1)).id
    for goal_id in (city.goal, uuid4()):
        with pytest.raises(RuleError) as refused:
            ask(engine, city.people[Role.CPAP_MEMBER], entry(theirs, goal_id=goal_id))
        assert refused.value.where == "goal_id"


@pytest.mark.parametrize("email", ["", "mei", "mei@example.org, x@example.org", "a\n@b.org"])
def test_a_link_goes_to_one_mail_address(
    engine: Engine, city: City, meeting: UUID, email: str
) -> None:
    with pytest.raises(RuleError) as refused:
        ask(engine, city.people[Role.PARTNER], entry(meeting, email=email))
    assert refused.value.where == "email"


def test_a_meeting_that_was_not_held_is_not_asked_about(engine: Engine, city: City) -> None:
    with transaction(engine, write=True) as session:
        district = session.get_one(t.District, city.district)
        later = make.make_engagement(session, district, held_on=date(2100, 1, 1)).id
    with pytest.raises(RuleError):
        ask(engine, city.people[Role.COMMANDER], entry(later))


def test_a_form_sent_twice_asks_once(engine: Engine, city: City, meeting: UUID) -> None:
    wanted = entry(meeting)
    for _ in range(2):
        ask(engine, city.people[Role.COMMANDER], wanted)
    assert len(listed(engine, city.people[Role.COMMANDER], city.district)) == 1


def test_one_member_cannot_flood_mailboxes(engine: Engine, city: City, meeting: UUID) -> None:
    with transaction(engine, write=True) as session:
        held = session.get_one(t.Engagement, meeting)
        asker = session.get_one(t.Member, city.people[Role.PARTNER])
        for _ in range(MOST_A_DAY):
            make.make_asked(session, held, asker)
    with pytest.raises(RuleError):
        ask(engine, city.people[Role.PARTNER], entry(meeting))
    ask(engine, city.people[Role.COMMANDER], entry(meeting))


# --- who knows of it ----------------------------------------------------------------------------


def test_a_question_is_known_to_who_sent_it_and_who_reads_originals(
    engine: Engine, city: City, meeting: UUID
) -> None:
    ask(engine, city.people[Role.PARTNER], entry(meeting))
    known = {role for role in Role if listed(engine, city.people[role], city.district)}
    assert known == {*RULES[Action.VOICE_READ_ORIGINAL], Role.PARTNER}
    (row,) = listed(engine, city.people[Role.COMMANDER], city.district)
    assert (row.mine, row.email, row.name) == (False, "", "Mei Lin")


@pytest.mark.parametrize("role", Role)
def test_who_knows_of_a_question_may_withdraw_it(
    engine: Engine, city: City, meeting: UUID, role: Role
) -> None:
    asked_id = ask(engine, city.people[Role.PARTNER], entry(meeting))
    allowed = role in {*RULES[Action.VOICE_READ_ORIGINAL], Role.PARTNER}
    if not allowed:
        for change_it in (asking.withdraw, asking.ask_again):
            with (
                pytest.raises(RefusedError),
                begin(engine, city.people[role], write=True) as work,
            ):
                change_it(work, asked_id)
        assert not look(engine, asked_id).answered
        return
    for _ in range(2):
        with begin(engine, city.people[role], write=True) as work:
            asking.withdraw(work, asked_id)
    with pytest.raises(NotFoundError):
        look(engine, asked_id)
    for _ in range(2):
        with begin(engine, city.people[role], write=True) as work:
            asking.ask_again(work, asked_id)
    assert not look(engine, asked_id).answered


def test_what_was_answered_or_is_too_old_cannot_be_withdrawn_or_opened(
    engine: Engine, city: City, meeting: UUID
) -> None:
    commander = city.people[Role.COMMANDER]
    answered, old = (ask(engine, commander, entry(meeting)) for _ in range(2))
    answer(engine, answered)
    expire(engine, old)
    for asked_id in (answered, old):
        with pytest.raises(RuleError), begin(engine, commander, write=True) as work:
            asking.withdraw(work, asked_id)
    change(engine, old, withdrawn_at=datetime.now(UTC))
    with pytest.raises(RuleError), begin(engine, commander, write=True) as work:
        asking.ask_again(work, old)
    with pytest.raises(NotFoundError), begin(engine, commander, write=True) as work:
        asking.withdraw(work, uuid4())


# --- what a link opens --------------------------------------------------------------------------


def test_a_link_tells_who_asks_what_and_the_gist_of_the_goal(
    engine: Engine, city: City, meeting: UUID
) -> None:
    asked_id = ask(engine, city.people[Role.COMMANDER], entry(meeting, goal_id=city.goal))
    found = look(engine, asked_id)
    assert (found.asker, found.district_number, found.name) == ("commander", 7, "Mei Lin")
    assert found.goal is not None
    assert found.goal.title == "Answer urgent calls faster"
    assert "should fall from" in str(found.goal.sentence)


def test_a_goal_s_title_is_told_in_the_reader_s_language_while_its_translation_keeps_up(
    engine: Engine, city: City, meeting: UUID
) -> None:
    asked_id = ask(engine, city.people[Role.COMMANDER], entry(meeting, goal_id=city.goal))
    with transaction(engine, write=True) as session:
        row = session.get_one(t.Goal, city.goal)
        make.make_translation(session, row, "更快接警", field="title", language=Language.ZH_HANS)
        make.make_translation(session, row, "Antes", field="title", original_digest="0" * 64)
    titles = [look(engine, asked_id, one).goal for one in (None, Language.ES)]
    assert [gist.title for gist in titles if gist] == ["更快接警", "Answer urgent calls faster"]


def test_a_link_belongs_to_its_own_city(engine: Engine, city: City, meeting: UUID) -> None:
    with transaction(engine, write=True) as session:
        # Comes first by its code, so a link that took the first city would miss.
        make.make_jurisdiction(session, code="a-city")
    asked_id = ask(engine, city.people[Role.COMMANDER], entry(meeting))
    assert answer(engine, asked_id)
    with pytest.raises(NotFoundError):
        look(engine, uuid4())


def test_whoever_answers_can_do_nothing_else(engine: Engine, city: City, meeting: UUID) -> None:
    asked_id = ask(engine, city.people[Role.COMMANDER], entry(meeting))
    with begin_answer(engine, asked_id) as work:
        allowed = {name for name, case in USE_CASES.items() if work.may(case.action, city.district)}
    assert allowed == {"asking.get_question", "asking.answer"}
    with pytest.raises(RefusedError), begin_answer(engine, asked_id) as work:
        sign_in.whose(work, "ada@example.org", "password")
    with pytest.raises(RefusedError), begin_anonymous(engine) as work:
        asking.get_question(work, asked_id)


def test_another_city_s_question_is_unknown(engine: Engine, city: City, meeting: UUID) -> None:
    asked_id = ask(engine, city.people[Role.COMMANDER], entry(meeting))
    with transaction(engine, write=True) as session:
        elsewhere = make.make_jurisdiction(session)
        strange = make.make_engagement(session, make.make_district(session, elsewhere))
        theirs = make.make_asked(session, strange).id
    with begin_answer(engine, theirs, write=True) as work:
        for call in (
            lambda: asking.get_question(work, asked_id),
            lambda: asking.answer(work, asked_id, ANSWER),
        ):
            with pytest.raises(NotFoundError):
                call()
    with (
        pytest.raises(NotFoundError),
        begin(engine, actor=SYSTEM, jurisdiction_id=elsewhere.id) as work,
    ):
        asking.get_letter(work, asked_id)


# --- answering ----------------------------------------------------------------------------------


def test_an_answer_becomes_a_voice_of_the_meeting_that_waits_for_approval(
    engine: Engine, city: City, meeting: UUID
) -> None:
    asked_id = ask(engine, city.people[Role.PARTNER], entry(meeting))
    assert answer(engine, asked_id)
    with begin(engine, city.people[Role.DAC_CHAIR], write=True, today=make.TODAY) as work:
        (heard,) = voice.get_voices(work, city.district)
        assert (heard.text, heard.by_link, heard.approved) == (ANSWER.text, True, False)
        assert (heard.engagement_id, heard.consent) == (meeting, ANSWER.consent)
        voice.approve_voice(work, heard.id, heard.version)
    with begin(engine, city.people[Role.PARTNER]) as work:
        assert voice.get_voices(work, city.district)[0].text == ANSWER.text
    (row,) = listed(engine, city.people[Role.PARTNER], city.district)
    assert row.state is AskedState.ANSWERED


def test_only_the_district_reads_an_answer_before_it_is_approved(
    engine: Engine, city: City, meeting: UUID
) -> None:
    answer(engine, ask(engine, city.people[Role.PARTNER], entry(meeting)))
    for role in Role:
        with begin(engine, city.people[role]) as work:
            (heard,) = voice.get_voices(work, city.district)
        assert (heard.text is not None) is (role in RULES[Action.VOICE_READ_ORIGINAL])


def test_a_link_takes_one_answer_however_often_it_is_sent(
    engine: Engine, city: City, meeting: UUID
) -> None:
    asked_id = ask(engine, city.people[Role.COMMANDER], entry(meeting))
    other = ANSWER.model_copy(update={"text": "Something else."})
    assert [answer(engine, asked_id, one) for one in (ANSWER, ANSWER, other)] == [True, True, False]
    assert [one.text for one in voices(engine)] == [ANSWER.text]
    assert look(engine, asked_id).answered


def test_two_answers_at_once_make_one_voice(engine: Engine, city: City, meeting: UUID) -> None:
    asked_id = ask(engine, city.people[Role.COMMANDER], entry(meeting))
    kept: list[bool] = []
    second = write_beside(
        begin_answer(engine, asked_id, write=True),
        lambda work: kept.append(asking.answer(work, asked_id, ANSWER)),
        lambda: answer(engine, asked_id, ANSWER.model_copy(update={"text": "Other words."})),
    )
    assert (kept, second) == ([True], False)
    assert [one.text for one in voices(engine)] == [ANSWER.text]


def test_a_question_withdrawn_while_it_is_answered_takes_no_answer(
    engine: Engine, city: City, meeting: UUID
) -> None:
    commander = city.people[Role.COMMANDER]
    asked_id = ask(engine, commander, entry(meeting))

    def late() -> str:
        try:
            answer(engine, asked_id)
        except NotFoundError:
            return "too late"
        return "taken"

    opened = begin(engine, commander, write=True)
    assert write_beside(opened, lambda work: asking.withdraw(work, asked_id), late) == "too late"
    assert voices(engine) == []


@pytest.mark.parametrize("over", ["expired", "withdrawn"])
def test_a_link_that_is_over_shows_and_takes_nothing(
    engine: Engine, city: City, meeting: UUID, over: str
) -> None:
    asked_id = ask(engine, city.people[Role.COMMANDER], entry(meeting))
    if over == "expired":
        expire(engine, asked_id)
    else:
        change(engine, asked_id, withdrawn_at=datetime.now(UTC))
    for call in (look, answer):
        with pytest.raises(NotFoundError):
            call(engine, asked_id)
    with pytest.raises(NotFoundError), begin(engine, actor=SYSTEM) as work:
        asking.get_letter(work, asked_id)
    assert voices(engine) == []


# --- what stays ---------------------------------------------------------------------------------


def test_the_history_tells_what_was_asked_and_never_whom(
    engine: Engine, city: City, meeting: UUID
) -> None:
    asked_id = ask(engine, city.people[Role.COMMANDER], entry(meeting))
    answer(engine, asked_id)
    with transaction(engine) as session:
        rows = session.execute(
            select(t.Change.action, t.ChangeWords.body)
            .join(t.ChangeWords)
            .where(t.Change.entity == "asked")
            .order_by(t.Change.version)
        ).all()
    assert [action for action, _ in rows] == ["ask", "answer_question"]
    assert all("corner safer" in body for _, body in rows)
    assert not any(word in body for _, body in rows for word in ("Mei", "mei@", "example.org"))
    with begin(engine, actor=SYSTEM) as work:
        assert verify_history(work).broken == ()
