import type { DocumentFacts } from './facts.ts';

/** Said where people look for advice. */
export const NO_ADVICE =
  'This report states facts on record and named decisions. It is no legal advice, and decides nothing about what a licence or a contract means.';

/** `compliance-report.json`: what stands in the way of the rows, what the policy makes of it, and who took what upon themselves. */
export function complianceText(facts: DocumentFacts): string {
  const { policy, policySha256, distribution, flags, flagged, waivers, sources, collections, terms } = facts;
  const report = {
    schemaVersion: 1,
    releaseId: facts.releaseId,
    says: NO_ADVICE,
    policy: { name: policy, sha256: policySha256, distribution },
    rows: facts.rows.length,
    validationRows: facts.heldBack,
    licence: facts.licence,
    gate: facts.gate,
    effects: flags,
    flags: flagged.map(({ flagId, code, subject, phase, state, evidence, termsRefs }) => ({
      flagId,
      code,
      subject,
      phase,
      state,
      evidence,
      termsRefs,
    })),
    waivers,
    waiverRecords: facts.waiverRecords,
    sources: sources.map(({ source, revision, licenseDeclared, rows }) => ({
      source,
      revision,
      licenseDeclared,
      rows,
    })),
    collections,
    terms: {
      registrySha256: terms.registrySha256,
      used: terms.used.map(({ id, effective, text_sha256 }) => ({ id, effective, textSha256: text_sha256 })),
      unknown: terms.unknown,
    },
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** `terms/`: the entries of the registry that bind the traces, as they were believed to apply, and a list of them. */
export function termsFiles({ terms }: DocumentFacts): { path: string; text: string }[] {
  const files = terms.used.map((entry) => ({
    path: `terms/${entry.id.replace(/[/@]/g, '_')}.json`,
    text: `${JSON.stringify(entry, null, 2)}\n`,
    id: entry.id,
  }));
  const index = {
    registrySha256: terms.registrySha256,
    entries: files.map(({ id, path }) => ({ id, path })),
    withoutEntry: terms.unknown,
  };
  return [
    { path: 'terms/index.json', text: `${JSON.stringify(index, null, 2)}\n` },
    ...files.map(({ path, text }) => ({ path, text })),
  ];
}
