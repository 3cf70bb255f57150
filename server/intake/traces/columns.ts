/** A trace as the columns of a published data set hold it. */
export interface TraceColumns {
  thinking: string;
  answer: string;
  /** A grade that came with it, `Yes` or `No`. */
  grade: string | null;
  provider: string;
  model: string;
}

/**
 * Columns that are known by name: s1K, s1K-1.1 and its sister with Claude, and the rows of open-thoughts. The
 * models are those that the cards of the sets name; none of the sets says which version answered, or when.
 */
export const KNOWN_COLUMNS: readonly TraceColumns[] = [
  {
    thinking: 'gemini_thinking_trajectory',
    answer: 'gemini_attempt',
    grade: 'gemini_grade',
    provider: 'gemini',
    model: 'gemini-2.0-flash-thinking-exp',
  },
  {
    thinking: 'deepseek_thinking_trajectory',
    answer: 'deepseek_attempt',
    grade: 'deepseek_grade',
    provider: 'deepseek',
    model: 'deepseek-r1',
  },
  {
    thinking: 'claude_thinking_trajectory',
    answer: 'claude_attempt',
    grade: 'claude_grade',
    provider: 'anthropic',
    model: 'claude-3-7-sonnet',
  },
  {
    thinking: 'thinking_trajectories',
    answer: 'attempt',
    grade: null,
    provider: 'gemini',
    model: 'gemini-2.0-flash-thinking-exp',
  },
  {
    thinking: 'deepseek_reasoning',
    answer: 'deepseek_solution',
    grade: null,
    provider: 'deepseek',
    model: 'deepseek-r1',
  },
];
