"""Evidence of a step on the goal's page: files and links, opened, added, taken away and back."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from planner.domain.quarters import local_day
from planner.gateways.evidence import EvidenceStore
from planner.gateways.filetypes import KINDS
from planner.services import evidence as service
from planner.services.work import new_id
from schemas.errors import FileError, PlannerError
from schemas.evidence import EvidenceIn, EvidenceMark, EvidenceRow, LinkIn
from schemas.goal import StepRow

from ..choice import fold
from ..language import _, long_date, number, plural, say_error
from ..message import keep_message, show_error
from ..session import get_settings, open_work
from ..text import plain
from ..upload import forget_uploads
from .seen import Seen

_SEPARATOR = " · "
_LONGEST = 300
_KILOBYTE, _MEGABYTE = 1024, 1024 * 1024


def draw_evidence(seen: Seen, step: StepRow) -> None:
    """Draw a step's evidence, folded; for those who may open it, or add some."""
    if not seen.may_open_evidence or not (step.evidence or seen.may_add_evidence):
        return
    title = _("Evidence ({count})", count=step.evidence) if step.evidence else _("Add evidence")
    with fold(title, "evidence", str(step.id)) as part:
        if part.open:
            _draw_open(seen, step)


def say_evidence(step: StepRow) -> str:
    """Return how much evidence a step has, or nothing."""
    if not step.evidence:
        return ""
    return plural("{count} piece of evidence", "{count} pieces of evidence", step.evidence)


def _draw_open(seen: Seen, step: StepRow) -> None:
    with open_work() as work:
        rows = service.get_evidence(work, seen.row.goal.id).get(step.id, ())
        zone = work.jurisdiction.time_zone
    kept = [row for row in rows if not row.removed]
    if not kept:
        st.caption(_("Nothing yet: a photo, minutes or a link shows that it was done."))
    for row in kept:
        _draw_row(row, zone, may_add=seen.may_add_evidence)
    if seen.may_add_evidence:
        for row in rows:
            if row.removed:
                _draw_removed(row)
        _draw_files(step.id)
        _draw_link(step.id)


def _draw_row(row: EvidenceRow, zone: str, *, may_add: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(gap=None):
            name = plain(row.name)
            if row.digest:
                st.markdown(f":material/draft: [{name}](/evidence/{row.id})")
            else:
                st.markdown(f":material/link: {name}")
                # Its own letters are the link, so that nobody is led elsewhere than they read.
                st.markdown(plain(row.url))
            st.caption(plain(_say_facts(row, zone)))
        if may_add:
            _mark_button(_("Remove"), row, removed=True)


def _draw_removed(row: EvidenceRow) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(plain(_("Removed: {name}", name=row.name)), width="content")
        _mark_button(_("Bring back"), row, removed=False)


def _mark_button(label: str, row: EvidenceRow, *, removed: bool) -> None:
    st.button(
        label,
        key=f"mark evidence:{row.id}",
        type="tertiary",
        help=plain(row.name),
        on_click=_mark,
        args=(EvidenceMark(id=row.id, seen_version=row.seen_version, removed=removed), row.name),
    )


def _mark(entry: EvidenceMark, name: str) -> None:
    """Take a piece of evidence away or bring it back; the other button undoes it."""
    try:
        with open_work(write=True) as work:
            service.mark_evidence(work, entry)
    except PlannerError as error:
        keep_message("error", say_error(error))
        return
    told = (
        _("“{name}” is removed. You can bring it back.", name=plain(name))
        if entry.removed
        else _("“{name}” is back.", name=plain(name))
    )
    keep_message("success", told)


def _say_facts(row: EvidenceRow, zone: str) -> str:
    facts = [
        _say_size(row.size) if row.size else row.host,
        _say_added(row.added_by, row.added_at, zone),
    ]
    return _SEPARATOR.join(facts)


def _say_added(who: str | None, when: datetime, zone: str) -> str:
    day = long_date(local_day(when, zone))
    return _("added by {who} on {day}", who=who, day=day) if who else _("added on {day}", day=day)


def _say_size(size: int) -> str:
    if size < _MEGABYTE:
        return _("{count} KB", count=number(Decimal(max(1, round(size / _KILOBYTE)))))
    return _("{count} MB", count=number(Decimal(size) / _MEGABYTE, 1))


def _draw_files(step_id: UUID) -> None:
    """Draw where files are brought; what was brought and not attached is let go of."""
    settings, key = get_settings(), _key("files", step_id)
    if key not in st.session_state:
        forget_uploads()
    files = st.file_uploader(
        _("Files that show it"),
        type=list(KINDS),
        accept_multiple_files=True,
        max_upload_size=settings.evidence_max_mb,
        key=key,
    )
    st.caption(
        _("Nobody looks at them for viruses. Leave out what names people who did not agree to it.")
    )
    if files and st.button(_("Attach"), type="primary", key=f"attach:{step_id}"):
        _attach(step_id, files)
        _renew("files", step_id)
        forget_uploads()
        st.rerun()


def _attach(step_id: UUID, files: Sequence[UploadedFile]) -> None:
    """Store files one by one: what is wrong with one is said, and keeps no other from it."""
    settings = get_settings()
    store = EvidenceStore(settings.evidence_dir, settings.evidence_max_bytes)
    attached = 0
    for file in files:
        try:
            _attach_one(store, step_id, file)
        except FileError as error:
            keep_message("error", plain(say_error(error)))
        except PlannerError as error:
            told = _("“{name}” is not attached: {why}", name=file.name, why=say_error(error))
            keep_message("error", plain(told))
        else:
            attached += 1
    if attached:
        done = plural("{count} file is attached.", "{count} files are attached.", attached)
        keep_message("success", done)


def _attach_one(store: EvidenceStore, step_id: UUID, file: UploadedFile) -> None:
    stored = store.put(file, file.name)
    entry = EvidenceIn(
        id=new_id(),
        step_id=step_id,
        digest=stored.digest,
        size=stored.size,
        media_type=stored.media_type,
        name=stored.name,
    )
    with open_work(write=True) as work:
        service.add_evidence(work, entry)


def _draw_link(step_id: UUID) -> None:
    key = _key("link", step_id)
    url = st.text_input(
        _("Or the address of a page that shows it"),
        max_chars=_LONGEST,
        placeholder="https://",
        key=f"{key}:url",
    )
    name = st.text_input(_("What is to be seen there"), max_chars=_LONGEST, key=f"{key}:name")
    if not st.button(_("Add the link"), key=f"{key}:add"):
        return
    try:
        with open_work(write=True) as work:
            service.add_link(work, LinkIn(id=new_id(), step_id=step_id, url=url, name=name))
    except PlannerError as error:
        show_error(error)
        return
    _renew("link", step_id)
    keep_message("success", _("The link is added."))
    st.rerun()


def _key(what: str, step_id: UUID) -> str:
    """Return the key of a field that is empty again after each time it was taken in."""
    return f"evidence:{what}:{step_id}:{st.session_state.get(_count(what, step_id), 0)}"


def _renew(what: str, step_id: UUID) -> None:
    st.session_state[_count(what, step_id)] = st.session_state.get(_count(what, step_id), 0) + 1


def _count(what: str, step_id: UUID) -> str:
    return f"evidence taken:{what}:{step_id}"
