import { createHash } from 'node:crypto';
import { bytesOf } from '../fixture.ts';

/**
 * What Croissant 1.1 (2026-01-29) and its responsible-AI part ask of a description, read against the files that lie
 * beside it. Written from the specification alone.
 * @returns what is wrong, in sentences
 */
export function croissantFaults(text: string, files: Readonly<Record<string, string>>): string[] {
  const dataset = JSON.parse(text) as Node;
  const faults: string[] = [];
  const need = (holds: boolean, what: string) => void (holds || faults.push(what));
  termsOf(dataset, need);
  head(dataset, need);
  const ids = idsIn(dataset, need);
  for (const { at, to } of referencesIn(dataset))
    need(ids.has(to), `${at} points to ${to}, which is not there`);
  for (const file of nodes(dataset.distribution)) fileObject(file, files, need);
  for (const set of nodes(dataset.recordSet)) recordSet(set, files, need);
  return faults;
}

type Node = { [key: string]: unknown };
type Need = (holds: boolean, what: string) => void;
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const nodes = (value: unknown): Node[] =>
  Array.isArray(value) ? value.flatMap(nodes) : isNode(value) ? [value] : [];

/** Names of schema.org that Croissant uses without a prefix. */
const SCHEMA_ORG =
  'name description license url creator datePublished version keywords inLanguage distribution contentUrl contentSize encodingFormat identifier usageInfo publisher dateModified sameAs sha256'.split(
    ' ',
  );
const RAI =
  'dataCollection dataCollectionType dataCollectionMissingData dataCollectionRawData dataCollectionTimeframe dataImputationProtocol dataPreprocessingProtocol dataManipulationProtocol dataAnnotationProtocol dataAnnotationPlatform dataAnnotationAnalysis dataReleaseMaintenancePlan personalSensitiveInformation dataSocialImpact dataBiases dataLimitations dataUseCases annotationsPerItem annotatorDemographics machineAnnotationTools'.split(
    ' ',
  );

/** Every key is a term of the context, one of schema.org, or has a prefix that the context declares. */
function termsOf(dataset: Node, need: Need): void {
  const context = dataset['@context'] as Node;
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isNode(value)) return;
    for (const [key, below] of Object.entries(value)) {
      if (key === '@context') continue;
      const [prefix = '', name] = key.split(':');
      if (name === undefined)
        need(key.startsWith('@') || key in context || SCHEMA_ORG.includes(key), `${key} is no known term`);
      else need(prefix in context, `${key} has a prefix that is not declared`);
      if (prefix === 'rai') need(RAI.includes(name ?? ''), `${key} is no term of the RAI vocabulary`);
      visit(below);
    }
  };
  visit(dataset);
}

function head(dataset: Node, need: Need): void {
  need(dataset['@type'] === 'sc:Dataset', 'it is no sc:Dataset');
  const conforms = [dataset.conformsTo].flat();
  need(conforms.includes('http://mlcommons.org/croissant/1.1'), 'it does not conform to 1.1');
  for (const key of ['name', 'description', 'url'])
    need(typeof dataset[key] === 'string' && dataset[key] !== '', `it has no ${key}`);
  need(URL.canParse(String(dataset.url)), 'its url is none');
  const licences = [dataset.license].flat();
  need(licences.length > 0, 'it has no licence');
  for (const one of licences)
    need(
      (typeof one === 'string' && URL.canParse(one)) || (isNode(one) && one['@type'] === 'sc:CreativeWork'),
      `the licence ${JSON.stringify(one)} is neither a URL nor a work`,
    );
  for (const one of nodes(dataset.creator))
    need(['sc:Organization', 'sc:Person'].includes(String(one['@type'])), 'a creator is nobody');
  need(nodes(dataset.creator).length > 0, 'it has no creator');
  need(/^\d{4}-\d\d-\d\d$/.test(String(dataset.datePublished)), 'its date is none');
}

/** Ids are unique; an object with an id and nothing else is a reference. */
function idsIn(dataset: Node, need: Need): Set<string> {
  const ids = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isNode(value)) return;
    const id = value['@id'];
    if (typeof id === 'string' && Object.keys(value).length > 1) {
      need(!ids.has(id), `two have the id ${id}`);
      ids.add(id);
    }
    for (const [key, below] of Object.entries(value)) if (key !== '@context') visit(below);
  };
  visit(dataset);
  return ids;
}

