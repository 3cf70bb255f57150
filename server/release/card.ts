import { counted } from '../../shared/counted.ts';
import { POLICIES } from '../../shared/vocabulary/policies.ts';
import { SAMPLE_RECORDED } from '../../shared/vocabulary/traces.ts';
import { flagsPart, flagsTitle, tracesLine } from './card-flags.ts';
import { cardHead } from './card-head.ts';
import { licencePart } from './card-licence.ts';
import type { ReleaseFacts } from './facts.ts';
import { gateNote } from './gate.ts';
import { count, markdownTable, plain } from './markdown.ts';
import { notesOn } from './report.ts';
import type { TokenStatistics } from './tokens.ts';
import { trainingPart } from './training/card.ts';

/** The text of README.md: a dataset card that a person reads and a hub shows. No date, no path. */
export const cardText = (facts: ReleaseFacts): string =>
  [
    cardHead(facts),
    introduction(facts),
    `## How ${count(facts.run.report.pool)} became ${count(facts.choice.rows.length)}\n\n${funnel(facts)}`,
    gaveWay(facts),
    reviewsLine(facts),
    mendedLine(facts),
    heldBack(facts),
    `## Sources and licences\n\n${sources(facts)}`,
    `## ${flagsTitle(facts)}\n\n${flagsPart(facts)}`,
    `## How long it is\n\n${lengths(facts)}`,
    `## How to train on it\n\n${trainingPart(facts.estimate)}`,
    `## Files\n\n${files(facts)}`,
    `## How to repeat it\n\n${repeat(facts)}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');

function introduction({ choice, policy, run, written, gate }: ReleaseFacts): string {
  const { recipe, seed, runId, pool } = run.report;
  const rows = count(choice.rows.length);
  const kinds = written.composition.traces.map(
    ({ teacher, kind, rows: n }) => `${count(n)} by ${plain(teacher)} (kind \`${kind}\`)`,
  );
  return [
    `# ${rows} questions with reasoning`,
    `Each row is a question, a trace that leads to its answer, and the answer. They were selected from ${count(pool)} candidate questions by recipe ${plain(recipe)} with seed ${seed} (run \`${runId}\`). All formats hold the same rows in the same order.`,
    `**Traces**: ${[`${kinds.join(', ')}.`, tracesLine({ choice }), ...notesOn(written.composition)].join(' ')}`,
    `**Policy**: \`${policy}\`, ${POLICIES[policy]} (distribution: \`${gate.distribution}\`). ${gateNote(policy)}`,
  ].join('\n\n');
}

function funnel({ run }: ReleaseFacts): string {
  const rows = run.report.funnel.map(({ stage, label = stage, in: before, kept, dropped, notApplied }) => {
    const fell = Object.entries(dropped).map(([reason, n]) => `${reason} ${count(n)}`);
    const said = notApplied === null ? fell.join(', ') : `not applied: ${plain(notApplied.why)}`;
    return [label, count(before), notApplied === null ? count(kept) : 'not applied', said];
  });
  const table = markdownTable(['stage', 'in', 'kept', 'fell'], ['', 'right', 'right', ''], rows);
  const warnings = run.report.warnings.map((warning) => `- ${plain(warning)}`);
  return warnings.length === 0 ? table : `${table}\n\n${warnings.join('\n')}`;
}

function gaveWay({ choice }: ReleaseFacts): string {
  const reasons = Object.entries(choice.gaveWay).map(([reason, n]) => `${reason} ${count(n)}`);
  if (reasons.length === 0) return '';
  const short = choice.wanted - choice.rows.length;
  const missing = short > 0 ? ` The set is ${count(short)} short.` : '';
  return `Selected questions that could not be released gave way (${reasons.join(', ')}). In their place, by rank, came ${count(choice.fromReserve)} of the reserve.${missing}`;
}

/** What the recipe says of judgements; nothing where it says nothing. */
function reviewsLine({ gate: { recipe } }: ReleaseFacts): string {
  if (recipe === undefined) return '';
  const { rejected, doubtful, unreviewed } = recipe.rules;
  return `What people said of a row decides whether it is in here, by the recipe: rejected ${FATE[rejected]}, in doubt ${FATE[doubtful]}, not judged ${FATE[unreviewed]}.`;
}

const FATE = { release: 'let out', replace: 'gave way to the reserve', refuse: 'none let out' } as const;

/** What people wrote of the rows; nothing where nobody mended any. */
function mendedLine({ written }: ReleaseFacts): string {
  const { rows, parts } = written.composition.mended;
  if (rows === 0) return '';
  const said = Object.entries(parts).map(([part, n]) => `the ${part} of ${count(n)}`);
  return `**Mended by people**: ${counted(rows, 'row')} (${said.join(', ')}). Each mended text went through every gate again, and whoever wrote it may not accept it; \`provenance.jsonl\` says which rows these are and who wrote what (\`mended\`).`;
}

function heldBack({ choice: { validation } }: ReleaseFacts): string {
  const n = validation.rows.length;
  if (n === 0) return '';
  const passed = validation.passedOver['near-duplicate'] ?? 0;
  const repeats = passed === 0 ? '' : ` ${count(passed)} that are were passed over.`;
  return `Held back for validation: ${count(n)} more of the reserve, the next by rank, in \`validation.jsonl\` beside every \`train.jsonl\`. None of them is a near duplicate of a row that is trained on, or of another one here.${repeats} The same gate was passed by them.`;
}

