"""Evidence files, handed to whoever may open them: always as a file, never as a page.

A plain address serves them, not the pages' own downloads: those would hold every file whole in
memory for as long as a page is open.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from planner.gateways.evidence import EvidenceStore
from planner.services import evidence
from planner.ui.session import get_settings
from schemas.errors import N_, NotFoundError, RefusedError, SignedOutError
from schemas.evidence import EvidenceRow

from .member import open_request
from .template import error_page

_CHUNK = 64 * 1024
_UNSAFE = re.compile(r'[^ -~]|["\\]')
"""What older browsers would read wrongly in a file's name, or take for its end."""


async def send_evidence(request: Request) -> Response:
    """Send a stored file; who may not open it is told the same as of one that is not there."""
    try:
        row, content = await run_in_threadpool(_take, request)
    except (NotFoundError, RefusedError, SignedOutError):
        return error_page(
            request,
            404,
            N_("This file is not here"),
            N_("It was taken away, or it is for others. Go back to the goal it belongs to."),
        )
    return StreamingResponse(_pieces(content), headers=_headers(row))


def _take(request: Request) -> tuple[EvidenceRow, BinaryIO]:
    settings = get_settings()
    store = EvidenceStore(settings.evidence_dir, settings.evidence_max_bytes)
    with open_request(request, write=True) as work:
        row = evidence.take_evidence(work, request.path_params["evidence_id"])
        # Opened before it is written down that it was taken.
        return row, store.open(row.digest or "")


def _headers(row: EvidenceRow) -> dict[str, str]:
    plain = _UNSAFE.sub("_", row.name)
    return {
        "Content-Type": row.media_type,
        "Content-Length": str(row.size),
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''"
        + quote(row.name, safe=""),
        "Cache-Control": "private, no-store",
    }


def _pieces(content: BinaryIO) -> Iterator[bytes]:
    with content:
        while piece := content.read(_CHUNK):
            yield piece
