"""Refuses a broken or shortened copy of a release before a model is loaded. Needs nothing but Python.

python3 training/preflight.py                      checksums, rows, roles, lengths as the release counted them
python3 training/preflight.py --tokenizer FOLDER   the same, and every row tokenised: none longer than what is trained
"""

import argparse
import hashlib
import json
import re
import sys

from rows import ROOT, Broken, needs, one_line, read_rows, settings, template, texts_of, tokens_of, turns_of

FORMATS = sorted(path.name for path in (ROOT / "data").iterdir()) if (ROOT / "data").is_dir() else []


def check_sums():
    """Every file of SHA256SUMS is there and unchanged, and no other lies among the data, where a loader would take it."""
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
    for file in sorted((ROOT / "data").rglob("*")):
        path = file.relative_to(ROOT).as_posix()
        if file.is_file() and path not in listed and not file.name.startswith("."):
            raise Broken(f"{path} is no file of this release, and a loader would train on it; take it away")
    return listed


def check_rows(file, name):
    """One object a line, the same keys in each, every id once, roles in order. Returns the ids."""
    ids, first = {}, None
    for number, row in read_rows(file):
        where = f"data/{name}/{file.name}, line {number}"
        if first is None:
            first = row
        missing = [key for key in first if key not in row]
        if missing:
            raise Broken(f"{where}: the field {missing[0]} is missing; copy the file again")
        if list(row) != list(first):
            raise Broken(f"{where}: has other fields than the first line; copy the file again")
        other = [key for key in row if type(row[key]) is not type(first[key])]
        if other or not isinstance(row.get("id"), str):
            raise Broken(f"{where}: the field {(other or ['id'])[0]} is of another type than it should be; copy the file again")
        if row["id"] in ids:
            raise Broken(f"{where}: the id {row['id']} stands in line {ids[row['id']]} already; copy the file again")
        ids[row["id"]] = number
        check_parts(row, where, name)
    return list(ids)


def check_parts(row, where, name):
    """Thinking and a final answer, each where the template puts it, and no text that a model would read as a marker."""
    turns = turns_of(row, where)
    prompt, said = (turns[-2][1], turns[-1][1]) if turns is not None else texts_of(row, where)
    how = TEMPLATES.get(name) or template()
    begin, end, stop = how["thinking"][0], how["thinking"][1] + how["answer"][0], how["stop"]
    if turns is None and stop:
        if not said.endswith(stop) or said.count(stop) != 1:
            raise Broken(f"{where}: does not end with {stop} once; release again")
        said = said[: -len(stop)]
    if end.strip():
        thinking, mark, answer = said.partition(end)
        if not thinking.startswith(begin) or not thinking[len(begin) :].strip() or not mark:
            raise Broken(f"{where}: has no thinking between {begin.strip()} and {end.strip()}; release again")
        if not answer.replace((how["answerMark"] or "").strip(), "", 1).strip():
            raise Broken(f"{where}: has no final answer behind {end.strip()}; release again")
        said = thinking[len(begin) :] + "\n" + answer
    for token in settings()["controlTokens"]:
        if token in said or (turns is not None and any(token in words for _, words in turns[:-1])):
            raise Broken(f"{where}: holds {token}, which a model reads as a marker; release again")


# How the formats are written that take no template.
TEMPLATES = {
    "s1": {
        "thinking": ["<|im_start|>think\n", "\n"], "answer": ["<|im_start|>answer\n", ""], "answerMark": "Answer: ", "stop": "<|im_end|>",
    },
    "messages-reasoning": {"thinking": ["<think>\n", "\n</think>\n\n"], "answer": ["", ""], "answerMark": None, "stop": "<|im_end|>"},
}


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
    needs("transformers")
    from transformers import AutoTokenizer

    try:
        tokenizer = AutoTokenizer.from_pretrained(folder)
    except (OSError, ValueError, KeyError) as fault:
        raise Broken(f"the tokenizer of {folder} can not be loaded ({one_line(fault)}); name another MODEL") from None
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
    except (OSError, LookupError, TypeError, AttributeError, ValueError, RecursionError) as fault:
        sys.exit(f"preflight: the folder can not be read ({one_line(fault)}); copy the whole folder again")
    print(f"preflight: {said}")


if __name__ == "__main__":
    main()
