"""Asks a model the questions of benchmarks with its thinking forced to budgets, as in s1 (arXiv 2501.19393, section 3.1).

winnow evaluations items --out items.jsonl                                    on the machine with the workspace
python3 training/evaluate.py --items items.jsonl --out results.jsonl --model student-7b \\
    --endpoint http://127.0.0.1:8000/v1 --budget 1000 --budget 4000 --wait 2   a server of completions: vLLM, SGLang
python3 training/evaluate.py ... --model out                                  without --endpoint: a folder, by transformers
winnow evaluations import results.jsonl                                       there again: judges and reports

The answers leave this file as they came; whoever imports it judges them. Stopped, the same command goes on.
"""

import argparse
import hashlib
import json
import os
import sys
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

from rows import Broken, needs, one_line, read_rows, settings, strip_edges, template

WAIT = "Wait"  # takes the place of an end of the thinking that is suppressed
FINAL = "Final Answer:"  # follows the end of a thinking that was cut off
TRIES = 6
LONGEST_WAIT = 60  # seconds


class Stopped(Broken):
    """A trouble of the server: what is settled stays, and the same command goes on."""


def stops_of(form):
    """Where a thinking ends: at the mark behind it, or at the end of the turn."""
    mark = (form["thinking"][1] + form["answer"][0]).strip()
    return [one for one in dict.fromkeys([mark, form["stop"]]) if one]


def next_call(question, point, how, replies):
    """What to ask next as (prompt, most tokens, stops), from the replies so far; None where the item has ended.

    The same as Winnow's own (server/jobs/evaluating/forcing.ts), which reads the replies again when it imports them.
    """
    form, turns = how["template"], how["template"]["turns"]
    said = "" if form["system"] is None else turns["system"][0] + form["system"] + turns["system"][1]
    given = said + turns["user"][0] + question + turns["user"][1] + turns["assistant"][0]
    most = min(point["budget"] or how["mostThinking"], how["mostThinking"])
    thinking, spent, suppressed = "", 0, 0
    for number, reply in enumerate(replies):
        thinking += reply["text"]
        spent += reply["tokens"]
        full = reply["finish"] == "length" or (reply["finish"] is None and spent >= most)
        if not full and spent < most and suppressed < point["waits"]:
            thinking += WAIT
            suppressed += 1
            continue
        if number + 1 < len(replies):
            return None
        opening = given + form["thinking"][0] + strip_edges(thinking) + form["thinking"][1] + form["answer"][0]
        return opening + (FINAL if full else ""), how["mostAnswer"], [form["stop"]] if form["stop"] else []
    return given + form["thinking"][0] + thinking, most - spent, stops_of(form)


class Server:
    """A server of completions as OpenAI speaks it."""

    def __init__(self, wanted):
        self.url = wanted.endpoint.rstrip("/") + "/completions"
        self.wanted = wanted
        self.key = os.environ.get("OPENAI_API_KEY", "")

    def complete(self, prompt, most, stops):
        body = {
            "model": self.wanted.model, "prompt": prompt, "max_tokens": most, "stop": stops, "temperature": self.wanted.temperature,
            "skip_special_tokens": False, "add_special_tokens": False, **({} if self.wanted.seed is None else {"seed": self.wanted.seed}),
        }
        headers = {"content-type": "application/json", **({"authorization": f"Bearer {self.key}"} if self.key else {})}
        request = urllib.request.Request(self.url, json.dumps(body).encode(), headers)
        for tried in range(1, TRIES + 1):
            try:
                with urllib.request.urlopen(request, timeout=3600) as answer:
                    return self.read(json.load(answer))
            except urllib.error.HTTPError as fault:
                if tried == TRIES or (fault.code != 429 and fault.code < 500):
                    hint = "; name another with --model" if fault.code == 404 else ""
                    raise Stopped(f"the server answered {fault.code} at {self.url} for the model {self.wanted.model}{hint}") from None
                said = fault.headers.get("retry-after", "")
                pause = float(said) if said.isdigit() else 2.0**tried
            except (OSError, ValueError) as fault:
                if tried == TRIES:
                    raise Stopped(f"the server at {self.url} can not be reached ({fault})") from None
                pause = 2.0**tried
            time.sleep(min(pause, LONGEST_WAIT) * self.wanted.patience)
        raise AssertionError("the last try returns or raises")

    def read(self, reply):
        try:
            choice, tokens = reply["choices"][0], reply["usage"]["completion_tokens"]
            # as Winnow reads a reply: what no file can hold (NUL, half of a pair) is replaced
            text = choice["text"].replace("\0", "\ufffd").encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
            return {"text": text, "finish": choice["finish_reason"], "tokens": int(tokens)}
        except (KeyError, IndexError, TypeError, ValueError, AttributeError):
            raise Broken(f"the server at {self.url} does not tell text and completion_tokens; use vLLM or SGLang") from None


