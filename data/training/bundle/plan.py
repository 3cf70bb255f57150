"""Picks how to train a model on the GPUs at hand. Needs nothing but Python.

python3 training/plan.py --model Qwen/Qwen2.5-7B-Instruct --gpus 8 --memory-gb 80
Prints one JSON object: method, accumulation, batch, peakGB, why. Ends with 1 and one line where nothing fits.
The arithmetic is that of estimate.json.
"""

import argparse
import json
import sys
from pathlib import Path

from rows import ROOT, Broken, needs, one_line, settings

USABLE = 0.95  # share of a GPU's memory that may be planned with
FIXED_GB = 2  # context, kernels and buffers


def peak_gb(model, method, gpus, accumulation, longest):
    """Peak memory of one GPU in GB: gradient checkpointing, one row at a time.

    All weights: 12 bytes each (fp32 weights, two moments) and 4 of gradients, all of which are there at the step, when no
    row is; while a row is, they are where gradients wait for the next one.
    """
    parameters = model["parameters"]
    token = 10 * model["vocabulary"] + 2 * model["layers"] * model["hidden"] + 2 * (3 * model["ffn"] + 8 * model["hidden"])
    row = token * longest
    if method == "full":
        share = parameters / gpus
        most = max((16 if accumulation > 1 else 12) * share + row, 16 * share)
    else:
        most = {"lora": 2 * parameters / gpus, "qlora": 0.55 * parameters}[method] + row
    return most / 1e9 + FIXED_GB


def candidates(gpus, batch):
    """Ways to train, the best first, as (method, accumulation, batch, why). The batch is whole rows for each GPU."""
    accumulation = batch // gpus
    yield "full", accumulation, batch, f"all weights fit, with a batch of {batch}"
    if gpus > 1 and accumulation > 1:
        yield "full", 1, gpus, f"all weights fit only where no gradients wait, so the batch is {gpus}"
    yield "lora", accumulation, batch, "all weights do not fit, adapters on bf16 weights do"
    yield "qlora", accumulation, batch, "bf16 weights do not fit, adapters on weights of 4 bits do"


def refuse_uneven(gpus, batch):
    """Rows that are left over, or GPUs without one, would change the batch without a word."""
    if batch % gpus == 0:
        return
    fitting = ", ".join(str(one) for one in range(1, min(gpus, batch) + 1) if batch % one == 0)
    raise Broken(
        f"{batch} rows a step are no whole number on each of {gpus} GPUs; use another number of GPUs ({fitting}, as in GPUS=1) "
        f"or of rows (as in BATCH={max(1, round(batch / gpus)) * gpus})"
    )


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
    try:
        return sizes_in(config_of(name), name)
    except (KeyError, TypeError) as fault:
        raise Broken(f"the config of {name} does not say how large it is ({one_line(fault)}); name a model of text alone") from None


def config_of(name):
    try:
        file = Path(name) / "config.json"
        if file.is_file():
            return json.loads(file.read_text("utf-8"))
        needs("transformers")
        from transformers import AutoConfig

        return AutoConfig.from_pretrained(name).to_dict()
    except (OSError, ValueError) as fault:
        raise Broken(f"the config of {name} can not be read ({one_line(fault)}); name another MODEL") from None


def sizes_in(config, name):
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
    parser.add_argument("--batch", type=int, help="rows a step (default: those of the release, 16)")
    wanted = parser.parse_args()
    if min(wanted.gpus, wanted.batch or 1) < 1:
        parser.error("there is at least one GPU and one row a step")
    what = settings()
    batch = wanted.batch or what["batch"]
    try:
        refuse_uneven(wanted.gpus, batch)
        found = plan(sizes_of(wanted.model), wanted.gpus, wanted.memory_gb, what["longest"], batch, wanted.method)
        if found is None:
            how = f" by {wanted.method}" if wanted.method else ""
            raise Broken(
                f"{wanted.model} does not fit {wanted.gpus} GPUs of {wanted.memory_gb:g} GB with rows of {what['longest']} tokens{how}; "
                "use more GPUs, a smaller model, or a release with a smaller --block-size"
            )
    except Broken as fault:
        sys.exit(f"plan: {fault}")
    print(json.dumps(found))


if __name__ == "__main__":
    main()
