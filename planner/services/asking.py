"""Asking somebody without an account: one question, one link, one answer, which becomes a voice."""

from datetime import timedelta
from uuid import UUID

from db.queries import asking as query
from db.queries import commitment, engagement
from db.tables import Asked, Engagement, Voice
from planner.domain.account import read_email
from planner.domain.asking import GONE, HOLDS, MOST_A_DAY, state_of
from planner.domain.permissions import Action
from schemas.asking import AnswerIn, AskedRow, AskIn, LetterRow, QuestionRow
from schemas.errors import N_, NotFoundError
from schemas.vocabulary import AskedState, Language
from schemas.voice import VoiceIn

from .goal.rows import tell_goal
from .save import require, save_row
from .voice import body_of, code_of
from .work import Work, check, new_id, use_case

_UNKNOWN = N_("This question is not there any more.")


def _of_entry(work: Work, entry: AskIn) -> UUID:
    found = engagement.find_district(work.session, work.jurisdiction_id, entry.engagement_id)
    if found is None:
        raise NotFoundError(N_("This meeting is not there any more."))
    return found


def _of_asked(work: Work, asked_id: UUID) -> UUID:
    found = query.find_district(work.session, work.jurisdiction_id, asked_id)
    if found is None:
        raise NotFoundError(_UNKNOWN)
    return found


def _of_district(_work: Work, district_id: UUID) -> UUID:
    return district_id


# --- whoever asks --------------------------------------------------------------------------------


@use_case(Action.VOICE_ENTER, scope=_of_entry)
def ask(work: Work, entry: AskIn) -> None:
    """Ask somebody a question about a meeting that was held; its link works once, for a while.

    Raises RuleError, naming the field.
    """
    meeting = work.session.get_one(Engagement, entry.engagement_id)
    email = read_email(entry.email)
    require(
        meeting.held_on <= work.today,
        N_("This meeting has not been held yet: ask about it afterwards."),
        where="engagement_id",
    )
    require(
        entry.goal_id is None
        or commitment.has_goal(work.session, meeting.district_id, entry.goal_id),
        N_("This goal belongs to another district."),
        where="goal_id",
    )
    sent = query.count_since(work.session, work.actor.member_id, work.now - timedelta(days=1))
    require(
        sent < MOST_A_DAY,
        N_("You have asked {most} people within a day. Go on tomorrow."),
        most=MOST_A_DAY,
    )
    values = entry.model_dump(exclude={"id", "email"}) | {
        "email": email,
        "made_by_id": work.actor.member_id,
        "made_at": work.now,
        "expires_at": work.now + HOLDS,
    }
    # Whom it went to stays out of the history, so that it can be forgotten.
    body = entry.model_dump(exclude={"id", "email", "name"}) | {"state": AskedState.WAITING}
    save_row(work, Asked, entry.id, 0, values, action="ask", body=body)


@use_case(Action.VOICE_READ, scope=_of_district)
def get_asked(work: Work, district_id: UUID) -> tuple[AskedRow, ...]:
    """Return the questions about a district's meetings that the actor may know of, latest first.

    Those are their own, and all for whoever reads the district's voices as entered.
    """
    reads_all = work.may(Action.VOICE_READ_ORIGINAL, district_id)
    found = query.of_district(work.session, work.jurisdiction_id, district_id)
    return tuple(_row(work, one) for one in found if reads_all or _is_mine(work, one.asked))


@use_case(Action.VOICE_READ, scope=_of_asked)
def withdraw(work: Work, asked_id: UUID) -> None:
    """Make the link of an open question useless. Doing it twice changes nothing.

    Raises RuleError for one that was answered or is too old.
    """
    row = _hold_own(work, asked_id)
    if _state(work, row) is AskedState.WITHDRAWN:
        return
    require(
        _state(work, row) is AskedState.WAITING,
        N_("This question was answered, or its link is too old, so there is nothing to withdraw."),
    )
    _save(work, row, "withdraw_question", AskedState.WITHDRAWN, withdrawn_at=work.now)


@use_case(Action.VOICE_READ, scope=_of_asked)
def ask_again(work: Work, asked_id: UUID) -> None:
    """Let the link of a withdrawn question work again, as long as it would have.

    Raises RuleError when that time is over.
    """
    row = _hold_own(work, asked_id)
    if row.withdrawn_at is None:
        return
    require(
        work.now < row.expires_at, N_("This link is too old by now. Ask the question once more.")
    )
    _save(work, row, "ask_again", AskedState.WAITING, withdrawn_at=None)


