import type { Database } from 'better-sqlite3';
import type { OverlapRule } from '../../shared/schemas/queue-overlap.ts';
import type { QueueSelects } from '../../shared/schemas/queue-selects.ts';
import type { ReviewForm } from '../../shared/schemas/review-form.ts';
import type { Aspect, QueueOrder } from '../../shared/vocabulary/queues.ts';

/** What people are asked to judge, how, and how many of them. */
export interface Queue {
  id: string;
  name: string;
  aspect: Aspect;
  /** Number of the run that its items are taken from. */
  run: number | null;
  /** Whose traces are shown; null: anybody's, as a release takes them. */
  teacher: string | null;
  selects: QueueSelects;
  form: ReviewForm;
  /** How many people judge an item, and on which share of the items; the others are judged by one. */
  people: number;
  share: number;
  /** Whether an item is put before more people where it is not sure, and until when; null: it never is. */
  raises: OverlapRule | null;
  ordering: QueueOrder;
  seed: number;
  /** Every so many items one whose verdict is known; 0: none. */
  goldEvery: number;
  /** Items that are to be judged; null: all. */
  target: number | null;
  /** Whether what others and models said is hidden until one has judged. */
  blind: boolean;
  /** Opaque ids of those whom it is for; empty: everybody. */
  members: string[];
  /** Skills that whoever judges must have. */
  wants: string[];
  /** Which share of the judgements a person gives at most, by opaque id. */
  shares: Record<string, number>;
  state: 'open' | 'closed';
  createdBy: string;
  createdAt: string;
}

type Row = Omit<Queue, 'selects' | 'form' | 'raises' | 'blind' | 'members' | 'wants' | 'shares'> & {
  selects: string;
  form: string;
  raises: string | null;
  blind: number;
  members: string;
  wants: string;
  shares: string;
};

const COLUMNS =
  'id, name, aspect, run, teacher, selects, form, people, share, raises, ordering, seed, gold_every AS goldEvery, target, blind, members, wants, shares, state, created_by AS createdBy, created_at AS createdAt';

/** The `queues` table. Only this file names it in SQL. */
export function queueTable(db: Database) {
  const insert = db.prepare<[Row & { event: number }]>(
    `INSERT INTO queues (id, name, aspect, run, teacher, selects, form, people, share, raises, ordering, seed, gold_every, target, blind,
       members, wants, shares, state, created_by, created_at, event)
     VALUES (@id, @name, @aspect, @run, @teacher, @selects, @form, @people, @share, @raises, @ordering, @seed, @goldEvery, @target, @blind,
       @members, @wants, @shares, @state, @createdBy, @createdAt, @event)`,
  );
  const byId = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM queues WHERE id = ?`);
  const all = db.prepare<[], Row>(`SELECT ${COLUMNS} FROM queues ORDER BY n DESC`);
  const setState = db.prepare<[Queue['state'], string]>('UPDATE queues SET state = ? WHERE id = ?');
  const withoutTrace = db.prepare<[string], number>('SELECT without_trace FROM queues WHERE id = ?').pluck();
  const setWithoutTrace = db.prepare<[number, string]>('UPDATE queues SET without_trace = ? WHERE id = ?');
  return {
    insert: (queue: Queue, event: number): void => void insert.run({ ...toRow(queue), event }),
    byId(id: string): Queue | undefined {
      const row = byId.get(id);
      return row && fromRow(row);
    },
    /** Newest first. */
    all: (): Queue[] => all.all().map(fromRow),
    /** How many questions a queue left out when it was filled last, since there is no trace of them. */
    withoutTrace: (id: string): number => withoutTrace.get(id) ?? 0,
    setWithoutTrace: (id: string, count: number): void => void setWithoutTrace.run(count, id),
    setState: (id: string, state: Queue['state']): void => void setState.run(state, id),
  };
}

const toRow = ({ selects, form, raises, blind, members, wants, shares, ...queue }: Queue): Row => ({
  ...queue,
  selects: JSON.stringify(selects),
  form: JSON.stringify(form),
  raises: raises === null ? null : JSON.stringify(raises),
  blind: blind ? 1 : 0,
  members: JSON.stringify(members),
  wants: JSON.stringify(wants),
  shares: JSON.stringify(shares),
});

const fromRow = ({ selects, form, raises, blind, members, wants, shares, ...row }: Row): Queue => ({
  ...row,
  selects: JSON.parse(selects) as QueueSelects,
  form: JSON.parse(form) as ReviewForm,
  raises: raises === null ? null : (JSON.parse(raises) as OverlapRule),
  blind: blind === 1,
  members: JSON.parse(members) as string[],
  wants: JSON.parse(wants) as string[],
  shares: JSON.parse(shares) as Record<string, number>,
});
