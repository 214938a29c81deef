"""One question to somebody without an account: shown by a link, answered once, then thanked for.

Whoever has the link sees the question and nothing else of the planner, and no session begins.
Tries need no counting: a token can't be guessed, and each takes one answer.
"""

from typing import NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from planner.domain.asking import GONE, read_answer
from planner.gateways.secret import read_signed_id
from planner.i18n import translator, word_of
from planner.jobs.asking import ASKED, place_of
from planner.services import asking
from planner.services.door import begin_answer
from planner.ui.session import get_engine, get_settings
from schemas.asking import LONGEST_ANSWER, AnswerIn, QuestionRow
from schemas.errors import N_, NotFoundError, PlannerError, RuleError
from schemas.vocabulary import Consent, Language

from .cookie import is_own_form, text_of
from .language import find_chosen, pick_language
from .sign_in import NOT_OURS
from .template import error_page, render, render_form

SHOW = "show"
"""Sent by the buttons that choose a language: the page is shown again, and nothing is taken in."""
_MOST_BYTES = 256 * 1024
"""More than the longest answer takes, however it is written."""
_TOO_LARGE = 413

_HINTS = {
    Consent.PUBLIC: N_("Anybody may read your words. Your name does not stand beside them."),
    Consent.QUOTE_ALLOWED: N_(
        "People who work on the plan may read your words. Your name does not stand beside them."
    ),
    Consent.COUNTED_ONLY: N_(
        "Only the district's police team, its advisory council and headquarters read your words;"
        " elsewhere they are counted."
    ),
}


class Typed(NamedTuple):
    """What stands in the form."""

    text: str = ""
    language: str = ""
    consent: str = ""


async def show_question(request: Request) -> Response:
    """Show the question, or thank for its answer."""
    try:
        found = await run_in_threadpool(_read, request)
    except NotFoundError as error:
        return _gone(request, error)
    return _page(request, found)


async def take_answer(request: Request) -> Response:
    """Take the answer in; or say what is missing, and keep what was typed."""
    if not _fits(request):
        title = N_("This is too long")
        return error_page(request, _TOO_LARGE, title, N_("Go back and shorten your answer."))
    form = await request.form(max_files=0, max_fields=10)
    typed = _typed(form)
    try:
        found = await run_in_threadpool(_read, request)
        if not is_own_form(request, form):
            return _page(request, found, typed, RuleError(NOT_OURS), 403)
        if SHOW in form:
            return _page(request, found, typed)
        return await _take_in(request, found, typed)
    except NotFoundError as error:
        return _gone(request, error, typed.text)


async def _take_in(request: Request, found: QuestionRow, typed: Typed) -> Response:
    try:
        kept = await run_in_threadpool(_answer, found, read_answer(*typed))
    except RuleError as error:
        return _page(request, found, typed, error, 422)
    if not kept:
        return _other_words(request, typed.text)
    return RedirectResponse(request.url.path, 303, {"Cache-Control": "no-store"})


def _fits(request: Request) -> bool:
    length = request.headers.get("content-length", "")
    return length.isdecimal() and int(length) <= _MOST_BYTES


def _typed(form: FormData) -> Typed:
    # Browsers send two characters for the end of a line, and show two lines for two.
    return Typed(
        text_of(form, "text").replace("\r\n", "\n"),
        text_of(form, "language"),
        text_of(form, "consent"),
    )


def _in_language(typed: Typed, language: Language) -> Typed:
    """Return what stands in the form; whoever has written nothing yet writes as they read."""
    return typed if typed.text.strip() else typed._replace(language=language.value)


def _read(request: Request) -> QuestionRow:
    asked_id = read_signed_id(get_settings().key, ASKED, request.path_params["token"])
    if asked_id is None:
        raise NotFoundError(GONE)
    with begin_answer(get_engine(), asked_id) as work:
        return asking.get_question(work, asked_id, find_chosen(request))


def _answer(found: QuestionRow, entry: AnswerIn) -> bool:
    with begin_answer(get_engine(), found.id, write=True) as work:
        return asking.answer(work, found.id, entry)


def _page(
    request: Request,
    found: QuestionRow,
    typed: Typed | None = None,
    error: PlannerError | None = None,
    status: int = 200,
) -> Response:
    language = pick_language(request, found.reads)
    say = translator(language)
    return render_form(
        request,
        "asked.html",
        200 if found.answered else status,
        otherwise=found.reads,
        found=found,
        place=place_of(found.district_number, found.district_name, say),
        sentence=say.message(found.goal.sentence) if found.goal else "",
        typed=_in_language(typed or Typed(), language),
        consents=[(one.value, word_of(one), _HINTS[one]) for one in Consent],
        most=LONGEST_ANSWER,
        error=say.error(error) if error else "",
        where=error.where if error else None,
    )


def _other_words(request: Request, left: str) -> Response:
    """Say that another answer came first; what was typed can still be copied."""
    title = N_("Your first answer was passed on")
    text = N_("A question takes one answer, so these words were not taken in:")
    return _left_page(request, 409, title, text, left)


def _gone(request: Request, error: PlannerError, left: str = "") -> Response:
    title = N_("This link doesn't work any more")
    return _left_page(request, 404, title, error.message, left)


def _left_page(request: Request, status: int, title: str, text: str, left: str) -> Response:
    """Return a page that says what is wrong, with the words that were not taken in."""
    language = pick_language(request)
    return render("left.html", language, status, title=title, text=text, left=left)
