"""Picks how to train a model on the GPUs at hand. Needs nothing but Python.

python3 training/plan.py --model Qwen/Qwen2.5-7B-Instruct --gpus 8 --memory-gb 80
Prints one JSON object: method, accumulation, batch, peakGB, why. Ends with 1 and one line where nothing fits.
The arithmetic is that of estimate.json.
"""

import argparse
import json
import sys
from pathlib import Path

from rows import ROOT, settings

USABLE = 0.95  # share of a GPU's memory that may be planned with
FIXED_GB = 2  # context, kernels and buffers


def peak_gb(model, method, gpus, accumulation, longest):
    """Peak memory of one GPU in GB: gradient checkpointing, one row at a time."""
    parameters = model["parameters"]
    state = {
        "full": (16 if accumulation > 1 else 12) * parameters / gpus,
        "lora": 2 * parameters / gpus,
        "qlora": 0.55 * parameters,
    }[method]
    token = 10 * model["vocabulary"] + 2 * model["layers"] * model["hidden"] + 2 * (3 * model["ffn"] + 8 * model["hidden"])
    return (state + token * longest) / 1e9 + FIXED_GB


def candidates(gpus, batch):
    """Ways to train, the best first, as (method, accumulation, batch, why)."""
    whole = batch % gpus == 0
    if whole:
        yield "full", batch // gpus, batch, f"all weights fit, with a batch of {batch}"
    if 1 < gpus < batch:
        yield "full", 1, gpus, f"all weights fit only where no gradients wait, so the batch is {gpus}"
    if whole:
        yield "lora", batch // gpus, batch, "all weights do not fit, adapters on bf16 weights do"
        yield "qlora", batch // gpus, batch, "bf16 weights do not fit, adapters on weights of 4 bits do"


def plan(model, gpus, memory_gb, longest, batch, method=None):
    """The first way that fits, or None."""
    for name, accumulation, rows, why in candidates(gpus, batch):
        if method is not None and name != method:
            continue
        peak = peak_gb(model, name, gpus, accumulation, longest)
        if peak <= USABLE * memory_gb:
            return {"method": name, "gpus": gpus, "accumulation": accumulation, "batch": rows, "peakGB": round(peak, 1), "why": why}
    return None


def sizes_of(name):
    """Sizes of a model: from models.json, else from the config.json of its folder or of the hub."""
    known = json.loads((ROOT / "training" / "models.json").read_text("utf-8"))["models"]
    for model in known:
        if model["id"] == name or model["id"].split("/")[1] == Path(name).name:
            return model
    config_file = Path(name) / "config.json"
    if config_file.is_file():
        config = json.loads(config_file.read_text("utf-8"))
    else:
        from transformers import AutoConfig

        config = AutoConfig.from_pretrained(name).to_dict()
    layers, hidden, ffn = config["num_hidden_layers"], config["hidden_size"], config["intermediate_size"]
    heads = config["num_attention_heads"]
    size = config.get("head_dim") or hidden // heads
    keys = config.get("num_key_value_heads", heads)
    attention = hidden * size * (2 * heads + 2 * keys)
    tied = bool(config.get("tie_word_embeddings", False))
    vocabulary = config["vocab_size"]
    parameters = layers * (attention + 3 * hidden * ffn + 2 * hidden) + vocabulary * hidden * (1 if tied else 2) + hidden
    return {"id": name, "parameters": parameters, "layers": layers, "hidden": hidden, "ffn": ffn, "vocabulary": vocabulary, "tied": tied}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", required=True)
    parser.add_argument("--gpus", type=int, required=True, help="of all machines together")
    parser.add_argument("--memory-gb", type=float, required=True, help="of one GPU")
    parser.add_argument("--method", choices=["full", "lora", "qlora"], help="this one or none")
    wanted = parser.parse_args()
    what = settings()
    model = sizes_of(wanted.model)
    found = plan(model, wanted.gpus, wanted.memory_gb, what["longest"], what["batch"], wanted.method)
    if found is None:
        if what["batch"] % wanted.gpus != 0 and wanted.gpus > what["batch"]:
            sys.exit(f"plan: a batch of {what['batch']} can not be spread over {wanted.gpus} GPUs; use {what['batch']} of them or fewer")
        sys.exit(
            f"plan: {wanted.model} does not fit {wanted.gpus} GPUs of {wanted.memory_gb:g} GB with rows of {what['longest']} tokens; "
            "use more GPUs, a smaller model, or a release with a smaller --block-size"
        )
    print(json.dumps(found))


if __name__ == "__main__":
    main()