# --- whoever is asked ----------------------------------------------------------------------------


@use_case(Action.VOICE_ANSWER)
def get_question(work: Work, asked_id: UUID, language: Language | None = None) -> QuestionRow:
    """Return what a link shows, its goal in a language or else in the one it was made for.

    Raises NotFoundError when the question was withdrawn or is too old.
    """
    found = query.find_open(work.session, work.jurisdiction_id, asked_id)
    if found is None or not _opens(work, found.asked):
        raise NotFoundError(GONE)
    asked, district, asker = found
    goal_id, language = asked.goal_id, language or asked.reads
    return QuestionRow(
        id=asked.id,
        name=asked.name,
        asker=asker.name if asker is not None else "",
        district_number=district.number,
        district_name=district.name,
        question=asked.question,
        language=asked.language,
        reads=asked.reads,
        goal=tell_goal(work, goal_id, language) if goal_id is not None else None,
        answered=asked.answered_at is not None,
    )


@use_case(Action.VOICE_ANSWER)
def answer(work: Work, asked_id: UUID, entry: AnswerIn) -> bool:
    """Take in an answer as a voice of the meeting, and use up the link.

    Sent again, nothing changes; returns False where other words were taken in before. Raises
    NotFoundError when the question was withdrawn or is too old.
    """
    row = query.hold(work.session, work.jurisdiction_id, asked_id)
    if row is None or not _opens(work, row):
        raise NotFoundError(GONE)
    if row.voice_id is not None:
        held = work.session.get_one(Voice, row.voice_id)
        return (held.text, held.language) == (entry.text, entry.language)
    voice = VoiceIn(id=new_id(), engagement_id=row.engagement_id, **entry.model_dump())
    values = voice.model_dump(include={"engagement_id", "text", "language", "consent"})
    save_row(
        work,
        Voice,
        voice.id,
        0,
        values | {"code": code_of(work.today, voice.id)},
        action="answer_question",
        body=body_of(voice, None),
    )
    _save(
        work,
        row,
        "answer_question",
        AskedState.ANSWERED,
        answered_at=work.now,
        voice_id=voice.id,
    )
    return True


@use_case(Action.OPERATE)
def get_letter(work: Work, asked_id: UUID) -> LetterRow:
    """Return whom to mail a link to. Raises NotFoundError when it is not open any more."""
    found = query.find_open(work.session, work.jurisdiction_id, asked_id)
    if found is None or _state(work, found.asked) is not AskedState.WAITING:
        raise NotFoundError(GONE)
    asked, district, asker = found
    return LetterRow(
        email=asked.email,
        name=asked.name,
        asker=asker.name if asker is not None else "",
        district_number=district.number,
        district_name=district.name,
        reads=asked.reads,
        expires_at=asked.expires_at,
    )


def _hold_own(work: Work, asked_id: UUID) -> Asked:
    row = query.hold(work.session, work.jurisdiction_id, asked_id)
    if row is None:
        raise NotFoundError(_UNKNOWN)
    if not _is_mine(work, row):
        check(work, Action.VOICE_READ_ORIGINAL, _of_asked(work, asked_id))
    return row


def _is_mine(work: Work, row: Asked) -> bool:
    return row.made_by_id is not None and row.made_by_id == work.actor.member_id


def _state(work: Work, row: Asked) -> AskedState:
    return state_of(row.answered_at, row.withdrawn_at, row.expires_at, work.now)


def _opens(work: Work, row: Asked) -> bool:
    return _state(work, row) in {AskedState.WAITING, AskedState.ANSWERED}


def _save(work: Work, row: Asked, action: str, state: AskedState, **values: object) -> None:
    body = {
        "engagement_id": row.engagement_id,
        "goal_id": row.goal_id,
        "question": row.question,
        "language": row.language,
        "reads": row.reads,
        "state": state,
    }
    save_row(work, Asked, row.id, row.version, values, action=action, body=body)


def _row(work: Work, put: query.Put) -> AskedRow:
    asked, mine = put.asked, _is_mine(work, put.asked)
    return AskedRow(
        id=asked.id,
        engagement_id=put.engagement.id,
        engagement_title=put.engagement.title,
        question=asked.question,
        language=asked.language,
        name=asked.name,
        email=asked.email if mine else "",
        asker=put.asker.name if put.asker is not None else "",
        mine=mine,
        state=_state(work, asked),
        made_at=asked.made_at,
        expires_at=asked.expires_at,
        answered_at=asked.answered_at,
        goal_code=put.goal.code if put.goal is not None else None,
        version=asked.version,
    )
