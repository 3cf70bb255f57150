import express, { type RequestHandler, Router } from 'express';
import { ROUTES } from '../../../shared/api.ts';
import { WinnowError } from '../../../shared/error.ts';
import { MOST_REPLY, WORKER_PROTOCOL } from '../../../shared/schemas/worker.ts';
import { bind } from '../bind.ts';
import { allowed } from '../callers.ts';
import type { Service } from '../service.ts';

/** Workers: who they are, the calls that they lease, the replies that they hand over. */
export function workerRoutes({ board, jobs, version }: Pick<Service, 'board' | 'jobs' | 'version'>): Router {
  const router = Router();
  const checked = <B extends { protocol: number; version: string }>(body: B): B => {
    if (body.protocol === WORKER_PROTOCOL) return body;
    throw new WinnowError(
      'conflict',
      `This server is Winnow ${version} and speaks protocol ${WORKER_PROTOCOL} with workers, and the worker (${body.version}) speaks ${body.protocol}: run the same version on both.`,
    );
  };
  const { heartbeatMs } = board;
  bind(router, ROUTES.workers, () => board.list());
  bind(router, ROUTES.leaseCalls, async ({ body, caller }, signal) => {
    const leases = await board.wish(checked(body), caller.actor, signal);
    const aside = board.asideOf(body.session);
    return { leases, ...(aside.length > 0 && { aside }), left: jobs.leftToWorkers(), heartbeatMs };
  });
  bind(router, ROUTES.workerHeartbeat, async ({ body, caller }) => {
    await board.heartbeat(checked(body), caller.actor);
    return { left: jobs.leftToWorkers(), heartbeatMs };
  });
  bind(router, ROUTES.handOverReply, async ({ params, body, caller }) => ({
    state: await board.handOver(params.id, caller.actor, body),
  }));
  return router;
}

/** A reply in Base64 with what stands beside it. Unit: bytes. */
const MOST_JSON = Math.ceil(MOST_REPLY / 3) * 4 + 64 * 1024;

/** Reads replies, which may be larger than other bodies; nobody's but those of who may hand some over. */
export function workerReplies(): Router {
  const router = Router();
  const path = ROUTES.handOverReply.path.replaceAll(/\{(\w+)\}/g, ':$1');
  const isWorker: RequestHandler = (_request, response, next) => {
    allowed(response, ROUTES.handOverReply);
    next();
  };
  const read = express.json({ limit: MOST_JSON, type: 'application/json', strict: true });
  const tooLarge: express.ErrorRequestHandler = (cause: unknown, _request, _response, next) => {
    const isLarge = cause instanceof Error && 'status' in cause && cause.status === 413;
    next(isLarge ? new WinnowError('too-large', `A reply of over ${MOST_REPLY} bytes is not taken.`) : cause);
  };
  router.post(path, isWorker, read, tooLarge);
  return router;
}
