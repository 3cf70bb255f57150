import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { geminiRoute } from './gemini-routes.ts';
import type { Ledger } from './ledger.ts';
import { openaiRoute } from './openai-routes.ts';
import type { FakePlan, FaultRule } from './plan.ts';
import { send } from './sending.ts';
import { type Answer, createState, enter, type FakeState, type Incoming, projectOf, whole } from './state.ts';

export interface FakeModels {
  /** `http://127.0.0.1:PORT`: the base address of Gemini; OpenAI clients add `/v1`. */
  url: string;
  ledger: Ledger;
  /** Other faults from now on. */
  setFaults(faults: readonly FaultRule[]): void;
  /** Waits until every reply that was begun is done with, so that the ledger is complete. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts a fake of Gemini and of an OpenAI-compatible server on a free port of this machine. It speaks their wire
 * formats, keeps quotas, misbehaves by plan and books what it would bill
 * (`GET /fake/ledger`; `POST /fake/faults` changes the faults).
 */
export async function startFakeModels(plan: FakePlan = {}): Promise<FakeModels> {
  const state = createState(plan);
  const open = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    response.on('error', () => undefined);
    const served = serve(state, request, response).catch(() => void response.destroy());
    open.add(served);
    void served.then(() => open.delete(served));
  });
  server.keepAliveTimeout = 60_000;
  server.requestTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    ledger: state.ledger,
    setFaults: state.faults.set,
    settled: async () => {
      while (open.size > 0) await Promise.all(open);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(state: FakeState, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const request = await read(state, message);
  if (request.path.startsWith('/fake/')) {
    if (request.path === '/fake/faults') state.faults.set((request.json ?? []) as FaultRule[]);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.path === '/fake/ledger' ? state.ledger.entries : {}));
    return;
  }
  const answer = geminiRoute(state, request) ?? openaiRoute(state, request) ?? nowhere(state, request);
  const isGeneration = answer.entry.route === 'generate' || answer.entry.route === 'stream';
  if (isGeneration && state.plan.latencyMs) await new Promise((go) => setTimeout(go, state.plan.latencyMs));
  answer.entry.status =
    answer.wire.send === 'reset' || answer.wire.send === 'nothing' ? null : answer.delivery.status;
  answer.entry.left = await send(response, answer.delivery, answer.wire, answer.value);
}

function nowhere(state: FakeState, request: Incoming): Answer {
  const entry = enter(state, request, { api: 'gemini', version: '', route: 'unknown' });
  const headers = { 'content-type': 'text/html' };
  return whole(entry, { status: 404, headers, pieces: ['<html>Not Found</html>'], stream: false });
}

async function read(state: FakeState, message: IncomingMessage): Promise<Incoming> {
  const pieces: Buffer[] = [];
  for await (const piece of message) pieces.push(piece as Buffer);
  const bytes = Buffer.concat(pieces);
  const origin = `http://${message.headers.host ?? 'localhost'}`;
  const address = new URL(message.url ?? '/', origin);
  const bearer = /^Bearer (.+)$/.exec(message.headers.authorization ?? '')?.[1];
  const key = String(message.headers['x-goog-api-key'] ?? bearer ?? '');
  return {
    method: message.method ?? 'GET',
    path: address.pathname,
    query: address.searchParams,
    headers: message.headers,
    bytes,
    json: jsonOf(bytes),
    key,
    project: projectOf(state.plan, key),
    origin,
  };
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
