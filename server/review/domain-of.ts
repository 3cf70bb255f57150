import type { Workspace } from '../db/workspace.ts';

/** The domain that a run found for a question; `unknown` where there is none. */
export function domainOf({ decisions, questions }: Workspace, run: number | null, id: string): string {
  const n = run === null ? undefined : questions.key(id)?.n;
  return (run !== null && n !== undefined && decisions.ofQuestion(run, n)?.signals.domain) || 'unknown';
}
