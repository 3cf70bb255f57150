import { createHash } from 'node:crypto';
import type { DocumentFacts } from './facts.ts';

const PRODUCER = 'urn:winnow';
const SCHEMA = 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent';
const CUSTOM = 'urn:winnow:openlineage:facet:1';

/**
 * `openlineage.ndjson`: run, collections and release as events of OpenLineage 2-0-2, one a line: a START and a
 * COMPLETE of each, by their times. It has no facet for licences, so that one of our own carries them. Run ids are made
 * from ours, as UUIDs (RFC 9562, version 8).
 */
export function openLineageText(facts: DocumentFacts): string {
  const { run, releaseId, createdAt, collections } = facts;
  const pool = dataset('pool', { sha256: run.poolSha256, questions: run.pool });
  const selection = dataset(`selection-${run.runId}`, { sha256: run.selectionSha256 });
  const released = dataset(releaseId, {
    datasetRoot: facts.datasetRoot,
    licence: facts.licence.name ?? facts.licence.id,
    distribution: facts.distribution,
    sources: facts.sources.map(({ source, licenseDeclared }) => ({ source, licenseDeclared })),
  });
  const traces = collections.map(({ id, model }) => dataset(id, { model }));
  const jobs: Job[] = [
    {
      name: 'select',
      id: run.runId,
      from: run.createdAt,
      to: run.createdAt,
      inputs: [pool],
      outputs: [selection],
    },
    ...collections.map(({ id, from, to }, i) => {
      return { name: 'collect', id, from, to, inputs: [selection], outputs: traces.slice(i, i + 1) };
    }),
    {
      name: 'release',
      id: releaseId,
      ...{ from: createdAt, to: createdAt },
      inputs: [selection, ...traces],
      outputs: [released],
    },
  ];
  return jobs
    .flatMap((job) => [event('START', job.from, job), event('COMPLETE', job.to, job)])
    .map((one) => `${JSON.stringify(one)}\n`)
    .join('');
}

/** Something that was done. */
interface Job {
  name: string;
  id: string;
  from: string;
  to: string;
  inputs: Dataset[];
  outputs: Dataset[];
}

interface Dataset {
  namespace: string;
  name: string;
  facets: object;
}

const dataset = (name: string, said: object): Dataset => ({
  namespace: 'winnow',
  name,
  facets: { winnow: { _producer: PRODUCER, _schemaURL: CUSTOM, ...said } },
});

const event = (eventType: 'START' | 'COMPLETE', eventTime: string, { name, id, inputs, outputs }: Job) => ({
  eventType,
  eventTime,
  producer: PRODUCER,
  schemaURL: SCHEMA,
  run: { runId: uuidOf(id), facets: { winnow: { _producer: PRODUCER, _schemaURL: CUSTOM, id } } },
  job: { namespace: 'winnow', name },
  inputs,
  outputs: eventType === 'START' ? [] : outputs,
});

/** The same id, the same UUID: version 8, whose other bits are free, from the hash of the id. */
function uuidOf(id: string): string {
  const hex = createHash('sha256').update(id).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
