import type { DocumentFacts } from './facts.ts';

/** The responsible-AI part of Croissant (RAI 1.0): each sentence follows from what is on record. */
export const responsible = (facts: DocumentFacts) => ({
  'rai:dataCollection': `Questions were imported from ${facts.sources.length} sources; provenance.jsonl names file and row of each. Traces were collected from: ${facts.teachers.map(({ teacher, kind }) => `${teacher} (${kind})`).join(', ')}.`,
  'rai:dataCollectionType': ['Others'],
  'rai:dataManipulationProtocol': `Selected by the recipe ${facts.run.recipe} (SHA-256 ${facts.run.recipeSha256}), seed ${facts.run.seed}. ${facts.run.funnel.map(({ stage, in: before, kept, notApplied }) => (notApplied === null ? `${stage}: ${before} to ${kept}` : `${stage}: not applied`)).join('; ')}.`,
  'rai:dataAnnotationProtocol': annotation(facts),
  'rai:machineAnnotationTools': [facts.run.codeVersion],
  'rai:annotationsPerItem': perItem(facts),
  'rai:personalSensitiveInformation': `Questions and traces were looked through for personal data by rule. ${personal(facts)} No list of persons is part of the data.`,
  'rai:dataLimitations': `Flags that stand: ${facts.flags.length === 0 ? 'none' : facts.flags.map(({ code, rows }) => `${code} (${rows})`).join(', ')}. Licences are as the sources declare them, or as a person concluded; neither proves anything by itself.`,
  'rai:dataBiases': biases(facts),
  'rai:dataUseCases': [
    `supervised fine-tuning of reasoning; ${facts.distribution} under the policy ${facts.policy}`,
  ],
  'rai:dataSocialImpact': `Of use to study reasoning; a model trained on it inherits the errors of its ${facts.teachers.some(({ kind }) => kind !== 'reference') ? 'teachers' : 'sources'}.`,
});

function annotation({ rows, teachers }: DocumentFacts): string {
  const ofModels = teachers.some(({ kind }) => kind !== 'reference');
  const reviewed = rows.filter(({ acceptedBy }) => acceptedBy.length > 0).length;
  const answers = ofModels
    ? 'Answers of traces are held against the reference answers of the sources by rule.'
    : 'The traces are the solutions of the sources themselves.';
  return `${answers} ${reviewed === 0 ? 'No row was accepted by a person.' : `${reviewed} of ${rows.length} rows were accepted by a person who read them (provenance.jsonl, reviews).`}`;
}

/** People who accepted a row: one number, or from the fewest to the most. */
function perItem({ rows }: DocumentFacts): string {
  const counts = rows.map(({ acceptedBy }) => acceptedBy.length);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return least === most ? `${least}` : `${least} to ${most}`;
}

/** Rows that a detector took for personal data, as the gate counted them. */
export function personal({ gate }: Pick<DocumentFacts, 'gate'>): string {
  const { block, attest, inform } = gate.effects;
  const rows = { ...block, ...attest, ...inform, ...gate.waived }.PII_SUSPECTED ?? 0;
  return rows === 0
    ? 'Of the rows in here none is flagged.'
    : `${rows} of the rows in here ${rows === 1 ? 'is' : 'are'} flagged (PII_SUSPECTED).`;
}

function biases({ run }: DocumentFacts): string {
  const hard = run.funnel.some(({ stage, notApplied }) => stage === 'difficulty' && notApplied === null);
  const drawn = run.funnel.some(({ stage, notApplied }) => stage === 'diversity' && notApplied === null);
  const prefers = [
    ...(hard ? ['hard questions'] : []),
    ...(drawn ? ['what its recipe draws over domains and lengths'] : []),
  ];
  return `${prefers.length === 0 ? 'The selection follows its recipe' : `The selection prefers ${prefers.join(' and ')}`}; it is no sample of the pool.`;
}
