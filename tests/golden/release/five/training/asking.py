"""How a model is asked to go on with a text: by a server of completions, or by transformers. Used by evaluate.py."""

import http.client
import json
import os
import threading
import time
import urllib.error
import urllib.request

from rows import Broken, needs, one_line

TRIES = 6
LONGEST_WAIT = 60  # seconds
ENDS_ALL = {401, 402, 403, 404, 410}  # key, account or address: nobody else would be answered either
MAY_PASS = {408: "timeout", 409: "server-error", 425: "server-error", 499: "transport", 504: "timeout"}


class Stopped(Broken):
    """A trouble of the server: what is settled stays, and the same command goes on."""


class Refused(Exception):
    """This call gets no reply, others may. `reason` is as Winnow's own (server/ask/providers/openai/trouble.ts) names it."""

    def __init__(self, reason, said):
        super().__init__(said)
        self.reason = reason


class Server:
    """A server of completions as OpenAI speaks it."""

    def __init__(self, wanted):
        self.url = wanted.endpoint.rstrip("/") + "/completions"
        self.wanted = wanted
        self.key = os.environ.get("OPENAI_API_KEY", "")

    def complete(self, prompt, most, stops):
        """Raises Refused where this prompt alone gets no reply, Stopped where none would."""
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
                pause = self.pause_after(fault, tried)
            except OSError as fault:
                if tried == TRIES:
                    raise Stopped(f"the server at {self.url} can not be reached ({one_line(fault)})") from None
                pause = 2.0**tried
            except (ValueError, http.client.HTTPException) as fault:  # cut off in the middle, or no JSON
                if tried == TRIES:
                    raise Refused("broken-reply", f"the reply can not be read ({one_line(fault)})") from None
                pause = 2.0**tried
            time.sleep(min(pause, LONGEST_WAIT) * self.wanted.patience)
        raise AssertionError("the last try returns or raises")

    def pause_after(self, fault, tried):
        """Seconds to wait before the next try. Raises where there is none."""
        code = fault.code
        if code in ENDS_ALL or code < 400 or (tried == TRIES and code == 429):
            hint = "; name another with --model" if code == 404 else ""
            raise Stopped(f"the server answered {code} at {self.url} for the model {self.wanted.model}{hint}") from None
        passes = code == 429 or code in MAY_PASS or (code >= 500 and code != 501)
        if tried == TRIES or not passes:
            raise Refused(MAY_PASS.get(code, "server-error") if passes else "bad-request", f"the server answered {code}{self.said(fault)}") from None
        wanted = fault.headers.get("retry-after", "")
        return float(wanted) if wanted.isdecimal() else 2.0**tried

    def said(self, fault):
        """What a server says of an error, without the key."""
        try:
            text = fault.read(4000).decode("utf-8", "replace")
        except (OSError, ValueError, http.client.HTTPException):
            return ""
        words = one_line(text.replace(self.key, "…") if self.key else text) if text.strip() else ""
        return f": {words}" if words else ""

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
