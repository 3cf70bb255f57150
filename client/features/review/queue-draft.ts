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
  /** Whether more people are asked where it is not sure: up to so many, until so many verdicts hold. */
  isRaising: boolean;
  upTo: number;
  sure: number;
  order: QueueOrder;
  seed: number;
  target: string;
  blind: boolean;
  /** Names, separated by commas, with a share such as `40 %` behind those who have one. */
  members: string;
  /** Skills, separated by commas. */
  wants: string;
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
    isRaising: false,
    upTo: 5,
    sure: 0.95,
    order: 'rank',
    seed: 42,
    target: '',
    blind: true,
    members: '',
    wants: '',
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
    raises: draft.isRaising ? { upTo: draft.upTo, sure: draft.sure } : null,
    order: draft.order,
    seed: draft.seed,
    gold,
    goldEvery: 10,
    ...(target !== '' && { target: Number(target) }),
    blind: draft.blind,
    ...peopleIn(draft.members),
    wants: parts(draft.wants, /,/),
  };
}

/** Who a queue is for, and which share of it some of them have at most: `ann 40 %, ben`. */
function peopleIn(text: string): Pick<NewQueue, 'members' | 'shares'> {
  const all = parts(text, /,/).map((part) => {
    const share = part.endsWith('%') ? /\s(\d{1,3})\s?%$/.exec(part) : null;
    return share === null
      ? { user: part, share: null }
      : { user: part.slice(0, share.index).trim(), share: Number(share[1]) / 100 };
  });
  return {
    members: all.map(({ user }) => user),
    shares: all.flatMap(({ user, share }) => (share === null ? [] : [{ user, share }])),
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
