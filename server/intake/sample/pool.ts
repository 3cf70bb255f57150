import { seededRandom } from '../../algorithms/random.ts';
import type { BenchmarkItem } from './benchmark/item.ts';
import { caseCopy, nearCopy, spacingCopy } from './copies.ts';
import { withDefect } from './defects.ts';
import { Draw } from './draw.ts';
import { leakOf } from './leaks.ts';
import { Likeness } from './likeness.ts';
import { PLANTED_KINDS, type Plan, type Planted, type SourcePlan, shares } from './plan.ts';
import { questionMaker } from './questions.ts';
import type { Draft, SampleRecord } from './record.ts';
import { easeOf, reachesDifficulty, type Tried } from './signals.ts';
import { textKey } from './text-key.ts';
import { truthBuilder } from './truth.ts';
import type { Words } from './words.ts';

/** A plain question that others are copied from. */
interface Original {
  id: string;
  draft: Draft;
  ease: number;
}

/** Share of the plain questions that are kept in mind as originals. */
const KEPT_SHARE = 0.12;
/** Copies that need an original which is in no group of exact copies. */
const NEAR_KINDS: ReadonlySet<Planted> = new Set([
  'case-copy',
  'spacing-copy',
  'near-appended',
  'near-opened',
  'near-reworded',
]);
const MOST_TRIES = 200;

/** The records of the pool, source by source, and what is known about them in the end. */
export function samplePool(plan: Plan, words: Words, items: readonly BenchmarkItem[], seed: number) {
  const seen = new Set<number>();
  const likeness = new Likeness();
  const originals: Record<'exact' | 'near', Original[]> = { exact: [], near: [] };
  const tried: Tried[] = [];
  const truth = truthBuilder(seed, PLANTED_KINDS);
  let leaks = 0;

  function* records(source: SourcePlan): Generator<SampleRecord> {
    const d = new Draw(seededRandom(`sample ${seed} ${source.name}`), words);
    const maker = questionMaker(d, source, plan.topics, { seen, likeness });
    const slots = slotsOf(d, plan, source);
    let made = 0;
    let passedOver = 0;
    for (let at = 0; at < slots.length; at++) {
      const kind = slots[at] ?? null;
      const id = `${source.ids}-${String(made + 1).padStart(5, '0')}`;
      const one = fill(d, maker, kind);
      if (one === null) {
        passedOver++;
        const isHopeless = passedOver > slots.length - at && originalsFor(kind).length === 0;
        slots.push(isHopeless ? null : kind); // nothing to copy from yet: it is made at the end of the source
        continue;
      }
      passedOver = 0;
      made++;
      yield finish(d, source, id, kind, one);
    }
  }

  const originalsFor = (kind: Planted | null): readonly Original[] =>
    originals[kind === 'exact-copy' ? 'exact' : 'near'];

  /** Makes what the slot asks for; null where there is no original yet. */
  function fill(d: Draw, maker: ReturnType<typeof questionMaker>, kind: Planted | null): Filled | null {
    if (kind === null) return { draft: maker.next() };
    if (kind === 'without-solution') return { draft: { ...maker.next(), solution: null } };
    if (kind === 'leak-whole' || kind === 'leak-half') return leak(d, kind === 'leak-half');
    if (kind === 'exact-copy') return exact(d);
    if (NEAR_KINDS.has(kind)) return near(d, kind);
    return defective(d, maker, kind);
  }

  function leak(d: Draw, half: boolean): Filled {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const item = items[leaks % items.length];
      if (item === undefined) break;
      const draft = leakOf(d, item, half, plan.topics[item.domain] ?? item.domain);
      const { key } = textKey(draft.question);
      if (tries % 8 === 7) leaks++;
      if (seen.has(key)) continue;
      seen.add(key);
      leaks++;
      return { draft, item: item.id };
    }
    throw new RangeError('the benchmark is too small for so many leaks');
  }

  function exact(d: Draw): Filled | null {
    const found = originals.exact;
    if (found.length === 0) return null;
    const at = d.int(0, found.length - 1);
    const original = found[at] as Original;
    if (d.chance(0.85)) found.splice(at, 1); // else it may be copied once more
    return { draft: original.draft, of: original };
  }

  function near(d: Draw, kind: Planted): Filled | null {
    const found = originals.near;
    if (found.length === 0) return null;
    const [original] = found.splice(d.int(0, found.length - 1), 1) as [Original];
    const { question } = original.draft;
    const text =
      kind === 'case-copy'
        ? caseCopy(d, question)
        : kind === 'spacing-copy'
          ? spacingCopy(d, question)
          : nearCopy(d, question, kind as 'near-appended');
    if (kind !== 'case-copy' && kind !== 'spacing-copy') {
      const { key } = textKey(text);
      if (seen.has(key)) return null;
      seen.add(key);
    }
    return { draft: { ...original.draft, question: text }, of: original };
  }

  function defective(d: Draw, maker: ReturnType<typeof questionMaker>, kind: Planted): Filled {
    const defect =
      kind === 'asymptote-kept'
        ? 'asymptote'
        : (kind as 'asymptote' | 'missing-image' | 'numbering' | 'bold-label');
    const draft = maker.next(defect === 'asymptote' || defect === 'missing-image');
    const question = withDefect(d, draft.question, defect);
    seen.add(textKey(question).key);
    return { draft: { ...draft, question } };
  }

  function finish(
    d: Draw,
    source: SourcePlan,
    id: string,
    kind: Planted | null,
    { draft, of, item }: Filled,
  ): SampleRecord {
    const { domain, wrong, ...text } = draft;
    const shared = kind === 'exact-copy' && of !== undefined;
    const drawn = easeOf(d, draft.meta.level, draft.meta.template);
    const ease = shared ? of.ease : drawn;
    const group = shared ? of.id : id;
    tried.push({
      id,
      source: source.name,
      domain,
      answer: draft.answer,
      wrong,
      ease: draft.solution === null ? null : ease,
      group,
      reaches: reachesDifficulty(kind),
    });
    truth.add(
      source.name,
      kind === null
        ? null
        : { id, kind, ...(of === undefined ? {} : { of: of.id }), ...(item === undefined ? {} : { item }) },
    );
    if (kind === null && isCopied(source) && d.chance(KEPT_SHARE)) {
      originals[d.chance(0.5) ? 'exact' : 'near'].push({ id, draft, ease });
    }
    return { id, source: source.name, ...text, license: source.license };
  }

  return { records, tried, truth };
}

interface Filled {
  draft: Draft;
  of?: Original;
  item?: string;
}

/** Copies are made of questions in plain prose: no options, no programs, no proofs. */
const isCopied = ({ choice, families }: SourcePlan): boolean =>
  !choice && !['programs', 'proofs', 'contest', 'rules'].some((family) => Object.hasOwn(families, family));

/** What each place of a source holds, in random order; null is a plain question. */
function slotsOf(d: Draw, plan: Plan, source: SourcePlan): (Planted | null)[] {
  const slots: (Planted | null)[] = [];
  for (const { kind, count, sources } of plan.planted) {
    const at = sources.indexOf(source.name);
    if (at < 0) continue;
    const sizes = sources.map((name) => plan.sources.find((one) => one.name === name)?.count ?? 0);
    const share = shares(count, sizes)[at] ?? 0;
    for (let i = 0; i < share; i++) slots.push(kind);
  }
  while (slots.length < source.count) slots.push(null);
  return d.shuffle(slots);
}
