"""A file that somebody hands in, checked before it is read, as the draft of a plan."""

import hashlib
import tempfile
from pathlib import Path, PurePath

from planner.exchange.plan_file import read_document, read_workbook
from planner.gateways import filetypes
from planner.gateways.evidence import safe_name
from schemas.errors import N_, FileError
from schemas.intake import PlanDraft
from schemas.vocabulary import Language

from ..work import new_id

LARGEST = 5 * 1024 * 1024
ENDINGS = ("xlsx", "docx")
_OLD = {"xls": "xlsx", "doc": "docx", "odt": "docx", "ods": "xlsx"}
_MACROS = ("xlsm", "xltm", "docm", "dotm")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of old office programs begin, and those that are locked with a password."""


def read_file(content: bytes, filename: str, language: Language, year: int) -> PlanDraft:
    """Return what a workbook or a Word form says of a plan.

    Raises FileError for a file of another kind, one that is locked, too large, damaged, or holds
    macros or formulas.
    """
    name = safe_name(filename)
    ending = PurePath(name).suffix[1:].lower()
    _check_ending(ending, name)
    _check_size(content, name)
    if content.startswith(_COMPOUND):
        raise FileError(
            N_(
                "“{name}” is locked with a password, or was saved by an old program. Save it"
                " without a password as .{ending}, and send that."
            ),
            name=name,
            ending=ending,
        )
    with tempfile.TemporaryDirectory(prefix="planner-") as folder:
        file = Path(folder) / f"plan.{ending}"
        file.write_bytes(content)
        filetypes.check_content(file, filetypes.kind_by_ending(name), name)
    read = read_workbook if ending == "xlsx" else read_document
    draft = read(content, name, language, year, new_id)
    return draft.model_copy(update={"digest": hashlib.sha256(content).hexdigest()})


def _check_ending(ending: str, name: str) -> None:
    if ending in ENDINGS:
        return
    if ending in _MACROS:
        raise FileError(
            N_("“{name}” can hold macros, which are not taken. Save it without, as .{ending}."),
            name=name,
            ending="xlsx" if ending.startswith("x") else "docx",
        )
    if ending in _OLD:
        raise FileError(
            N_("“{name}” is of an old or another kind. Save it as .{ending}, and send that."),
            name=name,
            ending=_OLD[ending],
        )
    raise FileError(
        N_("“{name}” is no plan that can be read. Send a workbook (.xlsx) or a Word form (.docx)."),
        name=name,
    )


def _check_size(content: bytes, name: str) -> None:
    if not content:
        raise FileError(N_("“{name}” is empty. Attach a file with content."), name=name)
    if len(content) > LARGEST:
        raise FileError(
            N_("“{name}” is larger than {limit} MB. Attach a smaller file."),
            name=name,
            limit=f"{LARGEST / 2**20:g}",
        )
