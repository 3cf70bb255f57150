import type { StoredRun } from '../db/runs.ts';
import type { ReleaseFacts } from './facts.ts';
import type { ReleasedFile } from './folder.ts';
import { gateNote } from './gate.ts';
import { cardLicence } from './licence.ts';

/** Version of the manifest's own shape. */
const SCHEMA_VERSION = 1;

/** The text of manifest.json. @param files every other file but SHA256SUMS */
export function manifestText(facts: ReleaseFacts, files: readonly ReleasedFile[]): string {
  const { choice, written, gate } = facts;
  const { tokens, ...composition } = written.composition;
  const manifest = {
    schemaVersion: SCHEMA_VERSION,
    releaseId: facts.releaseId,
    createdAt: facts.createdAt,
    writtenBy: facts.version,
    rows: choice.rows.length,
    wanted: choice.wanted,
    validation: validationFacts(facts),
    rowsSha256: written.rowsSha256,
    datasetRoot: written.datasetRoot,
    policy: {
      name: facts.policy,
      sha256: gate.policySha256,
      applied: true,
      says: gateNote(facts.policy),
      distribution: gate.distribution,
      flags: gate.effects,
      waived: gate.waived,
      waivers: gate.waivers,
      obligations: gate.obligations,
      reviews: gate.review,
      ...(gate.recipe === undefined ? {} : { recipeReviews: gate.recipe }),
    },
    license: cardLicence(gate.licence),
    licences: gate.licence,
    tracesLookedAt: choice.traces,
    gaveWay: choice.gaveWay,
    fromReserve: choice.fromReserve,
    reservePassedOver: choice.reservePassedOver,
    run: runFacts(facts.run),
    recipe: facts.run.recipe,
    funnel: facts.run.report.funnel,
    ...composition,
    template: facts.estimate.template,
    ...(facts.system === undefined ? {} : { system: facts.system }),
    tokenizer: facts.tokenizer,
    tokens,
    formats: facts.formats.map(({ name, says }) => ({ name, says })),
    files,
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** The rows that are held back; null where none were asked for. */
export function validationFacts({ choice: { validation }, written }: ReleaseFacts) {
  if (written.validation === null) return null;
  const { rows, rowsSha256, longest } = written.validation;
  return { rows, wanted: validation.wanted, rowsSha256, longest, passedOver: validation.passedOver };
}

/** What tells a run from another; its date and duration are no part of it. */
function runFacts({ report }: StoredRun) {
  const { runId, recipe, recipeSha256, poolSha256, evidenceSha256, codeVersion, seed, engine, pool } = report;
  const { benchmarks = [], requested, selected, reserve, selectionSha256, signals, warnings } = report;
  return {
    runId,
    recipe,
    recipeSha256,
    poolSha256,
    evidenceSha256,
    codeVersion,
    seed,
    engine,
    pool,
    benchmarks,
    requested,
    selected,
    reserve,
    selectionSha256,
    signals,
    warnings,
  };
}
