"""Refuses a broken or shortened copy of a release before a model is loaded. Needs nothing but Python.

python3 training/preflight.py                      checksums, rows, roles, lengths as the release counted them
python3 training/preflight.py --tokenizer FOLDER   the same, and every row tokenised: none longer than what is trained
"""

import argparse
import hashlib
import json
import re
import sys

from rows import ROOT, Broken, read_rows, settings, texts_of, tokens_of, turns_of

FORMATS = sorted(path.name for path in (ROOT / "data").iterdir()) if (ROOT / "data").is_dir() else []


def check_sums():
    """Every file of SHA256SUMS is there and unchanged, and no other lies beside the data."""
    sums = ROOT / "SHA256SUMS"
    if not sums.is_file():
        raise Broken("SHA256SUMS is missing; copy the whole folder again")
    listed = set()
    for line in sums.read_text("utf-8").splitlines():
        digest, path = line.split("  ", 1)
        listed.add(path)
        file = ROOT / path
        if not file.is_file():
            raise Broken(f"{path} is missing; copy the whole folder again")
        if hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            # say what is wrong with the rows first, where that can be told: it helps more than a hash
            if path.endswith(".jsonl") and path.startswith("data/"):
                check_rows(file, path.split("/")[1])
            raise Broken(f"{path} is not the file that was released; copy it again")
    return listed


def check_rows(file, name):
    """One object a line, the same keys in each, every id once, roles in order. Returns the ids."""
    ids, keys = {}, None
    for number, row in read_rows(file):
        where = f"data/{name}/{file.name}, line {number}"
        if keys is None:
            keys = list(row)
        missing = [key for key in keys if key not in row]
        if missing:
            raise Broken(f"{where}: the field {missing[0]} is missing; copy the file again")
        if list(row) != keys:
            raise Broken(f"{where}: has other fields than the first line; copy the file again")
        if row.get("id") in ids:
            raise Broken(f"{where}: the id {row.get('id')} stands in line {ids[row.get('id')]} already; copy the file again")
        ids[row.get("id")] = number
        if turns_of(row, where) is None:
            texts_of(row, where)
    return list(ids)


def check_split(split, wanted):
    """Every format holds the rows of a split, in one order. Returns their ids."""
    first = None
    for name in FORMATS:
        file = ROOT / "data" / name / f"{split}.jsonl"
        if not file.is_file():
            raise Broken(f"data/{name}/{split}.jsonl is missing; copy the whole folder again")
        ids = check_rows(file, name)
        if len(ids) != wanted:
            raise Broken(f"data/{name}/{split}.jsonl holds {len(ids)} rows, not {wanted}; copy it again")
        if first is not None and ids != first:
            raise Broken(f"data/{name}/{split}.jsonl holds other rows than data/{FORMATS[0]}; copy both again")
        first = ids
    return first or []


def check_data(what):
    """The rows that are trained on and those that are held back, which are others."""
    trained = set(check_split("train", what["rows"]))
    if what.get("validation"):
        both = trained.intersection(check_split("validation", what["validation"]["rows"]))
        if both:
            raise Broken(f"the row {sorted(both)[0]} is trained on and held back; copy the whole folder again")


# The settings by which the trainers of configs/ cut rows.
LENGTHS = re.compile(r'^\s*"?(max_length|cutoff_len|sequence_len|max_seq_len)"?\s*[:=]\s*"?(\d+)', re.MULTILINE)


def check_lengths(longest):
    """No setting of the folder cuts a row, and each file that trains states its length."""
    for file in sorted((ROOT / "training" / "configs").glob("*.yaml")):
        found = LENGTHS.findall(file.read_text("utf-8"))
        if not found:
            raise Broken(f"training/configs/{file.name} states no length, so its trainer would cut rows in silence; add {longest}")
        for key, value in found:
            if int(value) < longest:
                raise Broken(f"training/configs/{file.name}: {key} {value} would cut rows, the longest has {longest} tokens; raise it")
    length = settings()["maxLength"]
    if length < longest:
        raise Broken(f"training/settings.json: maxLength {length} would cut rows, the longest has {longest} tokens; raise it")


def check_tokens(folder, what):
    """Every row by the tokenizer that will be trained with: the mask begins behind the prompt, nothing is cut."""
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder)
    most = 0
    for path in [what["file"], *([what["validation"]["file"]] if what.get("validation") else [])]:
        for number, row in read_rows(ROOT / path):
            where = f"{path}, line {number}"
            prompt, completion = texts_of(row, where, tokenizer)
            ids, _ = tokens_of(prompt, completion, tokenizer, where)
            most = max(most, len(ids))
            if len(ids) > what["maxLength"]:
                raise Broken(f"{where}: has {len(ids)} tokens, and {what['maxLength']} are trained; raise maxLength in training/settings.json")
    return most


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tokenizer", help="a folder or hub id: tokenise every row with it")
    wanted = parser.parse_args()
    try:
        listed = check_sums()
        what = settings()
        check_data(what)
        check_lengths(what["longest"])
        held = f" and {what['validation']['rows']} for validation" if what.get("validation") else ""
        said = f"{len(listed)} files and {what['rows']} rows{held} are as released; the longest row has {what['longest']} tokens"
        if wanted.tokenizer:
            said += f", {check_tokens(wanted.tokenizer, what)} by {wanted.tokenizer}"
    except Broken as fault:
        sys.exit(f"preflight: {fault}")
    except (OSError, KeyError, json.JSONDecodeError, ValueError) as fault:
        sys.exit(f"preflight: the folder can not be read ({fault}); copy the whole folder again")
    print(f"preflight: {said}")


if __name__ == "__main__":
    main()
