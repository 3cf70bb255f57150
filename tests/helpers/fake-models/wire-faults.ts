/** What is sent: a status, headers and the pieces of a body (of a stream: its events). */
export interface Delivery {
  status: number;
  headers: Record<string, string>;
  pieces: string[];
  /** Whether `pieces` are events of a stream. */
  stream: boolean;
}

/** What happens on the wire in the place of an orderly reply. */
export type Wire =
  /** Sent whole; `change` may have made something else of it. */
  | { send: 'whole' }
  /** The connection is reset with nothing sent; `billed` says whether the work was done. */
  | { send: 'reset'; billed: boolean }
  /** A part of the body (0 to 1, or in pieces less than all) and then a reset or an orderly end of the connection. */
  | { send: 'part'; after: 'reset' | 'close' | 'hold' }
  /** Nothing, until the client hangs up. */
  | { send: 'nothing' }
  /** Whole after a while, or piece by piece with pauses. */
  | { send: 'late' }
  | { send: 'trickle' };

interface WireFault {
  says: string;
  wire: Wire;
  /** What is made of the delivery before it is sent. */
  change?: (delivery: Delivery, value: number) => Delivery;
}

const WHOLE: Wire = { send: 'whole' };
const text = (delivery: Delivery, body: string, type?: string): Delivery => ({
  ...delivery,
  pieces: [body],
  headers: type === undefined ? delivery.headers : { ...delivery.headers, 'content-type': type },
});
const joined = ({ pieces }: Delivery): string => pieces.join('');
const JSON_ERROR = { error: { code: 503, message: 'The model is overloaded.', status: 'UNAVAILABLE' } };

export const PAGE =
  '<!DOCTYPE html><html><title>Error 502 (Server Error)!!1</title><p>That’s an error.</html>';

/** Faults of the wire, for both providers. */
export const WIRE_FAULTS = {
  'wire.reset-unserved': {
    says: 'The connection is reset before anything was done.',
    wire: { send: 'reset', billed: false },
  },
  'wire.reset-before-headers': {
    says: 'The work is done and billed, then the connection is reset before the headers.',
    wire: { send: 'reset', billed: true },
  },
  'wire.reset-in-body': {
    says: 'The connection is reset in the body.',
    wire: { send: 'part', after: 'reset' },
  },
  'wire.close-in-body': {
    says: 'The connection is closed in the body, before the length that was promised.',
    wire: { send: 'part', after: 'close' },
  },
  'wire.stall-in-body': { says: 'Half of the body, then silence.', wire: { send: 'part', after: 'hold' } },
  'wire.never-answers': { says: 'Nothing comes, ever.', wire: { send: 'nothing' } },
  'wire.slow-headers': { says: 'The reply comes late; value: ms.', wire: { send: 'late' } },
  'wire.trickle': { says: 'The reply comes in small pieces; value: ms between.', wire: { send: 'trickle' } },
  'wire.broken-json': {
    says: 'A 200 whose JSON ends in the middle.',
    wire: WHOLE,
    change: (delivery) => text(delivery, joined(delivery).slice(0, joined(delivery).length / 2)),
  },
  'wire.empty': { says: 'A 200 without a body.', wire: WHOLE, change: (delivery) => text(delivery, '') },
  'wire.html': {
    says: 'A 200 with a web page.',
    wire: WHOLE,
    change: (delivery) => text(delivery, PAGE, 'text/html; charset=UTF-8'),
  },
  'wire.json-null': {
    says: 'A 200 that says null.',
    wire: WHOLE,
    change: (delivery) => text(delivery, 'null'),
  },
  'wire.error-at-200': {
    says: 'An error object in the place of a reply, at status 200.',
    wire: WHOLE,
    change: (delivery) => text(delivery, JSON.stringify(JSON_ERROR)),
  },
  'wire.huge': {
    says: 'A reply of many bytes; value: how many.',
    wire: WHOLE,
    change: (delivery, value) => ({
      ...delivery,
      pieces: [' '.repeat(value || 1_000_000), ...delivery.pieces],
    }),
  },
  'wire.keep-alive': {
    says: 'Empty lines before the reply (a stream: comments), as DeepSeek sends while it waits.',
    wire: WHOLE,
    change: (delivery) => ({
      ...delivery,
      pieces: [delivery.stream ? ': keep-alive\n\n' : '\n\n\n', ...delivery.pieces],
    }),
  },
  'wire.redirect': {
    says: 'A redirect to another host.',
    wire: WHOLE,
    change: (delivery) => ({
      ...text(delivery, ''),
      status: 302,
      headers: { location: 'http://127.0.0.1:9/elsewhere' },
    }),
  },
  'sse.cut-clean': {
    says: 'The stream ends between two events, before the last, as if all were well.',
    wire: WHOLE,
    change: (delivery) => ({ ...delivery, pieces: delivery.pieces.slice(0, 2) }),
  },
  'sse.cut-in-event': {
    says: 'The stream ends inside an event, as if all were well.',
    wire: WHOLE,
    change: (delivery) => text(delivery, joined(delivery).slice(0, joined(delivery).length / 2)),
  },
  'sse.reset': { says: 'The stream is reset.', wire: { send: 'part', after: 'reset' } },
  'sse.silence': { says: 'The stream falls silent.', wire: { send: 'part', after: 'hold' } },
  'sse.error-event': {
    says: 'An error comes as an event of its own.',
    wire: WHOLE,
    change: (delivery) => ({
      ...delivery,
      pieces: [...delivery.pieces.slice(0, 2), `data: ${JSON.stringify(JSON_ERROR)}\r\n\r\n`],
    }),
  },
  'sse.error-glued': {
    says: 'An error comes bare and glued to the event before it.',
    wire: WHOLE,
    change: (delivery) =>
      text(delivery, `${delivery.pieces.slice(0, 2).join('')}${JSON.stringify(JSON_ERROR, null, 2)}`),
  },
  'sse.broken-json': {
    says: 'An event in the middle is no JSON.',
    wire: WHOLE,
    change: (delivery) => ({
      ...delivery,
      pieces: [...delivery.pieces.slice(0, 1), 'data: {"candidates": [\r\n\r\n', ...delivery.pieces.slice(1)],
    }),
  },
  'sse.no-last-blank-line': {
    says: 'The last event is whole and its blank line is missing.',
    wire: WHOLE,
    change: (delivery) => text(delivery, joined(delivery).trimEnd()),
  },
  'sse.lf': {
    says: 'Lines end with LF.',
    wire: WHOLE,
    change: (delivery) => text(delivery, joined(delivery).replaceAll('\r\n', '\n')),
  },
  'sse.as-array': {
    says: 'The stream is a JSON array.',
    wire: WHOLE,
    change: (delivery) =>
      text(
        delivery,
        `[${delivery.pieces.map((event) => event.replace('data: ', '').trim()).join(',\n')}]`,
        'application/json',
      ),
  },
} satisfies Record<string, WireFault>;

/** A wire fault by any fault's name; those that are none of the wire send what they are whole. */
export const wireOf = (name: string | null): WireFault | null =>
  name !== null && name in WIRE_FAULTS ? (WIRE_FAULTS as Record<string, WireFault>)[name]! : null;
