#!/usr/bin/env bash
# Trains a model on this release: bash training/run.sh
#
#   MODEL=Qwen/Qwen2.5-32B-Instruct   a hub id or a folder
#   OUT=out                           where the trained weights go
#   METHOD=                           full, lora or qlora; what fits where nothing is said
#   BATCH=                            rows a step; 16 where nothing is said
#   GPUS=                             of this machine; all of them where nothing is said
#   SMOKE=0                           1: three real steps and no more
#   PYTHON=python3                    the one that training/requirements.txt was installed for
#
# More machines: training/launch/. Anything else is passed on to train.py, such as --epochs 3, but --out, which is OUT=.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
MODEL=${MODEL:-Qwen/Qwen2.5-32B-Instruct}
OUT=${OUT:-out}
NODES=${NODES:-1}
PYTHON=${PYTHON:-python3}
export PYTHONDONTWRITEBYTECODE=1 # the folder stays as it was released

smoke=()
keeps=1
for word in "$@"; do
  case $word in
  --out | --out=*) echo 'run: where the weights go is said by OUT, as in OUT=student-7b bash training/run.sh' >&2; exit 1 ;;
  --resume | --no-save) keeps= ;;
  esac
  [ "$word" = --resume ] || smoke+=("$word")
done
[ "${SMOKE:-0}" = 1 ] && keeps=
for held in "$OUT"/*.safetensors "$OUT"/*.bin "$OUT"/checkpoint-*; do # train.py refuses them too, but after the smoke run
  [ -n "$keeps" ] && [ -e "$held" ] || continue
  echo "run: $OUT holds weights of an earlier training (${held##*/}); name another OUT, or go on with it by --resume" >&2
  exit 1
done

command -v nvidia-smi >/dev/null || { echo 'run: no GPU is to be seen (there is no nvidia-smi); run it on a GPU box' >&2; exit 1; }
if [ -z "${GPUS:-}" ]; then
  if [ -n "${CUDA_VISIBLE_DEVICES:-}" ]; then GPUS=$(tr ',' '\n' <<<"$CUDA_VISIBLE_DEVICES" | grep -c .); else GPUS=$(nvidia-smi -L | grep -c . || true); fi
fi
[[ "$GPUS" =~ ^[1-9][0-9]*$ ]] || { echo "run: $GPUS is no number of GPUs; nvidia-smi -L lists those that there are" >&2; exit 1; }
MEMORY_GB=$(nvidia-smi ${CUDA_VISIBLE_DEVICES:+-i "$CUDA_VISIBLE_DEVICES"} --query-gpu=memory.free --format=csv,noheader,nounits | sort -n | head -n 1 | awk '{ printf "%.1f", $1 * 1048576 / 1e9 }')

"$PYTHON" "$here/preflight.py" --tokenizer "$MODEL"
PLAN=$("$PYTHON" "$here/plan.py" --model "$MODEL" --gpus $((NODES * GPUS)) --memory-gb "$MEMORY_GB" ${METHOD:+--method "$METHOD"} ${BATCH:+--batch "$BATCH"})
echo "run: $PLAN"
field() { "$PYTHON" -c 'import json, sys; print(json.loads(sys.argv[1])[sys.argv[2]])' "$PLAN" "$1"; }

if [ "$NODES" -gt 1 ]; then
  where=(--nnodes "$NODES" --node-rank "${NODE_RANK:?}" --rdzv-backend c10d --rdzv-id "${JOB_ID:-winnow}" --rdzv-endpoint "${HEAD:?}:29500")
else
  where=(--standalone)
fi
train() {
  "$PYTHON" -m torch.distributed.run "${where[@]}" --nproc-per-node "$GPUS" "$here/train.py" --model "$MODEL" \
    --method "$(field method)" --accumulation "$(field accumulation)" --batch "$(field batch)" "$@"
}
train ${smoke[@]+"${smoke[@]}"} --max-steps 3 --no-save --out "$OUT/smoke"
[ "${SMOKE:-0}" = 1 ] && exit 0
train "$@" --out "$OUT"
