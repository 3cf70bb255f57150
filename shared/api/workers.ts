import { Type } from '@sinclair/typebox';
import { get, post, type Route } from '../route.ts';
import {
  heardSchema,
  heartbeatSchema,
  leasesSchema,
  leaseWishSchema,
  takenSchema,
  workerReplySchema,
  workersSchema,
} from '../schemas/worker.ts';

/** Workers: who carries calls to a provider for this server, which alone decides what is asked. */
export const WORKER_ROUTES = {
  workers: get('/workers', 'Workers that were heard of lately, and calls that wait for one.', workersSchema),
  leaseCalls: post(
    '/worker/leases',
    'Leases calls to a worker; waits for the first one as long as it is told to.',
    leasesSchema,
    { body: leaseWishSchema },
  ),
  workerHeartbeat: post('/worker/heartbeat', 'A worker says that it lives, and what it holds.', heardSchema, {
    body: heartbeatSchema,
  }),
  handOverReply: post(
    '/worker/leases/{id}/reply',
    "Takes the provider's answer to a leased call, once; again is no harm.",
    takenSchema,
    {
      params: Type.Object(
        { id: Type.String({ minLength: 1, maxLength: 60, description: 'Id of a lease.' }) },
        { additionalProperties: false },
      ),
      body: workerReplySchema,
    },
  ),
} as const satisfies Record<string, Route>;
