#!/usr/bin/env bash
# Several machines without a scheduler: on each, HEAD=host-of-the-first NODES=2 NODE_RANK=0 bash training/launch/torchrun.sh
set -euo pipefail
: "${HEAD:?name the first machine}" "${NODES:?how many machines}" "${NODE_RANK:?which of them this is, from 0}"
export HEAD NODES NODE_RANK
exec bash "$(dirname "$0")/../run.sh" "$@"
