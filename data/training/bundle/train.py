"""Fine-tunes a model on a release: s1's recipe on current TRL, the loss on the response alone.

Launched by run.sh; by hand: torchrun --standalone --nproc-per-node 8 training/train.py --model MODEL --out DIR
"""

import argparse
import json
import os

from rows import ROOT, Broken, needs, one_line, read_rows, settings, texts_of, tokens_of

try:
    needs("torch", "transformers", "trl", "datasets", "accelerate", "peft")
except Broken as fault:
    raise SystemExit(f"train: {fault}") from None

import torch
from datasets import Dataset
from transformers import AutoModelForCausalLM, AutoTokenizer, set_seed
from transformers.trainer_utils import get_last_checkpoint
from trl import SFTConfig, SFTTrainer

from metrics import METRICS, Metrics, refuse_foreign_weights, weights_of

def tokenised(path, tokenizer, limit):
    """Every row as input_ids and labels. Raises Broken where one would be cut, or where nothing would be learnt."""
    rows = []
    for number, row in read_rows(ROOT / path):
        where = f"{path}, line {number}"
        prompt, completion = texts_of(row, where, tokenizer)
        ids, labels = tokens_of(prompt, completion, tokenizer, where)
        if len(ids) > limit:
            raise Broken(f"{where}: has {len(ids)} tokens, and {limit} are trained; raise --max-length")
        rows.append({"input_ids": ids, "labels": labels})
    return rows


def assert_masked(trainer, dataset, rows):
    """What the trainer will read is what was tokenised: prompts at -100, all of the response learnt, nothing cut."""
    for at, row in enumerate(rows):
        read = dataset[at]
        if list(read["input_ids"]) != row["input_ids"] or list(read["labels"]) != row["labels"]:
            raise Broken(f"row {at + 1} reaches the trainer changed; use the versions of training/requirements.txt")
    batch = trainer.data_collator([dict(dataset[0])])
    learnt = int((batch["labels"] != -100).sum())
    wanted = sum(label != -100 for label in rows[0]["labels"])
    if learnt != wanted:
        raise Broken(f"the collator lets {learnt} tokens of row 1 be learnt, not {wanted}; use the versions of training/requirements.txt")


ALIKE = ("method", "accumulation", "batch", "epochs", "max_steps", "learning_rate", "max_length", "packing", "order", "seed",
         "keep_checkpoints", "resume", "no_save", "no_validation")


def assert_alike(wanted, release):
    """Every process was told the same. Machines that plan for themselves may choose otherwise, and would wait for each other."""
    if not torch.distributed.is_initialized():
        return
    told = [None] * torch.distributed.get_world_size()
    torch.distributed.all_gather_object(told, {"release": release, **{name: getattr(wanted, name) for name in ALIKE}})
    for rank, one in enumerate(told):
        for name, first in told[0].items():
            if one[name] != first:
                raise Broken(
                    f"process {rank} was told {name} {one[name]}, and process 0 {first}; say the same on every machine, "
                    "as in METHOD=lora BATCH=16"
                )


def assert_sharded(trainer, args):
    """Of a model that is to be spread over GPUs each holds its share; copies would not fit where the plan says they do."""
    if args.fsdp and torch.cuda.is_available() and not trainer.is_fsdp_enabled:
        raise Broken("the weights are copied to every GPU, not spread over them; use the versions of training/requirements.txt")


def loaded(name, method):
    # all weights are kept in fp32 and computed with in bf16; weights that stay as they are need no more than bf16
    kwargs = {"dtype": torch.float32 if method == "full" else torch.bfloat16}
    if torch.cuda.is_available():
        kwargs["attn_implementation"] = os.environ.get("ATTENTION", "sdpa")
    if method == "qlora":
        needs("bitsandbytes")
        from transformers import BitsAndBytesConfig

        kwargs["quantization_config"] = BitsAndBytesConfig(
            load_in_4bit=True, bnb_4bit_quant_type="nf4", bnb_4bit_compute_dtype=torch.bfloat16, bnb_4bit_use_double_quant=True
        )
        kwargs["device_map"] = {"": int(os.environ.get("LOCAL_RANK", 0))}
    model = AutoModelForCausalLM.from_pretrained(name, **kwargs)
    model.config.use_cache = False
    return model


def adapters(method):
    if method == "full":
        return None
    from peft import LoraConfig

    return LoraConfig(r=16, lora_alpha=32, lora_dropout=0.0, target_modules="all-linear", task_type="CAUSAL_LM")


