import { createHash } from 'node:crypto';
import { WinnowError } from '../../shared/error.ts';
import type { Template } from '../../shared/schemas/training.ts';
import { POLICY_NAMES, type PolicyName } from '../../shared/vocabulary/policies.ts';
import { orderedJson, sha256Hex } from '../comply/ordered-json.ts';
import type { StoredRun } from '../db/runs.ts';
import type { Workspace } from '../db/workspace.ts';
import { canonicalBytes } from '../ledger/canonical.ts';
import { vkeyText } from '../ledger/keys.ts';
import type { ReleaseEffects, ReleaseOptions } from './build-options.ts';
import { cardText } from './card.ts';
import { type Choice, releasedRows } from './choice.ts';
import { writeDocuments } from './documents/documents.ts';
import type { ReleaseFacts } from './facts.ts';
import { asReleaseError, nothingToRelease } from './fault.ts';
import { folderWriter, type ReleasedFile } from './folder.ts';
import { datasetInfos } from './formats/dataset-info.ts';
import type { Format } from './formats/format.ts';
import { formatsNamed } from './formats/formats.ts';
import { type Gate, isSameLook, passGate } from './gate.ts';
import { manifestText } from './manifest.ts';
import { recordRelease } from './record.ts';
import type { ReleaseReport } from './report.ts';
import { type WrittenRows, writeRows } from './rows.ts';
import { refuseMixture, refuseRecorded } from './sample.ts';
import { chooseRows } from './select.ts';
import { writeBundle } from './training/bundle.ts';
import { refuseLong, refuseMixedKinds } from './training/refuse.ts';
import { trainingEstimate } from './training/report.ts';
import { systemOf, templateNamed } from './training/templates.ts';
import { refuseUnvalidated } from './validation.ts';

/**
 * Writes a run's selection with its traces into a folder, all of it or nothing, and records that.
 * The same run, policy, formats and traces are the same release: the same id, the same bytes, one record. Where
 * it was recorded before, the folder carries the date of then.
 * @throws WinnowError `bad-usage` for an unknown policy, format, template or teacher; `refused` for flags or reviews by
 * which the policy forbids it, with their counts as details; `bad-input` where no row can be released, or one is
 * longer than the block size; `conflict` where `out` holds something, or sample and other questions, or kinds of
 * traces, would be mixed; `stopped`; `failed` on a
 * full disk. Nothing lies at `out` after any of them.
 */
export async function buildRelease(
  workspace: Workspace,
  options: ReleaseOptions,
  effects: ReleaseEffects,
): Promise<ReleaseReport> {
  const start = effects.clock();
  const policy = policyNamed(options.policy ?? 'internal');
  const formats = formatsNamed(options.formats ?? []);
  const template = templateNamed(effects.training.templates, options.template ?? DEFAULT_TEMPLATE);
  const { run, teacher, withSample = false } = options;
  const system = systemOf(options.system);
  refuseRecorded(teacher, withSample);
  const { n: wanted = run.report.selected, validation } = options;
  const choice = chooseRows(workspace, run, { rows: wanted, validation, teacher });
  refuseMixture(choice, withSample);
  if (choice.rows.length === 0) throw nothingToRelease(run, choice);
  refuseUnvalidated(choice, run);
  const { policies, licences, terms } = effects.shipped;
  const looked = { run, choice, licences, terms };
  const gate = passGate(workspace, looked, policies[policy], options.actor);
  let stage: string | undefined;
  try {
    stage = effects.files.stage(options.out);
    const plan = { run, policy, formats, template, system, choice, gate, options };
    const { facts, files } = await fill(workspace, stage, plan, effects);
    const seconds = () => (effects.clock() - start) / 1000;
    const { out, actor } = options;
    const isSame = () => isSameLook(workspace, looked, policies[policy], gate);
    const put = {
      workspace,
      files: effects.files,
      stage,
      out,
      actor,
      key: effects.signingKey,
      seconds,
      isSame,
    };
    return recordRelease(put, facts, files);
  } catch (cause) {
    if (stage !== undefined) effects.files.discard(stage);
    throw asReleaseError(cause, options.out, workspace);
  }
}

/** What most trainers and chat templates take. */
export const DEFAULT_TEMPLATE = 'qwen2.5-think';

interface Plan {
  run: StoredRun;
  policy: PolicyName;
  formats: readonly Format[];
  template: Template;
  system: string | undefined;
  choice: Choice;
  gate: Gate;
  options: Pick<ReleaseOptions, 'blockSize' | 'mixKinds' | 'gpuPriceUsd'>;
}

