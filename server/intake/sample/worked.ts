import type { Draw } from './draw.ts';
import type { Level } from './level.ts';

/** What a worked solution is made of; each part is one or several whole sentences. */
export interface Parts {
  /** Why the way taken works: the more of it, the harder the question. */
  why?: readonly string[];
  steps: readonly string[];
  /** The same number found another way, or put back into the question. */
  check?: string;
  /** The last sentence; names the answer. */
  end: string;
}

/** A solution with fewer words than this is given all its reasons, and its check. */
const FEW_WORDS = 45;

/**
 * Writes a solution as people of different habits do: in paragraphs, in numbered steps, or in one go.
 * Easy questions get the steps; harder ones the reasons, and a check, as well.
 */
export function worked(d: Draw, level: Level, { why = [], steps, check, end }: Parts): string {
  const bare = steps.join(' ').split(' ').length < FEW_WORDS;
  const reasons = bare ? why : why.slice(0, reasonsFor(d, level, why.length));
  const checked = d.chance([0.25, 0.4, 0.7, 0.95, 1][level - 1] ?? 1);
  const checks = check !== undefined && (bare || checked) ? [check] : [];
  const habit = d.int(0, steps.length > 2 ? 4 : 3);
  if (habit === 4) {
    const numbered = steps.map((step, i) => `Step ${i + 1}. ${step}`);
    return [...reasons, ...numbered, ...checks, end].join('\n\n');
  }
  if (habit === 3 && level < 4) return [...reasons, ...steps, ...checks, end].join(' ');
  const closing = checks.length > 0 && habit === 2 ? [`${checks[0]} ${end}`] : [...checks, end];
  return [reasons.join(' '), ...steps, ...closing].filter((part) => part !== '').join('\n\n');
}

function reasonsFor(d: Draw, level: Level, most: number): number {
  if (level >= 4) return most;
  if (level === 3) return Math.min(most, d.int(1, 2));
  return d.chance(level === 2 ? 0.8 : 0.5) ? 1 : 0;
}
