import { describe, expect, test } from 'vitest';
import { isOwnKey, type KeyTarget } from '../../client/lib/own-keys.ts';
import { actOf, type Keys, whileHeld } from '../../client/lib/use-keys.ts';

const on = (tagName: string, role: string | null = null, isIn = false): KeyTarget =>
  ({
    ...{ tagName, isContentEditable: false, getAttribute: () => role },
    closest: () => (isIn ? ({} as Element) : null),
  }) as KeyTarget;

describe('isOwnKey(target, key, isMod)', () => {
  const BARE = [' ', 'Enter', 'ArrowRight', 'a'];
  test.each([
    ['the page', on('BODY'), []],
    ['the record', on('ARTICLE'), []],
    ['a button', on('BUTTON'), [' ', 'Enter']],
    ['a summary', on('SUMMARY'), [' ', 'Enter']],
    ['a link', on('A'), [' ', 'Enter']],
    ['a check box of our own', on('DIV', 'checkbox'), [' ', 'Enter']],
    ['a tab', on('DIV', 'tab'), [' ', 'Enter', 'ArrowRight']],
    ['a radio of our own', on('BUTTON', 'radio'), [' ', 'Enter', 'ArrowRight']],
    ['a text box', on('TEXTAREA'), BARE],
    ['a choice', on('SELECT'), BARE],
    ['an entry of an open menu', on('DIV', 'menuitem', true), BARE],
    ['a button in a dialog', on('BUTTON', null, true), BARE],
  ])('%s keeps its own bare keys', (_, target, own) => {
    expect(BARE.filter((key) => isOwnKey(target, key, false))).toEqual(own);
  });

  test('Ctrl+Z, X, C, V, A and Y edit where text is written; other keys with Ctrl are for the page everywhere', () => {
    const keys = ['z', 'Z', 'x', 'c', 'v', 'a', 'y', 'k', 's', 'Enter'];
    expect(keys.filter((key) => isOwnKey(on('TEXTAREA'), key, true))).toEqual(keys.slice(0, 7));
    expect(keys.filter((key) => isOwnKey(on('BUTTON'), key, true))).toEqual([]);
  });
});

describe('actOf(keys, event, isMod)', () => {
  test('a key that is held acts once, one that only moves goes on, and the browser gets neither', () => {
    const done: string[] = [];
    const keys: Keys = {
      a: () => void done.push('accept'),
      'mod+Enter': () => void done.push('accept too'),
      j: whileHeld(() => void done.push('next')),
    };
    const press = (key: string, repeat: boolean, isMod = false) => {
      const act = actOf(keys, { key, repeat }, isMod);
      act?.({} as KeyboardEvent);
      return act !== undefined;
    };
    const used = [press('a', false), press('a', true), press('a', true)];
    used.push(press('Enter', false, true), press('Enter', true, true));
    used.push(press('j', false), press('j', true));
    expect(done).toEqual(['accept', 'accept too', 'next', 'next']);
    expect(used).toEqual(used.map(() => true));
    expect([press('b', false), press('b', true), press('toString', false)]).toEqual([false, false, false]);
  });
});
