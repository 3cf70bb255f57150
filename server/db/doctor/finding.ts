/** What was looked at, what came of it, and what to do where something should be done. */
export interface Finding {
  name: string;
  state: 'ok' | 'warn' | 'fail';
  says: string;
  /** What to do; null where nothing is to be done. */
  mend: string | null;
}

export const ok = (name: string, says: string): Finding => ({ name, state: 'ok', says, mend: null });
export const warn = (name: string, says: string, mend: string): Finding => ({
  name,
  state: 'warn',
  says,
  mend,
});
export const fail = (name: string, says: string, mend: string): Finding => ({
  name,
  state: 'fail',
  says,
  mend,
});
