"""What was uploaded and waits in memory to be stored: counted, and let go of."""

from streamlit.runtime import Runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx


def waiting_bytes(session: str) -> tuple[int, int]:
    """Return how much waits in one session of the pages, and in all of them, in bytes."""
    manager = Runtime.instance().uploaded_file_mgr if Runtime.exists() else None
    if not isinstance(manager, MemoryUploadedFileManager):
        return 0, 0
    sizes = {
        name: sum(len(file.data) for file in list(files.values()))
        for name, files in list(manager.file_storage.items())
    }
    return sizes.get(session, 0), sum(sizes.values())


def forget_uploads() -> None:
    """Let go of all that was uploaded in this session, because it was stored or given up."""
    run = get_script_run_ctx(suppress_warning=True)
    if run is not None:
        run.uploaded_file_mgr.remove_session_files(run.session_id)
