/**
 * Things one behind the other, by place. An array is one; a table of columns is another, which makes its rows when they
 * are asked for, so that of millions only the few at hand are objects.
 */
export interface Sequence<T> {
  readonly length: number;
  at(place: number): T | undefined;
  map<U>(made: (one: T, place: number) => U): U[];
  filter(holds: (one: T, place: number) => boolean): T[];
  forEach(told: (one: T, place: number) => void): void;
  [Symbol.iterator](): Iterator<T>;
}

/** A sequence whose members are made by `at`. Places are not checked: only those from 0 to below the length are meant. */
export abstract class MadeSequence<T> implements Sequence<T> {
  abstract readonly length: number;
  abstract at(place: number): T;

  map<U>(made: (one: T, place: number) => U): U[] {
    const all = new Array<U>(this.length);
    for (let place = 0; place < this.length; place++) all[place] = made(this.at(place), place);
    return all;
  }

  filter(holds: (one: T, place: number) => boolean): T[] {
    const found: T[] = [];
    for (let place = 0; place < this.length; place++) {
      const one = this.at(place);
      if (holds(one, place)) found.push(one);
    }
    return found;
  }

  forEach(told: (one: T, place: number) => void): void {
    for (let place = 0; place < this.length; place++) told(this.at(place), place);
  }

  *[Symbol.iterator](): Iterator<T> {
    for (let place = 0; place < this.length; place++) yield this.at(place);
  }
}

class Made<T> extends MadeSequence<T> {
  readonly length: number;
  readonly #make: (place: number) => T;

  constructor(length: number, make: (place: number) => T) {
    super();
    this.length = length;
    this.#make = make;
  }

  at(place: number): T {
    return this.#make(place);
  }
}

/** A sequence of `length` things, each made whenever it is asked for. */
export const sequenceOf = <T>(length: number, make: (place: number) => T): Sequence<T> =>
  new Made(length, make);

/** Some of a sequence, by their places. */
export const picked = <T>(all: Sequence<T>, places: ArrayLike<number>): Sequence<T> =>
  sequenceOf(places.length, (i) => all.at(places[i]!)!);
