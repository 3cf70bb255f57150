/** The events of a stream of server-sent events, as far as it came. */
export interface Events {
  /** The data of each event, in order; what stands outside of `data:` and looks like JSON is one, too. */
  data: string[];
  /** What came after the last blank line: an event that was cut, or one that nobody closed. Empty where all is closed. */
  rest: string;
}

/**
 * Takes a stream apart by the rules of the HTML standard (lines ended by CR, LF or CRLF, comments, several `data:`
 * lines to an event). Differs: an error that a server writes into a stream as bare JSON counts as an event, since
 * it would be lost otherwise, and so would the news that the stream is over.
 */
export function eventsOf(text: string): Events {
  const lines = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').split('\n');
  const data: string[] = [];
  let event: string[] = [];
  let bare: string[] = [];
  const close = (): void => {
    if (event.length > 0) data.push(event.join('\n'));
    if (bare.length > 0) data.push(bare.join('\n'));
    event = [];
    bare = [];
  };
  let closed = 0; // lines up to here belong to closed events
  lines.forEach((line, at) => {
    if (line === '' && at < lines.length - 1) {
      close();
      closed = at + 1;
    } else if (line.startsWith('data:')) event.push(line.slice(line[5] === ' ' ? 6 : 5));
    else if (bare.length > 0 || /^\s*[[{]/.test(line)) bare.push(line);
  });
  return { data, rest: lines.slice(closed).join('\n').trim() };
}

/** The data of the rest, where it is an event that only its blank line is missing of. */
export const dataOfRest = (rest: string): string =>
  eventsOf(`${rest}\n\n`).data[0] ?? (rest.startsWith(':') ? '' : rest);
