/** What a provider says about a model for nothing: no question below is a generation. */
export type Probe =
  | {
      state: 'known';
      model: string;
      /** The version that the provider names. */
      version: string | null;
      /** Whether it gives thoughts, by the provider's word; null: it says nothing about that. */
      thinks: boolean | null;
      /** Whether it answers batches; null: the provider says nothing. */
      batches: boolean | null;
      /** Tokens that a prompt and a reply may have. */
      inputTokens: number | null;
      outputTokens: number | null;
      /** Tokens of the prompt that was handed in, as the provider counts them; null where it counts none for free. */
      promptTokens: number | null;
    }
  /** There is no such model for this key; these are there. */
  | { state: 'unknown'; model: string; others: readonly string[] };

/** Names that come closest to one that is unknown: those that share the longest beginning, at most ten. */
export function closest(model: string, names: readonly string[]): string[] {
  const shared = (name: string): number => {
    let at = 0;
    while (at < name.length && name[at] === model[at]) at++;
    return at;
  };
  return [...names].sort((a, b) => shared(b) - shared(a) || (a < b ? -1 : 1)).slice(0, 10);
}
