"""Rows of a release as pairs of texts: what is given and what is learnt. Needs nothing but Python."""

import json
import sys
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class Broken(Exception):
    """A set that must not be trained on. The message is one line: what, where, what to do."""


@lru_cache(maxsize=None)
def settings():
    """What the release says of itself: format, rows, longest row, recipe."""
    return json.loads((ROOT / "training" / "settings.json").read_text("utf-8"))


@lru_cache(maxsize=None)
def template():
    """How a row became a text: what stands around its turns, its thinking and its answer."""
    return json.loads((ROOT / "training" / "template.json").read_text("utf-8"))


def one_line(fault):
    """What went wrong, on one line that is not long."""
    return (" ".join(str(fault).split()) or type(fault).__name__)[:200]


def strip_edges(text):
    """A text as the release strips it: without what this language, or JavaScript (U+FEFF), takes for white space."""
    bare = text.strip()
    while bare.strip("\ufeff") != bare:
        bare = bare.strip("\ufeff").strip()
    return bare


def needs(*names):
    """Raises Broken where one of these packages is not installed."""
    for name in names:
        if find_spec(name) is None:
            raise Broken(f"{name} is not installed for {sys.executable}; pip install -r training/requirements.txt")


def read_rows(path):
    """Yields (number of the line, row). Raises Broken at the first line that is not a JSON object in UTF-8."""
    data = Path(path).read_bytes()
    if data.startswith(b"\xef\xbb\xbf"):
        raise Broken(f"{path}: begins with a byte order mark; write it as UTF-8 without one")
    if data and not data.endswith(b"\n"):
        raise Broken(f"{path}: the last line is cut; copy the file again")
    for number, line in enumerate(data.split(b"\n")[:-1], 1):
        where = f"{path}, line {number}"
        if line.endswith(b"\r"):
            raise Broken(f"{where}: ends with a carriage return; copy the file as it is, not as text")
        try:
            row = json.loads(line.decode("utf-8"), parse_constant=_no_constant, object_pairs_hook=_once)
        except UnicodeDecodeError as fault:
            raise Broken(f"{where}: byte {fault.start} is not UTF-8; copy the file again") from None
        except _Twice as fault:
            raise Broken(f"{where}: names the field {fault} twice; copy the file again") from None
        except (ValueError, RecursionError):
            raise Broken(f"{where}: is not JSON; copy the file again") from None
        if not isinstance(row, dict):
            raise Broken(f"{where}: is no object; copy the file again")
        yield number, row


class _Twice(Exception):
    """A field that an object names twice."""


def _once(pairs):
    row = dict(pairs)
    if len(row) < len(pairs):
        names = [name for name, _ in pairs]
        raise _Twice(next(name for name in names if names.count(name) > 1))
    return row


def _no_constant(name):
    raise ValueError(name)


def turns_of(row, where):
    """The words of user and assistant, whichever format the row is in; None where it is a finished text."""
    if "conversations" in row:
        turns = [(_role(turn.get("from")), turn.get("value")) for turn in _list(row, "conversations", where)]
    elif "contents" in row:
        turns = [(_role(turn.get("role")), _parts(turn, where)) for turn in _list(row, "contents", where)]
        if "systemInstruction" in row:
            said = row["systemInstruction"]
            turns.insert(0, ("system", _parts(said, where) if isinstance(said, dict) else None))
    elif "instruction" in row:
        turns = [("user", row.get("instruction")), ("assistant", row.get("output"))]
        if "system" in row:
            turns.insert(0, ("system", row["system"]))
    elif "messages" in row:
        turns = [_message(turn) for turn in _list(row, "messages", where)]
    elif isinstance(row.get("prompt"), list) or isinstance(row.get("completion"), list):
        turns = [_message(turn) for key in ("prompt", "completion") for turn in _list(row, key, where)]
        if len(row["completion"]) != 1:
            raise Broken(f"{where}: the completion has {len(row['completion'])} turns; that of the assistant alone is wanted")
    else:
        return None
    roles = [role for role, _ in turns if role != "system"]
    if roles != ["user", "assistant"] or [role for role, _ in turns[1:]].count("system") > 0:
        raise Broken(f"{where}: the roles are {', '.join(str(role) for role, _ in turns)}; user, then assistant, is wanted")
    for role, words in turns:
        if not isinstance(words, str) or words.strip() == "":
            raise Broken(f"{where}: the {role} says nothing; release again")
        if words != strip_edges(words):
            raise Broken(f"{where}: what the {role} says begins or ends with white space; release again")
    return turns


def _list(row, key, where):
    value = row.get(key)
    if not isinstance(value, list) or not value or not all(isinstance(turn, dict) for turn in value):
        raise Broken(f"{where}: the field {key} is missing or holds no turns; release again")
    return value


def _parts(turn, where):
    texts = [part.get("text") for part in _list(turn, "parts", where)]
    return "".join(texts) if all(isinstance(text, str) for text in texts) else None


def _message(turn):
    thinking = turn.get("reasoning_content")
    words = turn.get("content")
    return turn.get("role"), words if thinking is None else f"<think>\n{thinking}\n</think>\n\n{words}"


def _role(name):
    return {"human": "user", "gpt": "assistant", "model": "assistant"}.get(name, name) if isinstance(name, str) else None


def texts_of(row, where, tokenizer=None):
    """(prompt, completion) as the model reads them; chats are rendered by the tokenizer's own chat template."""
    turns = turns_of(row, where)
    if turns is not None:
        chat = [{"role": role, "content": words} for role, words in turns]
        prompt = tokenizer.apply_chat_template(chat[:-1], tokenize=False, add_generation_prompt=True)
        whole = tokenizer.apply_chat_template(chat, tokenize=False)
        if not whole.startswith(prompt):
            raise Broken(f"{where}: the chat template renders the prompt otherwise within the whole; use the format prompt-completion-text")
        return prompt, whole[len(prompt) :].rstrip("\n")
    if "text" in row:
        mark = "<|im_start|>assistant\n"
        head, found, tail = row["text"].partition(mark) if isinstance(row["text"], str) else ("", "", "")
        if not found:
            raise Broken(f"{where}: the text holds no turn of the assistant; release again")
        return head + mark, tail.rstrip("\n")
    for key in ("prompt", "completion"):
        if not isinstance(row.get(key), str) or row[key] == "":
            raise Broken(f"{where}: the field {key} is missing or empty; release again")
    return row["prompt"], row["completion"]


def tokens_of(prompt, completion, tokenizer, where):
    """(input_ids, labels): labels are -100 on the prompt. The two parts must be tokenised alone as together."""
    given = tokenizer(prompt, add_special_tokens=False)["input_ids"]
    learnt = tokenizer(completion, add_special_tokens=False)["input_ids"]
    end = tokenizer.eos_token_id
    if end not in learnt[-1:]:
        learnt = [*learnt, end]
    together = tokenizer(prompt + completion, add_special_tokens=False)["input_ids"]
    if together != (given + learnt)[: len(together)]:
        raise Broken(f"{where}: prompt and completion run into one token where they meet; release again")
    if learnt.count(end) != 1:
        raise Broken(f"{where}: the end of a turn stands {learnt.count(end)} times in what is learnt; one is wanted")
    return given + learnt, [-100] * len(given) + learnt
