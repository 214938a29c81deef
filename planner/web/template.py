"""HTML pages from templates, in the visitor's language; everything put in is escaped."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse

from planner.i18n import language_tag, own_name, translator
from schemas.vocabulary import Language

from .cookie import FORM_COOKIE, form_token, keep_language, set_cookie
from .language import pick_language

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.globals.update(languages=tuple(Language), own_name=own_name, language_tag=language_tag)


def render(name: str, language: Language, status: int = 200, **values: object) -> HTMLResponse:
    """Return a page made from a template."""
    translate = translator(language)
    text = _TEMPLATES.get_template(name).render(_=translate, language=language, **values)
    # Names of people are on these pages, and who is asked for them depends on the cookie.
    return HTMLResponse(text, status, {"Cache-Control": "no-store"})


def render_form(
    request: HTTPConnection,
    name: str,
    status: int,
    *,
    otherwise: Language | None = None,
    **values: object,
) -> HTMLResponse:
    """Return a page with a form that only the browser it was made for can send."""
    token, cookie = form_token(request)
    language = pick_language(request, otherwise)
    response = render(
        name,
        language,
        status,
        form_token=token,
        **values,
    )
    set_cookie(response, FORM_COOKIE, cookie)
    if "language" in request.query_params:
        keep_language(response, language)
    return response


def error_page(request: HTTPConnection, status: int, title: str, text: str) -> HTMLResponse:
    """Return a page that says what is wrong; `title` and `text` are keys of the catalogues."""
    return render("error.html", pick_language(request), status, title=title, text=text)
