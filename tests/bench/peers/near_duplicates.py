"""datasketch: MinHashLSH of 128 permutations at 0.7 over word 3-grams. Argument: a file of texts."""
import sys

from cell import read_json, report
from datasketch import MinHash, MinHashLSH

texts = read_json(sys.argv[1])


def work():
    lsh = MinHashLSH(threshold=0.7, num_perm=128)
    pairs = []
    empty = MinHash(num_perm=128)  # copied, as its manual advises: making the permutations costs the most
    for i, text in enumerate(texts):
        words = text.lower().split()
        grams = {" ".join(words[j : j + 3]).encode() for j in range(max(1, len(words) - 2))}
        minhash = empty.copy()
        minhash.update_batch(list(grams))
        pairs.extend([int(key), i] for key in lsh.query(minhash))
        lsh.insert(str(i), minhash)
    return pairs


report(work)
