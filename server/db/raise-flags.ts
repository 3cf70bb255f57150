import { hash } from 'node:crypto';
import { FLAG_VOCABULARY, type FlagSubjectType } from '../../shared/vocabulary/flags.ts';
import type { Finding } from '../comply/flag.ts';
import { canonicalBytes } from '../ledger/canonical.ts';
import type { Workspace } from './workspace.ts';

/** A finding about somebody. */
export interface RaisedFlag extends Finding {
  subject: { type: FlagSubjectType; id: string };
}

/** The same findings about one subject. */
export const about = (subject: RaisedFlag['subject'], findings: readonly Finding[]): RaisedFlag[] =>
  findings.map((one) => ({ ...one, subject }));

/** Flags that share an event at most. */
const GROUP = 500;

/**
 * Stores flags with the events that raise them; to be called in the transaction that stores what they are about.
 * A flag is told by its content, so that raising it again changes nothing. Flags of one call share events of up
 * to 500; each stays addressable, by its id and its place in the event.
 * @param who `actor` who did what they follow from, `subject` what they are about as a whole, such as a collection
 * @returns their ids, in the order given
 * @throws WinnowError `failed` outside a transaction
 */
export function raiseFlags(
  { events, flags }: Pick<Workspace, 'events' | 'flags'>,
  raised: readonly RaisedFlag[],
  who: { actor: string; subject: string },
): string[] {
  const ids = raised.map(flagId);
  const fresh = new Map<string, RaisedFlag>();
  raised.forEach((flag, i) => {
    const id = ids[i] ?? '';
    if (!fresh.has(id) && !flags.has(id)) fresh.set(id, flag);
  });
  const list = [...fresh];
  for (let from = 0; from < list.length; from += GROUP) {
    const group = list.slice(from, from + GROUP);
    const { seq } = events.append(eventOf(group, who));
    group.forEach(([id, flag], place) => {
      flags.insert({ id, ...flag, vocabVersion: FLAG_VOCABULARY, event: seq, place });
    });
  }
  return ids;
}

/** Id of a flag by its content: 80 bits of the hash of all that is said. */
export function flagId({ code, phase, subject, rule, evidence, termsRefs }: RaisedFlag): string {
  const { type, id } = subject;
  const said = canonicalBytes({
    code,
    phase,
    subject: { type, id },
    rule,
    evidence,
    terms_refs: termsRefs,
    vocab_version: FLAG_VOCABULARY,
  });
  return `flag-${hash('sha256', said).slice(0, 20)}`;
}

function eventOf(
  group: readonly [string, RaisedFlag][],
  { actor, subject }: { actor: string; subject: string },
) {
  const ids = hash('sha256', group.map(([id]) => `${id}\n`).join(''));
  return {
    type: 'flag.raised',
    actor,
    subject,
    idem: `flags ${ids}`,
    data: {
      vocab_version: FLAG_VOCABULARY,
      flags: group.map(([id, flag]) => ({
        flag_id: id,
        code: flag.code,
        subject: { type: flag.subject.type, id: flag.subject.id },
        phase: flag.phase,
        rule: flag.rule,
        evidence: flag.evidence,
        terms_refs: flag.termsRefs,
      })),
    },
  };
}
