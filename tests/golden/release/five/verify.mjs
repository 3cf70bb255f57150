#!/usr/bin/env node
// Tells whether this release folder is as it was written. Needs nothing but Node (18 or newer), and no network.
//   node verify.mjs [DIR] [--vkey KEY] [--checkpoint FILE] [--json]
// DIR: the folder this file lies in, unless named. KEY: a verifier key that you had from elsewhere; without it the
// folder's own serves, which shows that nothing changed since somebody signed it, and not who that was. FILE: a
// checkpoint of the same log that was kept elsewhere; it shows a log that was rewritten.
// Exit codes: 0 untouched, 1 tampered (the first broken thing is named), 2 can not tell.
// What is checked, so that anybody can write it anew: SHA256SUMS lists every file but itself; manifest.json lists
// every file but itself, SHA256SUMS, checkpoint, proofs/ and attestation.dsse.json; proofs/release.event.json
// (RFC 8785, behind its bytes one line feed) carries the hash of manifest.json and the dataset root;
// proofs/release.tlog-proof (C2SP tlog-proof) leads from its leaf, SHA-256(0x00 || bytes), to the root of
// checkpoint (RFC 9162, C2SP tlog-checkpoint), which the key has signed (Ed25519, C2SP signed-note);
// the event also carries the hash of proofs/release.events.jsonl, which names the events of each row;
// and lists the sizes of the earlier heads in proofs/consistency-N and the places of the events in proofs/rotation-N,
// each of which says, under a head that both keys have signed, that one key took the place of another: whoever has
// only the key of an earlier day follows them to the one that signs now;
// attestation.dsse.json is an in-toto statement under the same key; the dataset root is the RFC 9162 root over the
// lines of provenance.jsonl without their line feeds, each of which names the SHA-256 of its line in every format:
// the first `rows` of them are data/FORMAT/train.jsonl, the next `validation.rows` data/FORMAT/validation.jsonl.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

class Verdict extends Error {
  constructor(code, why) {
    super(why);
    this.code = code;
  }
}
const tampered = (why) => {
  throw new Verdict(1, why);
};
const cannotTell = (why) => {
  throw new Verdict(2, why);
};
const sha256 = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const hex = (bytes) => Buffer.from(bytes).toString('hex');
const base64 = (text) => {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
};
const utf8 = (bytes, path) => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return tampered(`${path} is not UTF-8`);
  }
};
const json = (bytes, path) => {
  try {
    const value = JSON.parse(utf8(bytes, path));
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Said below.
  }
  return tampered(`${path} can not be read`);
};

