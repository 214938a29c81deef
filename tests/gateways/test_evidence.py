"""Evidence files are what they say, small enough, kept once and found by digest alone."""

import hashlib
import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from planner.gateways import filetypes
from planner.gateways.evidence import EvidenceStore, safe_name
from schemas.errors import FileError, NotFoundError

LIMIT = 512 * 1024
MAIN = "application/vnd.openxmlformats-officedocument"
WORD = f"{MAIN}.wordprocessingml.document"
SHEET = f"{MAIN}.spreadsheetml.sheet"

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
WEBP = b"RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f" + bytes(12)


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checksum

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(b"\x00\x00"))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + pixels + chunk(b"IEND", b"")


def archive(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return buffer.getvalue()


def office(main: str, part: str, **more: bytes) -> bytes:
    types = f'<Types><Override PartName="/{part}" ContentType="{main}.main+xml"/></Types>'
    return archive({"[Content_Types].xml": types.encode(), part: b"<x/>"} | more)


def docx(**more: bytes) -> bytes:
    return office(WORD, "word/document.xml", **more)


def xlsx() -> bytes:
    return office(SHEET, "xl/workbook.xml")


@pytest.fixture
def store(tmp_path: Path) -> EvidenceStore:
    return EvidenceStore(tmp_path / "evidence", LIMIT)


def kept(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "evidence").rglob("*") if path.is_file()]


GOOD = [
    ("a.pdf", PDF, "application/pdf"),
    ("a.PNG", png(), "image/png"),
    ("a.jpg", JPEG, "image/jpeg"),
    ("a.jpeg", JPEG, "image/jpeg"),
    ("a.webp", WEBP, "image/webp"),
    ("a.docx", docx(), WORD),
    ("a.docx", office(WORD, "word/document2.xml"), WORD),
    ("a.xlsx", xlsx(), SHEET),
    ("a.csv", b"district,value\r\n8,12\r\n", "text/csv"),
    ("a.csv", "\ufeffdistrito,año\n".encode(), "text/csv"),
    ("a.csv", "distrito,año\n".encode("cp1252"), "text/csv"),
    ("a.csv", "BMI,辖区\n".encode("utf-16"), "text/csv"),
    ("a.csv", b"BMI,value\n", "text/csv"),
    ("a.txt", "两项\t数值\n".encode(), "text/plain"),
]


@pytest.mark.parametrize(("name", "content", "media_type"), GOOD)
def test_a_file_comes_back_as_it_went_in(
    store: EvidenceStore, name: str, content: bytes, media_type: str
) -> None:
    stored = store.put(content, name)
    assert (stored.media_type, stored.name, stored.size) == (media_type, name, len(content))
    assert stored.digest == hashlib.sha256(content).hexdigest()
    with store.open(stored.digest) as file:
        assert file.read() == content


def test_the_same_content_is_kept_once(store: EvidenceStore, tmp_path: Path) -> None:
    first = store.put(PDF, "minutes.pdf")
    second = store.put(io.BytesIO(PDF), "copy.pdf")
    assert first.digest == second.digest
    assert [path.name for path in kept(tmp_path)] == [first.digest]


def test_a_damaged_copy_is_mended_by_the_next_one(store: EvidenceStore, tmp_path: Path) -> None:
    stored = store.put(PDF, "a.pdf")
    kept(tmp_path)[0].write_bytes(b"")
    store.put(PDF, "a.pdf")
    with store.open(stored.digest) as file:
        assert file.read() == PDF


def test_kept_files_are_for_the_planner_alone(store: EvidenceStore, tmp_path: Path) -> None:
    store.put(PDF, "a.pdf")
    assert kept(tmp_path)[0].stat().st_mode & 0o077 == 0


def test_a_deleted_file_is_gone_and_deleting_again_is_no_error(store: EvidenceStore) -> None:
    digest = store.put(PDF, "a.pdf").digest
    store.delete(digest)
    store.delete(digest)
    with pytest.raises(NotFoundError):
        store.open(digest)


