/** Where a run is carried out. None of them has a say in what it decides. */
export const ENGINES = {
  local: { says: 'Worker threads of one process on this machine.' },
  processes: { says: 'Shards in processes of this machine.' },
  slurm: { says: 'Shards as array jobs of Slurm.' },
  ray: { says: 'Shards as tasks of a Ray cluster.' },
} as const satisfies Record<string, { says: string }>;

export type EngineName = keyof typeof ENGINES;
export const ENGINE_NAMES = Object.keys(ENGINES) as EngineName[];
