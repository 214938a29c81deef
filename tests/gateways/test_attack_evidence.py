"""Evidence files made to do harm: refused, or kept as what can't do any."""

import io
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from planner.gateways.evidence import EvidenceStore, safe_name
from planner.gateways.filetypes import KINDS
from schemas.errors import FileError
from tests.gateways.test_evidence import JPEG, LIMIT, PDF, WEBP, WORD, archive, docx, office, png

SCRIPT = b"<script>alert(document.cookie)</script>"
MEGABYTE = 1024 * 1024


@pytest.fixture
def store(tmp_path: Path) -> EvidenceStore:
    return EvidenceStore(tmp_path / "evidence", LIMIT)


def is_refused(store: EvidenceStore, content: bytes, name: str) -> bool:
    try:
        store.put(content, name)
    except FileError:
        return True
    return False


# --- archives that swell -------------------------------------------------------------------------


def bomb(unpacked: int) -> bytes:
    return archive({"bomb": bytes(unpacked)})


def overlapping() -> bytes:
    """Return a document in which many names share one packed part, so that sizes add up."""
    whole = bytearray(docx(**{"word/media/0": bytes(LIMIT)}))
    start = whole.rindex(b"PK\x01\x02")
    entry = bytes(whole[start : whole.rindex(b"PK\x05\x06")])
    directory = b"".join(
        entry.replace(b"word/media/0", b"word/media/" + bytes([65 + n])) for n in range(40)
    )
    end = bytearray(whole[whole.rindex(b"PK\x05\x06") :])
    first = struct.unpack("<L", end[16:20])[0]
    kept = bytes(whole[first:start])
    end[8:12] = struct.pack("<HH", 42, 42)
    end[12:16] = struct.pack("<L", len(kept) + len(directory))
    return bytes(whole[:start]) + directory + bytes(end)


def lying() -> bytes:
    """Return a document whose list of contents unpacks to far more than the archive says."""
    real = office(WORD, "word/document.xml", **{"word/x": b"x"})
    whole = bytearray(
        archive({"[Content_Types].xml": bytes(50 * MEGABYTE), "word/document.xml": b"<x/>"})
    )
    with zipfile.ZipFile(io.BytesIO(real)) as small:
        size = small.infolist()[0].file_size
    central = whole.index(b"PK\x01\x02")
    whole[central + 24 : central + 28] = struct.pack("<L", size)
    whole[22:26] = struct.pack("<L", size)
    return bytes(whole)


BOMBS = {
    "flat": docx(**{"word/media/x": bytes(60 * MEGABYTE)}),
    "spread over many parts": docx(**{f"word/{n}": bytes(2 * MEGABYTE) for n in range(50)}),
    "with parts that overlap": overlapping(),
    "that lies about its sizes": lying(),
}


@pytest.mark.parametrize("content", BOMBS.values(), ids=BOMBS.keys())
@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_a_bomb_is_refused_and_never_unpacked(
    store: EvidenceStore, content: bytes, ending: str
) -> None:
    tracemalloc.start()
    assert is_refused(store, content, f"a.{ending}")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * MEGABYTE


def test_a_bomb_in_a_bomb_stays_packed(store: EvidenceStore) -> None:
    # What lies packed in a part is one file to us: nobody here unpacks parts.
    nested = docx(**{"word/embeddings/a.zip": archive({"b.zip": bomb(30 * MEGABYTE)})})
    tracemalloc.start()
    kept = store.put(nested, "a.docx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert kept.size == len(nested)
    assert peak < 2 * MEGABYTE


# --- two kinds in one file -----------------------------------------------------------------------

REFUSED = {
    "a GIF that is a script": ("a.gif", b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)"),
    "the same, called a picture that is taken": ("a.png", b"GIF89a/*" + bytes(20) + b"*/=1;"),
    "a drawing with a script": ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>"),
    "the same, called a picture": ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "a page": ("a.html", b"<html>" + SCRIPT),
    "a page called a picture": ("a.jpg", b"<html>" + SCRIPT),
    "a page before a PDF's mark": ("a.pdf", b"<html>" + SCRIPT + PDF),
    "an archive behind a picture": ("a.png", png() + archive({"x": b"x"})),
    "an archive behind a PDF": ("a.pdf", PDF + archive({"x": b"x"})),
    "an archive inside a photo": ("a.webp", WEBP + archive({"x.class": b"\xca\xfe\xba\xbe"})),
    "two endings": ("minutes.pdf.exe", PDF),
    "an ending behind a NUL": ("minutes.exe\0.pdf", b"MZ"),
    "an ending turned round": ("minutes\u202efdp.exe", PDF),
    "nothing": ("a.txt", b""),
    "one byte too many": ("a.txt", b"a" * (LIMIT + 1)),
}


@pytest.mark.parametrize(("name", "content"), REFUSED.values(), ids=REFUSED.keys())
def test_a_file_in_disguise_is_refused(
    store: EvidenceStore, tmp_path: Path, name: str, content: bytes
) -> None:
    assert is_refused(store, content, name)
    assert [one for one in (tmp_path / "evidence").rglob("*") if one.is_file()] == []


KEPT = {
    "a picture with a script behind it": ("a.png", png() + SCRIPT),
    "a photo with a page in its remarks": (
        "a.jpg",
        JPEG[:2] + b"\xff\xfe" + struct.pack(">H", len(SCRIPT) + 2) + SCRIPT + JPEG[2:],
    ),
    "a PDF with a page in it": ("a.pdf", PDF + b"<html>" + SCRIPT),
    "a text that is a page": ("a.txt", b"<html>" + SCRIPT),
    "a table with formulas": ("a.csv", b'=cmd|"/C calc"!A0,@x\n<script>,+1\n'),
    "a table in UTF-16": ("a.csv", "=1+1,辖区\n".encode("utf-16")),
}


@pytest.mark.parametrize(("name", "content"), KEPT.values(), ids=KEPT.keys())
def test_what_is_kept_is_never_of_a_kind_that_browsers_run(
    store: EvidenceStore, name: str, content: bytes
) -> None:
    # The kind follows from the ending that was checked, never from what the sender says or
    # a browser would guess: handed out under it, with nosniff and as a download, none of it runs.
    kept = store.put(content, name)
    assert kept.media_type == KINDS[name.rpartition(".")[2]].media_type


def test_no_kind_that_is_taken_runs_in_a_browser() -> None:
    running = ("html", "svg", "xml+", "script", "xhtml", "flash", "/xml")
    assert [kind for kind in KINDS.values() if any(w in kind.media_type for w in running)] == []


# --- names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sent",
    [
        "../../../etc/cron.d/x.pdf",
        "/etc/passwd.pdf",
        "C:\\Windows\\x.pdf",
        "..\\..\\x.pdf",
        "a\0b.pdf",
        "\u202e\u2066fdp.x.pdf",
        "a\r\nSet-Cookie: x=1.pdf",
        'a"; filename="b.pdf',
        "x" * 100_000 + ".pdf",
        "con" + "." * 5000 + "pdf",
        "<script>.pdf",
    ],
    ids=range(11),
)
def test_no_name_leads_out_of_the_folder_or_steers_anything(
    store: EvidenceStore, tmp_path: Path, sent: str
) -> None:
    name = safe_name(sent)
    assert len(name) <= 120
    assert not set(name) & set('/\\<>:"|?*\r\n\0\u202e\u2066')
    stored = store.put(PDF, sent)
    (file,) = [one for one in tmp_path.rglob("*") if one.is_file()]
    assert file.name == stored.digest
    assert file.parent.parent == tmp_path / "evidence"
