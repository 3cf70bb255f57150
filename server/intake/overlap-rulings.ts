import { WinnowError } from '../../shared/error.ts';
import { CURATING } from '../../shared/vocabulary/roles.ts';
import { actingPerson } from '../db/accounts/acting.ts';
import type { Exemption } from '../db/overlap-exemptions.ts';
import type { Ruling, RulingVerdict } from '../db/overlap-rulings.ts';
import type { Workspace } from '../db/workspace.ts';
import { saltedSha256 } from '../ledger/salted.ts';
import { shown } from './fault.ts';

/** Who said it and why; both are kept. */
export interface Statement {
  by: string;
  why: string;
}

/** All that people said about overlaps. */
export const overlapStatements = (workspace: Workspace): { exemptions: Exemption[]; rulings: Ruling[] } => ({
  exemptions: workspace.overlapExemptions.all(),
  rulings: workspace.overlapRulings.all(),
});

const LONGEST_PHRASE = 400;

/**
 * Has a phrase count for nothing in the rule `contained`, wherever a benchmark has it. Kept with its event.
 * @throws WinnowError `bad-usage` for a phrase without words, one that is too long, or a statement without name or reason
 */
export function exemptPhrase(
  workspace: Workspace,
  phrase: string,
  statement: Statement,
  actor: string,
): Exemption {
  const trimmed = phrase.replace(/\s+/g, ' ').trim();
  if (!/[\p{L}\p{N}]/u.test(trimmed) || trimmed.length > LONGEST_PHRASE) {
    throw new WinnowError(
      'bad-usage',
      `"${shown(trimmed)}" is no phrase: write its words, up to ${LONGEST_PHRASE} characters.`,
    );
  }
  const said = checked(statement);
  const at = workspace.now().toISOString();
  return workspace.write('benchmarks exempt', () => {
    const salt = workspace.randomHex(32);
    workspace.overlapExemptions.put({ phrase: trimmed, ...said, at, salt });
    appendEvent(workspace, 'overlap.exempted', trimmed, actor, { phrase: trimmed, at }, { ...said, salt });
    return { phrase: trimmed, ...said, at };
  });
}

/**
 * Takes an exemption back. Kept with its event, too.
 * @throws WinnowError `not-found`, with the phrases that there are
 */
export function unexemptPhrase(
  workspace: Workspace,
  phrase: string,
  statement: Statement,
  actor: string,
): { phrase: string; exempt: false } {
  const trimmed = phrase.replace(/\s+/g, ' ').trim();
  const said = checked(statement);
  return workspace.write('benchmarks exempt --undo', () => {
    const known = workspace.overlapExemptions.all().map((one) => `"${shown(one.phrase)}"`);
    if (!workspace.overlapExemptions.remove(trimmed)) {
      const list = known.join(', ') || 'none yet';
      throw new WinnowError(
        'not-found',
        `The phrase "${shown(trimmed)}" is not exempt; exempt are: ${list}.`,
      );
    }
    const words = { ...said, salt: workspace.randomHex(32) };
    appendEvent(workspace, 'overlap.exemption-revoked', trimmed, actor, { phrase: trimmed }, words);
    return { phrase: trimmed, exempt: false as const };
  });
}

/**
 * Records what a person found about a question and a benchmark question; runs with the rule `contained` keep to it.
 * @param questionId ours
 * @param item `benchmark/item`, or the id of an item alone where one benchmark has it
 * @throws WinnowError `not-found` for an unknown item, `bad-usage` for an ambiguous one
 */
export function ruleOverlap(
  workspace: Workspace,
  questionId: string,
  item: string,
  verdict: RulingVerdict,
  statement: Statement,
  actor: string,
): Ruling {
  const said = checked(statement);
  const place = { question: questionId, ...findItem(workspace, item) };
  const at = workspace.now().toISOString();
  return workspace.write('benchmarks rule', () => {
    const salt = workspace.randomHex(32);
    workspace.overlapRulings.put({ ...place, verdict, ...said, at, salt });
    appendEvent(workspace, 'overlap.ruled', questionId, actor, { ...place, verdict, at }, { ...said, salt });
    return { ...place, verdict, ...said, at };
  });
}

function findItem(workspace: Workspace, name: string): { benchmark: string; item: string } {
  const slash = name.indexOf('/');
  const all = workspace.benchmarks
    .items()
    .filter(({ benchmark, id }) => id === name || (slash > 0 && `${benchmark}/${id}` === name));
  const [first, second] = all;
  if (first === undefined) {
    throw new WinnowError(
      'not-found',
      `There is no benchmark question "${shown(name)}"; name it as the evidence of a decision does: BENCHMARK/ITEM.`,
    );
  }
  if (second !== undefined) {
    const names = all.map(({ benchmark, id }) => `${benchmark}/${id}`).join(', ');
    throw new WinnowError(
      'bad-usage',
      `Several benchmarks have an item "${shown(name)}"; name one: ${names}.`,
    );
  }
  return { benchmark: first.benchmark, item: first.id };
}

function checked({ by, why }: Statement): Statement {
  if (by.trim() !== '' && why.trim() !== '') return { by: by.trim(), why: why.trim() };
  throw new WinnowError('bad-usage', 'Say who says so and why: --by NAME --why TEXT.');
}

/** Who said it is an opaque id in the log, and why a salted hash: both can be erased. */
function appendEvent(
  workspace: Workspace,
  type: string,
  subject: string,
  actor: string,
  data: Record<string, string>,
  { by, why, salt }: Statement & { salt: string },
): void {
  const words = {
    by: actingPerson(workspace, by, CURATING),
    why_salted_sha256: saltedSha256(salt, why),
  };
  const idem = `${type}:${workspace.randomHex(8)}`;
  workspace.events.append({ type, actor, subject, idem, data: { ...data, ...words } });
}
