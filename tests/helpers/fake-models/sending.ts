import type { ServerResponse } from 'node:http';
import type { Left } from './ledger.ts';
import type { Delivery, Wire } from './wire-faults.ts';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends a reply as the wire fault has it, and says how much of it left. Ends when the connection is done with. */
export async function send(
  response: ServerResponse,
  delivery: Delivery,
  wire: Wire,
  value: number,
): Promise<Left> {
  const gone = new Promise<void>((resolve) => {
    response.once('close', resolve);
  });
  if (response.destroyed) return 'aborted';
  if (wire.send === 'reset') {
    response.socket?.resetAndDestroy();
    return 'nothing';
  }
  if (wire.send === 'nothing') {
    await gone;
    return 'aborted';
  }
  if (wire.send === 'late') await Promise.race([pause(value || 50), gone]);
  if (response.destroyed) return 'aborted';
  if (wire.send === 'part') return await sendPart(response, delivery, wire.after, gone);
  const body = Buffer.from(delivery.pieces.join(''), 'utf8');
  const isChunked = delivery.stream || wire.send === 'trickle';
  response.writeHead(delivery.status, {
    ...delivery.headers,
    ...(isChunked ? {} : { 'content-length': body.length }),
  });
  if (wire.send === 'trickle') {
    for (let at = 0; at < body.length && !response.destroyed; at += 37) {
      response.write(body.subarray(at, at + 37)); // cuts characters of several bytes, too
      await pause(value || 1);
    }
  } else if (delivery.stream) for (const piece of delivery.pieces) response.write(piece);
  else response.write(body);
  response.end();
  await gone;
  return response.writableFinished ? 'whole' : 'aborted';
}

async function sendPart(
  response: ServerResponse,
  { status, headers, pieces, stream }: Delivery,
  after: 'reset' | 'close' | 'hold',
  gone: Promise<void>,
): Promise<Left> {
  const body = Buffer.from(pieces.join(''), 'utf8');
  response.writeHead(status, { ...headers, ...(stream ? {} : { 'content-length': body.length }) });
  await new Promise<void>((resolve) => {
    response.write(stream ? (pieces[0] ?? '') : body.subarray(0, body.length / 2), () => resolve());
  });
  await pause(5); // or the reset overtakes the bytes
  if (after === 'hold') {
    await gone;
    return 'aborted';
  }
  if (after === 'reset') response.socket?.resetAndDestroy();
  else response.socket?.destroySoon();
  return 'cut';
}
