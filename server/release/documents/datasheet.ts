import { count, markdownTable, plain } from '../markdown.ts';
import { personal } from './croissant-rai.ts';
import type { DocumentFacts } from './facts.ts';

/** `DATASHEET.md`: the seven sections of Datasheets for Datasets (Gebru et al. 2021), from what is on record. */
export const datasheetText = (facts: DocumentFacts): string =>
  [
    `# Datasheet of ${facts.releaseId}`,
    'What is on record answers; what nobody has said is marked as that, for whoever hands the set on to fill in.',
    section('Motivation', motivation(facts)),
    section('Composition', composition(facts)),
    section('Collection process', collection(facts)),
    section('Preprocessing, cleaning, labelling', preprocessing(facts)),
    section('Uses', uses(facts)),
    section('Distribution', distribution(facts)),
    section('Maintenance', maintenance(facts)),
  ]
    .join('\n\n')
    .concat('\n');

const UNSAID = 'Not on record.';
const section = (title: string, answers: readonly (readonly [string, string])[]): string =>
  [`## ${title}`, ...answers.map(([question, answer]) => `**${question}** ${answer}`)].join('\n\n');

const motivation = ({ recipe, policy }: DocumentFacts): [string, string][] => [
  [
    'For what purpose was it made?',
    `To fine-tune reasoning on few examples. ${plain(recipe.says ?? '')}`.trim(),
  ],
  ['Who made it, and who paid for it?', UNSAID],
  ['Under which policy?', `\`${policy}\`.`],
];

function composition(facts: DocumentFacts): [string, string][] {
  const { rows, wanted, run, sources, domains, languages } = facts;
  const top = domains.slice(0, 10).map(({ domain, rows: n }) => `${plain(domain)} ${count(n)}`);
  return [
    ['What is an instance?', 'A question, a trace that leads to its answer, and the answer.'],
    ['How many are there?', `${count(rows.length)} of ${count(wanted)} wanted.`],
    [
      'Is it a sample?',
      `Yes: of ${count(run.pool)} candidates, chosen by rules and a seeded draw, not to represent them.`,
    ],
    ['Of what sources?', `\n\n${sourceTable(sources)}`],
    [
      'Which domains?',
      `${top.join(', ')}${domains.length > 10 ? `, and ${domains.length - 10} more` : ''} (two digits: classes of MSC 2020).`,
    ],
    ['Which languages?', languages.length === 0 ? UNSAID : `${languages.join(', ')}, by script.`],
    [
      'Are there splits?',
      `${facts.heldBack === 0 ? 'One, `train`.' : `\`train\` and \`validation\` (${count(facts.heldBack)} rows, held back from training).`} ${benchmarksLine(facts)}`,
    ],
    [
      'Is there personal or offensive content?',
      `Questions and traces were looked through for personal data by rule. ${personal(facts)} ${readBy(facts)}`,
    ],
  ];
}

function benchmarksLine({ run: { benchmarks = [] } }: DocumentFacts): string {
  if (benchmarks.length === 0) return 'No benchmark was at hand to compare with.';
  const names = benchmarks.map(({ name }) => plain(name)).join(', ');
  return `Questions that these benchmarks hold were looked for, and dropped as the recipe says: ${names}.`;
}

/** How many rows a person has read and accepted. */
function readBy({ rows }: DocumentFacts): string {
  const read = rows.filter(({ acceptedBy }) => acceptedBy.length > 0).length;
  if (read === 0) return 'No person has read them all.';
  return read === rows.length
    ? 'A person has read and accepted every row.'
    : `A person has read and accepted ${count(read)} of ${count(rows.length)} rows.`;
}

export const sourceTable = (sources: DocumentFacts['sources']): string =>
  markdownTable(
    ['source', 'revision', 'licence as declared', 'rows'],
    ['', '', '', 'right'],
    sources.map(({ source, revision, licenseDeclared, rows }) => [
      plain(source),
      revision === null ? '' : plain(revision),
      licenseDeclared === null ? 'none declared' : plain(licenseDeclared),
      count(rows),
    ]),
  );

const collection = ({ teachers, collections }: DocumentFacts): [string, string][] => [
  [
    'How were the questions acquired?',
    'Imported from files; `provenance.jsonl` names file, hash and row of each.',
  ],
  [
    'How were the traces acquired?',
    `${teachers.map(({ teacher, kind, rows }) => `${count(rows)} from ${plain(teacher)} (kind \`${kind}\`)`).join(', ')}.`,
  ],
  [
    'Which models wrote them?',
    `${collections.map(({ teacher, model }) => plain(model ?? `${teacher} (no model was asked)`)).join(', ')}.`,
  ],
  ['Did those who wrote the questions agree?', UNSAID],
];

const preprocessing = ({ run }: DocumentFacts): [string, string][] => [
  [
    'What was done?',
    `\n\n${markdownTable(
      ['stage', 'in', 'kept', 'fell'],
      ['', 'right', 'right', ''],
      run.funnel.map(({ stage, in: before, kept, dropped, notApplied }) => [
        stage,
        count(before),
        notApplied === null ? count(kept) : 'not applied',
        notApplied === null
          ? Object.entries(dropped)
              .map(([reason, n]) => `${reason} ${count(n)}`)
              .join(', ')
          : `not applied: ${plain(notApplied.why)}`,
      ]),
    )}`,
  ],
  [
    'Is the raw data kept?',
    'Yes, in the workspace: every question of the pool, every reply, and what was decided about each.',
  ],
  ['Is the software available?', `${plain(run.codeVersion)}; \`manifest.json\` holds recipe and seed.`],
];

const uses = ({ flags, distribution: to }: DocumentFacts): [string, string][] => [
  ['What is it for?', 'Supervised fine-tuning of reasoning.'],
  [
    'What stands in the way of other uses?',
    flags.length === 0
      ? 'No flag that stands; licences and terms may still, see below.'
      : `${flags.map(({ code, rows }) => `\`${code}\` (${count(rows)} rows)`).join(', ')}: see \`compliance-report.json\`.`,
  ],
  ['Whom is it meant for?', `\`${to}\`.`],
];

const distribution = ({ licence, distribution: to, terms }: DocumentFacts): [string, string][] => [
  [
    'Will it be handed on?',
    to === 'internal-only' ? 'No: it was released for internal use only.' : `Under \`${to}\`.`,
  ],
  [
    'Under which licence?',
    `\`${plain(licence.name ?? licence.id)}\`; rows keep the licences of their sources, see \`ATTRIBUTION.md\`.`,
  ],
  [
    'Do terms of others bind it?',
    terms.used.length + terms.unknown.length === 0
      ? 'No terms of a provider are on record for its traces.'
      : `${[...terms.used.map(({ id }) => `\`${id}\``), ...terms.unknown.map((id) => `\`${plain(id)}\` (text not at hand)`)].join(', ')}: see \`terms/\`.`,
  ],
];

const maintenance = ({ releaseId, datasetRoot }: DocumentFacts): [string, string][] => [
  ['Who maintains it?', UNSAID],
  [
    'How is a version told?',
    `By its id \`${releaseId}\` and the root over its rows, \`${datasetRoot}\`; \`verify.mjs\` tells whether anything was changed.`,
  ],
  [
    'What if a row must go?',
    'A new release without it is made from the same run: the reserve steps in by rank, and all other rows stay.',
  ],
];
