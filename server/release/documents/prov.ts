import type { DocumentFacts } from './facts.ts';

type Attributes = Record<string, string | number | { $: string; type: string }>;

/**
 * `provenance.prov.json`: who made what from what, as a graph of W3C PROV in its JSON form (PROV-JSON, Member
 * Submission 2013). Sources and files become a pool, a run a selection, a teacher traces, and both the rows.
 */
export function provText(facts: DocumentFacts): string {
  const { releaseId, run, rows, teachers } = facts;
  const graph = relations();
  const entity: Record<string, Attributes> = {};
  const activity: Record<string, Attributes> = {};
  const agent: Record<string, Attributes> = {
    'w:winnow': {
      'prov:type': { $: 'prov:SoftwareAgent', type: 'prov:QUALIFIED_NAME' },
      'w:version': facts.version,
    },
  };
  entity[`w:${releaseId}`] = {
    'prov:label': 'the released rows',
    'w:rows': rows.length,
    ...(facts.heldBack === 0 ? {} : { 'w:validationRows': facts.heldBack }),
    'w:datasetRoot': facts.datasetRoot,
    'w:distribution': facts.distribution,
  };
  entity['w:pool'] = {
    'prov:label': 'the candidate questions',
    'w:sha256': run.poolSha256,
    'w:questions': run.pool,
  };
  entity['w:recipe'] = { 'prov:label': 'the recipe', 'w:name': run.recipe, 'w:sha256': run.recipeSha256 };
  entity['w:selection'] = { 'prov:label': 'the selected questions', 'w:sha256': run.selectionSha256 };
  activity[`w:${run.runId}`] = { 'prov:label': 'the selection', 'w:seed': run.seed, 'w:engine': run.engine };
  activity['w:release'] = { 'prov:label': 'the release', 'w:policy': facts.policy };
  graph.used(`w:${run.runId}`, 'w:pool');
  graph.used(`w:${run.runId}`, 'w:recipe');
  graph.generated('w:selection', `w:${run.runId}`);
  graph.used('w:release', 'w:selection');
  graph.generated(`w:${releaseId}`, 'w:release');
  graph.associated(`w:${run.runId}`, 'w:winnow');
  graph.associated('w:release', 'w:winnow');
  graph.attributed(`w:${releaseId}`, 'w:winnow');
  for (const { name, sha256 } of facts.importedFiles) {
    entity[`w:file-${sha256.slice(0, 16)}`] = { 'prov:label': name, 'w:sha256': sha256 };
    graph.derived('w:pool', `w:file-${sha256.slice(0, 16)}`);
  }
  for (const { teacher, kind } of teachers)
    agent[teacherName(teacher)] = {
      'prov:type': { $: 'prov:SoftwareAgent', type: 'prov:QUALIFIED_NAME' },
      'prov:label': teacher,
      'w:traces': kind,
    };
  const teacherOf = new Map(facts.collections.map(({ id, teacher }) => [id, teacher]));
  for (const { id, model } of facts.collections)
    activity[`w:${id}`] = {
      'prov:label': 'a collection of traces',
      ...(model === null ? {} : { 'w:model': model }),
    };
  for (const who of new Set(rows.flatMap(({ acceptedBy }) => acceptedBy)))
    agent[`w:${who}`] = {
      'prov:type': { $: 'prov:Person', type: 'prov:QUALIFIED_NAME' },
      'prov:label': 'a reviewer',
    };
  for (const { line, split, questionId, source, trace, collection, acceptedBy } of rows) {
    entity[`w:row-${line}`] = { 'w:line': line, 'w:split': split };
    entity[`w:question-${questionId}`] = { 'w:source': source };
    entity[`w:${trace}`] = {};
    graph.member(`w:${releaseId}`, `w:row-${line}`);
    graph.derived(`w:row-${line}`, `w:question-${questionId}`);
    graph.derived(`w:row-${line}`, `w:${trace}`);
    graph.derived(`w:${trace}`, `w:question-${questionId}`);
    graph.generated(`w:${trace}`, `w:${collection}`);
    for (const who of acceptedBy) graph.attributed(`w:row-${line}`, `w:${who}`);
    graph.attributed(`w:${trace}`, teacherName(teacherOf.get(collection) ?? 'unknown'));
  }
  for (const { id, teacher } of facts.collections) graph.associated(`w:${id}`, teacherName(teacher));
  const prefix = { w: 'urn:winnow:', prov: 'http://www.w3.org/ns/prov#' };
  return `${JSON.stringify({ prefix, entity, activity, agent, ...graph.all() }, null, 1)}\n`;
}

/** A name that PROV takes: what else a teacher is called stands in its label. */
const teacherName = (teacher: string): string => `w:teacher-${teacher.replace(/[^A-Za-z0-9.-]/g, '_')}`;

/** The relations of PROV-JSON: each under a name of its own, by the keys that the standard gives its ends. */
function relations() {
  const all: Record<string, Record<string, Attributes>> = {};
  let n = 0;
  const add = (name: string, from: string, to: string) => (a: string, b: string) => {
    const list = all[name] ?? {};
    all[name] = list;
    list[`_:r${++n}`] = { [`prov:${from}`]: a, [`prov:${to}`]: b };
  };
  return {
    used: add('used', 'activity', 'entity'),
    generated: add('wasGeneratedBy', 'entity', 'activity'),
    derived: add('wasDerivedFrom', 'generatedEntity', 'usedEntity'),
    attributed: add('wasAttributedTo', 'entity', 'agent'),
    associated: add('wasAssociatedWith', 'activity', 'agent'),
    member: add('hadMember', 'collection', 'entity'),
    all: () => all,
  };
}
