/** Ids of the places in the texts of an open trace. */
export const findingId = (i: number): string => `finding-${i}`;
export const blockId = (field: string, block: number): string => `${field}-block-${block}`;

/** What is told before one goes to a place, so that whoever hides it opens. */
const listeners = new Set<(id: string) => void>();

/** Hears of every place that is to be gone to, before it is looked for. @returns how to stop */
export function onGoTo(listener: (id: string) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Brings a place into sight and marks it as the current one. */
export function goTo(id: string): void {
  for (const listener of listeners) listener(id);
  requestAnimationFrame(() => {
    const place = document.getElementById(id);
    if (place === null) return;
    for (const other of document.querySelectorAll('[data-current]')) other.removeAttribute('data-current');
    place.setAttribute('data-current', '');
    place.scrollIntoView({ block: 'start' });
    place.focus({ preventScroll: true });
  });
}
