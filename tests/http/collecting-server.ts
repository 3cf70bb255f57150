import { onTestFinished } from 'vitest';
import { NO_KEYS } from '../../server/ask/keys.ts';
import { teacherOpener } from '../../server/ask/open/teacher.ts';
import { patientFetch } from '../../server/ask/providers/network.ts';
import { loadShipped } from '../../server/db/shipped.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import type { CollectingEffects } from '../../server/jobs/collecting/effects.ts';
import { FAKE_KEY } from '../ask/collecting.ts';
import { storeRankedRun, worked } from '../ask/ranked-run.ts';
import { realSleep } from '../ask/scripted.ts';
import type { FakePlan } from '../helpers/fake-models/plan.ts';
import { type FakeModels, startFakeModels } from '../helpers/fake-models/server.ts';
import { ASSETS } from '../helpers/run.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { startServer } from './server.ts';

/** What collecting needs where Gemini is a fake one. @param key null: the server has none */
export function collectingFrom(url: string, key: string | null = FAKE_KEY): () => Promise<CollectingEffects> {
  const opener = (gemini: string | null) =>
    teacherOpener({
      shipped: loadShipped(ASSETS.data),
      keys: { ...NO_KEYS, gemini, geminiBaseUrl: url },
      network: patientFetch,
      clock: () => performance.now(),
      now: () => new Date(),
    });
  return async () => ({
    data: ASSETS.data,
    openTeacher: opener(key),
    openForPlan: opener(key ?? 'no key'),
    countTokens: (text) => text.split(' ').length,
    clock: () => performance.now(),
    now: () => Date.now(),
    sleep: realSleep,
    random: Math.random,
  });
}

/** A workspace of a ranked run: the first half of its questions are selected. */
export function rankedWorkspace(questions: number): Workspace {
  const workspace = temporaryWorkspace();
  const asked = Array.from({ length: questions }, (_, i) =>
    worked(`q${i}`, { question: `What is ${i} + ${3 * i}?`, answer: String(4 * i) }),
  );
  storeRankedRun(workspace, asked, Math.ceil(questions / 2));
  return workspace;
}

/** A server over such a workspace whose Gemini is a fake one. */
export async function serveCollecting({
  questions = 8,
  plan = {},
  key,
  pages,
  workspace = rankedWorkspace(questions),
  fake: given,
  ...more
}: {
  questions?: number;
  plan?: FakePlan;
  key?: string | null;
  pages?: string;
  workspace?: Workspace;
  /** A provider that is there already. */
  fake?: FakeModels;
  signIn?: boolean;
  workerSilenceMs?: number;
} = {}) {
  const fake = given ?? (await startFakeModels(plan));
  if (given === undefined) onTestFinished(() => fake.close());
  const server = await startServer(workspace, pages, { asking: collectingFrom(fake.url, key), ...more });
  const post = (path: string, body: unknown = {}, headers: Record<string, string> = {}) =>
    server.api(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  return { ...server, fake, post };
}
