#!/usr/bin/env bash
# Trains a model on this release: bash training/run.sh
#
#   MODEL=Qwen/Qwen2.5-32B-Instruct   a hub id or a folder
#   OUT=out                           where the trained weights go
#   METHOD=                           full, lora or qlora; what fits where nothing is said
#   SMOKE=0                           1: three real steps and no more
#
# More machines: training/launch/. Anything else is passed on to train.py, such as --epochs 3.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
MODEL=${MODEL:-Qwen/Qwen2.5-32B-Instruct}
OUT=${OUT:-out}
NODES=${NODES:-1}

command -v nvidia-smi >/dev/null || { echo 'run: no GPU is to be seen (there is no nvidia-smi); run it on a GPU box' >&2; exit 1; }
GPUS=${GPUS:-$(nvidia-smi -L | wc -l)}
[ "$GPUS" -gt 0 ] || { echo 'run: nvidia-smi lists no GPU' >&2; exit 1; }
MEMORY_GB=$(nvidia-smi --query-gpu=memory.total --format=csv,noheader,nounits | sort -n | head -n 1 | awk '{ printf "%.1f", $1 * 1048576 / 1e9 }')

python3 "$here/preflight.py" --tokenizer "$MODEL"
PLAN=$(python3 "$here/plan.py" --model "$MODEL" --gpus $((NODES * GPUS)) --memory-gb "$MEMORY_GB" ${METHOD:+--method "$METHOD"})
echo "run: $PLAN"
field() { python3 -c 'import json, sys; print(json.loads(sys.argv[1])[sys.argv[2]])' "$PLAN" "$1"; }

if [ "$NODES" -gt 1 ]; then
  where=(--nnodes "$NODES" --node-rank "${NODE_RANK:?}" --rdzv-backend c10d --rdzv-id "${JOB_ID:-winnow}" --rdzv-endpoint "${HEAD:?}:29500")
else
  where=(--standalone)
fi
train() {
  torchrun "${where[@]}" --nproc-per-node "$GPUS" "$here/train.py" --model "$MODEL" \
    --method "$(field method)" --accumulation "$(field accumulation)" --batch "$(field batch)" "$@"
}
train --out "$OUT/smoke" --max-steps 3
[ "${SMOKE:-0}" = 1 ] && exit 0
train --out "$OUT" "$@"
