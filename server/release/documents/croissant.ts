import type { ReleasedFile } from '../folder.ts';
import type { Split } from '../provenance.ts';
import { CROISSANT_CONTEXT } from './croissant-context.ts';
import { columnField, sourceOf } from './croissant-fields.ts';
import { responsible } from './croissant-rai.ts';
import type { DocumentFacts } from './facts.ts';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  jsonl: 'application/jsonlines',
  parquet: 'application/x-parquet',
};
const PROVENANCE = 'provenance.jsonl';

/**
 * `croissant.json`: Croissant 1.1 with its responsible-AI part. Each format is a record set over its file; where a
 * row comes from, which act made its trace and whose it is are annotations of the record set over
 * provenance.jsonl (PROV-O down to single values), to which the rows point by their id.
 */
export function croissantText(facts: DocumentFacts, files: readonly ReleasedFile[]): string {
  const distribution = files.flatMap((file) => fileObject(file) ?? []);
  const dataset = {
    '@context': CROISSANT_CONTEXT,
    '@type': 'sc:Dataset',
    conformsTo: ['http://mlcommons.org/croissant/1.1', 'http://mlcommons.org/croissant/RAI/1.0'],
    name: facts.releaseId,
    description: `${facts.rows.length} questions with reasoning traces, selected from ${facts.run.pool} candidates by the recipe ${facts.run.recipe} with seed ${facts.run.seed}; policy ${facts.policy}, distribution ${facts.distribution}.`,
    license: licencesOf(facts),
    url: `urn:winnow:${facts.releaseId}`,
    version: '1.0.0',
    creator: { '@type': 'sc:Organization', name: `the holder of the log ${facts.log}`, description: MADE_BY },
    datePublished: facts.createdAt.slice(0, 10),
    citeAs: `${facts.releaseId}, dataset root ${facts.datasetRoot}`,
    inLanguage: facts.languages,
    isLiveDataset: false,
    keywords: ['reasoning', 'supervised fine-tuning', facts.distribution],
    ...responsible(facts),
    'prov:wasDerivedFrom': facts.sources.map(({ source, revision, licenseDeclared }) => ({
      '@type': 'prov:Entity',
      name: source,
      ...(revision === null ? {} : { version: revision }),
      ...(licenseDeclared === null ? {} : { license: licenseDeclared }),
    })),
    'prov:wasGeneratedBy': {
      '@type': 'prov:Activity',
      name: facts.run.runId,
      identifier: facts.run.selectionSha256,
    },
    distribution,
    recordSet: [
      ...(facts.heldBack === 0 ? [] : [SPLITS]),
      provenanceSet(
        facts.heldBack > 0,
        facts.rows.every(({ acceptedBy }) => acceptedBy.length > 0),
      ),
      ...facts.formats.map((format) => formatSet(format, 'train')),
      ...(facts.heldBack === 0 ? [] : facts.formats.map((format) => formatSet(format, 'validation'))),
    ],
  };
  return `${JSON.stringify(dataset, null, 2)}\n`;
}

/** Nobody has told who stands behind the key, so that no name is made up. */
const MADE_BY = 'Whose name is not on record; their key is in the file vkey, and signed this release.';

/**
 * The one licence under which all rows can go out together; several would read as a choice among them. Where there is
 * none, every licence that a source declares: by its page at SPDX where it is spelled like an identifier of theirs, else by
 * its words.
 */
function licencesOf({ sources, gate: { licence } }: DocumentFacts): string | (string | object)[] {
  if (licence.licence !== null && licence.unknown === 0 && !licence.licence.startsWith('LicenseRef-'))
    return `https://spdx.org/licenses/${licence.licence}.html`;
  const declared = [...new Set(sources.map(({ licenseDeclared }) => licenseDeclared?.trim() ?? ''))].sort();
  return declared.map((name) => {
    if (/^[A-Za-z][A-Za-z0-9]*-[A-Za-z0-9.+-]+$|^(?:MIT|ISC|Zlib|Unlicense)$/.test(name))
      return `https://spdx.org/licenses/${name}.html`;
    return { '@type': 'sc:CreativeWork', name: name === '' ? 'No licence is declared' : name };
  });
}

