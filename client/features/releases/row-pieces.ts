import type { RowView } from '../../../shared/schemas/release-plan.ts';

/** A stretch of a rendered row that is shown alike. */
export interface Piece {
  /** Where it begins. Unit: UTF-16 units. */
  at: number;
  text: string;
  learnt: boolean;
  /** Whether it lies behind the end of the block. */
  isCut: boolean;
}

/** A row in pieces: cut where the loss mask turns, and where a block would end. */
export function piecesOf({ parts, cutAt }: Pick<RowView, 'parts' | 'cutAt'>): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { text, learnt } of parts) {
    const inside = cutAt === null ? text.length : Math.max(0, Math.min(text.length, cutAt - at));
    const [before, behind] = [text.slice(0, inside), text.slice(inside)];
    if (before !== '') pieces.push({ at, text: before, learnt, isCut: false });
    if (behind !== '') pieces.push({ at: at + inside, text: behind, learnt, isCut: true });
    at += text.length;
  }
  return pieces;
}
