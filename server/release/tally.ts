import type { Origin } from './provenance.ts';
import type { MendedPart } from './row-about.ts';
import { statisticsOf, type TokenStatistics } from './tokens.ts';

/** Rows of one source, revision and declared licence. */
export interface SourceShare {
  source: string;
  revision: string | null;
  licenseDeclared: string | null;
  rows: number;
}

/** Traces of one teacher and kind. */
export interface TeacherShare {
  teacher: string;
  kind: string;
  rows: number;
}

/** What the rows of a release are made of. */
export interface Composition {
  /** By number of rows, most first; so are the others. */
  sources: SourceShare[];
  traces: TeacherShare[];
  domains: { domain: string; rows: number }[];
  /** Rows that hold words of people who mended them, and of which part; a part that nobody mended is not named. */
  mended: { rows: number; parts: Partial<Record<MendedPart, number>> };
  /** ISO 639-1, by script. */
  languages: string[];
  tokens: Record<keyof RowTokens, TokenStatistics>;
  /** Tokens of the traces of each kind. */
  kinds: Record<string, { rows: number; tokens: TokenStatistics }>;
}

/**
 * How long the parts of a row are. Unit: tokens; `s1` is the whole text in the format of s1, `text` that of the
 * chosen template, and `learnt` the part of it that a loss is taken on.
 */
export type RowTokens = Record<(typeof PARTS)[number], number>;

const PARTS = ['prompt', 'trace', 'answer', 's1', 'text', 'learnt'] as const;

/** Adds up rows one at a time. */
export function compositionTally() {
  const sources = new Map<string, SourceShare>();
  const traces = new Map<string, TeacherShare>();
  const domains = new Map<string, number>();
  const languages = new Set<string>();
  const mended: Composition['mended'] = { rows: 0, parts: {} };
  const kinds = new Map<string, number[]>();
  const lengths: Record<keyof RowTokens, number[]> = {
    prompt: [],
    trace: [],
    answer: [],
    s1: [],
    text: [],
    learnt: [],
  };

  return {
    /** @param tokens null for a row that is not trained on: how long it is tells nothing about a training */
    add({ question, decision, trace, teacher, about }: Origin, tokens: RowTokens | null): void {
      const { source, revision, license } = question;
      tick(sources, [source, revision, license], { source, revision, licenseDeclared: license, rows: 0 });
      const kind = trace.kind ?? 'none';
      tick(traces, [teacher, kind], { teacher, kind, rows: 0 });
      domains.set(decision.signals.domain, (domains.get(decision.signals.domain) ?? 0) + 1);
      if (about.mended.length > 0) mended.rows += 1;
      for (const { part } of about.mended) mended.parts[part] = (mended.parts[part] ?? 0) + 1;
      const language = languageOf(question.question);
      if (language !== null) languages.add(language);
      if (tokens === null) return;
      for (const part of PARTS) lengths[part].push(tokens[part]);
      push(kinds, kind, tokens.trace);
    },
    composition(): Composition {
      const shares = [...sources].sort(byRows).map(([, share]) => share);
      return {
        sources: shares,
        traces: [...traces].sort(byRows).map(([, share]) => share),
        domains: [...domains]
          .sort((a, b) => b[1] - a[1] || byKey(a, b))
          .map(([domain, rows]) => ({ domain, rows })),
        mended,
        languages: [...languages].sort(),
        tokens: Object.fromEntries(PARTS.map((part) => [part, statisticsOf(lengths[part])])) as Record<
          keyof RowTokens,
          TokenStatistics
        >,
        kinds: Object.fromEntries(
          [...kinds]
            .sort(byKey)
            .map(([kind, tokens]) => [kind, { rows: tokens.length, tokens: statisticsOf(tokens) }]),
        ),
      };
    },
  };
}

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1);

/** Most rows first. */
const byRows = (a: readonly [string, { rows: number }], b: readonly [string, { rows: number }]) =>
  b[1].rows - a[1].rows || byKey(a, b);

function tick<T extends { rows: number }>(shares: Map<string, T>, key: readonly unknown[], fresh: T): void {
  const name = JSON.stringify(key);
  const share = shares.get(name) ?? fresh;
  share.rows += 1;
  shares.set(name, share);
}

/** Chinese where a fifth of the letters are Han, English where most are Latin; else nothing is claimed. */
function languageOf(text: string): string | null {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) return null;
  const share = (pattern: RegExp) => (text.match(pattern)?.length ?? 0) / letters;
  if (share(/\p{Script=Han}/gu) >= 0.2) return 'zh';
  return share(/\p{Script=Latin}/gu) > 0.5 ? 'en' : null;
}

function push(lists: Map<string, number[]>, key: string, value: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
