/** What a key is pressed on, as far as it decides whom the key is for. */
export type KeyTarget = Pick<HTMLElement, 'tagName' | 'isContentEditable' | 'getAttribute' | 'closest'>;

const WRITING = ['INPUT', 'TEXTAREA', 'SELECT'];
/** The browser's own ways to edit a text, with Ctrl or Cmd. */
const EDITING = ['a', 'c', 'v', 'x', 'y', 'z'];
const PRESS = [' ', 'Enter'];
const PRESSED = ['A', 'BUTTON', 'SUMMARY'];
const MOVES = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown'];
const MOVED_IN = ['combobox', 'option', 'radio', 'slider', 'spinbutton', 'tab', 'treeitem'];
const PRESSED_ROLES = ['button', 'checkbox', 'link', 'switch', ...MOVED_IN];
/** What lies over the page: no bare key reaches what is behind it. */
const OVER =
  'dialog[open], [role="dialog"][aria-modal="true"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/**
 * Whether a key is for what has the focus rather than for the page: every bare key and the editing ones where text is
 * written, every bare key in a menu or dialog, Space and Enter on what they press, arrows where they choose.
 */
export function isOwnKey(target: KeyTarget, key: string, isMod: boolean): boolean {
  const isWriting = target.isContentEditable || WRITING.includes(target.tagName);
  if (isMod) return isWriting && EDITING.includes(key.toLowerCase());
  if (isWriting || target.closest(OVER) !== null) return true;
  const role = target.getAttribute('role') ?? '';
  if (PRESS.includes(key)) return PRESSED.includes(target.tagName) || PRESSED_ROLES.includes(role);
  return MOVES.includes(key) && MOVED_IN.includes(role);
}
