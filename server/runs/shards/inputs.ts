/** Hashes of what jobs read, told as the files are written, to whoever waits for them. */
export class Inputs {
  readonly #waiting: Waiting[];
  readonly #hashes: string[] = [];

  constructor(jobs: number) {
    this.#waiting = Array.from({ length: jobs }, waiting);
  }

  /** Comes back once the input of a job is there. @throws what `fail` was told, where it never will be */
  of(job: number): Promise<string> {
    return this.#waiting[job]!.promise;
  }

  put(job: number, hash: string): void {
    this.#hashes[job] = hash;
    this.#waiting[job]?.resolve(hash);
  }

  /** Nobody need wait for what is not there by now. */
  fail(cause: unknown): void {
    for (const one of this.#waiting) one.reject(cause);
  }

  all(): string[] {
    return [...this.#hashes];
  }
}

interface Waiting {
  promise: Promise<string>;
  resolve: (hash: string) => void;
  reject: (cause: unknown) => void;
}

function waiting(): Waiting {
  const one = {} as Waiting;
  one.promise = new Promise((resolve, reject) => {
    Object.assign(one, { resolve, reject });
  });
  one.promise.catch(() => undefined); // perhaps nobody waits
  return one;
}
