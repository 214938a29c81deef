"""What is handed out to be kept is never opened as a page, whatever it holds or is called."""

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.web.server.starlette.starlette_routes import create_media_routes

from planner.web import SecurityHeaders
from tests.web.conftest import HERE, TestClient

SCRIPT = b"<html><script>alert(document.cookie)</script></html>"
EVIL = [
    ("page.html", "text/html", SCRIPT),
    ("picture.svg", "image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>"),
    ("data.xml", "application/xml", b"<?xml version='1.0'?><x/>"),
    ("table.csv", "text/csv", b'=cmd|"/c calc"!A1,<script>x</script>'),
    ('a"; filename="b.html', "text/plain", SCRIPT),
    ("a\r\nSet-Cookie: x=1", "text/plain", SCRIPT),
    ("..\\..\\x.html", "text/plain", SCRIPT),
    ("photo\u202egnp.exe", "application/octet-stream", b"MZ"),
]


@pytest.fixture
def storage() -> MemoryMediaFileStorage:
    return MemoryMediaFileStorage("/media")


@pytest.fixture
def browser(storage: MemoryMediaFileStorage) -> Iterator[TestClient]:
    app: Any = Starlette(
        routes=create_media_routes(storage, None), middleware=[Middleware(SecurityHeaders)]
    )
    with TestClient(app, base_url=HERE) as found:
        yield found


@pytest.mark.parametrize(("name", "kind", "content"), EVIL, ids=range(len(EVIL)))
def test_a_download_is_kept_and_not_opened(
    storage: MemoryMediaFileStorage, browser: TestClient, name: str, kind: str, content: bytes
) -> None:
    file_id = storage.load_and_get_id(content, kind, MediaFileKind.DOWNLOADABLE, name)
    answer = browser.get(f"/media/{file_id}")
    assert answer.content == content
    assert answer.headers["content-disposition"].startswith("attachment; filename")
    assert answer.headers["content-disposition"].count("filename") == 1 + name.count("filename")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert "set-cookie" not in answer.headers
    assert "access-control-allow-origin" not in answer.headers