class Local:
    """A folder or hub id by transformers, on the GPU where there is one; one question at a time."""

    def __init__(self, wanted):
        needs("torch", "transformers")
        import torch
        from transformers import AutoModelForCausalLM, AutoTokenizer

        self.torch, self.wanted, self.lock = torch, wanted, threading.Lock()
        device = "cuda" if torch.cuda.is_available() else "cpu"
        dtype = torch.bfloat16 if device == "cuda" else torch.float32
        try:
            self.tokenizer = AutoTokenizer.from_pretrained(wanted.model)
            self.model = AutoModelForCausalLM.from_pretrained(wanted.model, dtype=dtype).to(device).eval()
        except (OSError, ValueError, ImportError) as fault:
            raise Broken(f"the model {wanted.model} can not be loaded ({one_line(fault)}); name another --model") from None

    def complete(self, prompt, most, stops):
        how = {"do_sample": True, "temperature": self.wanted.temperature} if self.wanted.temperature else {"do_sample": False}
        with self.lock, self.torch.inference_mode():
            if self.wanted.seed is not None:
                self.torch.manual_seed(self.wanted.seed)
            given = self.tokenizer(prompt, add_special_tokens=False, return_tensors="pt").to(self.model.device)
            whole = self.model.generate(**given, max_new_tokens=most, stop_strings=stops or None, tokenizer=self.tokenizer, **how)
        new = whole[0][given["input_ids"].shape[1] :]
        text = self.tokenizer.decode(new, skip_special_tokens=False)
        ends = [at for at in (text.find(stop) for stop in stops) if at >= 0]
        stopped = bool(ends) or len(new) < most
        return {"text": text[: min(ends)] if ends else text, "finish": "stop" if stopped else "length", "tokens": len(new)}


def points_of(budgets, waits):
    """Every budget, and every number of waits; the model's own end where nothing is said."""
    points = [{"budget": one, "waits": 0} for one in sorted(set(budgets))]
    points += [{"budget": None, "waits": one} for one in sorted(set(waits))]
    return points or [{"budget": None, "waits": 0}]


def settled(path, begin):
    """What an earlier run of the same has settled; a line that was cut is taken away. Raises Broken for another's file."""
    if not os.path.exists(path):
        return set()
    with open(path, "rb+") as file:
        data = file.read()
        file.truncate(data.rfind(b"\n") + 1)
    lines = [row for _, row in read_rows(path)]
    if lines and {key: lines[0].get(key) for key in begin} != begin:
        raise Broken(f"{path} holds results of another model, release or settings; name another file with --out")
    return {key_of(row) for row in lines[1:]} | ({"begun"} if lines else set())


def key_of(row):
    return row["benchmark"], row["id"], row["point"]["budget"], row["point"]["waits"]


def begin_of(wanted, how):
    what = settings()
    return {
        "event": "begin", "version": 1, "model": wanted.name or wanted.model, "release": what["releaseId"], "datasetRoot": what["datasetRoot"],
        "template": f"{how['template']}@{how['version']}", "points": points_of(wanted.budget, wanted.wait),
        "mostThinking": wanted.most_thinking, "mostAnswer": wanted.most_answer, "temperature": wanted.temperature, "seed": wanted.seed,
    }


