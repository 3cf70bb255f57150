/** Memory for what many threads read, or what is too large to be copied from one to another. */
export const sharedRoom = (bytes: number): SharedArrayBuffer => new SharedArrayBuffer(bytes);
