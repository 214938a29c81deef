"""Make Streamlit serve our built scripts as files, wherever the project runs from.

Streamlit finds packaged components by a manifest in an installed distribution whose import package
has the distribution's name. Ours has not, and an editable install or a bare checkout lists no
manifest at all, so the planner hands the manifest over itself. Scripts passed as text would need
none, but the browser would load them from `blob:` addresses, which the content-security policy
refuses.
"""

from functools import cache
from pathlib import Path
from threading import Lock

from streamlit.components.v2 import component
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest
from streamlit.components.v2.types import ComponentRenderer

FOLDER = Path(__file__).parent
BUILD = "build"
PROJECT = "district-strategy-planner"

_handing_over = Lock()


def packaged(name: str) -> ComponentRenderer:
    """Return the renderer of the component built as `build/<name>.js`.

    Call it inside a script run: outside, Streamlit has no registry that lasts, and refuses files.
    """
    _hand_over(name)
    return _renderer(name)


def _hand_over(name: str) -> None:
    # Each server, and each AppTest, has a registry of its own. Handing over twice would take the
    # script out of a registry that another session is just drawing from.
    with _handing_over:
        registry = get_bidi_component_manager()
        if registry.get_component_asset_root(_full_name(name)) is None:
            parts = [ComponentConfig(name=name, asset_dir=BUILD)]
            manifest = ComponentManifest(name=PROJECT, version="", components=parts)
            registry.register_from_manifest(manifest, FOLDER)


@cache
def _renderer(name: str) -> ComponentRenderer:
    return component(_full_name(name), js=f"{name}.js")


def _full_name(name: str) -> str:
    return f"{PROJECT}.{name}"