class Endless:
    """A stream without an end that counts what was taken from it."""

    def __init__(self) -> None:
        self.taken = 0
        self.largest = 0

    def read(self, size: int, /) -> bytes:
        self.taken += size
        self.largest = max(self.largest, size)
        return b"a" * size


def test_a_file_over_the_limit_is_refused_while_it_is_read(
    store: EvidenceStore, tmp_path: Path
) -> None:
    stream = Endless()
    with pytest.raises(FileError, match=r"larger than 0\.5 MB"):
        store.put(stream, "a.txt")
    assert 0 < stream.largest <= 64 * 1024
    assert stream.taken <= LIMIT + stream.largest
    assert kept(tmp_path) == []


def test_a_file_exactly_at_the_limit_is_taken(store: EvidenceStore) -> None:
    assert store.put(b"a" * LIMIT, "a.txt").size == LIMIT
    with pytest.raises(FileError, match="larger"):
        store.put(b"a" * (LIMIT + 1), "a.txt")


class Broken:
    """A stream that breaks off after its first piece."""

    def __init__(self) -> None:
        self.pieces = iter([PDF])

    def read(self, _size: int, /) -> bytes:
        for piece in self.pieces:
            return piece
        raise ConnectionResetError


def test_an_upload_that_breaks_off_leaves_nothing(store: EvidenceStore, tmp_path: Path) -> None:
    with pytest.raises(ConnectionResetError):
        store.put(Broken(), "a.pdf")
    assert kept(tmp_path) == []


@pytest.mark.parametrize("name", ["a.exe", "a.html", "a.svg", "a.docm", "a.zip", "pdf", ".pdf", ""])
def test_an_ending_that_is_not_listed_is_refused(store: EvidenceStore, name: str) -> None:
    with pytest.raises(FileError, match="pdf, png, jpg"):
        store.put(PDF, name)


BAD = {
    "empty": ("a.pdf", b""),
    "a picture called a document": ("a.pdf", png()),
    "a document called a picture": ("a.png", PDF),
    "a photo called another kind of picture": ("a.png", JPEG),
    "a program called text": ("a.txt", b"MZ\x90\x00\x03\x00\x00\x00"),
    "an archive called a table": ("a.csv", xlsx()),
    "a document called a table": ("a.xlsx", docx()),
    "a table called a document": ("a.docx", xlsx()),
    "a picture with an archive behind it": ("a.png", png() + xlsx()),
    "a PDF with an archive behind it": ("a.pdf", PDF + xlsx()),
    "a picture with a PDF in it": ("a.jpg", JPEG[:-2] + b"\xff\xfe\x00\x40" + PDF),
    "text with a PDF in it": ("a.txt", b"hello\n" + PDF),
    "a document before the PDF's mark": ("a.pdf", b"hello\n" + PDF),
    "text with a control character": ("a.txt", b"hello\x1b[2J"),
    "half a character of UTF-16": ("a.txt", b"\xff\xfeh"),
    "an archive that is no office file": ("a.docx", archive({"hello.txt": b"hello"})),
    "no list of content types": ("a.docx", archive({"word/document.xml": b"<x/>"})),
    "no main part": ("a.docx", office(WORD, "word/other.xml")),
    "two main parts": ("a.docx", docx(**{"xl/workbook.xml": b"<x/>"})),
    "the content types of another kind": ("a.docx", office(SHEET, "word/document.xml")),
    "macros": ("a.docx", docx(**{"word/vbaProject.bin": b"x"})),
    "a way out of the folder": ("a.docx", docx(**{"word/../../x": b"x"})),
    "an absolute path": ("a.docx", docx(**{"/etc/x": b"x"})),
    "a part twice but for its capitals": ("a.docx", docx(**{"WORD/document.xml": b"x"})),
    "something before the archive": ("a.docx", PDF + docx()),
    "an archive before the archive": ("a.docx", xlsx() + docx()),
    "something behind the archive": ("a.docx", docx() + b"more"),
    "an archive cut off": ("a.docx", docx()[:-30]),
    "only an archive's mark": ("a.docx", b"PK\x03\x04"),
    "an empty archive": ("a.docx", archive({})),
}


