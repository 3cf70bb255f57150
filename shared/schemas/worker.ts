import { type Static, Type } from '@sinclair/typebox';

const closed = { additionalProperties: false } as const;
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

/** What server and worker say to each other; another number is another language. */
export const WORKER_PROTOCOL = 1;

/** The largest reply of a provider that is handed over. Unit: bytes. */
export const MOST_REPLY = 64 * 1024 * 1024;

const provider = Type.Union([Type.Literal('gemini'), Type.Literal('openai')]);
const leaseId = Type.String({ pattern: '^lease-[0-9a-f]{32}$' });
const held = Type.Array(leaseId, {
  maxItems: 20_000,
  description: 'Leases that it has and that are not handed over yet.',
});

/** Who a worker is, with every word that it says. */
const who = {
  protocol: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
  version: Type.String({ maxLength: 60, description: 'Of its Winnow.' }),
  session: Type.String({ pattern: '^[0-9a-f]{16,64}$', description: 'Of this one process.' }),
  name: Type.String({ minLength: 1, maxLength: 120, pattern: '^[\\w.:@/-]{1,120}$' }),
  concurrency: Type.Integer({
    minimum: 1,
    maximum: 10_000,
    description: 'Calls under way at once, at most.',
  }),
  serves: Type.Array(
    Type.Object(
      {
        provider,
        address: Type.String({ minLength: 8, maxLength: 2000, description: 'Without a slash at its end.' }),
      },
      closed,
    ),
    { minItems: 1, maxItems: 8, description: 'Where its keys may go: it calls nobody else.' },
  ),
  trouble: Type.Optional(
    nullable(Type.String({ maxLength: 300, description: 'Why it takes nothing just now.' })),
  ),
};

/** A worker asks for calls to make. */
export const leaseWishSchema = Type.Object(
  {
    ...who,
    held,
    want: Type.Integer({ minimum: 1, maximum: 1000, description: 'Calls that it has room for.' }),
    waitMs: Type.Integer({
      minimum: 0,
      maximum: 60_000,
      default: 0,
      description: 'How long the answer may wait for one.',
    }),
  },
  closed,
);
export type LeaseWish = Static<typeof leaseWishSchema>;

/** A worker says that it lives. */
export const heartbeatSchema = Type.Object(
  {
    ...who,
    held,
    leaves: Type.Optional(Type.Boolean({ description: 'It ends, and holds nothing any more.' })),
  },
  closed,
);
export type Heartbeat = Static<typeof heartbeatSchema>;

/** A call that a worker is to make: the request as it leaves, but for the key, which is the worker's own. */
export const workerLeaseSchema = Type.Object({
  leaseId,
  provider,
  url: Type.String({ description: 'Below an address that the worker serves.' }),
  headers: Type.Record(Type.String(), Type.String(), { description: 'Never one with a key.' }),
  body: Type.String(),
  timeoutMs: Type.Integer({ description: 'How long the call may take.' }),
});
export type WorkerLease = Static<typeof workerLeaseSchema>;

/** An address that a worker is given no more calls to, since it was refused there with what it has of its own. */
export const asideSchema = Type.Object({
  provider,
  address: Type.String(),
  why: Type.String({ description: 'What the provider refuses, in one line.' }),
});
export type Aside = Static<typeof asideSchema>;

export const leasesSchema = Type.Object({
  leases: Type.Array(workerLeaseSchema),
  aside: Type.Optional(
    Type.Array(asideSchema, { description: 'Addresses that this process gets no more calls to.' }),
  ),
  left: Type.Integer({
    description: 'Collections by workers that are not done: under way, or waiting to be resumed.',
  }),
  heartbeatMs: Type.Integer({ description: 'How often it is to say that it lives.' }),
});
export type Leases = Static<typeof leasesSchema>;

export const heardSchema = Type.Object({ left: Type.Integer(), heartbeatMs: Type.Integer() });

/** Why no whole reply came to a worker; `unsent`: nothing left, and nobody can have billed it. */
const fault = Type.Object(
  {
    why: Type.Union(
      (['stopped', 'timeout', 'too-large', 'network', 'unsent'] as const).map((word) => Type.Literal(word)),
    ),
    message: Type.String({ maxLength: 2000 }),
  },
  closed,
);

/** What came of a call: the provider's answer as it came, or why there is none. */
export const workerReplySchema = Type.Object(
  {
    status: nullable(Type.Integer({ minimum: 100, maximum: 599 })),
    headers: Type.Record(
      Type.String({ pattern: '^[a-z0-9-]{1,60}$' }),
      Type.String({ maxLength: 500, pattern: '^[\\x20-\\x7e]*$' }),
      { maxProperties: 20, description: 'Those that say what came, and when to come back.' },
    ),
    body: nullable(
      Type.String({
        maxLength: Math.ceil(MOST_REPLY / 3) * 4,
        description: 'Base64 of its bytes.',
      }),
    ),
    fault: nullable(fault),
    latencyMs: Type.Integer({ minimum: 0, maximum: 86_400_000 }),
  },
  closed,
);
export type WorkerReply = Static<typeof workerReplySchema>;

/** What became of a reply that was handed over. */
export const TAKEN = {
  taken: 'the call that waited for it goes on with it',
  kept: 'its call does not wait any more, and will go on with it',
  extra: 'another call had taken its place: what it cost is counted',
  returned: 'nothing had left; the call goes to somebody else',
  known: 'it was handed over before',
} as const;
export const takenSchema = Type.Object({
  state: Type.Union((Object.keys(TAKEN) as (keyof typeof TAKEN)[]).map((word) => Type.Literal(word))),
});
export type Taken = Static<typeof takenSchema>;

/** A worker in the list. */
export const workerItemSchema = Type.Object({
  name: Type.String(),
  user: Type.String({ description: 'Whose token it has.' }),
  version: Type.String(),
  concurrency: Type.Integer(),
  serves: Type.Array(Type.String(), { description: 'Addresses.' }),
  leases: Type.Integer({ description: 'Calls that it holds.' }),
  replies: Type.Integer({ description: 'Handed over since it connected.' }),
  connectedAt: Type.String(),
  lastSeenAt: Type.String(),
  state: Type.Union([Type.Literal('connected'), Type.Literal('silent')]),
  trouble: nullable(Type.String()),
});
export type WorkerItem = Static<typeof workerItemSchema>;

/** Who is there, and what waits. */
export const workersSchema = Type.Object({
  workers: Type.Array(workerItemSchema),
  waiting: Type.Array(
    Type.Object({ address: Type.String(), calls: Type.Integer(), isServed: Type.Boolean() }),
    { description: 'Calls that nobody has taken yet, by where they go.' },
  ),
});
export type Workers = Static<typeof workersSchema>;
