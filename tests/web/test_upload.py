"""The way in for files: for whoever may add one somewhere, of a size, never too much at once."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from sqlalchemy import select
from streamlit.runtime import Runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from db import tables as t
from db.engine import transaction
from planner.config import Settings
from planner.ui import session, upload
from planner.web import upload as door
from tests.web.conftest import Visit

PATH = "/_stcore/upload_file/some-session/some-file"
MOST = Settings().evidence_max_bytes


def put(visit: Visit, member: object, size: int = 10, path: str = PATH, length: str = "") -> int:
    browser = visit(member)
    headers = {"content-length": length or str(size)}
    return int(browser.put(path, content=b"x" * min(size, 10), headers=headers).status_code)


@pytest.fixture
def bo(ada: UUID) -> UUID:
    """A commissioner, who adds nothing anywhere."""
    with transaction(session.get_engine()) as rows:
        return rows.scalars(select(t.Member.id).where(t.Member.name.contains("</b>"))).one()


def test_whoever_may_add_evidence_somewhere_has_a_way_in(visit: Visit, ada: UUID) -> None:
    assert put(visit, ada) == 200
    assert visit(ada).delete(PATH).status_code == 200


def test_for_whoever_may_add_none_it_is_not_there(visit: Visit, bo: UUID) -> None:
    assert put(visit, bo) == 404
    assert visit(bo).delete(PATH).status_code == 404


def test_nobody_has_no_way_in(visit: Visit) -> None:
    assert put(visit, None) == 401


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "HEAD", "OPTIONS"])
def test_it_takes_files_and_lets_go_of_them_and_nothing_else(
    visit: Visit, ada: UUID, method: str
) -> None:
    assert visit(ada).request(method, PATH).status_code == 404


@pytest.mark.parametrize("path", ["/_stcore/upload_file", "/_stcore/upload_file/a/b/c"])
def test_an_address_around_it_is_closed(visit: Visit, ada: UUID, path: str) -> None:
    assert put(visit, ada, path=path) == 404


def test_a_file_larger_than_the_setting_is_refused_before_it_is_read(
    visit: Visit, ada: UUID
) -> None:
    assert put(visit, ada, MOST) == 200
    assert put(visit, ada, MOST + door.WRAPPING + 1) == 413


def test_who_does_not_say_how_long_it_is_is_not_heard(visit: Visit, ada: UUID) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"x"

    assert visit(ada).put(PATH, content=pieces()).status_code == 411


@pytest.mark.parametrize("length", ["-1", "1e9", "0x10", " "])
def test_a_length_that_is_no_number_is_refused(visit: Visit, ada: UUID, length: str) -> None:
    assert put(visit, ada, length=length) == 411


def test_too_much_that_waits_is_refused(
    visit: Visit, ada: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = {"some-session": (door.FILES_WAITING * MOST, door.FILES_WAITING * MOST)}
    monkeypatch.setattr(door, "waiting_bytes", lambda name: waiting.get(name, (0, 0)))
    assert put(visit, ada, door.WRAPPING + 1) == 413
    waiting["some-session"] = (0, door.FILES_ALTOGETHER * MOST)
    assert put(visit, ada, door.WRAPPING + 1) == 503


def test_what_waits_in_the_pages_server_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    held = MemoryUploadedFileManager("/upload")
    for name, file_id in (("a", "1"), ("a", "2"), ("b", "3")):
        held.add_file(name, UploadedFileRec(file_id, "x.txt", "text/plain", b"12345"))

    class Running:
        uploaded_file_mgr = held

    monkeypatch.setattr(Runtime, "exists", classmethod(lambda _cls: True))
    monkeypatch.setattr(Runtime, "instance", classmethod(lambda _cls: Running()))
    assert upload.waiting_bytes("a") == (10, 15)
    assert upload.waiting_bytes("nobody") == (0, 15)


def test_without_a_pages_server_nothing_waits() -> None:
    assert upload.waiting_bytes("a") == (0, 0)
