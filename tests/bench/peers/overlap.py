"""s1's own decontamination. Arguments: pool, a text a line; benchmarks; the folder of s1's repository."""
import json
import sys

sys.path.insert(0, sys.argv[3])
from cell import read_json, report  # noqa: E402
from data.decontaminate_util import build_ngram_lookup, find_contaminated_questions  # noqa: E402


def work():
    with open(sys.argv[1], encoding="utf-8") as lines:
        pool = [json.loads(line) for line in lines]
    lookup = build_ngram_lookup(pool, ngram_size=8)
    benchmarks = build_ngram_lookup(read_json(sys.argv[2]), ngram_size=8)
    return sorted(find_contaminated_questions(lookup, benchmarks))


report(work)
