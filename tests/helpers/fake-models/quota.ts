import type { Quota } from './plan.ts';

/** Which limit a request would have broken, and when it opens again. */
export interface Exceeded {
  kind: 'requests-minute' | 'tokens-minute' | 'requests-day' | 'spend';
  limit: number;
  retryMs: number;
}

type Kind = Exceeded['kind'];

interface Use {
  at: number;
  amount: number;
}

/** Keeps the books of all quotas; one that is refused does not count. */
export function createQuotas(quotas: readonly Quota[], minuteMs: number, now: () => number) {
  const used = new Map<string, Use[]>();
  const spans: Record<Kind, number> = {
    'requests-minute': minuteMs,
    'tokens-minute': minuteMs,
    'requests-day': 1440 * minuteMs,
    spend: 10 * minuteMs,
  };
  const limitsOf = (quota: Quota, tokens: number): [Kind, number | undefined, number][] => [
    ['requests-day', quota.requestsPerDay, 1],
    ['spend', quota.spendTokens, 0],
    ['requests-minute', quota.requestsPerMinute, 1],
    ['tokens-minute', quota.tokensPerMinute, tokens],
  ];
  const usesOf = (quota: Quota, project: string, model: string, kind: Kind): Use[] => {
    const { window } = quota;
    const name = JSON.stringify([quotas.indexOf(quota), project, model, kind]);
    const from = window === 'fixed' ? Math.floor(now() / spans[kind]) * spans[kind] : now() - spans[kind];
    const kept = (used.get(name) ?? []).filter(({ at }) => (window === 'fixed' ? at >= from : at > from));
    used.set(name, kept);
    return kept;
  };
  const waitFor = (uses: readonly Use[], kind: Kind, over: number, window: Quota['window']): number => {
    if (window === 'fixed') return spans[kind] - (now() % spans[kind]);
    let left = over;
    for (const { at, amount } of uses) {
      left -= amount;
      if (left <= 0) return Math.max(1, at + spans[kind] - now());
    }
    return spans[kind];
  };
  const applying = (project: string, model: string) =>
    quotas.filter((quota) => (quota.project ?? project) === project && (quota.model ?? model) === model);
  return {
    /** Counts a request in, or says which limit is in its way. */
    take(project: string, model: string, tokens: number): Exceeded | null {
      const counts: [Use[], number][] = [];
      for (const quota of applying(project, model)) {
        for (const [kind, limit, amount] of limitsOf(quota, tokens)) {
          if (limit === undefined) continue;
          const uses = usesOf(quota, project, model, kind);
          const sum = uses.reduce((total, use) => total + use.amount, 0);
          const over = sum + Math.max(amount, kind === 'spend' ? 1 : 0) - limit;
          if (over > 0) return { kind, limit, retryMs: waitFor(uses, kind, over, quota.window) };
          counts.push([uses, amount]);
        }
      }
      for (const [uses, amount] of counts) if (amount > 0) uses.push({ at: now(), amount });
      return null;
    },
    /** Counts what a reply cost against the spending limits. */
    spend(project: string, model: string, tokens: number): void {
      for (const quota of applying(project, model)) {
        if (quota.spendTokens === undefined) continue;
        usesOf(quota, project, model, 'spend').push({ at: now(), amount: tokens });
      }
    },
  };
}
