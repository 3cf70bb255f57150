import type { NewQueue } from '../../../shared/schemas/queue.ts';
import type { ReviewForm } from '../../../shared/schemas/review-form.ts';
import type { Aspect, QueueOrder } from '../../../shared/vocabulary/queues.ts';

/** What somebody has filled in to make a queue, as text where it is text. */
export interface QueueDraft {
  name: string;
  aspect: Aspect;
  from: 'release' | 'decisions' | 'questions';
  /** Filters of decisions; empty: any. */
  stage: string;
  reason: string;
  source: string;
  domain: string;
  q: string;
  kept: string;
  /** Ids, one a line. */
  ids: string;
  people: number;
  share: number;
  order: QueueOrder;
  seed: number;
  target: string;
  blind: boolean;
  /** Names, separated by commas. */
  members: string;
  guidelines: string;
  /** The form as JSON. */
  form: string;
  /** `id accept` or `id reject`, one a line. */
  gold: string;
}

const labels = (...names: string[]) => ({ type: 'string' as const, enum: names });

/** What is asked besides accept, reject or skip where nothing else is said, by what is judged. */
export const FORMS: Readonly<Record<Aspect, ReviewForm>> = {
  release: { type: 'object', properties: {}, required: [] },
  question: {
    type: 'object',
    properties: {
      fault: { title: 'What is wrong', ...labels('unclear', 'incomplete', 'wrong answer', 'not answerable') },
    },
    required: [],
  },
  difficulty: {
    type: 'object',
    properties: {
      level: { type: 'integer', minimum: 1, maximum: 5, title: 'How hard, 1 easy to 5 very hard' },
    },
    required: ['level'],
  },
  trace: {
    type: 'object',
    properties: {
      fault: { title: 'What is wrong', ...labels('wrong answer', 'wrong step', 'gap', 'guess', 'language') },
    },
    required: [],
  },
  steps: {
    type: 'object',
    properties: {
      steps: {
        title: 'Steps',
        type: 'array',
        maxItems: 2000,
        items: {
          type: 'object',
          properties: {
            start: { type: 'integer', minimum: 0 },
            verdict: labels('holds', 'unneeded', 'wrong'),
          },
          required: ['start', 'verdict'],
          additionalProperties: false,
        },
      },
    },
    required: [],
  },
  safety: {
    type: 'object',
    properties: {
      marks: {
        title: 'Marks in the text',
        type: 'array',
        maxItems: 100,
        items: {
          type: 'object',
          properties: {
            start: { type: 'integer', minimum: 0 },
            end: { type: 'integer', minimum: 0 },
            label: labels('personal data', 'dangerous', 'offensive'),
          },
          required: ['start', 'end', 'label'],
          additionalProperties: false,
        },
      },
    },
    required: [],
  },
  licence: {
    type: 'object',
    properties: { doubt: { title: 'Doubt', ...labels('none', 'copied', 'unclear origin') } },
    required: [],
  },
};

export const formText = (aspect: Aspect): string => JSON.stringify(FORMS[aspect], null, 2);

/** What an address asks to be made of: the filters of a table. */
export function draftFrom(search: URLSearchParams): QueueDraft {
  const filter = Object.fromEntries(
    (['stage', 'reason', 'source', 'domain', 'q', 'kept'] as const).map((name) => [
      name,
      search.get(name) ?? '',
    ]),
  ) as Pick<QueueDraft, 'stage' | 'reason' | 'source' | 'domain' | 'q' | 'kept'>;
  const isFiltered = Object.values(filter).some((value) => value !== '');
  return {
    ...filter,
    name: '',
    aspect: 'release',
    from: isFiltered ? 'decisions' : 'release',
    ids: '',
    people: 2,
    share: 1,
    order: 'rank',
    seed: 42,
    target: '',
    blind: true,
    members: '',
    guidelines: '',
    form: formText('release'),
    gold: '',
  };
}

/** Parts of a text between line breaks or commas, without the empty ones. */
const parts = (text: string, by: RegExp): string[] =>
  text
    .split(by)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/**
 * What is sent to make the queue. What is wrong in it the server says, field by field.
 * @throws SyntaxError for a form that is no JSON
 */
export function newQueueOf(draft: QueueDraft, runId: string): NewQueue {
  const { target, guidelines } = draft;
  const gold = parts(draft.gold, /\n/).map((line) => {
    const [questionId = '', verdict = ''] = line.split(/\s+/);
    return { questionId, decision: verdict === 'reject' ? ('reject' as const) : ('accept' as const) };
  });
  return {
    name: draft.name.trim(),
    aspect: draft.aspect,
    runId,
    selects: selectsOf(draft),
    form: JSON.parse(draft.form) as ReviewForm,
    ...(guidelines.trim() !== '' && { guidelines }),
    people: draft.people,
    share: draft.share,
    order: draft.order,
    seed: draft.seed,
    gold,
    goldEvery: 10,
    ...(target !== '' && { target: Number(target) }),
    blind: draft.blind,
    members: parts(draft.members, /,/),
  };
}

function selectsOf(draft: QueueDraft): NonNullable<NewQueue['selects']> {
  if (draft.from === 'release') return { from: 'release' };
  if (draft.from === 'questions') return { from: 'questions', ids: parts(draft.ids, /[\n,]/) };
  const { stage, reason, source, domain, q, kept } = draft;
  const filter = { stage, reason, source, domain, q };
  const set = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''));
  return { from: 'decisions', ...set, ...(kept !== '' && { kept: kept === 'true' }) };
}
