import type { BatchProvider, BatchStatus, Call, Failed, Replied } from '../../provider.ts';
import { type Limits, limitsOf } from '../attempt.ts';
import { sentOf } from '../outcome.ts';
import { listOf, objectOf, textOf } from '../unknown.ts';
import { type BatchCalls, batchCalls, type GeminiBatchOptions, type Got } from './batch-calls.ts';
import { geminiClient } from './client.ts';
import { type Item, itemsInline, itemsOfFile, outcomeOfItem } from './items.ts';
import { jobOf, outputOf } from './jobs.ts';
import { bodyOfCall, geminiProvider } from './provider.ts';

/** What one job may hold: Google takes 20 MB inline, and files of 2 GB that are held in memory here. */
const INLINE = { items: 2_000, bytes: 18_000_000 };
const FILE = { items: 50_000, bytes: 200_000_000 };

/**
 * Gemini's batches, beside its single calls: half the price, within a day. Creating one is not idempotent; a lost
 * reply is found by `find`. A job, its output and its items are read from the bytes, for the SDK drops errors.
 */
export function geminiBatches(options: GeminiBatchOptions): BatchProvider {
  const limits: Limits = limitsOf(options);
  const client = geminiClient(options, limits);
  const calls = batchCalls(client, options, limits);
  const resultsOf = async (items: readonly Item[], asked: readonly Call[]) => {
    const results = new Map<string, Replied | Failed>();
    const byKey = new Map(asked.map((call) => [call.key, call]));
    for (const item of items) {
      const call = byKey.get(item.key);
      if (call === undefined) continue; // nobody asked for it
      const url = calls.createUrl(call.model);
      const requestBody = JSON.stringify(await bodyOfCall(client, call, options));
      const sent = sentOf(client.sender, 'batch', { url, requestBody });
      const outcome = outcomeOfItem(item, call, sent, { redact: client.redact, now: options.now() });
      results.set(item.key, better(results.get(item.key), outcome));
    }
    return results;
  };
  return {
    ...geminiProvider(options),
    batches: {
      limits: options.by === 'inline' ? INLINE : FILE,
      create: async (displayName, asked, signal) =>
        statusOf(await calls.create(displayName, asked, signal), calls),
      find: (displayName, signal) => find(calls, displayName, signal),
      status: async (name, signal) => statusOf(await calls.get(name, signal), calls),
      async cancel(name, signal) {
        const got = await calls.cancel(name, signal);
        return 'state' in got ? got : null;
      },
      async results(name, asked, signal) {
        const items = await itemsOf(calls, name, signal);
        return Array.isArray(items) ? resultsOf(items, asked) : items;
      },
    },
  };
}

/** A job in an answer that ought to be one. */
function statusOf(got: Got | Failed, calls: BatchCalls): BatchStatus | Failed {
  if ('state' in got) return got;
  const job = jobOf(got.body);
  if (job === null) return calls.unreadable(got, 'The answer is no job.');
  const { createdAt: _, ...status } = job;
  return status;
}

const PAGES = 1_000; // of 100 jobs: more than a project keeps

/** Every job of that name, oldest first; a page that fails fails the search, since what it held is not known. */
async function find(
  calls: BatchCalls,
  displayName: string,
  signal: AbortSignal,
): Promise<BatchStatus[] | Failed> {
  const found: (BatchStatus & { createdAt: string })[] = [];
  let pageToken: string | null = null;
  for (let page = 0; page < PAGES; page++) {
    const got: Got | Failed = await calls.list(pageToken, signal);
    if ('state' in got) return got;
    const { operations, nextPageToken } = objectOf(got.body);
    const jobs = listOf(operations).map(jobOf);
    found.push(...jobs.filter((job) => job !== null).filter((job) => job.displayName === displayName));
    pageToken = textOf(nextPageToken);
    if (pageToken === null) break;
  }
  return found
    .sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0))
    .map(({ createdAt: _, ...status }) => status);
}

/** The results of a job that has ended, wherever they are. */
async function itemsOf(calls: BatchCalls, name: string, signal: AbortSignal): Promise<Item[] | Failed> {
  const got = await calls.get(name, signal);
  if ('state' in got) return got;
  const job = jobOf(got.body);
  if (job === null) return calls.unreadable(got, 'The answer is no job.');
  const output = outputOf(got.body);
  if (output !== null && 'items' in output) return itemsInline(output.items);
  if (output !== null) {
    const file = await calls.download(output.file, signal);
    return 'state' in file ? file : itemsOfFile(file.bytes);
  }
  if (job.state === 'pending' || job.state === 'running') return calls.unfinished(got);
  return job.state === 'succeeded' || job.state === 'partial' ? calls.gone(got) : [];
}

/** Of two results for one call a reply counts before a failure, and the first before the second. */
function better(before: Replied | Failed | undefined, now: Replied | Failed): Replied | Failed {
  if (before === undefined || (before.state === 'trouble' && now.state === 'replied')) return now;
  if (before.state === 'trouble' || now.state === 'trouble') return before;
  const note = 'The batch held more than one result for this call; the first one counts.';
  const { notes } = before.reading;
  return notes.includes(note)
    ? before
    : { ...before, reading: { ...before.reading, notes: [...notes, note] } };
}