function fileObject({ path, sha256, bytes }: ReleasedFile) {
  const type = MEDIA_TYPES[path.slice(path.lastIndexOf('.') + 1)];
  if (type === undefined || !(path.startsWith('data/') || path === PROVENANCE)) return null;
  return {
    '@type': 'cr:FileObject',
    '@id': path,
    name: path,
    contentUrl: path,
    contentSize: `${bytes} B`,
    encodingFormat: type,
    sha256,
  };
}

const field = (id: string, way: string, more: object = {}) => {
  const [column = '', inside] = way.split('.');
  const path = inside === undefined ? {} : { path: `$.${inside}` };
  return {
    '@type': 'cr:Field',
    '@id': id,
    dataType: 'sc:Text',
    source: sourceOf({ file: PROVENANCE, id, column, ...path }),
    ...more,
  };
};

/** What stands beside each row: the source that it was derived from, the act that made its trace, and whose it is. */
const REVIEWERS = { file: PROVENANCE, id: 'provenance/whose/reviews', column: 'reviews' };

const provenanceSet = (hasSplits: boolean, isReviewed: boolean) => ({
  '@type': 'cr:RecordSet',
  '@id': 'provenance',
  name: 'provenance',
  description: 'One record a row, in the order of the rows: where it comes from.',
  key: { '@id': 'provenance/questionId' },
  field: [
    field('provenance/questionId', 'questionId'),
    field('provenance/line', 'line', { dataType: 'sc:Integer' }),
    field('provenance/split', 'split', hasSplits ? { references: { field: { '@id': 'splits/name' } } } : {}),
    field('provenance/licenseDeclared', 'licenseDeclared'),
  ],
  annotation: [
    {
      '@type': 'cr:Field',
      '@id': 'provenance/source',
      dataType: 'prov:Entity',
      equivalentProperty: 'prov:wasDerivedFrom',
      subField: [
        field('provenance/source/name', 'source'),
        field('provenance/source/file', 'import.fileSha256'),
        field('provenance/source/row', 'import.row', { dataType: 'sc:Integer' }),
      ],
    },
    {
      '@type': 'cr:Field',
      '@id': 'provenance/trace',
      dataType: 'prov:Activity',
      equivalentProperty: 'prov:wasGeneratedBy',
      subField: [
        field('provenance/trace/id', 'trace.id'),
        field('provenance/trace/collection', 'trace.collectionId'),
        field('provenance/trace/kind', 'trace.kind'),
      ],
    },
    {
      '@type': 'cr:Field',
      '@id': 'provenance/whose',
      dataType: 'prov:Agent',
      equivalentProperty: 'prov:wasAttributedTo',
      subField: [
        field('provenance/whose/teacher', 'trace.teacher'),
        ...(isReviewed ? [columnField(REVIEWERS, [{ reviewer: '', decision: '' }])] : []),
      ],
    },
  ],
});

/** The splits, where there are two; `provenance/split` tells of each row in which it is. */
const SPLITS = {
  '@type': 'cr:RecordSet',
  '@id': 'splits',
  name: 'splits',
  description: 'The rows that are trained on, and those that are held back for validation.',
  dataType: 'cr:Split',
  key: { '@id': 'splits/name' },
  field: [
    { '@type': 'cr:Field', '@id': 'splits/name', dataType: 'sc:Text' },
    { '@type': 'cr:Field', '@id': 'splits/url', dataType: 'sc:URL' },
  ],
  data: [
    { 'splits/name': 'train', 'splits/url': 'cr:TrainingSplit' },
    { 'splits/name': 'validation', 'splits/url': 'cr:ValidationSplit' },
  ],
};

/** A format over the file of one split; its name says which, save for the rows that are trained on. */
function formatSet({ name, says, row }: DocumentFacts['formats'][number], split: Split) {
  const id = split === 'train' ? name : `${name}-${split}`;
  return {
    '@type': 'cr:RecordSet',
    '@id': id,
    name: id,
    description: split === 'train' ? says : `The rows for validation: ${says}`,
    key: { '@id': `${id}/id` },
    field: Object.entries(row).map(([column, value]) => ({
      ...columnField({ file: `data/${name}/${split}.jsonl`, id: `${id}/${column}`, column }, value),
      ...(column === 'id' ? { references: { field: { '@id': 'provenance/questionId' } } } : {}),
    })),
  };
}
