import type { LoopEffects } from '../../ask/loop/effects.ts';
import type { OpenTeacher } from '../../ask/model/opened.ts';

/** What collecting inside a server needs of the world. */
export interface CollectingEffects extends LoopEffects {
  /** The folder `data/`: prompts and the titles of domains. */
  data: string;
  openTeacher: OpenTeacher;
  /** The same where a key is missing: for a plan, which asks nobody. */
  openForPlan: OpenTeacher;
  /** Tokens of the Qwen2.5 tokenizer. */
  countTokens: (text: string) => number;
  /** Milliseconds since some fixed moment. */
  clock: () => number;
}
