import { createHash } from 'node:crypto';
import { WinnowError } from '../../shared/error.ts';
import type { TermsEntry } from '../../shared/schemas/terms.ts';
import { DECLARING } from '../../shared/vocabulary/roles.ts';
import type { TermsRegistry } from '../comply/shipped.ts';
import { instrumentOf, supersededBy } from '../comply/terms.ts';
import { actingPerson } from '../db/accounts/acting.ts';
import type { Workspace } from '../db/workspace.ts';
import { lineDiff, pageText } from './page-text.ts';

/** What was brought, held against what was brought last and against the registry. */
export interface CaptureReport {
  /** Id of the registry up to its version. */
  instrument: string;
  /** Of the normalised text, hex. */
  sha256: string;
  fileSha256: string;
  bytes: number;
  capturedAt: string;
  /** False where the very text is there already. */
  isNew: boolean;
  /** SHA-256 of the text that was brought last before it, or null. */
  previous: string | null;
  /** Lines that only one of the two has; the first 200 of each. */
  added: string[];
  removed: string[];
  addedLines: number;
  removedLines: number;
  /** The newest entry of the registry, and whether the words of its clauses stand in the text. */
  entry: string;
  /**
   * `quotedBy`: the newest version that quotes the clause, or null where none does; `foundBefore`: whether its words
   * stood in the text that was brought last, null where there was none.
   */
  clauses: { id: string; quotedBy: string | null; found: boolean; foundBefore: boolean | null }[];
}

export interface Bringing {
  bytes: Uint8Array;
  /** Name of the file, for messages. */
  name: string;
  /** An id of the registry, with or without its version; null to tell it by the clauses that the text holds. */
  of: string | null;
  /** Name of who brings it; null: whoever runs the command. */
  by: string | null;
  /** Opaque id of whoever runs the command. */
  actor: string;
}

/**
 * Keeps a page of terms that somebody brings: hashed, stored, and compared with the one brought last, line by
 * line, and with the newest entry of the registry, clause by clause.
 * @throws WinnowError `bad-input` for what is no text, `bad-usage` where it can not be told which terms it is of,
 * `forbidden` for who may not bring it
 */
export function captureTerms(workspace: Workspace, registry: TermsRegistry, page: Bringing): CaptureReport {
  const text = pageText(page.bytes, page.name);
  const entry = page.of === null ? entryByText(registry, text) : entryNamed(registry, page.of);
  const instrument = instrumentOf(entry.id);
  const sha256 = createHash('sha256').update(text, 'utf8').digest('hex');
  return workspace.write('terms capture', () => {
    const actor = page.by === null ? page.actor : actingPerson(workspace, page.by, DECLARING);
    const known = workspace.captures.find(instrument, sha256);
    const last = workspace.captures.latest(instrument);
    const capture =
      known ??
      store(workspace, { ...page, actor }, { instrument, sha256, text, previous: last?.sha256 ?? null });
    const before = known === undefined ? last : undefined;
    const { added, removed } =
      before === undefined ? { added: [], removed: [] } : lineDiff(before.text, text);
    return {
      instrument,
      sha256,
      fileSha256: capture.fileSha256,
      bytes: Buffer.byteLength(text),
      capturedAt: capture.capturedAt,
      isNew: known === undefined,
      previous: before?.sha256 ?? null,
      added: added.slice(0, SHOWN_LINES),
      removed: removed.slice(0, SHOWN_LINES),
      addedLines: added.length,
      removedLines: removed.length,
      entry: entry.id,
      clauses: clausesIn(registry, entry, text, before?.text ?? null),
    };
  });
}

const SHOWN_LINES = 200;

function store(
  workspace: Workspace,
  { bytes, actor }: Bringing,
  { previous, ...what }: { instrument: string; sha256: string; text: string; previous: string | null },
) {
  const fileSha256 = createHash('sha256').update(bytes).digest('hex');
  const { instrument, sha256, text } = what;
  const { seq } = workspace.events.append({
    type: 'terms.captured',
    actor,
    subject: instrument,
    idem: `terms.captured ${instrument} ${sha256}`,
    data: {
      instrument,
      normalisation: 'utf8-lf-trim-v1',
      text_sha256: sha256,
      file_sha256: fileSha256,
      previous,
    },
    blobs: [{ sha256, size: Buffer.byteLength(text), media_type: 'text/plain; charset=utf-8' }],
  });
  const capture = { ...what, fileSha256, actor, capturedAt: workspace.now().toISOString(), event: seq };
  workspace.captures.insert(capture);
  return capture;
}

/** Quotes are looked for without regard to white space, since pages break lines where they like. */
function clausesIn(
  registry: TermsRegistry,
  newest: TermsEntry,
  text: string,
  before: string | null,
): CaptureReport['clauses'] {
  const plain = squeezed(text);
  const plainBefore = before === null ? null : squeezed(before);
  const versions = registry.entries
    .filter(({ id }) => instrumentOf(id) === instrumentOf(newest.id))
    .sort((a, b) => ((a.effective ?? '') < (b.effective ?? '') ? 1 : -1));
  return newest.clauses.map(({ id }) => {
    for (const version of versions) {
      const excerpt = version.clauses.find((clause) => clause.id === id)?.excerpt ?? null;
      if (excerpt === null) continue;
      const foundBefore = plainBefore === null ? null : holds(plainBefore, excerpt);
      return { id, quotedBy: version.id, found: holds(plain, excerpt), foundBefore };
    }
    return { id, quotedBy: null, found: false, foundBefore: plainBefore === null ? null : false };
  });
}

const squeezed = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll('’', "'");

/** An excerpt may leave words out: its pieces are then looked for one after the other. */
function holds(plain: string, excerpt: string): boolean {
  let at = 0;
  for (const piece of excerpt.split('…')) {
    const found = plain.indexOf(squeezed(piece).trim(), at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return true;
}

function entryNamed(registry: TermsRegistry, of: string): TermsEntry {
  const entry = registry.entries.find(({ id }) => id === of || instrumentOf(id) === of);
  if (entry !== undefined) return newestOf(registry, entry);
  throw new WinnowError('bad-usage', `The registry has no terms ${of}; winnow terms list shows what it has.`);
}

function newestOf(registry: TermsRegistry, entry: TermsEntry): TermsEntry {
  const next = supersededBy(registry, entry);
  return next === null ? entry : newestOf(registry, next);
}

/** The document of which most quotes stand in the text, where it is one alone. */
function entryByText(registry: TermsRegistry, text: string): TermsEntry {
  const plain = squeezed(text);
  const quotes = new Map<string, Set<string>>();
  for (const { id, clauses } of registry.entries)
    for (const { excerpt } of clauses)
      if (excerpt !== null && holds(plain, excerpt))
        quotes.set(instrumentOf(id), (quotes.get(instrumentOf(id)) ?? new Set()).add(excerpt));
  const [best, second] = [...quotes].sort(([, a], [, b]) => b.size - a.size);
  if (best !== undefined && best[1].size > (second?.[1].size ?? 0)) return entryNamed(registry, best[0]);
  throw new WinnowError(
    'bad-usage',
    'No telling which terms this page is of, since it holds none of their words, or those of several: name them with --of ID, as winnow terms list shows it.',
  );
}
