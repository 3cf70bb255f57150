import { WinnowError } from '../../../shared/error.ts';
import type { NewQueue } from '../../../shared/schemas/queue.ts';
import { JUDGING } from '../../../shared/vocabulary/roles.ts';
import { userNamed } from '../../db/accounts/users.ts';
import type { Queue } from '../../db/queues.ts';
import type { StoredRun } from '../../db/runs.ts';
import type { Workspace } from '../../db/workspace.ts';
import type { Canonical } from '../../ledger/canonical.ts';
import { notFor } from '../../review/assigned.ts';
import { skillName } from '../../review/colleagues.ts';
import { checkForm } from '../../review/form.ts';
import { setGuidelines } from '../../review/guidelines.ts';
import { fillQueue } from './fill-queue.ts';

/** Who makes a queue: the opaque id of the person, and of whoever sends it. */
export interface Maker {
  person: string;
  actor: string;
}

/**
 * Makes a queue with its items and guidelines, in one transaction.
 * @param run that its items are taken from; undefined where there is none
 * @throws WinnowError `bad-usage`, `not-found` for what is put wrongly or names nothing
 */
export function makeQueue(
  workspace: Workspace,
  asked: NewQueue,
  run: StoredRun | undefined,
  { person, actor }: Maker,
): Queue {
  const form = asked.form ?? { type: 'object' as const, properties: {}, required: [] };
  checkForm(form);
  return workspace.write('queue', () => {
    const queue: Queue = {
      id: `queue-${workspace.randomHex(8)}`,
      name: asked.name,
      aspect: asked.aspect ?? 'release',
      run: run?.n ?? null,
      teacher: asked.teacher ?? null,
      selects: asked.selects ?? { from: 'release' },
      form,
      people: asked.people,
      share: asked.share,
      raises: asked.raises ?? null,
      ordering: asked.order ?? 'rank',
      seed: asked.seed,
      goldEvery: asked.gold.length === 0 ? 0 : asked.goldEvery,
      target: asked.target ?? null,
      blind: asked.blind,
      members: asked.members.map((name) => userNamed(workspace, name).id),
      wants: [...new Set((asked.wants ?? []).map(skillName))].sort(),
      shares: Object.fromEntries(
        (asked.shares ?? []).map(({ user, share }) => [userNamed(workspace, user).id, share]),
      ),
      state: 'open',
      createdBy: person,
      createdAt: workspace.now().toISOString(),
    };
    refuseImpossible(workspace, queue);
    const { seq } = workspace.events.append({
      type: 'queue.made',
      actor: person,
      subject: queue.id,
      idem: `queue ${queue.id}`,
      data: eventData(queue, run, actor),
    });
    workspace.queues.insert(queue, seq);
    const gold = new Map(asked.gold.map(({ questionId, decision }) => [questionId, decision]));
    fillQueue(workspace, queue, gold);
    if (asked.guidelines !== undefined)
      setGuidelines(workspace, queue.id, asked.guidelines, { person, actor });
    return queue;
  });
}

/**
 * A queue that names whom it is for names as many as it asks for; one that is for everybody may wait for more users.
 * @throws WinnowError `bad-usage` where too few of its members can ever judge
 */
function refuseImpossible(workspace: Workspace, queue: Queue): void {
  const { people, share, members, wants } = queue;
  if (members.length === 0) return;
  const needed = share === 0 ? 1 : people;
  const able = workspace.users
    .all()
    .filter(
      ({ id, role, disabled }) =>
        !disabled && JUDGING.includes(role) && notFor(workspace, queue, id) === null,
    );
  if (able.length >= needed) return;
  const skills = wants.length === 0 ? '' : ` with the skills ${wants.join(', ')}`;
  throw new WinnowError(
    'bad-usage',
    `The queue asks for ${needed} people an item, and ${able.length} of its members can judge it${skills}: name more members, or ask fewer people.`,
  );
}

function eventData(queue: Queue, run: StoredRun | undefined, actor: string): Record<string, Canonical> {
  const { aspect, people, share, raises, ordering, seed, target, blind, members, wants, goldEvery } = queue;
  const shares = Object.entries(queue.shares).map(([person, part]) => ({ person, share: String(part) }));
  return {
    ...{ aspect, people, ordering, blind, members, brought_by: actor, gold_every: goldEvery },
    run: run?.report.runId ?? null,
    share: String(share),
    ...(wants.length > 0 && { wants }),
    ...(shares.length > 0 && { shares }),
    ...(raises !== null && { raises: { up_to: raises.upTo, sure: String(raises.sure) } }),
    seed: String(seed),
    target,
    selects: queue.selects.from,
  };
}

/**
 * The queue of what a release of a run would hold now, which asks for accept, reject or skip alone: the one that
 * stands, brought up to date, or a new one.
 */
export function runQueue(workspace: Workspace, run: StoredRun, maker: Maker): Queue {
  return workspace.write('queue', () => {
    const known = workspace.queues.all().find((queue) => isPlain(queue, run));
    if (known === undefined)
      return makeQueue(workspace, { ...PLAIN, name: `Selection of ${run.report.runId}` }, run, maker);
    refreshQueue(workspace, known, maker);
    return known;
  });
}

const PLAIN: NewQueue = {
  name: '',
  people: 1,
  share: 1,
  seed: 42,
  gold: [],
  goldEvery: 10,
  blind: true,
  members: [],
};

const isPlain = (
  { run: n, selects, aspect, state, form, members, wants, target, raises }: Queue,
  run: StoredRun,
): boolean =>
  n === run.n &&
  selects.from === 'release' &&
  aspect === 'release' &&
  state === 'open' &&
  members.length === 0 &&
  wants.length === 0 &&
  target === null &&
  raises === null &&
  form.required.length === 0;

/** Brings the items of a queue up to date; where nothing has changed, nothing is written. */
export function refreshQueue(workspace: Workspace, queue: Queue, { person, actor }: Maker): void {
  workspace.write('queue', () => {
    const changed = fillQueue(workspace, queue);
    if (changed === 0) return;
    workspace.events.append({
      type: 'queue.refreshed',
      actor: person,
      subject: queue.id,
      idem: `queue.refreshed ${queue.id} ${workspace.randomHex(8)}`,
      data: { changed, brought_by: actor },
    });
  });
}
