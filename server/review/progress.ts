import type { PersonProgress } from '../../shared/schemas/agreement.ts';
import type { ReviewDay } from '../../shared/schemas/queue-work.ts';
import { groupBy } from '../algorithms/group-by.ts';
import type { Queue } from '../db/queues.ts';
import { lastWords } from '../db/reviews.ts';
import type { Workspace } from '../db/workspace.ts';

/** How far each person is in a queue, by what they said in it and still say; whoever was there last comes first. */
export function progressOf(workspace: Workspace, queue: Queue): (PersonProgress & { person: string })[] {
  const gold = new Map(
    workspace.queueItems
      .of(queue.id)
      .flatMap(({ question, gold: known }) => (known === null ? [] : [[question, known]])),
  );
  const said = workspace.reviews.ofQueue(queue.id);
  const byText = groupBy(said, ({ question, textSha256 }) => `${question} ${textSha256}`);
  const standing = [...byText.values()].flatMap(lastWords).filter(({ final }) => final === 0);
  return [...groupBy(standing, ({ reviewer }) => reviewer)]
    .map(([person, words]) => ({
      person,
      user: workspace.people.nameOf(person) ?? person,
      accepted: words.filter(({ decision }) => decision === 'accept').length,
      rejected: words.filter(({ decision }) => decision === 'reject').length,
      skipped: words.filter(({ decision }) => decision === 'skip').length,
      medianSeconds: median(words.flatMap(({ seconds }) => seconds ?? [])),
      gold: words.filter(({ question, decision }) => gold.has(question) && decision !== 'skip').length,
      goldRight: words.filter(({ question, decision }) => gold.get(question) === decision).length,
      lastHour: inLastHour(words.map(({ at }) => Date.parse(at))),
      lastAt: words.reduce((last, { at }) => (at > last ? at : last), ''),
    }))
    .sort((a, b) => (a.lastAt > b.lastAt ? -1 : 1));
}

const HOUR_MS = 3_600_000;
const inLastHour = (times: readonly number[]): number => {
  const last = times.reduce((latest, time) => Math.max(latest, time), 0);
  return times.filter((time) => time > last - HOUR_MS).length;
};

/** What was said in a queue and stands, by the day (UTC) on which it was said, oldest first. */
export function daysOf(workspace: Workspace, queue: Queue): ReviewDay[] {
  const days = new Map<string, { counts: Omit<ReviewDay, 'day' | 'people'>; people: Set<string> }>();
  for (const { at, decision, reviewer, withdrawn, final } of workspace.reviews.ofQueue(queue.id)) {
    if (withdrawn !== null || final === 1) continue;
    const key = at.slice(0, 10);
    const day = days.get(key) ?? { counts: { accepted: 0, rejected: 0, skipped: 0 }, people: new Set() };
    day.counts[TALLY[decision]] += 1;
    day.people.add(reviewer);
    days.set(key, day);
  }
  return [...days]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, { counts, people }]) => ({ day, ...counts, people: people.size }));
}

const TALLY = { accept: 'accepted', reject: 'rejected', skip: 'skipped' } as const;

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
