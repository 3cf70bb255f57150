import { setImmediate } from 'node:timers/promises';
import { kindOf } from '../../shared/form-kinds.ts';
import type { AgreementReport } from '../../shared/schemas/agreement.ts';
import type { ReviewForm } from '../../shared/schemas/review-form.ts';
import { krippendorffAlpha } from '../algorithms/agreement/alpha.ts';
import { bootstrap, type Estimate, type Measure } from '../algorithms/agreement/bootstrap.ts';
import { fleissKappa } from '../algorithms/agreement/fleiss.ts';
import { gwetAc1 } from '../algorithms/agreement/gwet.ts';
import { rawAgreement } from '../algorithms/agreement/raw.ts';
import { baseRates, type Ratings } from '../algorithms/agreement/table.ts';
import type { Queue } from '../db/queues.ts';
import type { Review } from '../db/reviews.ts';
import type { Workspace } from '../db/workspace.ts';
import { kappa } from '../decide/grades/kappa.ts';
import { wordsOn } from './recount.ts';

/** A text and the words that stand on it, one of each person. */
interface Unit {
  domain: string;
  words: Review[];
}

/** What is compared, and whether its values have an order. */
interface Field {
  name: string;
  level: 'nominal' | 'ordinal';
  /** Values that could have been said. */
  known: string[];
  saidIn: (word: Review) => string | null;
}

/**
 * How far people agree in a queue: by field, pair, domain and week. Skips, gold questions and verdicts of adjudicators
 * are left out. Between the parts others have their turn.
 */
export async function agreementOf(workspace: Workspace, queue: Queue): Promise<AgreementReport> {
  const units = unitsOf(workspace, queue);
  const decision = decisionField();
  const fields: AgreementReport['fields'] = [];
  for (const field of [decision, ...formFields(queue.form)]) {
    fields.push(fieldReport(units, field, queue.seed));
    await setImmediate();
  }
  const name = (id: string) => workspace.people.nameOf(id) ?? id;
  const domains = grouped(units, ({ domain }) => domain);
  const weeks = grouped(units, ({ words }) => weekOf(words));
  return {
    judgements: units.reduce((n, { words }) => n + words.length, 0),
    fields,
    pairs: pairsOf(units).map(({ a, b, ...rest }) => ({ a: name(a), b: name(b), ...rest })),
    domains: domains.map(([domain, of]) => ({ domain, ...groupReport(of, decision, queue.seed) })),
    weeks: weeks.map(([week, of]) => ({ week, ...groupReport(of, decision, queue.seed) })),
  };
}

function unitsOf(workspace: Workspace, queue: Queue): Unit[] {
  const items = workspace.queueItems.of(queue.id).filter(({ gold }) => gold === null);
  return items.flatMap((item) => {
    const words = wordsOn(workspace, item).filter(
      ({ final, decision }) => final === 0 && decision !== 'skip',
    );
    return words.length === 0 ? [] : [{ domain: domainOf(workspace, queue.run, item.question), words }];
  });
}

function domainOf({ decisions, questions }: Workspace, run: number | null, id: string): string {
  const n = run === null ? undefined : questions.key(id)?.n;
  return (run !== null && n !== undefined && decisions.ofQuestion(run, n)?.signals.domain) || 'unknown';
}

const decisionField = (): Field => ({
  name: 'decision',
  level: 'nominal',
  known: ['accept', 'reject'],
  saidIn: ({ decision }) => decision,
});

/** Fields that people can agree on as a whole; free text, marks and steps are none. */
const formFields = (form: ReviewForm): Field[] =>
  Object.entries(form.properties).flatMap(([name, schema]) => {
    const kind = kindOf(schema);
    if (kind === 'text' || kind === 'spans' || kind === 'steps') return [];
    const known = 'enum' in schema ? [...schema.enum] : [];
    return [
      {
        name,
        level: kind === 'rating' ? ('ordinal' as const) : ('nominal' as const),
        known,
        saidIn: valueIn(name),
      },
    ];
  });

const valueIn =
  (name: string) =>
  ({ fields }: Review): string | null => {
    const value = (JSON.parse(fields ?? '{}') as Record<string, unknown>)[name];
    if (value === undefined) return null;
    return Array.isArray(value) ? JSON.stringify([...value].sort()) : String(value);
  };

/** One column a person, by id. */
function ratingsOf(units: readonly Unit[], { saidIn }: Pick<Field, 'saidIn'>): Ratings {
  const people = [...new Set(units.flatMap(({ words }) => words.map(({ reviewer }) => reviewer)))].sort();
  return units.map(({ words }) => {
    const said = new Map(words.map((word) => [word.reviewer, saidIn(word)]));
    return people.map((person) => said.get(person) ?? null);
  });
}

function fieldReport(units: readonly Unit[], field: Field, seed: number): AgreementReport['fields'][number] {
  const ratings = ratingsOf(units, field);
  const { name, level } = field;
  const alphaAt = (at: 'nominal' | 'ordinal' | 'interval') =>
    estimate(ratings, (of, weights) => krippendorffAlpha(of, at, weights), seed);
  return {
    field: name,
    level,
    baseRates: baseRates(ratings),
    ...groupReport(units, field, seed),
    fleiss: estimate(ratings, fleissKappa, seed),
    alpha: alphaAt(level),
    interval: level === 'ordinal' ? alphaAt('interval') : null,
  };
}

function groupReport(units: readonly Unit[], field: Field, seed: number) {
  const ratings = ratingsOf(units, field);
  return {
    units: ratings.filter((unit) => unit.filter((value) => value !== null).length > 1).length,
    raw: estimate(ratings, rawAgreement, seed),
    ac1: estimate(ratings, (of, weights) => gwetAc1(of, weights, field.known), seed),
  };
}

const estimate = (ratings: Ratings, measure: Measure, seed: number): Estimate =>
  bootstrap(ratings, measure, `agreement ${seed}`);

function pairsOf(units: readonly Unit[]) {
  const pairs = new Map<string, { a: string; b: string; said: [string, string][] }>();
  for (const { words } of units) {
    const sorted = [...words].sort((x, y) => (x.reviewer < y.reviewer ? -1 : 1));
    sorted.forEach((one, i) => {
      for (const other of sorted.slice(i + 1)) {
        const key = `${one.reviewer} ${other.reviewer}`;
        const pair = pairs.get(key) ?? { a: one.reviewer, b: other.reviewer, said: [] };
        pair.said.push([one.decision, other.decision]);
        pairs.set(key, pair);
      }
    });
  }
  return [...pairs.values()].map(({ a, b, said }) => {
    const { kappa: value, low, high, n, agreement } = kappa(said);
    return { a, b, n, raw: agreement, kappa: value, low, high };
  });
}

function grouped(units: readonly Unit[], keyOf: (unit: Unit) => string): [string, Unit[]][] {
  const groups = new Map<string, Unit[]>();
  for (const unit of units) groups.set(keyOf(unit), [...(groups.get(keyOf(unit)) ?? []), unit]);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The Monday of the week of the last word, in UTC. */
function weekOf(words: readonly Review[]): string {
  const last = words.reduce((latest, { at }) => (at > latest ? at : latest), '');
  const day = new Date(last);
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10);
}
