"""What the peers share: each runs in a process of its own and says on one line of JSON what it took."""
import json
import resource
import sys
import time
import types

try:
    import datasets
except ImportError:
    # s1's scripts import it for its hub alone, which takes no part here.
    datasets = types.ModuleType("datasets")
    datasets.load_dataset = datasets.Dataset = None
    sys.modules["datasets"] = datasets


def read_json(file):
    with open(file, encoding="utf-8") as lines:
        return json.load(lines)


def report(work):
    said, sys.stdout = sys.stdout, sys.stderr  # what a peer prints is no result
    before = time.process_time()
    result = work()
    stage = time.process_time() - before
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout = said
    line = {"stageSeconds": stage, "cpuSeconds": time.process_time(), "memoryMb": memory, "result": result}
    print(json.dumps(line))
