"""A model of random weights with the sizes of a Qwen2.5 and its tokenizer, to measure training on a GPU with.

python random_model.py FOLDER TOKENIZER SIZES: SIZES is JSON with hidden, ffn, layers, heads, keys and vocabulary
"""

import json
import shutil
import sys
from pathlib import Path

import torch
from transformers import Qwen2Config, Qwen2ForCausalLM

folder, tokenizer, sizes = Path(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3])
folder.mkdir(parents=True)
for name in ("tokenizer.json", "tokenizer_config.json"):
    shutil.copy(tokenizer / name, folder / name)
torch.manual_seed(0)
config = Qwen2Config(
    vocab_size=sizes["vocabulary"], hidden_size=sizes["hidden"], intermediate_size=sizes["ffn"], num_hidden_layers=sizes["layers"],
    num_attention_heads=sizes["heads"], num_key_value_heads=sizes["keys"], tie_word_embeddings=True, max_position_embeddings=32768,
    eos_token_id=151645, bos_token_id=151643,
)
config.dtype = "bfloat16"
model = Qwen2ForCausalLM(config).to(torch.bfloat16)
model.save_pretrained(folder)
print(sum(one.numel() for one in model.parameters()))
