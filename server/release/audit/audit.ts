import { WinnowError } from '../../../shared/error.ts';
import type { TermsRegistry } from '../../comply/shipped.ts';
import type { Workspace } from '../../db/workspace.ts';
import { type TrainingJob, trainingTold } from '../training/job.ts';
import { findFor } from './find.ts';
import { type AuditMatch, matchOf } from './match.ts';

/** The reply of `audit`. */
export interface Audit {
  query: string;
  matches: AuditMatch[];
  /** Trainings that a query for a file of weights, a training or a release leads to, oldest first. */
  trainings: TrainingJob[];
  /** Whether more questions than these have the text. */
  isCut: boolean;
  /** The log that all of this stands in, and the newest head of it that was signed. */
  log: { origin: string; events: number; signed: { size: number; signedAt: string } | null };
}

/** Longer ones are no sentence. Unit: characters. */
const LONGEST_QUERY = 100_000;

/**
 * Everything on record about whatever a query leads to: where it came from, under which licence on that day, why it was
 * chosen, who wrote its trace under which terms, who approved it, and where all of that stands in the log.
 * @param limit of the matches
 * @throws WinnowError `bad-usage` for an empty query
 */
export function audit(workspace: Workspace, registry: TermsRegistry, query: string, limit = 20): Audit {
  if (query.trim() === '' || query.length > LONGEST_QUERY)
    throw new WinnowError(
      'bad-usage',
      'Say what to look for: an id, the SHA-256 of a line, or a piece of text.',
    );
  return workspace.read(() => {
    const { found, isCut } = findFor(workspace, query, limit);
    const matches = found.flatMap((one) => matchOf(workspace, registry, one) ?? []);
    return { ...auditOfNothing(workspace), query, matches, trainings: trainingsFor(workspace, query), isCut };
  });
}

/** By the SHA-256 of a file of weights, or by the id of a training or of a release. */
function trainingsFor(workspace: Workspace, query: string): TrainingJob[] {
  const asked = query.trim();
  const { trainingJobs } = workspace;
  const found = /^[0-9a-fA-F]{64}$/.test(asked)
    ? trainingJobs.byWeights(asked)
    : [...trainingJobs.ofRelease(asked), ...[trainingJobs.byId(asked) ?? []].flat()];
  return found.map((one) => trainingTold(workspace, one));
}

/** What is said where nothing was asked: how far the log reaches. */
export function auditOfNothing({ checkpoints, log, events }: Workspace): Audit {
  const signed = checkpoints.latest();
  const head = signed === undefined ? null : { size: signed.size, signedAt: signed.signedAt };
  return {
    query: '',
    matches: [],
    trainings: [],
    isCut: false,
    log: { origin: log, events: events.count(), signed: head },
  };
}
