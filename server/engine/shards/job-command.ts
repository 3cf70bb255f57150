/** What starts our program: executable and first arguments. */
export type Program = readonly [string, ...string[]];

/** What starts our program with so much memory. @param memory unit: MiB */
export const programCommand = ([node, ...first]: Program, memory: number): string[] => [
  node,
  heapFlag(memory),
  ...ONE_CORE,
  ...first,
];

/** The command line that does one job. */
export const jobCommand = (program: Program, dir: string, job: number | string, memory: number): string[] => [
  ...programCommand(program, memory),
  'shard',
  dir,
  `${job}`,
];

/**
 * A job is one core's work: threads that collect beside it would take theirs from other jobs. With more room for what
 * is young, most of it is gone before anybody looks for it. Unit of the second: MiB.
 */
const ONE_CORE = ['--single-threaded-gc', '--max-semi-space-size=32'];

/** The heap gives up before the machine does, and says so. The rest is for buffers, code and stacks. */
const heapFlag = (memory: number): string => `--max-old-space-size=${Math.max(1, Math.floor(memory * 0.75))}`;
