import { type Static, Type } from '@sinclair/typebox';

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

/** How a job stands. */
export const JOB_STATES = {
  waiting: 'Nobody works on it; it can be resumed.',
  running: 'It is under way, in this server or by a command.',
  paused: 'Somebody holds it up; it can be resumed.',
  done: 'It came to its end.',
  failed: 'It broke off; what came before is stored, and it can be resumed.',
  cancelled: 'Somebody ended it; it can be taken up again.',
} as const;
export type JobState = keyof typeof JOB_STATES;

const progress = Type.Object(
  {
    spentUsd: Type.Number(),
    usdPerAnswer: nullable(Type.Number()),
    expectedUsd: nullable(Type.Number({ description: 'What all will have cost at this rate.' })),
    perMinute: Type.Number({ description: 'Items settled a minute.' }),
    secondsLeft: nullable(Type.Number()),
    inFlight: Type.Integer(),
    pausedUntil: nullable(Type.String({ description: 'Until then all wait for the provider.' })),
    workers: Type.Optional(
      Type.Object(
        {
          connected: Type.Integer({ description: 'Workers that were heard of lately.' }),
          leased: Type.Integer({ description: 'Calls of this collection that they hold.' }),
          waiting: Type.Integer({ description: 'Calls of it that nobody has taken yet.' }),
        },
        { description: 'Of a collection whose calls are made by workers.' },
      ),
    ),
  },
  { description: 'Of a job that is under way.' },
);

/** Long work, under way or waiting to be resumed. */
export const jobItemSchema = Type.Object({
  jobId: Type.String({ description: 'Of a collection: its id.' }),
  kind: Type.String({
    description:
      '`traces`, `attempts`, `grades` or `labels` collect; `run`, `release`, `import` or `map` otherwise.',
  }),
  state: Type.Union((Object.keys(JOB_STATES) as JobState[]).map((name) => Type.Literal(name))),
  done: Type.Integer(),
  total: nullable(Type.Integer()),
  createdAt: Type.String(),
  title: Type.String({ description: 'Who is asked, or what is made.' }),
  message: nullable(Type.String({ description: 'Why it stands where it stands, in a line.' })),
  isResumable: Type.Boolean({ description: 'Whether `POST /jobs/{id}/resume` would take it up.' }),
  budgetUsd: nullable(Type.Number()),
  progress: nullable(progress),
  command: Type.Optional(Type.String({ description: 'The command that it carries out.' })),
  result: Type.Optional(
    Type.Unknown({ description: 'What that command replied, without its lists where it is long.' }),
  ),
});
export type JobItem = Static<typeof jobItemSchema>;
