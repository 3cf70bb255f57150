import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addUser, disableUser, userNamed } from '../../server/db/accounts/users.ts';
import { checkLog } from '../../server/db/check-log.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { colleaguesOf, setSkills } from '../../server/review/colleagues.ts';
import { comment } from '../../server/review/comment.ts';
import { namesCalled } from '../../server/review/mentions.ts';
import { emptyFor, queueIn, reviewing, say, taken } from './reviewing.ts';

const withUsers = (workspace: Workspace, ...names: string[]) => {
  for (const name of names)
    addUser(workspace, { name, role: 'reviewer', passwordHash: null, actor: 'local' });
};
const idOf = (workspace: Workspace, name: string) => userNamed(workspace, name).id;

describe('namesCalled(text, names)', () => {
  it.each([
    ['@ann look', ['ann']],
    ['see (@Ann), and @ben.', ['ann', 'ben']],
    ['@anna is another, and so is ann', []],
    ['write to x@ann.example', []],
    ['@ann lee and @ann', ['ann lee', 'ann']],
    ['@@ann', ['ann']],
    ['@', []],
    ['é@ann', []],
    ['@zoë!', ['zoë']],
  ])('of %j calls %j', (text, called) => {
    expect(namesCalled(text, ['ann', 'ben', 'ann lee', 'zoë'])).toEqual(called);
  });

  it('calls whoever is named behind an @ between blanks, and nobody else', () => {
    const name = fc.stringMatching(/^[a-z]{1,8}$/);
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { minLength: 1, maxLength: 6 }),
        fc.array(name, { maxLength: 6 }),
        (names, words) => {
          const text = words.map((word) => `@${word}`).join(' ');
          expect(namesCalled(text, names).sort()).toEqual(
            [...new Set(words.filter((word) => names.includes(word)))].sort(),
          );
        },
      ),
    );
  });
});

describe('a queue', () => {
  it('that fewer members than it asks for can ever judge is refused', async () => {
    const { workspace, run } = await reviewing(1);
    withUsers(workspace, 'ann', 'ben', 'dis');
    addUser(workspace, { name: 'aud', role: 'auditor', passwordHash: null, actor: 'local' });
    disableUser(workspace, 'dis', 'local');
    setSkills(workspace, 'ann', ['proofs'], 'local');
    const members = ['ann', 'ben', 'dis', 'aud'];
    expect(() => queueIn(workspace, run, { people: 3, members })).toThrow(
      'The queue asks for 3 people an item, and 2 of its members can judge it: name more members, or ask fewer people.',
    );
    expect(() => queueIn(workspace, run, { people: 2, members, wants: ['proofs'] })).toThrow(
      'and 1 of its members can judge it with the skills proofs: name more members',
    );
    expect(workspace.queues.all()).toEqual([]);
    expect(queueIn(workspace, run, { people: 2, members }).members).toHaveLength(4);
    expect(queueIn(workspace, run, { people: 3 }).members).toEqual([]);
  });

  it('is handed out to those who have all the skills that it wants', async () => {
    const { workspace, run, ids } = await reviewing(2);
    withUsers(workspace, 'ann', 'ben');
    setSkills(workspace, 'ann', ['Proofs', ' biology ', 'proofs'], 'local');
    setSkills(workspace, 'ben', ['biology'], 'local');
    const queue = queueIn(workspace, run, { wants: ['proofs', 'Biology'] });
    expect(queue.wants).toEqual(['biology', 'proofs']);
    expect([taken(workspace, queue, 'ann'), emptyFor(workspace, queue, 'ben')]).toEqual([
      [ids[0]],
      'lacks-skill',
    ]);
    expect(() => say(workspace, queue, 'ben', ids[0] ?? '')).toThrow(
      expect.objectContaining({ code: 'forbidden' }),
    );
    const events = workspace.events.count();
    setSkills(workspace, 'ben', ['biology'], 'local');
    expect(workspace.events.count()).toBe(events);
    setSkills(workspace, 'ben', ['proofs', 'biology'], 'local');
    expect(taken(workspace, queue, 'ben')).toEqual([ids[1]]);
    expect(colleaguesOf(workspace).map(({ user, skills }) => [user, skills])).toEqual([
      ['ann', ['biology', 'proofs']],
      ['ben', ['biology', 'proofs']],
    ]);
    expect(() => setSkills(workspace, 'ben', ['a,b'], 'local')).toThrow(
      expect.objectContaining({ code: 'bad-usage' }),
    );
    expect(() => setSkills(workspace, 'eve', [], 'local')).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    );
    expect(checkLog(workspace, [], null).fault).toBe(null);
  });

  it('gives a person no more than their share of its judgements, and leaves the rest to others', async () => {
    const { workspace, run, ids } = await reviewing(10);
    withUsers(workspace, 'ann', 'ben');
    const queue = queueIn(workspace, run, { shares: [{ user: 'ann', share: 0.25 }] });
    expect(taken(workspace, queue, 'ann', 10)).toEqual(ids.slice(0, 3));
    for (const id of ids.slice(0, 3)) say(workspace, queue, 'ann', id);
    expect(emptyFor(workspace, queue, 'ann')).toBe('share-done');
    expect(taken(workspace, queue, 'ben', 10)).toEqual(ids.slice(3));
  });
});

describe('a comment', () => {
  it('tells those whom it names, but not who wrote it, and keeps what they have seen', async () => {
    const { workspace, ids } = await reviewing(1);
    withUsers(workspace, 'ann', 'ben', 'cem');
    const author = idOf(workspace, 'ann');
    const said = { question: ids[0] ?? '', queue: null, author, flagged: true };
    const one = comment(workspace, { ...said, text: '@ben and @ann, look at step 2' });
    comment(workspace, { ...said, text: 'no names' });
    const of = (name: string) =>
      workspace.mentions.of(idOf(workspace, name)).map(({ id, seenAt }) => [id, seenAt]);
    expect([of('ann'), of('ben'), of('cem')]).toEqual([[], [[one.id, null]], []]);
    const see = () =>
      workspace.write('test', () => workspace.mentions.see(idOf(workspace, 'ben'), one.id, 'now'));
    expect([see(), see(), of('ben')]).toEqual([true, false, [[one.id, 'now']]]);
    expect(checkLog(workspace, [], null).fault).toBe(null);
  });
});