def run(wanted):
    form = template()
    if not (form["thinking"][1] + form["answer"][0]).strip():
        raise Broken(f"the template {form['template']} has no mark for the end of the thinking, so none can be forced")
    begin = begin_of(wanted, form)
    try:
        items = [row for _, row in read_rows(wanted.items)]
    except OSError as fault:
        raise Broken(f"{wanted.items} can not be read ({one_line(fault.strerror)}); write it by: winnow evaluations items --out {wanted.items}") from None
    if not items or any(not isinstance(row.get(key), str) for row in items for key in ("benchmark", "id", "question")):
        raise Broken(f"{wanted.items}: each line needs benchmark, id and question; write it by: winnow evaluations items --out {wanted.items}")
    done = settled(wanted.out, begin)
    asker = Server(wanted) if wanted.endpoint else Local(wanted)
    how = {"template": form, "mostThinking": wanted.most_thinking, "mostAnswer": wanted.most_answer}
    writing, tasks = threading.Lock(), [(row, point) for point in begin["points"] for row in items]
    tasks = [(row, point) for row, point in tasks if key_of({**row, "point": point}) not in done]
    failed = threading.Event()
    with open(wanted.out, "a", encoding="utf-8") as out:

        def write(record):
            with writing:
                out.write(json.dumps(record, ensure_ascii=False) + "\n")
                out.flush()

        def work(task):
            row, point = task
            replies = []
            while not failed.is_set():
                call = next_call(row["question"], point, how, replies)
                if call is None:
                    digest = hashlib.sha256(row["question"].encode()).hexdigest()
                    write({"event": "item", "benchmark": row["benchmark"], "id": row["id"], "questionSha256": digest, "point": point, "replies": replies})
                    return
                try:
                    replies.append(asker.complete(*call))
                except BaseException:
                    failed.set()
                    raise

        if "begun" not in done:
            write(begin)
        with ThreadPoolExecutor(wanted.concurrency if wanted.endpoint else 1) as pool:
            try:
                for number, _ in enumerate(pool.map(work, tasks), 1):
                    if number % 50 == 0 or number == len(tasks):
                        print(f"evaluate: {number} of {len(tasks)}", file=sys.stderr)
            except BaseException:
                failed.set()
                pool.shutdown(wait=False, cancel_futures=True)
                raise
    print(f"evaluate: {len(items)} items at {len(begin['points'])} points are in {wanted.out}; take it to: winnow evaluations import {wanted.out}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", required=True, help="what winnow evaluations items wrote")
    parser.add_argument("--out", required=True, help="where the results go; goes on where it is there")
    parser.add_argument("--model", required=True, help="as the server calls it; without --endpoint a folder or hub id")
    parser.add_argument("--name", help="what the model is called in the report (default: --model)")
    parser.add_argument("--endpoint", help="a server of completions, as in http://127.0.0.1:8000/v1")
    parser.add_argument("--budget", type=int, action="append", default=[], help="end the thinking there; may be given several times")
    parser.add_argument("--wait", type=int, action="append", default=[], help="suppress the end of the thinking so often; several times")
    parser.add_argument("--most-thinking", type=int, default=32000)
    parser.add_argument("--most-answer", type=int, default=2048)
    parser.add_argument("--temperature", type=float, default=0)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--concurrency", type=int, default=16)
    parser.add_argument("--patience", type=float, default=1, help="longer or shorter pauses after a trouble of the server")
    wanted = parser.parse_args()
    if min([1, wanted.most_thinking, wanted.most_answer, wanted.concurrency, *wanted.budget]) < 1 or min([0, *wanted.wait]) < 0:
        parser.error("budgets and limits are at least 1 token, waits at least 0")
    try:
        run(wanted)
    except Broken as fault:
        sys.exit(f"evaluate: {fault}{'; the same command goes on' if isinstance(fault, Stopped) else ''}")
    except KeyboardInterrupt:
        sys.exit("evaluate: stopped; the same command goes on")


if __name__ == "__main__":
    main()
