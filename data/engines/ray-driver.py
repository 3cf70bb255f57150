"""Carries shard jobs of Winnow out as tasks of Ray: paths go through Ray, records do not.

Reads one JSON object from standard input:
  {"address", "command": [...], "dir", "jobs": [n, ...], "memory": MiB}
and prints one JSON line for each job that ended: {"job": n, "said": null or how it ended badly}.
A task whose node is lost runs again elsewhere; a task that fails is told, and not tried again here.
"""

import ctypes
import json
import os
import signal
import socket
import subprocess
import sys

import ray

# Of the environment, what a job gets: no key of a provider goes along.
EXPORTED = ("PATH", "HOME", "LANG", "NODE_OPTIONS")
# How often a task is begun again whose node or worker is lost.
LOST = 3


def die_with_parent():
    """A job ends with the worker that began it (Linux: prctl PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def work(command, folder, job):
    log = os.path.join(folder, "log", f"{job:05d}.log")
    environment = {name: os.environ[name] for name in EXPORTED if name in os.environ}
    with open(log, "ab") as out:
        code = subprocess.run(
            [*command, folder, str(job)],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            env=environment,
            preexec_fn=die_with_parent,
            check=False,
        ).returncode
    return None if code == 0 else f"exit code {code} on {socket.gethostname()}"


def most_memory():
    """The most that a task may ask for, as the largest node offers. Unit: bytes."""
    return max((node["Resources"].get("memory", 0) for node in ray.nodes() if node["Alive"]), default=0)


def check(address):
    """Fails at once where nobody listens: Ray itself would go on trying for many minutes."""
    host, _, port = address.rpartition(":")
    if port.isdigit() and "://" not in address:
        socket.create_connection((host, int(port)), timeout=10).close()


def main():
    asked = json.load(sys.stdin)
    check(asked["address"])
    ray.init(address=asked["address"], log_to_driver=False, logging_level="error")
    memory = int(min(asked["memory"] * 2**20, most_memory()))
    task = ray.remote(num_cpus=1, memory=memory, max_retries=LOST)(work)
    running = {task.remote(asked["command"], asked["dir"], job): job for job in asked["jobs"]}
    while running:
        ended, _ = ray.wait(list(running), num_returns=1)
        for one in ended:
            job = running.pop(one)
            try:
                said = ray.get(one)
            except ray.exceptions.RayError as error:
                said = f"{type(error).__name__}: {str(error).strip().splitlines()[-1]}"
            print(json.dumps({"job": job, "said": said}), flush=True)


if __name__ == "__main__":
    main()
