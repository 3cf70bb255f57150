"""tiktoken with the ranks of Qwen2.5. Arguments: a file of texts, and the tokenizer.json of Qwen2.5."""
import sys

import tiktoken
from cell import read_json, report

PATTERN = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)


def bytes_of_letters():
    """The letters by which a byte-level vocabulary writes bytes (GPT-2)."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    letters = {chr(byte): byte for byte in plain}
    others = [byte for byte in range(256) if byte not in plain]
    letters.update({chr(256 + i): byte for i, byte in enumerate(others)})
    return letters


texts = read_json(sys.argv[1])
vocabulary = read_json(sys.argv[2])
byte_of = bytes_of_letters()
encoding = tiktoken.Encoding(
    "qwen2.5",
    pat_str=PATTERN,
    mergeable_ranks={
        bytes(byte_of[letter] for letter in token): rank
        for token, rank in vocabulary["model"]["vocab"].items()
    },
    special_tokens={token["content"]: token["id"] for token in vocabulary["added_tokens"]},
)
# Added tokens in a text are one each, as for Hugging Face tokenizers and for us.
report(lambda: sum(len(encoding.encode(text, allowed_special="all")) for text in texts))
