import type { Recipe } from '../../../shared/schemas/recipe.ts';
import type { TermsEntry } from '../../../shared/schemas/terms.ts';
import { EFFECTS, type Effect, FLAGS, type FlagCode } from '../../../shared/vocabulary/flags.ts';
import type { TermsRegistry } from '../../comply/shipped.ts';
import type { ShownFlag } from '../../db/flags.ts';
import type { Workspace } from '../../db/workspace.ts';
import { releasedRows } from '../choice.ts';
import type { ReleaseFacts } from '../facts.ts';
import type { CanonicalRow } from '../formats/format.ts';
import { cardLicence } from '../licence.ts';
import type { Split } from '../provenance.ts';
import { aboutReader } from '../row-about.ts';
import type { SourceShare, TeacherShare } from '../tally.ts';

/** A row as documents name it. */
export interface DocumentRow {
  line: number;
  split: Split;
  questionId: string;
  source: string;
  trace: string;
  collection: string;
  /** RFC 3339. */
  tracedAt: string;
  /** Opaque ids of those who accepted it. */
  acceptedBy: readonly string[];
}

/** What somebody took upon themselves, without their words and their name. */
export interface DocumentWaiver {
  waiverId: string;
  codes: readonly string[];
  flags: readonly string[];
  reason: string;
  /** Opaque id. */
  by: string;
  evidence: readonly { sha256: string; bytes: number }[];
  validFrom: string;
  expiresAt: string;
  /** Place of its event in the log, which holds salted hashes of purpose, reason and statement. */
  event: number;
}

/** Flags of one code, and what the policy makes of them. */
export interface FlagShare {
  code: string;
  says: string;
  effect: Effect;
  rows: number;
}

/** A collection that traces of the release come from. */
export interface DocumentCollection {
  id: string;
  teacher: string;
  provider: string | null;
  model: string | null;
  service: string | null;
  termsRefs: readonly string[];
  registrySha256: string | null;
  /** RFC 3339: when it began, and when the last trace came that is part of the release. */
  from: string;
  to: string;
}

/** What the documents of a release tell. Holds no path and no date but `createdAt`. */
export interface DocumentFacts {
  releaseId: string;
  createdAt: string;
  version: string;
  policy: string;
  policySha256: string;
  distribution: string;
  licence: { id: string; name: string | null };
  languages: readonly string[];
  run: ReleaseFacts['run']['report'];
  recipe: Recipe;
  rows: readonly DocumentRow[];
  wanted: number;
  /** Rows of those that are held back for validation. */
  heldBack: number;
  datasetRoot: string;
  sources: readonly SourceShare[];
  teachers: readonly TeacherShare[];
  domains: readonly { domain: string; rows: number }[];
  /** `row` is one of made-up content: every row has its keys and its types. */
  formats: readonly { name: string; says: string; row: Readonly<Record<string, unknown>> }[];
  /** What the policy made of what it looked at. */
  gate: ReleaseFacts['gate'];
  flags: readonly FlagShare[];
  flagged: readonly ShownFlag[];
  waivers: readonly string[];
  waiverRecords: readonly DocumentWaiver[];
  /** Origin of the log, by which its key signs. */
  log: string;
  collections: readonly DocumentCollection[];
  terms: { used: readonly TermsEntry[]; unknown: readonly string[]; registrySha256: string };
  importedFiles: readonly { name: string; sha256: string }[];
}

/** Puts together what the documents tell: the one place that reads it from a release and its workspace. */
export function documentFacts(
  facts: ReleaseFacts,
  workspace: Workspace,
  terms: TermsRegistry,
): DocumentFacts {
  const { run, choice, written, gate } = facts;
  const { composition } = written;
  const rows = documentRows(choice, workspace);
  const collections = collectionsOf(workspace, rows);
  const refs = [...new Set(collections.flatMap(({ termsRefs }) => termsRefs))].sort();
  const known = new Map(terms.entries.map((entry) => [entry.id, entry]));
  return {
    releaseId: facts.releaseId,
    createdAt: facts.createdAt,
    version: facts.version,
    policy: facts.policy,
    policySha256: gate.policySha256,
    distribution: distributionOf(facts),
    licence: licenceIn(gate),
    languages: composition.languages,
    run: run.report,
    recipe: run.recipe,
    rows,
    wanted: choice.wanted,
    heldBack: choice.validation.rows.length,
    datasetRoot: written.datasetRoot,
    sources: composition.sources,
    teachers: composition.traces,
    domains: composition.domains,
    formats: facts.formats.map(({ name, says, render }) => ({
      name,
      says,
      row: render(
        { ...ROW, ...(facts.system === undefined ? {} : { system: facts.system }) },
        facts.template,
      ),
    })),
    gate,
    flags: flagsOf(facts),
    flagged: flaggedIn(workspace, rows, run.report.runId),
    waivers: gate.waivers,
    waiverRecords: waiverRecords(workspace, gate.waivers),
    log: workspace.log,
    collections,
    terms: {
      used: refs.flatMap((id) => known.get(id) ?? []),
      unknown: refs.filter((id) => !known.has(id)),
      registrySha256: terms.sha256,
    },
    importedFiles: importedFiles(workspace, rows),
  };
}

