"""What a training leaves beside its weights: a file of lines that `winnow trained` imports. Used by train.py."""

import hashlib
import json
import math
import os
import time
from pathlib import Path

import torch
from transformers import TrainerCallback

from rows import Broken

METRICS = "winnow-metrics.jsonl"


class Metrics(TrainerCallback):
    """One JSON line a logged step, flushed at once; the first says what is trained on what, the last which weights came
    of it. `winnow trained FILE --by NAME` imports it. A training that is taken up again goes on in the same file.
    """

    def __init__(self, path, about, goes_on):
        self.path, self.about, self.start = Path(path), about, time.monotonic()
        if int(os.environ.get("RANK", 0)) == 0:
            *lines, _cut = self.path.read_bytes().split(b"\n") if goes_on and self.path.exists() else [b""]
            kept = [line for line in lines if not line.startswith(b'{"event": "weights"')]  # there will be others
            self.path.write_bytes(b"".join(line + b"\n" for line in kept))

    def write(self, record):
        with open(self.path, "a", encoding="utf-8") as file:
            file.write(json.dumps(record) + "\n")

    def on_train_begin(self, args, state, control, **_):
        if state.is_world_process_zero:
            self.write({"event": "begin", "version": 1, **self.about, "steps": state.max_steps})

    def on_log(self, args, state, control, logs=None, **_):
        if state.is_world_process_zero and logs:
            numbers = {key: value for key, value in logs.items() if isinstance(value, (int, float)) and math.isfinite(value)}
            self.write({"event": "step", "step": state.global_step, "seconds": round(time.monotonic() - self.start, 3), **numbers})

    def on_train_end(self, args, state, control, **_):
        if state.is_world_process_zero:
            seconds = round(time.monotonic() - self.start, 3)
            peak = torch.cuda.max_memory_allocated() if torch.cuda.is_available() else None
            tokens = round(self.about["tokens"] * (state.epoch or 0))
            self.write({"event": "end", "step": state.global_step, "seconds": seconds, "peakBytes": peak, "tokens": tokens})


def weights_of(folder):
    """The files of trained weights with their hashes, as the release is known by its own."""
    files = []
    for path in sorted(Path(folder).iterdir()):
        if path.is_file() and path.suffix in {".safetensors", ".bin", ".json", ".jinja", ".txt"}:
            files.append({"path": path.name, "sha256": sha256_of(path), "bytes": path.stat().st_size})
    return files


def refuse_foreign_weights(folder):
    """Weights that lie there already would be named beside those that this training brings, as if they came of it."""
    for path in sorted(Path(folder).iterdir()) if Path(folder).is_dir() else []:
        is_weights = path.suffix in {".safetensors", ".bin", ".pt", ".gguf"} or path.name.startswith("checkpoint-")
        if is_weights:
            raise Broken(f"{folder} holds weights of an earlier training ({path.name}); name another OUT, or go on with it by --resume")


def sha256_of(path):
    """By pieces: hashlib.file_digest is of Python 3.11, and weights are larger than memory may be."""
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while piece := file.read(1 << 24):
            digest.update(piece)
    return digest.hexdigest()
