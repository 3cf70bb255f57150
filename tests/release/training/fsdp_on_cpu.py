"""Runs train.py with its weights spread over processes on CPUs: accelerate spreads them over accelerators alone, and makes
copies of what is on CPUs, so here it is told that they are some. Everything else is what runs on GPUs.

torchrun --nproc-per-node 2 fsdp_on_cpu.py train.py ...: prints how many of the weights a process holds. RANK_1 has words
that the second process is given besides.
"""

import os
import runpy
import sys

import torch
from accelerate import accelerator, state
from accelerate.utils import DistributedType

make, prepare = state.AcceleratorState.__init__, accelerator.fsdp2_prepare_model


def made(self, *args, fsdp_plugin=None, **kwargs):
    make(self, *args, fsdp_plugin=fsdp_plugin, **kwargs)
    if fsdp_plugin is not None:
        self.distributed_type = state.PartialState._shared_state["distributed_type"] = DistributedType.FSDP
        self.fsdp_plugin = fsdp_plugin


def prepared(*args):
    model = prepare(*args)
    weights = list(model.parameters())
    held = sum(one.to_local().numel() for one in weights if isinstance(one, torch.distributed.tensor.DTensor))
    print(f"\nrank {os.environ['RANK']} holds {held} of {sum(one.numel() for one in weights)}", flush=True)
    return model


state.AcceleratorState.__init__, accelerator.fsdp2_prepare_model = made, prepared
sys.argv = sys.argv[1:] + (os.environ.get("RANK_1", "").split() if os.environ["RANK"] == "1" else [])
sys.path.insert(0, os.path.dirname(sys.argv[0]))
runpy.run_path(sys.argv[0], run_name="__main__")
