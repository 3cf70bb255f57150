import { scanTokens, type TokenListener } from './tokens.ts';

/** A step on the way to a phrase; `id` where one ends here. */
interface Step {
  id: number | null;
  next: Map<string, Step> | null;
}

/** A set of phrases, each known by a number, that is looked for in texts word by word. */
export interface PhraseSet {
  /** The number of the phrase, a new one where it was not there. Null where it has a gap or no word. */
  add(phrase: string): number | null;
  /** Calls `found` at the end of each phrase that is in the text, those within others included. */
  find(text: string, found: (id: number) => void): void;
}

/**
 * Phrases as a tree of words: one look-up a word, and one more for each phrase under way. So the time is
 * linear in the text: a phrase of k words adds k - 1 look-ups at most. Case does not matter.
 */
export function phraseSet(): PhraseSet {
  const root: Step = { id: null, next: new Map() };
  let count = 0;
  return {
    add(phrase) {
      const tokens = tokensOf(phrase);
      if (tokens === null) return null;
      const step = stepTo(root, tokens);
      step.id ??= count++;
      return step.id;
    },
    find(text, found) {
      scanTokens(text.toLowerCase(), new Finder(root, found));
    },
  };
}

/** Follows the phrases that are under way through one text. */
class Finder implements TokenListener {
  readonly #root: Step;
  readonly #found: (id: number) => void;
  readonly #open: Step[] = [];
  #opened = 0; // only so many of #open are under way: cheaper than to shorten it at every word

  constructor(root: Step, found: (id: number) => void) {
    this.#root = root;
    this.#found = found;
  }

  token(word: string): void {
    const before = this.#opened;
    this.#opened = 0;
    for (let at = 0; at < before; at += 1) this.#enter(this.#open[at]?.next?.get(word));
    this.#enter(this.#root.next?.get(word));
  }

  gap(): void {
    this.#opened = 0;
  }

  #enter(step: Step | undefined): void {
    if (step === undefined) return;
    if (step.id !== null) this.#found(step.id);
    if (step.next === null) return;
    this.#open[this.#opened] = step;
    this.#opened += 1;
  }
}

function tokensOf(phrase: string): string[] | null {
  const tokens: string[] = [];
  let whole = true;
  scanTokens(phrase.toLowerCase(), {
    token: (word) => tokens.push(word),
    gap: () => {
      whole = false;
    },
  });
  return whole && tokens.length > 0 ? tokens : null;
}

function stepTo(root: Step, tokens: readonly string[]): Step {
  let step = root;
  for (const token of tokens) {
    step.next ??= new Map();
    const known = step.next.get(token);
    const next = known ?? { id: null, next: null };
    if (known === undefined) step.next.set(token, next);
    step = next;
  }
  return step;
}