function referencesIn(dataset: Node): { at: string; to: string }[] {
  const found: { at: string; to: string }[] = [];
  const visit = (value: unknown, at: string): void => {
    if (Array.isArray(value)) for (const one of value) visit(one, at);
    if (!isNode(value)) return;
    const keys = Object.keys(value);
    if (keys.length === 1 && keys[0] === '@id') found.push({ at, to: String(value['@id']) });
    for (const [key, below] of Object.entries(value)) if (key !== '@context') visit(below, key);
  };
  visit(dataset, '');
  return found;
}

function fileObject(file: Node, files: Readonly<Record<string, string>>, need: Need): void {
  const name = String(file['@id']);
  const text = files[String(file.contentUrl)];
  need(file['@type'] === 'cr:FileObject', `${name} is no file`);
  need(text !== undefined, `${name} is not in the folder`);
  need(typeof file.encodingFormat === 'string', `${name} has no format`);
  need('sha256' in file !== 'md5' in file, `${name} has not exactly one hash`);
  const bytes = bytesOf(String(file.contentUrl), text ?? '');
  need(file.sha256 === createHash('sha256').update(bytes).digest('hex'), `${name} has another hash`);
  need(file.contentSize === `${bytes.length} B`, `${name} has another size`);
}

function recordSet(set: Node, files: Readonly<Record<string, string>>, need: Need): void {
  const name = String(set['@id']);
  need(set['@type'] === 'cr:RecordSet', `${name} is no record set`);
  const fields = [...nodes(set.field), ...nodes(set.annotation)];
  need(nodes(set.field).length > 0, `${name} has no fields`);
  for (const one of fields) field(one, name, files, need);
  for (const { '@id': key } of nodes(set.key)) {
    const at = fields.find((one) => one['@id'] === key);
    const values = at === undefined ? [] : valuesOf(at, files);
    need(
      values.length > 0 && new Set(values).size === values.length,
      `${String(key)} does not tell records apart`,
    );
  }
}

function field(
  one: Node,
  set: string,
  files: Readonly<Record<string, string>>,
  need: Need,
  isInArray?: boolean, // whether the column is one; what lies deeper is told by the path
): void {
  const id = String(one['@id']);
  need(one['@type'] === 'cr:Field' && id.startsWith(`${set}/`), `${id} is no field of ${set}`);
  const below = nodes(one.subField);
  for (const each of below) field(each, id, files, need, isInArray ?? one.isArray === true);
  if (below.length > 0) return;
  const values = valuesOf(one, files, isInArray);
  need(values.length > 0, `${id} reads nothing`);
  const isNumber = one.dataType === 'sc:Integer';
  const fits = (value: unknown) =>
    value === null || (isNumber ? Number.isInteger(value) : typeof value === 'string');
  need(isNumber || one.dataType === 'sc:Text', `${id} has no type`);
  need(values.every(fits), `${id} reads values of another type`);
}

/** The values of a field over its lines of JSON: a column, and `$.name` (RFC 9535) in it, or in each of its items. */
function valuesOf({ source }: Node, files: Readonly<Record<string, string>>, isInArray = false): unknown[] {
  const { fileObject, extract, transform } = source as {
    fileObject: { '@id': string };
    extract: { column: string };
    transform?: { jsonPath: string };
  };
  const steps = transform?.jsonPath.split('.').slice(1) ?? [];
  const lines = (files[fileObject['@id']] ?? '').split('\n').slice(0, -1);
  return lines.flatMap((line) => {
    const value = (JSON.parse(line) as Node)[extract.column];
    return (isInArray ? (value as unknown[]) : [value]).flatMap((one) => along(one, steps));
  });
}

/** What a path of members leads to; `[*]` behind one goes on from each of its list, `[0]` from the first. */
function along(value: unknown, [step, ...rest]: readonly string[]): unknown[] {
  if (step === undefined) return [value];
  const [name = '', which] = step.replace(']', '').split('[');
  const below = (value as Node)[name];
  const list = which === undefined ? [below] : (below as unknown[]);
  return (which === '0' ? list.slice(0, 1) : list).flatMap((one) => along(one, rest));
}
