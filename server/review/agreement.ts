import { setImmediate } from 'node:timers/promises';
import { WinnowError } from '../../shared/error.ts';
import type { AgreementReport } from '../../shared/schemas/agreement.ts';
import { krippendorffAlpha } from '../algorithms/agreement/alpha.ts';
import {
  bootstrapClusters,
  type Cluster,
  type Estimate,
  type Measure,
} from '../algorithms/agreement/bootstrap.ts';
import { cohenKappa } from '../algorithms/agreement/cohen.ts';
import { fleissKappa } from '../algorithms/agreement/fleiss.ts';
import { gwetAc1 } from '../algorithms/agreement/gwet.ts';
import { markOverlap } from '../algorithms/agreement/overlap.ts';
import { rawAgreement } from '../algorithms/agreement/raw.ts';
import { baseRates } from '../algorithms/agreement/table.ts';
import { groupBy } from '../algorithms/group-by.ts';
import type { Queue } from '../db/queues.ts';
import type { Review } from '../db/reviews.ts';
import type { Workspace } from '../db/workspace.ts';
import { kappa } from '../decide/grades/kappa.ts';
import { type Field, fieldsOf, type Unit } from './agreement-fields.ts';
import { domainOf } from './domain-of.ts';
import { wordsOn } from './recount.ts';

/**
 * How far people agree in a queue: on each field, and on one of them by pair, domain and week. Skips, gold questions
 * and verdicts of adjudicators are left out. Between the parts others have their turn.
 * @param of the field that is told by pair, domain and week; the decision where nothing is said
 * @throws WinnowError `not-found` for a field that the queue does not ask for
 */
export async function agreementOf(
  workspace: Workspace,
  queue: Queue,
  of = 'decision',
): Promise<AgreementReport> {
  const all = fieldsOf(queue.form);
  const chosen = all.find(({ name }) => name === of);
  if (chosen === undefined)
    throw new WinnowError(
      'not-found',
      `The queue asks for no field ${of.slice(0, 40)} that people could agree on; it has ${all.map(({ name }) => name).join(', ')}.`,
    );
  const units = unitsOf(workspace, queue);
  const fields: AgreementReport['fields'] = [];
  for (const field of all) {
    fields.push(fieldReport(units, field, queue.seed));
    await setImmediate();
  }
  const name = (id: string) => workspace.people.nameOf(id) ?? id;
  const pairs = pairsOf(units, chosen, queue.seed);
  await setImmediate();
  const domains = grouped(units, ({ domain }) => domain);
  const weeks = grouped(units, ({ words }) => weekOf(words));
  return {
    judgements: units.reduce((n, { words }) => n + words.length, 0),
    fields,
    of,
    pairs: pairs.map(({ a, b, ...rest }) => ({ a: name(a), b: name(b), ...rest })),
    domains: domains.map(([domain, some]) => ({ domain, ...groupReport(some, chosen, queue.seed) })),
    weeks: weeks.map(([week, some]) => ({ week, ...groupReport(some, chosen, queue.seed) })),
  };
}

function unitsOf(workspace: Workspace, queue: Queue): Unit[] {
  const items = workspace.queueItems.of(queue.id).filter(({ gold }) => gold === null);
  return items.flatMap((item) => {
    const words = wordsOn(workspace, item).filter(
      ({ final, decision }) => final === 0 && decision !== 'skip',
    );
    if (words.length === 0) return [];
    const text = () =>
      (item.trace === null ? null : workspace.traces.byId(item.trace)?.thinking) ??
      workspace.questions.byId(item.question)?.question ??
      '';
    const domain = domainOf(workspace, queue.run, item.question);
    return [{ question: item.question, domain, text, words }];
  });
}

/** A cluster a text, with a column for each person, by id. */
function clustersOf(
  units: readonly Unit[],
  { partsOf }: Pick<Field, 'partsOf'>,
  among?: readonly string[],
): Cluster[] {
  const people = among ?? [...new Set(units.flatMap(({ words }) => words.map((one) => one.reviewer)))].sort();
  return units.map((unit) => partsOf(unit, people));
}

function fieldReport(units: readonly Unit[], field: Field, seed: number): AgreementReport['fields'][number] {
  const clusters = clustersOf(units, field);
  const parts = clusters.flat();
  const { name, level, of } = field;
  const alphaAt = (at: 'nominal' | 'ordinal' | 'interval') =>
    estimate(clusters, (some, weights) => krippendorffAlpha(some, at, weights), seed);
  return {
    ...{ field: name, level, of },
    baseRates: baseRates(
      parts.map(({ unit }) => unit),
      parts.map(({ n }) => n),
    ),
    ...groupReport(units, field, seed),
    fleiss: estimate(clusters, fleissKappa, seed),
    alpha: alphaAt(level),
    interval: level === 'ordinal' ? alphaAt('interval') : null,
  };
}

function groupReport(units: readonly Unit[], field: Field, seed: number) {
  const clusters = clustersOf(units, field);
  const paired = clusters.map((parts) =>
    parts.filter(({ unit }) => unit.filter((one) => one !== null).length > 1),
  );
  return {
    units: paired.flat().reduce((sum, { n }) => sum + n, 0),
    raw: estimate(clusters, rawAgreement, seed),
    ac1: estimate(clusters, (of, weights) => gwetAc1(of, weights, field.known), seed),
    overlap: field.of === 'word' ? estimate(clusters, markOverlap, seed) : null,
  };
}

const estimate = (clusters: readonly Cluster[], measure: Measure, seed: number): Estimate =>
  bootstrapClusters(clusters, measure, `agreement ${seed}`);

/** Each two people over the texts of both; of parts of texts the interval comes from draws of texts. */
function pairsOf(units: readonly Unit[], field: Field, seed: number) {
  const pairs = new Map<string, { a: string; b: string; of: Unit[] }>();
  for (const unit of units) {
    const sorted = unit.words.map(({ reviewer }) => reviewer).sort();
    sorted.forEach((a, i) => {
      for (const b of sorted.slice(i + 1)) {
        const pair = pairs.get(`${a} ${b}`) ?? { a, b, of: [] };
        pair.of.push(unit);
        pairs.set(`${a} ${b}`, pair);
      }
    });
  }
  return [...pairs.values()].flatMap(({ a, b, of }) => {
    const clusters = clustersOf(of, field, [a, b]).map((parts) =>
      parts.filter(({ unit }) => !unit.includes(null)),
    );
    const n = clusters.flat().reduce((sum, one) => sum + one.n, 0);
    if (n === 0) return [];
    const rest = { a, b, n };
    if (field.of === 'text') {
      const said = clusters.flat().map(({ unit: [x, y] }) => [x ?? '', y ?? ''] as const);
      const { kappa: value, low, high, agreement } = kappa(said);
      return [{ ...rest, raw: agreement, kappa: value, low, high, overlap: null }];
    }
    const { value, low, high } = estimate(clusters, cohenKappa, seed);
    const raw = estimate(clusters, rawAgreement, seed).value;
    const overlap = field.of === 'word' ? estimate(clusters, markOverlap, seed).value : null;
    return [{ ...rest, raw, kappa: value, low, high, overlap }];
  });
}

function grouped(units: readonly Unit[], keyOf: (unit: Unit) => string): [string, Unit[]][] {
  return [...groupBy(units, keyOf)].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The Monday of the week of the last word, in UTC. */
function weekOf(words: readonly Review[]): string {
  const last = words.reduce((latest, { at }) => (at > latest ? at : latest), '');
  const day = new Date(last);
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10);
}