function filesBelow(dir) {
  const files = new Map();
  const walk = (under) => {
    for (const entry of readdirSync(join(dir, under), { withFileTypes: true })) {
      const path = under === '' ? entry.name : `${under}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile()) files.set(path, () => readFileSync(join(dir, path)));
      else tampered(`${path} is neither a file nor a folder`);
    }
  };
  walk('');
  return files;
}
const bytesOf = (files, path) => (files.get(path) ?? (() => tampered(`${path} is missing`)))();

function checkSums(files) {
  if (!files.has('SHA256SUMS') && !files.has('manifest.json'))
    cannotTell('there is neither SHA256SUMS nor manifest.json: this is no release');
  const lines = bytesOf(files, 'SHA256SUMS').toString('utf8').split('\n');
  if (lines.pop() !== '') tampered('SHA256SUMS does not end with a line feed');
  const sums = new Map();
  let before = '';
  for (const line of lines) {
    const parts = /^([0-9a-f]{64}) {2}([A-Za-z0-9._-]+(?:\/[A-Za-z0-9._-]+)*)$/.exec(line);
    if (parts === null || parts[2] === 'SHA256SUMS' || parts[2].split('/').some((part) => /^\.+$/.test(part)))
      tampered(`SHA256SUMS has a line that is none: ${JSON.stringify(line.slice(0, 80))}`);
    const [, sum, path] = parts;
    if (path <= before) tampered(`SHA256SUMS lists ${path} out of order`);
    if (hex(sha256(bytesOf(files, path))) !== sum) tampered(`${path} is not the file that SHA256SUMS lists`);
    sums.set(path, sum);
    before = path;
  }
  for (const path of files.keys())
    if (path !== 'SHA256SUMS' && !sums.has(path)) tampered(`${path} is not listed in SHA256SUMS`);
  return sums;
}

const isLater = (path) =>
  path === 'checkpoint' || path === 'attestation.dsse.json' || path.startsWith('proofs/');
const isOutside = (path) => isLater(path) || path === 'manifest.json' || path === 'SHA256SUMS';

function checkManifest(files, sums) {
  const bytes = bytesOf(files, 'manifest.json');
  const manifest = json(bytes, 'manifest.json');
  if (!Array.isArray(manifest.files) || !Number.isSafeInteger(manifest.rows) || manifest.rows < 0)
    tampered('manifest.json can not be read');
  if (!Number.isSafeInteger(heldRows(manifest)) || heldRows(manifest) < 0)
    tampered('manifest.json can not be read');
  const listed = new Set();
  for (const { path, sha256: sum, bytes: size } of manifest.files) {
    if (typeof path !== 'string' || listed.has(path) || isOutside(path))
      tampered(`manifest.json lists ${path} out of place`);
    listed.add(path);
    if (sums.get(path) !== sum) tampered(`${path} is not the file that manifest.json lists`);
    if (bytesOf(files, path).length !== size) tampered(`${path} has not the size that manifest.json lists`);
  }
  for (const path of sums.keys())
    if (!isOutside(path) && !listed.has(path)) tampered(`${path} is not listed in manifest.json`);
  return { manifest, sha256: hex(sha256(bytes)) };
}

const heldRows = ({ validation }) => validation?.rows ?? 0;

const NAME = /^[^\p{White_Space}+\p{Cc}]{1,200}$/u;
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

function readVkey(text, fail) {
  const [name, id, ...rest] = text.trim().split('+');
  const material = base64(rest.join('+'));
  if (!NAME.test(name ?? '') || material?.length !== 33 || material[0] !== 1) return fail();
  if (hex(sha256(name, Buffer.from([0x0a]), material).subarray(0, 4)) !== id) return fail();
  const der = Buffer.concat([SPKI, material.subarray(1)]);
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  return { name, id, key, text: text.trim() };
}
const isSigned = ({ key }, message, signature) =>
  signature?.length === 64 && verify(null, message, key, signature);

/** A signed note that holds a checkpoint; null for what is none. */
function readCheckpoint(note) {
  if (/[\u0000-\u0009\u000b-\u001f]/.test(note)) return null;
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) return null;
  const text = note.slice(0, end + 1);
  const [origin, size, root, last, ...more] = text.split('\n');
  const hash = base64(root ?? '');
  if (origin === '' || !/^(0|[1-9]\d{0,18})$/.test(size ?? '') || hash?.length !== 32) return null;
  if (last !== '' || more.length > 0) return null;
  const lines = note.slice(end + 2, -1).split('\n');
  const signatures = lines.map((line) => {
    const [dash, name, data, ...others] = line.split(' ');
    const bytes = base64(data ?? '');
    if (dash !== '\u2014' || !name || name.includes('+') || others.length > 0 || !(bytes?.length >= 5))
      return null;
    return { name, id: hex(bytes.subarray(0, 4)), signature: bytes.subarray(4) };
  });
  if (lines.length > 64 || signatures.includes(null)) return null;
  return { text, origin, size: BigInt(size), root: hash, signatures };
}

/** Why the key has not signed it, or null where it has; signatures of others are passed over. */
function signatureFault({ text, signatures }, vkey) {
  const own = signatures.filter(({ name, id }) => name === vkey.name && id === vkey.id);
  if (own.length === 0) return 'no trusted key has signed it';
  return isSigned(vkey, Buffer.from(text, 'utf8'), own[0].signature)
    ? null
    : `the signature of ${vkey.name} does not hold`;
}

const leafHash = (bytes) => sha256(Buffer.from([0]), bytes);
const nodeHash = (left, right) => sha256(Buffer.from([1]), left, right);

/** RFC 9162 section 2.1.3.2. */
function isIncluded(leaf, index, size, path, root) {
  if (index >= size) return false;
  let [fn, sn, hash] = [index, size - 1n, leaf];
  for (const sibling of path) {
    if (sn === 0n) return false;
    if (fn % 2n === 1n || fn === sn) {
      hash = nodeHash(sibling, hash);
      while (fn % 2n === 0n && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else hash = nodeHash(hash, sibling);
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  return sn === 0n && hash.equals(root);
}

/** RFC 9162 section 2.1.4.2, for 0 <= first < second. */
function isConsistent(first, second, firstRoot, secondRoot, path) {
  if (first === 0n) return path.length === 0 && firstRoot.equals(sha256());
  const [seed, ...rest] = (first & (first - 1n)) === 0n ? [firstRoot, ...path] : path;
  if (seed === undefined) return false;
  let [fn, sn, fr, sr] = [first - 1n, second - 1n, seed, seed];
  while (fn % 2n === 1n) [fn, sn] = [fn >> 1n, sn >> 1n];
  for (const hash of rest) {
    if (sn === 0n) return false;
    if (fn % 2n === 1n || fn === sn) {
      [fr, sr] = [nodeHash(hash, fr), nodeHash(hash, sr)];
      while (fn % 2n === 0n && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else sr = nodeHash(sr, hash);
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  return sn === 0n && fr.equals(firstRoot) && sr.equals(secondRoot);
}

const hashes = (lines) => {
  const list = lines.map(base64);
  return list.length <= 64 && list.every((hash) => hash?.length === 32) ? list : null;
};

/** RFC 8785 for what an event may hold. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) {
    if (typeof value === 'number' && (!Number.isSafeInteger(value) || Object.is(value, -0))) return null;
    return JSON.stringify(value);
  }
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

/** Proof as text (C2SP tlog-proof): index, hashes, and the checkpoint that they lead to; null for what is none. */
function readProof(text) {
  const end = text.indexOf('\n\n');
  const [header, index, ...path] = text.slice(0, Math.max(end, 0)).split('\n');
  const at = /^index (0|[1-9]\d{0,18})$/.exec(index ?? '')?.[1];
  const way = hashes(path);
  if (end < 0 || header !== 'c2sp.org/tlog-proof@v1' || at === undefined || way === null) return null;
  return { at, way, checkpoint: text.slice(end + 2) };
}

/** The keys of the log, one after the other: each change is an event under a head that both keys have signed. */
function checkRotations(files, trusted) {
  const rotations = [];
  for (const file of files.keys()) {
    if (!ROTATION.test(file)) continue;
    const fail = () => tampered(`${file} does not show that a key took another's place`);
    const text = utf8(bytesOf(files, file), file);
    const body = Buffer.from(text.slice(0, Math.max(text.indexOf('\n'), 0)), 'utf8');
    const proof = readProof(text.slice(body.toString('utf8').length + 1)) ?? fail();
    const head = readCheckpoint(proof.checkpoint) ?? fail();
    const event = json(body, file);
    const { from, to } = event.data ?? {};
    const keys = [from, to].map((key) => readVkey(String(key), fail));
    if (canonical(event) !== body.toString('utf8') || event.type !== 'key.rotated' || from === to) fail();
    if (event.log !== head.origin || String(event.seq) !== proof.at) fail();
    if (keys.some((key) => key.name !== head.origin || signatureFault(head, key) !== null)) fail();
    if (!isIncluded(leafHash(body), BigInt(proof.at), head.size, proof.way, head.root)) fail();
    if (file !== `proofs/rotation-${event.seq}`) tampered(`${file} is of another event`);
    rotations.push({ at: event.seq, head, from: keys[0], to: keys[1] });
  }
  rotations.sort((a, b) => a.at - b.at);
  rotations.forEach(({ from, at }, i) => {
    if (i > 0 && rotations[i - 1].to.text !== from.text)
      tampered(`proofs/rotation-${at} does not go on from the key before it`);
  });
  const keys = rotations.length === 0 ? [trusted] : [rotations[0].from, ...rotations.map(({ to }) => to)];
  if (!keys.some(({ text }) => text === trusted.text)) tampered('checkpoint: no trusted key has signed it');
  const keyAt = (size) => keys[rotations.filter(({ at }) => BigInt(at) < size).length];
  return { rotations, signer: keys.at(-1), keyAt };
}

function checkRecord(files, { manifest, sha256: manifestSha256 }, vkey) {
  const signed = utf8(bytesOf(files, 'checkpoint'), 'checkpoint');
  const head = readCheckpoint(signed) ?? tampered('checkpoint is no signed checkpoint');
  const fault = signatureFault(head, vkey);
  if (fault !== null) tampered(`checkpoint: ${fault}`);
  const file = 'proofs/release.event.json';
  const bytes = bytesOf(files, file);
  if (bytes.at(-1) !== 0x0a) tampered(`${file} does not end with a line feed`);
  const body = bytes.subarray(0, -1);
  const event = json(body, file);
  const data = event.data ?? {};
  if (canonical(event) !== utf8(body, file)) tampered(`${file} is not in its canonical form`);
  if (event.log !== head.origin) tampered(`${file} belongs to another log`);
  if (event.type !== 'release.written' || event.subject !== manifest.releaseId)
    tampered(`${file} is not the record of this release`);
  if (data.manifest_sha256 !== manifestSha256) tampered('manifest.json is not the one that was recorded');
  if ((data.validation_rows ?? 0) !== heldRows(manifest))
    tampered('manifest.json says other rows than were recorded');
  if (data.dataset_root !== manifest.datasetRoot || data.rows !== manifest.rows)
    tampered('manifest.json says other rows than were recorded');
  const proofFile = 'proofs/release.tlog-proof';
  const { at, way, checkpoint } =
    readProof(utf8(bytesOf(files, proofFile), proofFile)) ?? tampered(`${proofFile} is no proof`);
  if (checkpoint !== signed) tampered(`${proofFile} leads to another checkpoint`);
  if (String(event.seq) !== at) tampered(`${proofFile} is of another event`);
  if (!isIncluded(leafHash(body), BigInt(at), head.size, way, head.root))
    tampered(`${proofFile} does not lead from the event to the checkpoint`);
  return { head, data, at: event.seq };
}

function checkStatement(files, sums, vkey) {
  const file = 'attestation.dsse.json';
  const envelope = json(bytesOf(files, file), file);
  const type = 'application/vnd.in-toto+json';
  const payload = typeof envelope.payload === 'string' ? base64(envelope.payload) : null;
  if (payload === null || envelope.payloadType !== type || !Array.isArray(envelope.signatures))
    tampered(`${file} holds no statement`);
  const { payloadType, signatures: all } = envelope;
  const isText = ({ keyid, sig }) => typeof keyid === 'string' && typeof sig === 'string';
  if (all.length < 1 || all.length > 16 || !all.every(isText)) tampered(`${file} holds no statement`);
  const signatures = all.map(({ keyid, sig }) => ({ keyid, sig }));
  const written = JSON.stringify({ payloadType, payload: envelope.payload, signatures }, null, 2);
  if (utf8(bytesOf(files, file), file) !== `${written}\n`) tampered(`${file} is not written as it was`);
  const message = Buffer.concat([Buffer.from(`DSSEv1 ${type.length} ${type} ${payload.length} `), payload]);
  const own = envelope.signatures.filter((one) => one?.keyid === vkey.id);
  if (own.length === 0 || !own.every(({ sig }) => isSigned(vkey, message, base64(String(sig)))))
    tampered(`${file}: no trusted key has signed it`);
  const names = new Set();
  for (const { name, digest } of json(payload, file).subject ?? []) {
    if (sums.get(name) !== digest?.sha256) tampered(`${name} is not the file that ${file} names`);
    names.add(name);
  }
  for (const path of sums.keys())
    if (!names.has(path) && !isLater(path)) tampered(`${path} is not named in ${file}`);
}

function* linesOf(files, path) {
  const bytes = bytesOf(files, path);
  if (bytes.length > 0 && bytes.at(-1) !== 0x0a) tampered(`${path} does not end with a line feed`);
  for (let from = 0; from < bytes.length; ) {
    const to = bytes.indexOf(0x0a, from);
    yield bytes.subarray(from, to);
    from = to + 1;
  }
}

/** RFC 9162 section 2.1.1 over lines of bytes. */
function merkleRoot(leaves) {
  const whole = [];
  for (const leaf of leaves) {
    let [hash, level] = [leafHash(leaf), 0];
    for (; whole[level] !== undefined; level++) {
      hash = nodeHash(whole[level], hash);
      whole[level] = undefined;
    }
    whole[level] = hash;
  }
  const left = whole.filter((hash) => hash !== undefined);
  return left.length === 0 ? sha256() : left.reduce((right, hash) => nodeHash(hash, right));
}

function checkRows(files, manifest) {
  const lines = [...linesOf(files, 'provenance.jsonl')];
  const rows = lines.map((bytes) => json(bytes, 'provenance.jsonl'));
  const seen = new Set();
  rows.forEach(({ line, split = 'train', splitLine = line, questionId }, i) => {
    if (line !== i + 1) tampered(`line ${i + 1} of provenance.jsonl says it is ${line}`);
    const [wanted, at] = i < manifest.rows ? ['train', i + 1] : ['validation', i + 1 - manifest.rows];
    if (split !== wanted || splitLine !== at)
      tampered(`line ${i + 1} of provenance.jsonl says it is ${split} ${splitLine}, not ${wanted} ${at}`);
    if (seen.has(questionId))
      tampered(`line ${i + 1} of provenance.jsonl holds a question that stands before`);
    seen.add(questionId);
  });
  const total = manifest.rows + heldRows(manifest);
  if (rows.length !== total) tampered(`provenance.jsonl has ${rows.length} lines, not ${total}`);
  if (hex(merkleRoot(lines)) !== manifest.datasetRoot)
    tampered('provenance.jsonl has not the dataset root that was recorded');
  for (const path of files.keys()) {
    const [, format, split] = /^data\/([a-z0-9-]+)\/(train|validation)\.jsonl$/.exec(path) ?? [];
    if (format === undefined) continue;
    const own = split === 'train' ? rows.slice(0, manifest.rows) : rows.slice(manifest.rows);
    if (heldRows(manifest) > 0) bytesOf(files, `data/${format}/validation.jsonl`);
    if (split === 'validation' && own.length === 0) tampered(`${path} holds rows that were not released`);
    let n = 0;
    for (const bytes of linesOf(files, path)) {
      const known = own[n]?.lines?.[format];
      n += 1;
      if (known !== hex(sha256(bytes)))
        tampered(`line ${n} of ${path} is not the one that provenance.jsonl names`);
    }
    if (n !== own.length) tampered(`${path} has ${n} lines, not ${own.length}`);
  }
  return rows;
}

const ROW_EVENTS = 'proofs/release.events.jsonl';
const ROTATION = /^proofs\/rotation-(?:0|[1-9]\d{0,15})$/;
const OF_THE_RELEASE = ['proofs/release.event.json', 'proofs/release.tlog-proof', ROW_EVENTS];

/** The events that each row names: the file is the recorded one, and none of them came after the release. */
function checkRowEvents(files, { events_sha256: recorded }, at, rows) {
  if (recorded === undefined && !files.has(ROW_EVENTS)) return;
  const bytes = bytesOf(files, ROW_EVENTS);
  if (hex(sha256(bytes)) !== recorded) tampered(`${ROW_EVENTS} is not the one that was recorded`);
  const lines = [...linesOf(files, ROW_EVENTS)].map((line) => json(line, ROW_EVENTS));
  if (lines.length !== rows.length) tampered(`${ROW_EVENTS} has ${lines.length} lines, not ${rows.length}`);
  lines.forEach(({ line, questionId, events }, i) => {
    const isItsOwn = line === i + 1 && questionId === rows[i].questionId && Array.isArray(events);
    if (!isItsOwn) tampered(`line ${i + 1} of ${ROW_EVENTS} is of another row`);
    if (events.some(({ seq, leaf }) => !(seq >= 0 && seq < at) || !/^[0-9a-f]{64}$/.test(leaf)))
      tampered(`line ${i + 1} of ${ROW_EVENTS} names an event that came after the release`);
  });
}

/** Whether a list that was recorded holds other numbers. */
const isOther = (recorded, found) =>
  recorded !== undefined && JSON.stringify(recorded) !== JSON.stringify([...found].sort((a, b) => a - b));

/** Every earlier checkpoint in the folder is signed by the key of its time, its log the beginning of this one. */
function checkEarlier(files, head, { rotations, keyAt }, { heads, key_events: keyEvents }) {
  const earlier = new Map();
  for (const file of files.keys()) {
    if (!file.startsWith('proofs/') || OF_THE_RELEASE.includes(file) || ROTATION.test(file)) continue;
    const lines = utf8(bytesOf(files, file), file).split('\n');
    const end = lines.indexOf('');
    const way = hashes(lines.slice(0, end));
    const one = readCheckpoint(lines.slice(end + 1).join('\n'));
    if (one === null || way === null) tampered(`${file} is no proof`);
    if (file !== `proofs/consistency-${one.size}` || one.origin !== head.origin)
      tampered(`${file} holds another checkpoint`);
    const fault = signatureFault(one, keyAt(one.size));
    if (fault !== null) tampered(`${file}: ${fault}`);
    if (one.size >= head.size || !isConsistent(one.size, head.size, one.root, head.root, way))
      tampered(`${file}: the log of this release does not begin with those events`);
    earlier.set(one.size, one);
  }
  for (const { at, head: both } of rotations)
    if (earlier.get(both.size)?.root.equals(both.root) !== true)
      tampered(`proofs/rotation-${at} is of another log, or of another past`);
  if (isOther(heads, [...earlier.keys()].map(Number)))
    tampered('proofs/ holds other earlier checkpoints than were recorded');
  if (
    isOther(
      keyEvents,
      rotations.map(({ at }) => at),
    )
  )
    tampered('proofs/ tells of other changes of keys than were recorded');
  return earlier;
}

function checkHeld(head, earlier, text) {
  const other = readCheckpoint(text) ?? cannotTell('the checkpoint that was brought is no signed checkpoint');
  if (other.origin !== head.origin)
    cannotTell(`the checkpoint that was brought is of another log, ${other.origin}`);
  if (other.size > head.size)
    cannotTell(
      `the checkpoint that was brought covers ${other.size} events, later than this release (${head.size})`,
    );
  const own = other.size === head.size ? head : earlier.get(other.size);
  if (own === undefined) cannotTell(`this folder has no way from ${other.size} events to its own checkpoint`);
  if (!own.root.equals(other.root))
    tampered(
      `the checkpoint that was brought has another root for the same ${other.size} events: the log was rewritten`,
    );
}

function look(dir, { vkey: brought, checkpoint }) {
  const given =
    brought === undefined
      ? null
      : readVkey(brought, () => cannotTell('--vkey is no verifier key: it reads NAME+8 hex digits+base64'));
  if (statSync(dir, { throwIfNoEntry: false })?.isDirectory() !== true) cannotTell(`${dir} is not a folder`);
  const files = filesBelow(dir);
  const sums = checkSums(files);
  const found = checkManifest(files, sums);
  const trusted =
    given ?? readVkey(utf8(bytesOf(files, 'vkey'), 'vkey'), () => tampered('vkey is no verifier key'));
  const keys = checkRotations(files, trusted);
  const { head, data, at } = checkRecord(files, found, keys.signer);
  const earlier = checkEarlier(files, head, keys, data);
  checkStatement(files, sums, keys.signer);
  checkRowEvents(files, data, at, checkRows(files, found.manifest));
  if (checkpoint !== undefined) {
    let text;
    try {
      text = readFileSync(checkpoint, 'utf8');
    } catch {
      cannotTell(`the checkpoint ${checkpoint} can not be read`);
    }
    checkHeld(head, earlier, text);
  }
  return {
    releaseId: found.manifest.releaseId,
    rows: found.manifest.rows,
    log: head.origin,
    size: String(head.size),
    signer: keys.signer.text,
    isFormer: keys.signer.text !== trusted.text,
  };
}

function optionsIn(argv) {
  const options = { dir: dirname(fileURLToPath(import.meta.url)), json: false };
  for (let i = 0; i < argv.length; i++) {
    if (argv[i] === '--json') options.json = true;
    else if (argv[i] === '--vkey' || argv[i] === '--checkpoint') options[argv[i].slice(2)] = argv[++i] ?? '';
    else if (argv[i] === '--replay')
      cannotTell('--replay carries out the selection again, which takes winnow: winnow verify DIR --replay');
    else if (argv[i].startsWith('-')) cannotTell(`there is no option ${argv[i]}`);
    else options.dir = argv[i];
  }
  return options;
}

const asJson = process.argv.includes('--json');
let end = { code: 0, verdict: 'untouched', why: null };
try {
  const options = optionsIn(process.argv.slice(2));
  end = { ...end, ...look(options.dir, options) };
} catch (cause) {
  if (!(cause instanceof Verdict))
    end =
      cause.syscall === undefined // not of the file system: what is there has not the shape of a release
        ? { code: 1, verdict: 'tampered', why: `a file has not the shape that it had: ${cause.message}` }
        : { code: 2, verdict: 'cannot-tell', why: `the folder can not be read: ${cause.message}` };
  else end = { code: cause.code, verdict: cause.code === 1 ? 'tampered' : 'cannot-tell', why: cause.message };
}
const { code, ...said } = end;
if (asJson) console.log(JSON.stringify(said));
else if (code === 0) {
  console.log(
    `untouched: ${said.rows} rows of ${said.releaseId}, recorded in the log ${said.log} of ${said.size} events`,
  );
  if (said.isFormer)
    console.log(
      `the key that was brought signs no more; by its own signature this one took its place: ${said.signer}`,
    );
} else console.log(`${code === 1 ? 'tampered' : 'can not tell'}: ${said.why}`);
process.exitCode = code;
