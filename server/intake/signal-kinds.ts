import type { Tables } from '../db/tables.ts';
import { Fault, shown } from './fault.ts';
import type { OwnValue } from './signals-line.ts';

/** A kind of signal; of vectors with their dimension, since two of different ones can not be compared. */
interface Kind {
  kind: OwnValue['kind'];
  dimension: number;
}

/** Holds the values of each name to one kind, so that a rule about them means one thing: the first that came. */
export class SignalKinds {
  private readonly known = new Map<string, Kind | null>();
  private readonly tables: Pick<Tables, 'signals' | 'signalVectors'>;

  constructor(tables: Pick<Tables, 'signals' | 'signalVectors'>) {
    this.tables = tables;
  }

  /** Why one of these values can not be taken, or null. */
  fault(values: readonly OwnValue[]): Fault | null {
    for (const { name, kind, value } of values) {
      const known = this.of(name);
      if (known === null || (known.kind === kind && known.dimension === dimensionOf(value))) continue;
      return new Fault(
        'wrong-type',
        `The signal ${shown(name)} is ${words(known)} elsewhere, and here ${words({ kind, dimension: dimensionOf(value) })}; give it another name.`,
      );
    }
    return null;
  }

  /** A value of that name was taken. */
  settle(name: string, kind: OwnValue['kind'], value: OwnValue['value']): void {
    this.known.set(name, { kind, dimension: dimensionOf(value) });
  }

  private of(name: string): Kind | null {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const dimension = this.tables.signalVectors.dimensionOf(name);
    const kind: Kind['kind'] | undefined =
      dimension === undefined ? this.tables.signals.kindOf(name) : 'vector';
    const found = kind === undefined ? null : { kind, dimension: dimension ?? 0 };
    this.known.set(name, found);
    return found;
  }
}

const dimensionOf = (value: OwnValue['value']): number => (typeof value === 'string' ? 0 : value.length);

const words = ({ kind, dimension }: Kind): string =>
  kind === 'vector' ? `a vector of ${dimension} dimensions` : `a ${kind}`;
