"""Asks a model the questions of benchmarks with its thinking forced to budgets, as in s1 (arXiv 2501.19393, section 3.1).

winnow evaluations items --out items.jsonl                                    on the machine with the workspace
python3 training/evaluate.py --items items.jsonl --out results.jsonl --model student-7b \\
    --endpoint http://127.0.0.1:8000/v1 --budget 1000 --budget 4000 --wait 2   a server of completions: vLLM, SGLang
python3 training/evaluate.py ... --model out                                  without --endpoint: a folder, by transformers
winnow evaluations import results.jsonl                                       there again: judges and reports

The answers leave this file as they came; whoever imports it judges them. Stopped, the same command goes on. An item that
the server refuses, as one longer than its context, is written as failed; --retry-failed asks it again.
"""

import argparse
import hashlib
import json
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

from asking import Local, Refused, Server, Stopped
from rows import Broken, one_line, read_rows, settings, strip_edges, template

WAIT = "Wait"  # takes the place of an end of the thinking that is suppressed
FINAL = "Final Answer:"  # follows the end of a thinking that was cut off


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


def points_of(budgets, waits):
    """Every budget, and every number of waits; the model's own end where nothing is said."""
    points = [{"budget": one, "waits": 0} for one in sorted(set(budgets))]
    points += [{"budget": None, "waits": one} for one in sorted(set(waits))]
    return points or [{"budget": None, "waits": 0}]


def settled(path, begin, again):
    """What an earlier run of the same has settled; a line that was cut is taken away, and failed items where they are to be
    asked again. Raises Broken for another's file, which stays as it is.
    """
    if not os.path.exists(path):
        return set()
    with open(path, "rb") as file:
        data = file.read()
    *lines, cut = data.split(b"\n")
    is_own = begun(lines[0]) == begin if lines else begin_line(begin).startswith(cut)
    if not is_own:
        raise Broken(f"{path} holds results of another model, release or settings, or something else; name another file with --out")
    if cut:
        with open(path, "rb+") as file:
            file.truncate(len(data) - len(cut))
    items = [row for _, row in read_rows(path)][1:]
    if again and any("failed" in row for row in items):
        kept = [line for line, row in zip(lines[1:], items) if "failed" not in row]
        with open(path + ".part", "wb") as file:
            file.write(b"".join(line + b"\n" for line in [lines[0], *kept]))
        os.replace(path + ".part", path)
        items = [row for row in items if "failed" not in row]
    return {key_of(row) for row in items} | ({"begun"} if lines else set())


def begun(line):
    """The first line of such a file as it was written; None where it is something else."""
    try:
        return json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        return None


def begin_line(begin):
    return (json.dumps(begin, ensure_ascii=False) + "\n").encode()


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
    try:
        done = settled(wanted.out, begin, wanted.retry_failed)
        results = open(wanted.out, "a", encoding="utf-8")
    except OSError as fault:
        raise Broken(f"{wanted.out} can not be written ({one_line(fault.strerror)}); name another file with --out") from None
    asker = Server(wanted) if wanted.endpoint else Local(wanted)
    how = {"template": form, "mostThinking": wanted.most_thinking, "mostAnswer": wanted.most_answer}
    writing, tasks = threading.Lock(), [(row, point) for point in begin["points"] for row in items]
    tasks = [(row, point) for row, point in tasks if key_of({**row, "point": point}) not in done]
    stopped, refused = threading.Event(), []
    with results as out:

        def write(record):
            with writing:
                out.write(json.dumps(record, ensure_ascii=False) + "\n")
                out.flush()

        def work(task):
            row, point = task
            digest = hashlib.sha256(row["question"].encode()).hexdigest()
            told = {"event": "item", "benchmark": row["benchmark"], "id": row["id"], "questionSha256": digest, "point": point}
            replies = []
            while not stopped.is_set():
                call = next_call(row["question"], point, how, replies)
                if call is None:
                    write({**told, "replies": replies})
                    return
                try:
                    replies.append(asker.complete(*call))
                except Refused as fault:
                    write({**told, "replies": replies, "failed": fault.reason})
                    refused.append(f"{row['benchmark']} {row['id']}: {fault}")
                    return
                except BaseException:
                    stopped.set()
                    raise

        if "begun" not in done:
            write(begin)
        with ThreadPoolExecutor(wanted.concurrency if wanted.endpoint else 1) as pool:
            try:
                for number, _ in enumerate(pool.map(work, tasks), 1):
                    if number % 50 == 0 or number == len(tasks):
                        print(f"evaluate: {number} of {len(tasks)}", file=sys.stderr)
            except BaseException:
                stopped.set()
                pool.shutdown(wait=False, cancel_futures=True)
                raise
    if refused:
        count = f"{len(refused)} items at a point were refused" if len(refused) > 1 else "1 item at a point was refused"
        print(f"evaluate: {count}, the first {refused[0]}; --retry-failed asks again", file=sys.stderr)
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
    parser.add_argument(
        "--most-thinking", type=int, default=28672,
        help="no thinking is longer (28672); with the question and --most-answer it has to fit the context of the model, 32768 for Qwen2.5",
    )
    parser.add_argument("--most-answer", type=int, default=2048, help="no answer is longer (2048)")
    parser.add_argument("--temperature", type=float, default=0)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--concurrency", type=int, default=16)
    parser.add_argument("--retry-failed", action="store_true", help="ask again about items that got no reply")
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
