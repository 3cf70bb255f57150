import { WinnowError } from '../../shared/error.ts';
import type { Policy } from '../../shared/schemas/policy.ts';
import { evaluateGate, type FlagCounts, type GateVerdict } from '../comply/gate.ts';
import { orderedJson, sha256Hex } from '../comply/ordered-json.ts';
import { raiseFlags } from '../db/raise-flags.ts';
import { settleFlags } from '../db/settle-flags.ts';
import type { Workspace } from '../db/workspace.ts';
import type { SealedEvent } from '../ledger/event.ts';
import { releasedRows } from './choice.ts';
import { type FrozenLook, type GateFacts, lookAt } from './gate-snapshot.ts';
import { noteExpired } from './waivers-due.ts';

export type { FlagCounts } from '../comply/gate.ts';

/** What a policy makes of a release, and the licence under which its rows can go out together. */
export interface Gate extends GateVerdict {
  applied: true;
  licence: FrozenLook['licence'];
  obligations: string[];
  /** SHA-256 over everything that was looked at, hex; the same of the same. */
  snapshotSha256: string;
}

/** What every reader of a release is told about its gate. */
export const gateNote = (policy: string): string =>
  [
    'The policy was applied to the open flags of sources, questions, traces and the release itself, and to the reviews that it asks for: nothing that it blocks is in here.',
    ...(policy === 'internal'
      ? [
          'Under `internal`, what it wants a person to take upon themselves (attest) is counted here and held nothing up.',
        ]
      : []),
    'Winnow records facts and named decisions; it gives no legal advice.',
  ].join(' ');

/** What a policy would make of a release now; writes nothing. */
export function gateOutlook(workspace: Workspace, facts: GateFacts, policy: Policy): Gate {
  return workspace.read(() => gateOf(policy, lookAt(workspace, facts, policy)));
}

function gateOf(policy: Policy, { snapshot, licence, obligations }: FrozenLook): Gate {
  const verdict = evaluateGate(policy, snapshot);
  const snapshotSha256 = sha256Hex(orderedJson(snapshot));
  return { ...verdict, applied: true, licence, obligations, snapshotSha256 };
}

/**
 * Lets a release pass or not, before a byte is written. Flags that were not in the log yet are raised, and what the
 * policy made of them is an event, whether it passes or not.
 * @throws WinnowError `refused` with counts, and what would lift each, as details
 */
export function passGate(workspace: Workspace, facts: GateFacts, policy: Policy, actor: string): Gate {
  const gate = workspace.write('gate of a release', () => {
    noteExpired(workspace, actor);
    const look = lookAt(workspace, facts, policy);
    raiseNew(workspace, facts, look, actor);
    const made = gateOf(policy, look);
    if (gateEvent(workspace, facts.run.report.runId, made) === undefined)
      workspace.events.append(eventOf(facts, made, actor));
    return made;
  });
  if (!gate.passes) throw refusal(gate, facts);
  return gate;
}

/** Whether what the gate looked at is what is there now. */
export const isSameLook = (workspace: Workspace, facts: GateFacts, policy: Policy, gate: Gate): boolean =>
  gateOf(policy, lookAt(workspace, facts, policy)).snapshotSha256 === gate.snapshotSha256;

/** The event of a gate; undefined where it was never evaluated. */
export const gateEvent = (workspace: Workspace, runId: string, gate: Gate): SealedEvent | undefined =>
  workspace.events.byIdem(idemOf(runId, gate));

const idemOf = (runId: string, { policySha256, snapshotSha256 }: Gate): string =>
  `gate ${runId} ${policySha256.slice(0, 16)} ${snapshotSha256}`;

export function raiseNew(
  workspace: Workspace,
  { run }: GateFacts,
  { raise, reopen, resolve }: FrozenLook,
  actor: string,
): void {
  const subject = run.report.runId;
  for (const who of new Set(raise.map((one) => one.actor))) {
    const theirs = raise.filter((one) => one.actor === who).flatMap(({ raised }) => raised ?? []);
    raiseFlags(workspace, theirs, { actor: who ?? actor, subject });
  }
  settleFlags(workspace, 'flag.reopened', reopen, { actor, subject, why: 'it holds again' });
  settleFlags(workspace, 'flag.resolved', resolve, { actor, subject, why: 'it holds no more' });
}

function eventOf(facts: GateFacts, gate: Gate, actor: string) {
  const { run, choice, licences } = facts;
  const { policy, policySha256, passes, effects, waived, waivers, review, recipe } = gate;
  const { distribution, snapshotSha256 } = gate;
  const rows = releasedRows(choice);
  return {
    type: 'export.gate_evaluated',
    actor,
    subject: run.report.runId,
    idem: idemOf(run.report.runId, gate),
    data: {
      policy_id: policy,
      policy_sha256: policySha256,
      licences_sha256: licences.sha256,
      rows: rows.length,
      rows_sha256: sha256Hex(rows.map(({ decision }) => `${decision.questionId}\n`).join('')),
      passes,
      effects,
      waived,
      waivers,
      review: { ...review },
      ...(recipe === undefined ? {} : { recipe_reviews: { ...recipe } }),
      distribution,
      snapshot_sha256: snapshotSha256,
    },
  };
}

/** Why the recipe refuses, and what would mend it; nothing where it does not. */
function recipeSays({ recipe }: Gate, runId: string): string[] {
  if (recipe === undefined || recipe.says === null) return [];
  const [objection] = Object.keys(recipe.refused);
  const mend =
    objection === undefined
      ? 'winnow grades agreement'
      : `have them judged (winnow reviews wanted --run ${runId}, or the page Review), or let the reserve step in: winnow run --set review.${objection}=replace`;
  return [`reviews by the recipe: ${recipe.says}: ${mend}`];
}

/** One line that names every reason with its count and what would lift it. */
function refusal(gate: Gate, { choice, run }: GateFacts): WinnowError {
  const rows = releasedRows(choice).length;
  const reasons = gate.refusals.map(
    ({ code, effect, rows: n, lift }) => `${code} (${effect}, ${n} of ${rows} rows): ${lift}`,
  );
  const { met } = gate.review;
  const review = met
    ? []
    : [
        `reviews: ${gate.review.says}: winnow reviews wanted --run ${run.report.runId} --policy ${gate.policy}`,
      ];
  const recipe = recipeSays(gate, run.report.runId);
  const refused: FlagCounts = Object.fromEntries(gate.refusals.map((one) => [one.code, one.rows]));
  const isPolicy = reasons.length + review.length > 0;
  return new WinnowError(
    'refused',
    `${isPolicy ? `The policy ${gate.policy}` : 'The recipe'} forbids this release, and nothing was written. ${[...reasons, ...review, ...recipe].join('; ')}.`,
    { refused, rows, reasons: gate.refusals, reviews: gate.review, recipe: gate.recipe ?? null, gate },
  );
}