function documentRows(choice: ReleaseFacts['choice'], workspace: Workspace): DocumentRow[] {
  const aboutOf = aboutReader(workspace);
  return releasedRows(choice).map(({ decision, trace: id }, i): DocumentRow => {
    const trace = workspace.traces.byId(id);
    const question = workspace.questions.byId(decision.questionId);
    const { collection = '', createdAt = '' } = trace ?? {};
    const said = question === undefined || trace === undefined ? [] : aboutOf(question, trace).reviews;
    const accepted = said.filter(({ decision: word }) => word === 'accept').map(({ reviewer }) => reviewer);
    const { questionId, source } = decision;
    const split = i < choice.rows.length ? 'train' : 'validation';
    const acceptedBy = [...new Set(accepted)].sort();
    return { line: i + 1, split, questionId, source, trace: id, collection, tracedAt: createdAt, acceptedBy };
  });
}

const waiverRecords = ({ waivers }: Workspace, ids: readonly string[]): DocumentWaiver[] =>
  ids.flatMap((id) => {
    const waiver = waivers.byId(id);
    if (waiver === undefined) return [];
    const { codes, reason, actor: by, validFrom, expiresAt, event } = waiver;
    const evidence = waiver.evidence.map(({ sha256, bytes }) => ({ sha256, bytes }));
    const flags = waivers.flagsOf(id);
    return [{ waiverId: id, codes, flags, reason, by, evidence, validFrom, expiresAt, event }];
  });

const licenceIn = ({ licence }: ReleaseFacts['gate']): DocumentFacts['licence'] => {
  const { license, name } = cardLicence(licence);
  return { id: license, name };
};

/** For whom it is meant, as the policy says: `internal` is never handed on. */
const distributionOf = ({ policy, gate }: ReleaseFacts): string =>
  'distribution' in gate && typeof gate.distribution === 'string'
    ? gate.distribution
    : { strict: 'public', 'research-only': 'research-only', internal: 'internal-only' }[policy];

const ROW: CanonicalRow = {
  id: 'id',
  question: 'question',
  trace: 'trace',
  answer: 'answer',
  meta: { source: 'source', license: null, domain: 'domain', rank: 1 },
};
const flagsOf = ({ gate }: ReleaseFacts): FlagShare[] =>
  (Object.keys(EFFECTS) as Effect[]).flatMap((effect) =>
    Object.entries(gate.effects[effect]).map(([code, rows]) => ({
      code,
      says: FLAGS[code as FlagCode].says,
      effect,
      rows,
    })),
  );

function collectionsOf(workspace: Workspace, rows: readonly DocumentRow[]): DocumentCollection[] {
  const ends = new Map<string, string>();
  for (const { collection, tracedAt } of rows)
    if (tracedAt >= (ends.get(collection) ?? '')) ends.set(collection, tracedAt);
  return [...ends].sort().flatMap(([id, to]) => {
    const stored = workspace.collections.byId(id);
    if (stored === undefined) return [];
    const terms = stored.terms === null ? {} : (JSON.parse(stored.terms) as StoredTerms);
    const { teacher, provider, model, service, createdAt: from } = stored;
    const said = { termsRefs: terms.refs ?? [], registrySha256: terms.registrySha256 ?? null };
    return [{ id, teacher, provider, model, service, ...said, from, to }];
  });
}

interface StoredTerms {
  refs?: string[];
  registrySha256?: string;
}

/** Every flag on a trace, question or source of the release, or on it as a whole (by its run), whatever became of it. */
function flaggedIn({ flags }: Workspace, rows: readonly DocumentRow[], run: string): ShownFlag[] {
  const of = rows.flatMap(({ trace, questionId, source }) => [trace, questionId, source]);
  const subjects = new Set([run, ...of]);
  return [...subjects].sort().flatMap((subject) => [...flags.each({ subject })]);
}

function importedFiles({ questions, imports }: Workspace, rows: readonly DocumentRow[]) {
  const files = new Map(imports.all().map(({ id, files: list }) => [id, list]));
  const found = new Map<string, { name: string; sha256: string }>();
  for (const { questionId } of rows) {
    const question = questions.byId(questionId);
    const file = question === undefined ? undefined : files.get(question.importId)?.[question.file];
    if (file !== undefined) found.set(file.sha256, { name: file.name, sha256: file.sha256 });
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