@pytest.mark.parametrize(("name", "content"), BAD.values(), ids=BAD.keys())
def test_a_file_that_is_not_what_it_says_is_refused(
    store: EvidenceStore, tmp_path: Path, name: str, content: bytes
) -> None:
    with pytest.raises(FileError) as caught:
        store.put(content, name)
    assert name in str(caught.value)
    assert kept(tmp_path) == []


def test_an_archive_that_swells_is_refused(store: EvidenceStore) -> None:
    swollen = docx(**{"word/media/x": bytes(20 * 1024 * 1024)})
    assert len(swollen) < LIMIT
    with pytest.raises(FileError, match="unsafe"):
        store.put(swollen, "a.docx")


def test_an_archive_of_very_many_parts_is_refused(
    store: EvidenceStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filetypes, "MOST_ENTRIES", 10)
    eight = {f"word/{number}": b"x" for number in range(8)}
    store.put(docx(**eight), "a.docx")
    with pytest.raises(FileError, match="unsafe"):
        store.put(docx(**eight, ninth=b"x"), "a.docx")


def test_a_large_directory_is_refused_before_zipfile_reads_it(
    store: EvidenceStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = docx()
    monkeypatch.setattr(filetypes, "LARGEST_DIRECTORY", 10)
    monkeypatch.setattr(zipfile, "ZipFile", None)
    with pytest.raises(FileError, match="unsafe"):
        store.put(document, "a.docx")


def test_an_encrypted_part_is_refused(store: EvidenceStore) -> None:
    locked = bytearray(docx())
    # The general purpose flags of the first entry in the central directory (APPNOTE 4.3.12).
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(FileError, match="unsafe"):
        store.put(bytes(locked), "a.docx")


def test_no_damage_to_an_archive_is_more_than_a_refusal(store: EvidenceStore) -> None:
    whole = docx()
    refused = 0
    for position in range(len(whole)):
        damaged = whole[:position] + bytes([whole[position] ^ 0xFF]) + whole[position + 1 :]
        try:
            store.put(damaged, "a.docx")
        except FileError:
            refused += 1
    assert refused > len(whole) // 4


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "a" * 63, "A" * 64, "a" * 64 + "\n"])
def test_only_a_digest_leads_to_a_file(store: EvidenceStore, digest: str) -> None:
    with pytest.raises(FileError):
        store.open(digest)
    with pytest.raises(FileError):
        store.delete(digest)


@pytest.mark.parametrize(
    ("sent", "safe"),
    [
        ("minutes.pdf", "minutes.pdf"),
        ("../../etc/minutes.pdf", "minutes.pdf"),
        ("C:\\Users\\ana\\minutes.pdf", "minutes.pdf"),
        ("min\r\nutes\x00.pdf", "minutes.pdf"),
        ("photo\u202egnp.exe", "photognp.exe"),
        (' .."quarter: 1"?.pdf. ', "_quarter_ 1__.pdf"),
        ("会议记录.pdf", "会议记录.pdf"),
        ("cafe\u0301.pdf", "café.pdf"),
        ("a/", ""),
    ],
)
def test_a_name_keeps_only_what_is_safe_to_show(sent: str, safe: str) -> None:
    assert safe_name(sent) == safe


def test_a_long_name_keeps_its_ending() -> None:
    name = safe_name("x" * 300 + ".docx")
    assert len(name) == 120
    assert name.endswith("x.docx")
    assert len(safe_name("a." + "x" * 300)) == 120
