import type { Measured } from '../../decide/measure.ts';
import { TEXT_STAGE_NAMES } from '../../decide/text-stages.ts';
import type { Head } from '../pool.ts';
import type { Parts } from './parts.ts';

/** Stands for what stages saw of the many of whom they saw nothing. */
const NOTHING: Measured['outcomes'] = Object.freeze({});

/** What was measured, put together from its parts and what stayed behind of each question. */
export function assemble(heads: readonly Head[], parts: Partial<Parts>): Measured[] {
  const measured = heads.map((head, place) => measuredOf(head, parts.signals?.[place]));
  for (const stage of TEXT_STAGE_NAMES) {
    for (const [place, outcome] of parts[stage] ?? []) {
      const one = measured[place]!;
      if (one.outcomes === NOTHING) one.outcomes = {};
      one.outcomes[stage] = outcome;
    }
  }
  return measured;
}

/** What tells equal texts, where it is at hand. */
export function addTexts(measured: readonly Measured[], { keys, forms }: Partial<Parts>): void {
  keys?.forEach((key, place) => {
    measured[place]!.row.key = key;
  });
  forms?.forEach((form, place) => {
    measured[place]!.near = form;
  });
}

function measuredOf(
  { id, externalId, source, license, evidence }: Head,
  look: Parts['signals'][number] | undefined,
): Measured {
  if (look === undefined) throw new RangeError(`${id} was not looked at`);
  const [said, completeness, hasSolution, lengths] = look;
  const [domain, , , length] = said;
  // One literal each, and room for an estimate, since there are tens of thousands of them.
  return {
    row: {
      id,
      externalId,
      source,
      license,
      completeness,
      hasSolution,
      evidence,
      domain,
      length,
      estimate: undefined,
      key: '',
    },
    signals: signalsOf(said),
    lengths,
    near: null,
    outcomes: NOTHING,
  };
}

function signalsOf([
  domain,
  domainFrom,
  domainConfidence,
  length,
  lengthFrom,
  difficulty,
  difficultyFrom,
]: Parts['signals'][number][0]): Measured['signals'] {
  const signals =
    domainConfidence === null
      ? { domain, domainFrom, length, lengthFrom, difficulty, difficultyFrom }
      : { domain, domainFrom, domainConfidence, length, lengthFrom, difficulty, difficultyFrom };
  return signals as Measured['signals'];
}