def arguments(wanted, what, world, held):
    """s1's hyper-parameters (arXiv 2501.19393): 5 epochs, batch 16, 1e-5 cosine, warm-up 5 %, AdamW 0.9/0.95."""
    on_gpu = torch.cuda.is_available()
    accumulation = wanted.accumulation
    batch = world * accumulation
    if wanted.batch and batch != wanted.batch:
        raise Broken(f"a batch of {wanted.batch} is not {world} GPUs x {accumulation} rows; give another --accumulation")
    sharded = world > 1 and wanted.method != "qlora"
    return SFTConfig(
        output_dir=wanted.out,
        num_train_epochs=wanted.epochs,
        max_steps=wanted.max_steps,
        per_device_train_batch_size=1,
        gradient_accumulation_steps=accumulation,
        learning_rate=wanted.learning_rate or (1e-5 if wanted.method == "full" else 1e-4),
        lr_scheduler_type="cosine",
        warmup_steps=0.05,  # below 1: a share of all steps
        adam_beta1=0.9,
        adam_beta2=0.95,
        weight_decay=1e-4,
        bf16=on_gpu,
        tf32=on_gpu,
        use_cpu=not on_gpu,
        gradient_checkpointing=not sharded,
        gradient_checkpointing_kwargs={"use_reentrant": False},
        fsdp=sharded or None,
        fsdp_config=json.loads((ROOT / "training" / "configs" / "fsdp.json").read_text("utf-8")) if sharded else None,
        max_length=wanted.max_length or what["maxLength"],
        packing=wanted.packing,
        train_sampling_strategy={"random": "random", "length": "group_by_length", "balanced": "batch_rebalance"}[wanted.order],
        completion_only_loss=False,  # the labels say it already
        loss_type="chunked_nll",  # the same loss; the logits of a long row are never held all at once
        logging_steps=1,
        save_strategy="epoch" if wanted.keep_checkpoints and not wanted.no_save else "no",
        save_only_model=False,
        eval_strategy="epoch" if held else "no",
        per_device_eval_batch_size=1,
        prediction_loss_only=True,
        report_to="none",
        seed=wanted.seed,
        data_seed=wanted.seed,
        dataloader_drop_last=False,
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)  # run.sh looks for whole words
    parser.add_argument("--model", required=True, help="a hub id or a folder")
    parser.add_argument("--out", required=True, help="where the trained weights go")
    parser.add_argument("--method", choices=["full", "lora", "qlora"], default="full")
    parser.add_argument("--accumulation", type=int, default=1)
    parser.add_argument("--batch", type=int, help="refuse to train with another")
    parser.add_argument("--epochs", type=float, default=5)
    parser.add_argument("--max-steps", type=int, default=-1)
    parser.add_argument("--learning-rate", type=float, help="1e-5 for all weights, 1e-4 for adapters")
    parser.add_argument("--max-length", type=int, help="longer than the longest row; from settings.json where not given")
    parser.add_argument("--packing", action="store_true", help="several rows in one sequence; needs FlashAttention")
    parser.add_argument(
        "--order", choices=["random", "length", "balanced"], default="random",
        help="rows as they come, rows of like length together, or as many tokens on each GPU",
    )
    parser.add_argument("--keep-checkpoints", action="store_true", help="one an epoch, to resume from")
    parser.add_argument("--resume", action="store_true", help="from the last checkpoint in --out, of a training with --keep-checkpoints")
    parser.add_argument("--no-save", action="store_true", help="keep no weights: only to see whether it works")
    parser.add_argument("--no-validation", action="store_true", help="take no loss on the rows that are held back")
    parser.add_argument("--seed", type=int, default=42)
    wanted = parser.parse_args()
    what = settings()
    set_seed(wanted.seed)
    world = int(os.environ.get("WORLD_SIZE", 1))
    try:
        if wanted.resume and (not os.path.isdir(wanted.out) or get_last_checkpoint(wanted.out) is None):
            raise Broken(f"{wanted.out} holds no checkpoint to resume from; train with --keep-checkpoints, or without --resume")
        if not wanted.resume and not wanted.no_save:
            refuse_foreign_weights(wanted.out)
        tokenizer = AutoTokenizer.from_pretrained(wanted.model)
        if what["stop"] and what["stop"] in tokenizer.get_vocab():
            tokenizer.eos_token = what["stop"]
        if tokenizer.pad_token is None or tokenizer.pad_token == tokenizer.eos_token:
            tokenizer.pad_token = "<|fim_pad|>" if "<|fim_pad|>" in tokenizer.get_vocab() else tokenizer.eos_token
        limit = wanted.max_length or what["maxLength"]
        rows = tokenised(what["file"], tokenizer, limit)
        held = tokenised(what["validation"]["file"], tokenizer, limit) if what.get("validation") and not wanted.no_validation else []
        if wanted.packing and os.environ.get("ATTENTION") != "flash_attention_2":
            raise Broken("--packing without FlashAttention lets rows see each other; set ATTENTION=flash_attention_2")
        args = arguments(wanted, what, world, held)  # before the weights: from here on the processes know of each other
        assert_alike(wanted, what["releaseId"])
        if args.fsdp and torch.cuda.is_available():
            # one process of each machine reads the weights and the others wait for their share; as `accelerate launch` says it
            os.environ["ACCELERATE_USE_FSDP"] = "true"
        trainer = SFTTrainer(
            model=loaded(wanted.model, wanted.method),
            args=args,
            train_dataset=Dataset.from_list(rows),
            eval_dataset=Dataset.from_list(held) if held else None,
            processing_class=tokenizer,
            peft_config=adapters(wanted.method),
        )
        assert_sharded(trainer, args)
        if not wanted.packing:
            assert_masked(trainer, trainer.train_dataset, rows)
            if held:
                assert_masked(trainer, trainer.eval_dataset, held)
    except Broken as fault:
        raise SystemExit(f"train: {fault}") from None
    except OSError as fault:
        raise SystemExit(f"train: {wanted.model} can not be loaded ({one_line(fault)}); name another MODEL") from None
    model = os.path.basename(os.path.abspath(wanted.model)) if os.path.isdir(wanted.model) else wanted.model
    about = {"release": what["releaseId"], "datasetRoot": what["datasetRoot"], "model": model, "method": wanted.method}
    about["revision"] = getattr(trainer.model.config, "_commit_hash", None)
    os.makedirs(wanted.out, exist_ok=True)
    about.update({"gpus": world, "rows": len(rows), "epochs": wanted.epochs, "tokens": sum(len(row["input_ids"]) for row in rows)})
    metrics = Metrics(os.path.join(wanted.out, METRICS), about, wanted.resume)
    trainer.add_callback(metrics)
    trainer.train(resume_from_checkpoint=wanted.resume or None)
    if not wanted.no_save:
        trainer.save_model(wanted.out)
        if trainer.is_world_process_zero():
            tokenizer.save_pretrained(wanted.out)
            metrics.write({"event": "weights", "files": weights_of(wanted.out)})


if __name__ == "__main__":
    main()
