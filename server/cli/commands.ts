import type { Register } from './frame.ts';

/** A command, or a family of commands, of the command line. */
export interface CommandEntry {
  name: string;
  /** One that works as it stands, in a workspace that has what it names. */
  example: string;
  /** Loaded only when it is asked for, so that the others start quickly. */
  load: () => Promise<{ register: Register }>;
}

/** Every command, in the order in which help lists them: the order of the work. */
export const COMMANDS: readonly CommandEntry[] = [
  { name: 'start', example: 'winnow start --once', load: () => import('./start.ts') },
  { name: 'import', example: 'winnow import pool/*.jsonl.gz', load: () => import('./import.ts') },
  { name: 'imports', example: 'winnow imports undo imp-0123456789', load: () => import('./imports.ts') },
  { name: 'sources', example: 'winnow sources exclude sample-algebra', load: () => import('./sources.ts') },
  {
    name: 'benchmarks',
    example: 'winnow benchmarks add evals/*.jsonl.gz',
    load: () => import('./benchmarks.ts'),
  },
  { name: 'signals', example: 'winnow signals import attempts.jsonl', load: () => import('./signals.ts') },
  {
    name: 'pin',
    example: 'winnow pin math-00006 --by ann --why "a model question"',
    load: async () => ({ register: (await import('./marks.ts')).markCommand('pin') }),
  },
  {
    name: 'exclude',
    example: 'winnow exclude math-00006 --by ann --why "its answer is disputed"',
    load: async () => ({ register: (await import('./marks.ts')).markCommand('exclude') }),
  },
  {
    name: 'tag',
    example: 'winnow tag math-00006 --as needs-look --by ann --why "odd wording"',
    load: async () => ({ register: (await import('./marks.ts')).markCommand('tag') }),
  },
  { name: 'marks', example: 'winnow marks list', load: () => import('./marks.ts') },
  { name: 'run', example: 'winnow run --n 1000 --seed 42', load: () => import('./run.ts') },
  {
    name: 'shard',
    example: 'winnow shard workspace/shards/0123456789abcdef/look 3',
    load: () => import('./shard.ts'),
  },
  { name: 'runs', example: 'winnow runs list', load: () => import('./runs.ts') },
  {
    name: 'decisions',
    example: 'winnow decisions --run latest --reason solved',
    load: () => import('./decisions.ts'),
  },
  {
    name: 'preview',
    example: 'winnow preview --run latest --set quality.longest=4000',
    load: () => import('./preview.ts'),
  },
  { name: 'diff', example: 'winnow diff run-0123456789 latest', load: () => import('./diff.ts') },
  { name: 'map', example: 'winnow map --run latest', load: () => import('./map.ts') },
  { name: 'why', example: 'winnow why math-00006 --run latest', load: () => import('./why.ts') },
  {
    name: 'attest',
    example: 'winnow attest --provider gemini --tier paid --region US --use "traces for a research model"',
    load: () => import('./attest.ts'),
  },
  { name: 'terms', example: 'winnow terms list', load: () => import('./terms.ts') },
  {
    name: 'traces',
    example: 'winnow traces collect --run latest --teacher reference',
    load: () => import('./traces.ts'),
  },
  {
    name: 'attempts',
    example: 'winnow attempts collect --model Qwen/Qwen2.5-7B-Instruct --endpoint http://127.0.0.1:8000/v1',
    load: () => import('./attempts.ts'),
  },
  {
    name: 'grades',
    example: 'winnow grades collect --model Qwen/Qwen2.5-32B-Instruct --endpoint http://127.0.0.1:8000/v1',
    load: () => import('./grades.ts'),
  },
  {
    name: 'labels',
    example: 'winnow labels collect --model Qwen/Qwen2.5-32B-Instruct --endpoint http://127.0.0.1:8000/v1',
    load: () => import('./labels.ts'),
  },
  { name: 'flags', example: 'winnow flags --run latest', load: () => import('./flags.ts') },
  { name: 'policy', example: 'winnow policy set research-only --by ann', load: () => import('./policy.ts') },
  {
    name: 'release',
    example: 'winnow release --run latest --policy internal --out out/set-1',
    load: () => import('./release.ts'),
  },
  { name: 'licences', example: 'winnow licences list', load: () => import('./licences.ts') },
  {
    name: 'waive',
    example:
      'winnow waive --code DIFFICULTY_ESTIMATED --run latest --purpose "a 7B research model" --by ann --why "levels of the sources will do for this" --reason fair-use-counsel',
    load: () => import('./waive.ts'),
  },
  { name: 'waivers', example: 'winnow waivers list', load: () => import('./waivers.ts') },
  { name: 'reviews', example: 'winnow reviews import judgements.jsonl', load: () => import('./reviews.ts') },
  {
    name: 'takedown',
    example: 'winnow takedown source sample-algebra --by ann --why "notice of the author"',
    load: () => import('./takedown.ts'),
  },
  { name: 'audit', example: 'winnow audit math-00006', load: () => import('./audit.ts') },
  {
    name: 'verify',
    example: 'winnow verify out/set-1',
    load: () => import('./verify.ts'),
  },
  {
    name: 'trained',
    example: 'winnow trained out/set-1 --model student-7b --by ann',
    load: () => import('./trained.ts'),
  },
  {
    name: 'evaluate',
    example: 'winnow evaluate --model student-7b --endpoint http://127.0.0.1:8000/v1 --budget 4000',
    load: () => import('./evaluate.ts'),
  },
  { name: 'evaluations', example: 'winnow evaluations list', load: () => import('./evaluations.ts') },
  {
    name: 'ledger',
    example: 'winnow ledger verify',
    load: () => import('./ledger.ts'),
  },
  { name: 'backup', example: 'winnow backup backups/monday.tar', load: () => import('./backup.ts') },
  {
    name: 'restore',
    example: 'winnow restore backups/monday.tar --workspace restored',
    load: () => import('./restore.ts'),
  },
  { name: 'doctor', example: 'winnow doctor', load: () => import('./doctor.ts') },
  { name: 'user', example: 'winnow user add ann --role reviewer', load: () => import('./user.ts') },
  {
    name: 'worker',
    example: 'winnow worker --server http://127.0.0.1:4321 --endpoint http://127.0.0.1:8000/v1',
    load: () => import('./worker.ts'),
  },
  { name: 'serve', example: 'winnow serve --port 4321', load: () => import('./serve.ts') },
];