function sources({ written, gate }: ReleaseFacts): string {
  const rows = written.composition.sources.map(({ source, revision, licenseDeclared, rows: n }) => [
    plain(source),
    revision === null ? '' : plain(revision),
    licenseDeclared === null ? 'none declared' : plain(licenseDeclared),
    count(n),
  ]);
  const table = markdownTable(
    ['source', 'revision', 'licence as declared', 'rows'],
    ['', '', '', 'right'],
    rows,
  );
  return `${table}\n\n\`provenance.jsonl\` names source, licence, file and row for every line.\n\n${licencePart({ gate })}`;
}

/** Source of the line about s1K: arXiv 2501.19393, 4.7 million tokens of thinking over 1,000 questions. */
function lengths({ written }: ReleaseFacts): string {
  const line = (name: string, of: TokenStatistics) => [
    name,
    ...[Math.round(of.mean), of.p50, of.p90, of.p99, of.max, of.total].map(count),
  ];
  const { prompt, trace, answer, s1 } = written.composition.tokens;
  const table = markdownTable(
    ['tokens', 'mean', 'p50', 'p90', 'p99', 'longest', 'all'],
    ['', 'right', 'right', 'right', 'right', 'right', 'right'],
    [
      line('prompt', prompt),
      line('trace', trace),
      line('answer', answer),
      line('whole text of `s1`', s1),
      ['traces of s1K, to compare', '4,700', '', '', '', '', '4,700,000'],
    ],
  );
  return `Counted with the tokenizer of Qwen2.5. Set the sequence length of a training above the longest whole text: most trainers cut longer rows at the end, where the answer stands, without a word.\n\n${table}`;
}

function files({ formats, choice }: ReleaseFacts): string {
  const held =
    choice.validation.rows.length === 0 ? '' : '; `validation.jsonl` and its twin hold the rows held back';
  return [
    ...formats.map(
      ({ name, says }) => `- \`data/${name}/train.jsonl\`, and the same as \`train.parquet\`: ${says}${held}`,
    ),
    '- `provenance.jsonl`: where each line comes from, which model and terms its trace is of, who mended and who accepted it, and its SHA-256 in every format',
    '- `ATTRIBUTION.md`, `DATASHEET.md`, `EU-ARTICLE-53.md`: credits, datasheet, and what a public summary of training content needs',
    '- `compliance-report.json`, `terms/`: flags, policy and waivers; the terms that bound the traces',
    '- `croissant.json`, `provenance.prov.json`, `openlineage.ndjson`: the same for machines (Croissant 1.1, W3C PROV, OpenLineage)',
    '- `replay/`: from which `winnow verify DIR --replay` draws the selection again',
    '- `verify.mjs`, `vkey`, `checkpoint`, `proofs/`, `attestation.dsse.json`: `node verify.mjs` tells whether anything was changed',
    '- `manifest.json`: recipe, seed, funnel, token statistics, and the SHA-256 of every file',
    '- `SHA256SUMS`: to be checked with `sha256sum -c SHA256SUMS`',
  ].join('\n');
}

function repeat({ run, policy, written, choice, template, system }: ReleaseFacts): string {
  const { selectionSha256, seed } = run.report;
  const { benchmarks = [], signals } = run.report;
  const hadSignals =
    [signals.difficulty, signals.length].some(
      ({ attempts, attempt, trace }) => attempts ?? attempt ?? trace,
    ) || signals.domain.label !== undefined;
  const { wanted: held } = choice.validation;
  const validation = held === 0 ? '' : ` --validation ${held}`;
  const commands = [
    'winnow import FILES',
    ...(benchmarks.length > 0 ? ['winnow benchmarks add BENCHMARKS'] : []),
    ...(hadSignals ? ['winnow signals import SIGNALS'] : []),
    `winnow run --recipe recipe.json --seed ${seed}`,
    ...written.composition.traces.map(({ teacher }) =>
      tracesCommand(teacher, choice.wanted + choice.validation.wanted),
    ),
    `winnow release --run latest --policy ${policy} --template ${template.template}${validation}${system === undefined ? '' : " --system 'AS IN manifest.json'"} --out DIR`,
  ];
  return [
    'Import the files that `provenance.jsonl` names by their SHA-256 with the rest of their pool, and save the field `recipe` of `manifest.json` as `recipe.json`.',
    ...(benchmarks.length > 0
      ? [
          `The benchmarks that were compared with: ${benchmarks.map(({ name, items, sha256 }) => `${plain(name)} (${count(items)} items, SHA-256 \`${sha256}\`)`).join(', ')}.`,
        ]
      : []),
    `\`\`\`sh\n${commands.join('\n')}\n\`\`\``,
    `The same pool and evidence give the same selection (SHA-256 over the selected ids \`${selectionSha256}\`) and the same files under \`data/\`.`,
  ].join('\n\n');
}

/** What brings the traces of a teacher. Those from elsewhere are brought by hand, the sample's with the sample. */
function tracesCommand(teacher: string, wanted: number): string {
  if (teacher === 'import') return 'winnow traces import TRACES';
  if (teacher === SAMPLE_RECORDED) return 'winnow start --once';
  return `winnow traces collect --run latest --teacher ${teacher} --until-usable ${wanted}`;
}
