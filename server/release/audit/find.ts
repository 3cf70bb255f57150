import { createHash } from 'node:crypto';
import { longestWords, looseText } from '../../algorithms/loose-text.ts';
import type { ReleaseLine } from '../../db/release-lines.ts';
import { type FoundText, textFinder } from '../../db/text-finder.ts';
import type { Workspace } from '../../db/workspace.ts';

/** What a query was taken for. */
export type QueryKind = 'question' | 'line' | 'trace' | 'flag' | 'text';

/** A question that a query leads to, and by which of its texts, traces or lines. */
export interface Found {
  kind: QueryKind;
  question: string;
  /** The trace that was named, or whose text has it. */
  trace: string | null;
  /** The line of a release that was named. */
  line: ReleaseLine | null;
  /** What was found in a text, with what stands around it. */
  excerpt: string | null;
}

export interface Finding {
  found: Found[];
  /** Whether there are more than were looked for. */
  isCut: boolean;
}

/**
 * What a query leads to: an id of a question (ours or the import's), of a trace or of a flag; the SHA-256 of a line, the
 * line itself, or `RELEASE:LINE`; else any part of a text of a question or a trace, however it is spaced.
 * @param limit of the questions that are found
 */
export function findFor(workspace: Workspace, query: string, limit: number): Finding {
  const asked = query.trim();
  const named = byName(workspace, asked);
  if (named.length > 0) return { found: named.slice(0, limit), isCut: named.length > limit };
  const found = byText(workspace, asked, limit + 1);
  return { found: found.slice(0, limit), isCut: found.length > limit };
}

const nothing = { trace: null, line: null, excerpt: null };

function byName(workspace: Workspace, asked: string): Found[] {
  const { questions, traces, flags } = workspace;
  const lines = linesFor(workspace, asked);
  if (lines.length > 0) return lines;
  const own = questions.byId(asked);
  if (own !== undefined) return [{ kind: 'question', question: own.questionId, ...nothing }];
  const trace = traces.byId(asked);
  if (trace !== undefined) return [{ kind: 'trace', question: trace.question, ...nothing, trace: trace.id }];
  const flag = flags.byId(asked);
  if (flag?.subject.type === 'question') return [{ kind: 'flag', question: flag.subject.id, ...nothing }];
  const flagged = flag?.subject.type === 'trace' ? traces.byId(flag.subject.id) : undefined;
  if (flagged !== undefined)
    return [{ kind: 'flag', question: flagged.question, ...nothing, trace: flagged.id }];
  return questions
    .find(asked)
    .map(({ questionId }) => ({ kind: 'question' as const, question: questionId, ...nothing }));
}

/** A line by its hash, by its place, or by its own words. A question may be on several lines. */
function linesFor({ releaseLines, releases }: Workspace, asked: string): Found[] {
  const place = /^(release-[0-9a-f]{16}):(\d{1,9})$/.exec(asked);
  const hash = /^[0-9a-fA-F]{64}$/.test(asked)
    ? asked.toLowerCase()
    : asked.startsWith('{')
      ? createHash('sha256').update(asked, 'utf8').digest('hex')
      : null;
  const lines =
    place !== null
      ? releaseLines.of(place[1] ?? '', Number(place[2])).slice(0, 1)
      : hash === null
        ? []
        : releaseLines.byHash(hash);
  return lines.flatMap((line) => {
    const row = releases.row(line.release, line.line);
    return row === undefined
      ? []
      : [{ kind: 'line' as const, question: row.question, trace: row.trace, line, excerpt: null }];
  });
}

/** Questions first: what they say is asked about most. Traces are looked through where no question has it. */
function byText(workspace: Workspace, asked: string, limit: number): Found[] {
  const finder = textFinder(workspace.db);
  for (const words of wordings(asked)) {
    const sought = looseText(words);
    if (sought === '') continue;
    for (const from of [finder.questions, finder.traces]) {
      const found = holding(from(longestWords(words)), sought, limit);
      if (found.length > 0) return found;
    }
  }
  return [];
}

/** The query as it is, and as it reads where it was copied out of a line of JSON. */
function wordings(asked: string): string[] {
  if (!asked.includes('\\')) return [asked];
  try {
    return [asked, String(JSON.parse(`"${asked.replace(/(?<!\\)"/g, '\\"')}"`))];
  } catch {
    return [asked];
  }
}

function holding(texts: Iterable<FoundText>, sought: string, limit: number): Found[] {
  const found = new Map<string, Found>();
  for (const { question, trace, texts: all } of texts) {
    const text = all.find((one) => looseText(one).includes(sought));
    if (text === undefined || found.has(question)) continue;
    found.set(question, { kind: 'text', question, trace, line: null, excerpt: excerptOf(text, sought) });
    if (found.size === limit) break;
  }
  return [...found.values()];
}

/** Unit: characters on either side. */
const AROUND = 80;

/**
 * The place where a text has what was sought, and a little around it. The first end at which the text has all of it is
 * looked for by halving: a longer beginning of a text never has less.
 */
function excerptOf(text: string, sought: string): string {
  const hasIt = (end: number): boolean => looseText(text.slice(0, end)).includes(sought);
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (hasIt(middle)) high = middle;
    else low = middle + 1;
  }
  const from = Math.max(0, high - 2 * sought.length - AROUND);
  return `${from > 0 ? '… ' : ''}${text.slice(from, high + AROUND).toWellFormed()}${high + AROUND < text.length ? ' …' : ''}`;
}