/** Writes every file into the staged folder but those that the record of the release brings forth. */
async function fill(
  workspace: Workspace,
  stage: string,
  { options, ...plan }: Plan,
  effects: ReleaseEffects,
): Promise<{ facts: ReleaseFacts; files: ReleasedFile[] }> {
  const folder = folderWriter(effects.files, stage);
  try {
    const { formats, template, system, choice } = plan;
    const written = await writeRows(workspace, folder, { choice, formats, template, system }, effects);
    refuseMixedKinds(written.composition, options.mixKinds ?? false);
    const allLengths = [...written.lengths, ...(written.validation?.lengths ?? [])];
    refuseLong(allLengths, releasedRows(choice), options.blockSize);
    const { tokenizer, version, signingKey } = effects;
    const vkey = vkeyText(signingKey.verifier);
    const price = { gpuPriceUsd: options.gpuPriceUsd ?? null };
    const { composition, lengths, datasetRoot } = written;
    const longest = longestOf(written);
    const estimate = trainingEstimate({ template, composition, lengths, longest }, effects.training, price);
    const made = { written, tokenizer, vkey, version: `winnow ${version}`, estimate };
    const releaseId = releaseIdOf({ ...plan, ...made });
    const createdAt = workspace.releases.byId(releaseId)?.createdAt ?? workspace.now().toISOString();
    const facts: ReleaseFacts = { releaseId, createdAt, ...plan, ...made };
    const { stop } = template;
    const held = choice.validation.rows.length;
    writeBundle(folder, effects.training, {
      releaseId,
      datasetRoot,
      formats,
      system,
      stop,
      longest,
      validation: held,
      estimate,
    });
    for (const { path, text } of datasetInfos(formats, held > 0, system !== undefined))
      folder.write(path, text);
    folder.write('README.md', cardText(facts));
    writeDocuments(folder, facts, { workspace, terms: effects.shipped.terms });
    folder.write('verify.mjs', effects.verifier);
    folder.write('vkey', `${vkey}\n`);
    folder.write('manifest.json', manifestText(facts, folder.written()));
    return { facts, files: folder.written() };
  } finally {
    folder.abandon();
  }
}

/** Nothing that trains or measures may take less. Unit: tokens. */
const longestOf = ({ composition: { tokens }, validation }: WrittenRows): number =>
  Math.max(tokens.text.max, tokens.s1.max, validation?.longest ?? 0);

/** Names a release by what is in it, so that the same content is the same release. */
function releaseIdOf(facts: Omit<ReleaseFacts, 'releaseId' | 'createdAt'>): string {
  const what = canonicalBytes({
    run: facts.run.report.runId,
    policy: facts.policy,
    formats: facts.formats.map(({ name }) => name),
    template: facts.estimate.template,
    ...(facts.system === undefined ? {} : { system: facts.system }),
    gpu_price_usd: facts.estimate.gpuPriceUsd === null ? null : String(facts.estimate.gpuPriceUsd),
    ...(facts.estimate.measured === null
      ? {}
      : { measured_sha256: sha256Hex(JSON.stringify(facts.estimate.measured)) }),
    wanted: facts.choice.wanted,
    ...(facts.choice.validation.wanted === 0 ? {} : { validation: heldFacts(facts.choice.validation) }),
    dataset_root: facts.written.datasetRoot,
    policy_sha256: facts.gate.policySha256,
    flags: facts.gate.effects,
    waived: facts.gate.waived,
    waivers: facts.gate.waivers,
    licences: sha256Hex(orderedJson(facts.gate.licence)),
    reviews: { ...facts.gate.review },
    ...(facts.gate.recipe === undefined ? {} : { recipe_reviews: { ...facts.gate.recipe } }),
    traces: facts.choice.traces,
    gave_way: facts.choice.gaveWay,
    reserve_passed_over: facts.choice.reservePassedOver,
    tokenizer: facts.tokenizer.sha256,
    version: facts.version,
  });
  return `release-${createHash('sha256').update(what).digest('hex').slice(0, 16)}`;
}

const heldFacts = ({ wanted, passedOver }: Choice['validation']) => ({ wanted, passed_over: passedOver });

function policyNamed(name: string): PolicyName {
  const policy = POLICY_NAMES.find((known) => known === name);
  if (policy !== undefined) return policy;
  throw new WinnowError('bad-usage', `There is no policy ${name}; there are ${POLICY_NAMES.join(', ')}.`);
}
