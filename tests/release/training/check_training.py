"""Checks a release with the libraries that train on it: Hugging Face datasets, transformers and TRL, on a CPU.

python check_training.py RELEASE TOKENIZER SCRATCH [--whole]: prints one JSON object of what it found; a check that
fails raises. Three steps are trained, or with --whole five epochs, whose loss must fall, and what came of it is asked.
TOKENIZER is a folder with the tokenizer.json and tokenizer_config.json of Qwen2.5.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

os.environ.update({"HF_HUB_OFFLINE": "1", "HF_DATASETS_CACHE": str(Path(sys.argv[3]) / "cache"), "TOKENIZERS_PARALLELISM": "false"})
WHOLE = "--whole" in sys.argv
RELEASE, TOKENIZER, SCRATCH = (Path(name).resolve() for name in sys.argv[1:4])
MODEL = SCRATCH / "tiny"
sys.path.insert(0, str(RELEASE / "training"))
sys.dont_write_bytecode = True
found = {}


def load_every_format():
    """Each format loads, row by row, and its twin of Parquet has the same rows and types."""
    from datasets import load_dataset

    rows = {}
    for folder in sorted((RELEASE / "data").iterdir()):
        for split in ("train", "validation"):
            lines = load_dataset("json", data_files=str(folder / f"{split}.jsonl"), split="train")
            twin = load_dataset("parquet", data_files=str(folder / f"{split}.parquet"), split="train")
            assert [json.loads(line) for line in (folder / f"{split}.jsonl").read_text("utf-8").split("\n")[:-1]] == twin.to_list(), f"{folder.name}: {split}.parquet has other objects than the lines"
            assert lines.to_list() == twin.to_list(), f"{folder.name}: {split}.parquet holds other rows than its twin"
            assert lines.features.keys() == twin.features.keys(), f"{folder.name}: other columns in Parquet"
            ids = [row["id"] for row in lines]
            assert rows.setdefault(split, ids) == ids, f"{folder.name}: other rows, or another order"
        rows.setdefault("formats", []).append(folder.name)
    found["formats"] = rows.pop("formats")
    found["rows"] = {split: len(ids) for split, ids in rows.items()}


def make_model():
    """A tiny Qwen2 of random weights with the real vocabulary."""
    import torch
    from transformers import AutoTokenizer, Qwen2Config, Qwen2ForCausalLM

    MODEL.mkdir(parents=True)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copy(TOKENIZER / name, MODEL / name)
    tokenizer = AutoTokenizer.from_pretrained(MODEL)
    torch.manual_seed(0)
    size = {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2, "num_attention_heads": 2, "num_key_value_heads": 1}
    config = Qwen2Config(vocab_size=len(tokenizer), tie_word_embeddings=True, max_position_embeddings=8192, **size)
    config.eos_token_id = tokenizer.convert_tokens_to_ids("<|im_end|>")
    Qwen2ForCausalLM(config).save_pretrained(MODEL)
    return tokenizer


def check_labels(tokenizer):
    """In every format: prompts at exactly -100, one end of turn learnt, nothing cut, and the longest row whole."""
    from rows import read_rows, settings, texts_of, tokens_of

    what = settings()
    end = tokenizer.convert_tokens_to_ids(what["stop"])
    longest, learnt_texts = 0, {}
    for folder in sorted((RELEASE / "data").iterdir()):
        if folder.name == "messages-reasoning":
            continue  # for chat templates that render the field; that of Qwen2.5 does not
        for _, row in read_rows(folder / "train.jsonl"):
            prompt, completion = texts_of(row, folder.name, tokenizer)
            ids, labels = tokens_of(prompt, completion, tokenizer, folder.name)
            given = tokenizer(prompt, add_special_tokens=False)["input_ids"]
            assert labels[: len(given)] == [-100] * len(given) and -100 not in labels[len(given) :]
            assert labels[len(given) :] == ids[len(given) :] and labels.count(end) == 1 and labels[-1] == end
            assert len(ids) <= what["maxLength"]
            longest = max(longest, len(ids))
            if folder.name != "s1":
                learnt_texts.setdefault(row["id"], set()).add(tokenizer.decode(ids))
    assert all(len(texts) == 1 for texts in learnt_texts.values()), "two formats teach different texts"
    # The release counts the line feed behind the last end of turn, which s1 trains on and TRL need not.
    assert what["longest"] - 1 <= longest <= what["longest"], f"the longest row has {longest} tokens here, and {what['longest']} by the release"
    found["longest"] = longest


def run(program, *args):
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    ended = subprocess.run([sys.executable, str(RELEASE / "training" / program), *args], capture_output=True, text=True, env=env)
    assert ended.returncode == 0, f"{program}: {ended.stderr[-3000:]}"
    return ended.stdout


def train():
    """train.py over-fits the rows, and says so in a metrics file that names the weights."""
    out = SCRATCH / "out"
    found["preflight"] = run("preflight.py", "--tokenizer", str(MODEL)).strip().replace(str(MODEL), "MODEL")
    found["plan"] = json.loads(run("plan.py", "--model", str(MODEL), "--gpus", "1", "--memory-gb", "80"))["method"]
    args = ["--model", str(MODEL), "--out", str(out), "--learning-rate", "2e-2", "--accumulation", "2"]
    run("train.py", *args, *(["--epochs", "5"] if WHOLE else ["--max-steps", "3", "--no-save"]))
    lines = [json.loads(line) for line in (out / "winnow-metrics.jsonl").read_text("utf-8").splitlines()]
    losses = [line["loss"] for line in lines if "loss" in line]
    if not WHOLE:
        assert len(losses) == 3
        return None
    assert losses[-1] < 0.7 * losses[0], f"the loss does not fall: {losses}"
    found["losses"] = [round(losses[0], 2), round(losses[-1], 2)]
    found["validated"] = sum("eval_loss" in line for line in lines)
    found["events"] = [line["event"] for line in lines if line["event"] != "step"]
    found["weights"] = [one["path"] for one in lines[-1]["files"]]
    found["metrics"] = str(out / "winnow-metrics.jsonl")
    return out


def refuse_foreign():
    """Adapters are not put beside the weights of an earlier training, which the metrics would name with them."""
    before = sorted(path.name for path in (SCRATCH / "out").iterdir())
    args = ["--model", str(MODEL), "--out", str(SCRATCH / "out"), "--method", "lora", "--max-steps", "1"]
    ended = subprocess.run([sys.executable, str(RELEASE / "training" / "train.py"), *args], capture_output=True, text=True)
    assert ended.returncode == 1 and "holds weights of an earlier training (model.safetensors)" in ended.stderr.splitlines()[-1], ended.stderr
    assert before == sorted(path.name for path in (SCRATCH / "out").iterdir())


def spread(out, *how, program="fsdp_on_cpu.py", rank_1="", fails=False):
    """Two processes on CPUs train; returns what they said."""
    start = [str(Path(__file__).with_name(program))] if program else []
    args = [*start, str(RELEASE / "training" / "train.py"), "--model", str(MODEL), "--out", str(SCRATCH / out), "--batch", "2"]
    args += ["--learning-rate", "1e-3", "--epochs", "2", "--no-validation", *how]
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "OMP_NUM_THREADS": "1", "CUDA_VISIBLE_DEVICES": "", "RANK_1": rank_1}
    ended = subprocess.run([sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2", *args], capture_output=True, text=True, env=env)
    assert (ended.returncode != 0) == fails, ended.stderr[-3000:]
    return ended.stdout + ended.stderr


def shard():
    """Weights spread over two processes learn what copies learn, are saved whole, and a training that stopped goes on."""
    import torch
    from safetensors.torch import load_file

    said = spread("spread", "--keep-checkpoints")
    shares = [tuple(map(int, pair)) for pair in re.findall(r"rank \d holds (\d+) of (\d+)", said)]
    assert len(shares) == 2 and sum(held for held, _ in shares) == shares[0][1] > 0 and max(held for held, _ in shares) < 0.6 * shares[0][1], shares
    spread("copies", program=None)
    shutil.copytree(SCRATCH / "spread" / "checkpoint-4", SCRATCH / "resumed" / "checkpoint-4")
    shutil.copy(SCRATCH / "spread" / "winnow-metrics.jsonl", SCRATCH / "resumed")
    spread("resumed", "--keep-checkpoints", "--resume")
    whole, before = load_file(SCRATCH / "spread" / "model.safetensors"), load_file(MODEL / "model.safetensors")
    tied = whole.pop("lm_head.weight")  # what is spread is saved under both names
    assert torch.equal(tied, whole["model.embed_tokens.weight"]) and whole.keys() == before.keys()
    assert any(not torch.equal(whole[name], before[name]) for name in whole)
    for other in ("copies", "resumed"):
        weights = load_file(SCRATCH / other / "model.safetensors")
        for name in whole:
            assert torch.allclose(whole[name].float(), weights[name].float(), atol=1e-4), f"{other}: {name}"
    said = spread("unlike", rank_1="--seed 7", fails=True)
    assert re.search(r"^train: process 1 was told seed 7, and process 0 42; say the same on every machine, as in METHOD=lora BATCH=16$", said, re.M), said[-3000:]
    found["spread"] = "as copies"


def evaluate(model):
    """evaluate.py asks the trained weights by transformers: budgets are kept to, waits appended."""
    items = SCRATCH / "items.jsonl"
    items.write_text("".join(json.dumps({"benchmark": "toy", "id": str(i), "question": f"What is {i} + 1?"}) + "\n" for i in range(2)))
    results = SCRATCH / "results.jsonl"
    run("evaluate.py", "--items", str(items), "--out", str(results), "--model", str(model), "--budget", "6", "--wait", "1",
        "--most-thinking", "12", "--most-answer", "5")
    begin, *rows = (json.loads(line) for line in results.read_text("utf-8").splitlines())
    assert begin["points"] == [{"budget": 6, "waits": 0}, {"budget": None, "waits": 1}] and len(rows) == 4
    for row in rows:
        *thoughts, answer = row["replies"]
        assert sum(reply["tokens"] for reply in thoughts) <= (row["point"]["budget"] or 12) and answer["tokens"] <= 5
        assert not any(re.search(r"<\|im_end\|>|</think>", reply["text"]) for reply in row["replies"])
    found["results"] = str(results)


load_every_format()
tokenizer = make_model()
check_labels(tokenizer)
trained = train()
if trained is not None:
    evaluate(trained)
    refuse_foreign()
    shard()
print(json.dumps(found))
