"""A second verifier of release folders, written from the specification alone (the head of verify.mjs, RFC 8032,
RFC 8785, RFC 9162, and the C2SP pages on checkpoints, notes and proofs), to hold the others against.

python3 verify.py DIR [--vkey KEY] [--checkpoint FILE]; exit code 0 untouched, 1 tampered, 2 can not tell.
"""

import base64
import binascii
import hashlib
import json
import os
import re
import stat
import sys

# Ed25519 (RFC 8032, section 5.1): the curve -x^2 + y^2 = 1 + d x^2 y^2 over the field of P, its order L.
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def recover_x(y, sign):
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if square == 0:
        return None if sign else 0
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P != 0:
        x = x * ROOT % P
    if (x * x - square) % P != 0:
        return None
    return P - x if (x & 1) != sign else x


def add(a, b):
    """Extended coordinates: X, Y, Z, T with x = X/Z, y = Y/Z, xy = T/Z."""
    m = (a[1] - a[0]) * (b[1] - b[0]) % P
    n = (a[1] + a[0]) * (b[1] + b[0]) % P
    c = 2 * a[3] * b[3] * D % P
    d = 2 * a[2] * b[2] % P
    e, f, g, h = n - m, d - c, d + c, n + m
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(scalar, point):
    result = (0, 1, 1, 0)
    while scalar > 0:
        if scalar & 1:
            result = add(result, point)
        point = add(point, point)
        scalar >>= 1
    return result


def decode_point(data):
    y = int.from_bytes(data, "little")
    sign = y >> 255
    y &= (1 << 255) - 1
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = (recover_x(BASE_Y, 0), BASE_Y, 1, recover_x(BASE_Y, 0) * BASE_Y % P)


def signature_holds(public, message, signature):
    if signature is None or len(public) != 32 or len(signature) != 64:
        return False
    key, r = decode_point(public), decode_point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if key is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    left, right = times(s, BASE), add(r, times(h, key))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


class Tampered(Exception):
    pass


class CannotTell(Exception):
    pass


def need(holds, why):
    if not holds:
        raise Tampered(why)


def from_base64(text):
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError, ValueError):
        return None
    return data if base64.b64encode(data).decode() == text else None


def text_of(data, path):
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise Tampered(path + " is not UTF-8")


def parse_json(data, path):
    def refuse(name):
        raise Tampered(path + " holds " + name)

    def pairs(items):
        result = {}
        for name, value in items:
            need(name not in result, path + " names " + name + " twice")
            result[name] = value
        return result

    try:
        return json.loads(text_of(data, path), object_pairs_hook=pairs, parse_constant=refuse)
    except (ValueError, RecursionError):
        raise Tampered(path + " is no JSON")


def read_files(root):
    files = {}
    for folder, below, names in os.walk(root):
        for name in below + names:
            full = os.path.join(folder, name)
            mode = os.lstat(full).st_mode
            path = os.path.relpath(full, root).replace(os.sep, "/")
            need(stat.S_ISREG(mode) or stat.S_ISDIR(mode), path + " is neither a file nor a folder")
            if stat.S_ISREG(mode):
                with open(full, "rb") as handle:
                    files[path] = handle.read()
    return files


def sha(data):
    return hashlib.sha256(data).hexdigest()


def later(path):
    return path in ("checkpoint", "attestation.dsse.json") or path.startswith("proofs/")


def outside(path):
    return later(path) or path in ("manifest.json", "SHA256SUMS")


def check_sums(files):
    if "SHA256SUMS" not in files and "manifest.json" not in files:
        raise CannotTell("this is no release")
    need("SHA256SUMS" in files, "SHA256SUMS is missing")
    lines = text_of(files["SHA256SUMS"], "SHA256SUMS").split("\n")
    need(lines.pop() == "", "SHA256SUMS does not end with a line feed")
    sums = {}
    before = ""
    for line in lines:
        parts = re.fullmatch(r"([0-9a-f]{64})  ([A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*)", line)
        need(parts is not None, "SHA256SUMS has a line that is none")
        digest, path = parts.groups()
        need(not any(set(step) == {"."} for step in path.split("/")), path)
        need(path > before and path != "SHA256SUMS", path + " is out of order")
        need(path in files and sha(files[path]) == digest, path + " is not the listed file")
        sums[path] = digest
        before = path
    need(set(files) == set(sums) | {"SHA256SUMS"}, "a file is not listed")
    return sums


def check_manifest(files, sums):
    need("manifest.json" in files, "manifest.json is missing")
    manifest = parse_json(files["manifest.json"], "manifest.json")
    need(isinstance(manifest, dict) and isinstance(manifest.get("files"), list), "manifest.json")
    listed = set()
    for entry in manifest["files"]:
        path = entry.get("path")
        need(isinstance(path, str) and path not in listed and not outside(path), "manifest.json")
        need(sums.get(path) == entry.get("sha256") and len(files[path]) == entry.get("bytes"), path)
        listed.add(path)
    need(listed == {path for path in sums if not outside(path)}, "a file is not in manifest.json")
    return manifest


def read_vkey(text):
    parts = text.strip().split("+", 2)
    material = from_base64(parts[2]) if len(parts) == 3 else None
    if material is None or len(material) != 33 or material[0] != 1:
        return None
    key_id = hashlib.sha256(parts[0].encode() + b"\n" + material).digest()[:4]
    return (parts[0], key_id, material[1:]) if key_id.hex() == parts[1] else None


def read_checkpoint(text):
    """Origin, size, root, the signed text, and signatures by name and key id; None for what is none."""
    if re.search(r"[\x00-\x09\x0b-\x1f]", text) or not text.endswith("\n") or "\n\n" not in text:
        return None
    body, _, foot = text.rpartition("\n\n")
    lines = body.split("\n")
    if len(lines) != 3 or lines[0] == "" or not re.fullmatch(r"0|[1-9][0-9]{0,18}", lines[1]):
        return None
    root = from_base64(lines[2])
    if root is None or len(root) != 32:
        return None
    signatures = []
    for line in foot[:-1].split("\n"):
        parts = line.split(" ")
        data = from_base64(parts[2]) if len(parts) == 3 else None
        if data is None or len(data) < 5 or parts[0] != "\u2014" or parts[1] == "" or "+" in parts[1]:
            return None
        signatures.append((parts[1], data[:4], data[4:]))
    if len(signatures) > 64:
        return None
    return {"origin": lines[0], "size": int(lines[1]), "root": root, "text": body + "\n", "by": signatures}


def check_signature(head, vkey, what):
    own = [sig for name, key_id, sig in head["by"] if (name, key_id) == vkey[:2]]
    need(own and signature_holds(vkey[2], head["text"].encode(), own[0]), what + " is not signed by the key")


def leaf_hash(data):
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(leaves):
    """RFC 9162, 2.1.1, as it is written there: split at the largest power of two below the size."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaf_hash(leaves[0])
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return node_hash(root_of(leaves[:split]), root_of(leaves[split:]))


def root_by_path(leaf, index, size, path):
    """From the top down, so that it shares nothing with the loop of the specification; None where lengths differ."""
    if size == 1:
        return leaf if not path else None
    if not path:
        return None
    split = 1 << (size - 1).bit_length() - 1
    if index < split:
        below = root_by_path(leaf, index, split, path[:-1])
        return None if below is None else node_hash(below, path[-1])
    below = root_by_path(leaf, index - split, size - split, path[:-1])
    return None if below is None else node_hash(path[-1], below)


def roots_by_path(first, size, whole, old_root, path):
    """Roots of the old and the new tree (RFC 9162, 2.1.4.1 read backwards); None where lengths differ."""
    if first == size:
        if whole:
            return (old_root, old_root) if not path else None
        return (path[0], path[0]) if len(path) == 1 else None
    if not path:
        return None
    split = 1 << (size - 1).bit_length() - 1
    if first <= split:
        below = roots_by_path(first, split, whole, old_root, path[:-1])
        return None if below is None else (below[0], node_hash(below[1], path[-1]))
    below = roots_by_path(first - split, size - split, False, old_root, path[:-1])
    return None if below is None else (node_hash(path[-1], below[0]), node_hash(path[-1], below[1]))


def canonical(value):
    """RFC 8785 for strings, booleans, null, integers, lists and objects."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(canonical(name) + ":" + canonical(value[name]) for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    need(not isinstance(value, float), "a float in an event")
    return json.dumps(value, ensure_ascii=False)


def read_proof(text):
    """Index, hashes, and the checkpoint that they lead to; None for what is no C2SP tlog-proof."""
    top, parted, rest = text.partition("\n\n")
    lines = top.split("\n")
    index = re.fullmatch(r"index (0|[1-9][0-9]{0,18})", lines[1]) if len(lines) > 1 else None
    path = [from_base64(line) for line in lines[2:]]
    if not parted or lines[0] != "c2sp.org/tlog-proof@v1" or index is None or len(path) > 64:
        return None
    if any(step is None or len(step) != 32 for step in path):
        return None
    return int(index.group(1)), path, rest


def is_rotation(path):
    return re.fullmatch(r"proofs/rotation-(0|[1-9][0-9]{0,15})", path) is not None


def check_rotations(files, trusted):
    """Places of the changes of keys with their heads, and the keys one after the other."""
    changes = []
    for path in files:
        if not is_rotation(path):
            continue
        first, _, rest = text_of(files[path], path).partition("\n")
        proof = read_proof(rest)
        need(proof is not None, path)
        place, steps, note = proof
        head = read_checkpoint(note)
        need(head is not None, path)
        event = parse_json(first.encode(), path)
        need(isinstance(event, dict) and canonical(event) == first and isinstance(event.get("data"), dict), path)
        need(event.get("type") == "key.rotated" and event.get("log") == head["origin"], path)
        need(event.get("seq") == place and path == "proofs/rotation-%d" % place and place < head["size"], path)
        keys = [read_vkey(str(event["data"].get(name))) for name in ("from", "to")]
        need(None not in keys and keys[0] != keys[1], path)
        for key in keys:
            need(key[0] == head["origin"], path)
            check_signature(head, key, path)
        need(root_by_path(leaf_hash(first.encode()), place, head["size"], steps) == head["root"], path)
        changes.append((place, head, keys[0], keys[1]))
    changes.sort(key=lambda change: change[0])
    for before, after in zip(changes, changes[1:]):
        need(before[3] == after[2], "the keys do not follow each other")
    keys = [changes[0][2]] + [change[3] for change in changes] if changes else [trusted]
    need(trusted in keys, "the checkpoint is not signed by the key")
    return changes, keys


def check_record(files, manifest, vkey):
    for path in ("checkpoint", "proofs/release.event.json", "proofs/release.tlog-proof"):
        need(path in files, path + " is missing")
    signed = text_of(files["checkpoint"], "checkpoint")
    head = read_checkpoint(signed)
    need(head is not None, "checkpoint is no signed checkpoint")
    check_signature(head, vkey, "checkpoint")
    raw = files["proofs/release.event.json"]
    need(raw.endswith(b"\n"), "the event does not end with a line feed")
    event = parse_json(raw[:-1], "the event")
    need(isinstance(event, dict) and canonical(event).encode() == raw[:-1], "the event is not canonical")
    data = event.get("data")
    need(isinstance(data, dict), "the event has no data")
    need(event.get("log") == head["origin"], "the event belongs to another log")
    need(event.get("type") == "release.written" and event.get("subject") == manifest.get("releaseId"), "the event")
    need(data.get("manifest_sha256") == sha(files["manifest.json"]), "manifest.json is not the recorded one")
    held = (manifest.get("validation") or {"rows": 0})["rows"]
    need(data.get("validation_rows", 0) == held, "rows")
    need(data.get("dataset_root") == manifest.get("datasetRoot") and data.get("rows") == manifest.get("rows"), "rows")
    proof = read_proof(text_of(files["proofs/release.tlog-proof"], "the proof"))
    need(proof is not None and proof[2] == signed, "the proof is none")
    place, path, _ = proof
    need(event.get("seq") == place and place < head["size"], "the proof is of another event")
    need(root_by_path(leaf_hash(raw[:-1]), place, head["size"], path) == head["root"], "the proof leads elsewhere")
    return head, data, place


ROW_EVENTS = "proofs/release.events.jsonl"
OF_THE_RELEASE = ("proofs/release.event.json", "proofs/release.tlog-proof", ROW_EVENTS)


def check_row_events(files, data, place, rows):
    if "events_sha256" not in data and ROW_EVENTS not in files:
        return
    need(ROW_EVENTS in files and sha(files[ROW_EVENTS]) == data.get("events_sha256"), ROW_EVENTS)
    lines = [parse_json(line, ROW_EVENTS) for line in lines_of(files, ROW_EVENTS)]
    need([(one["line"], one["questionId"]) for one in lines] == [(row["line"], row["questionId"]) for row in rows], ROW_EVENTS)
    for one in lines:
        need(all(0 <= event["seq"] < place and re.fullmatch("[0-9a-f]{64}", event["leaf"]) for event in one["events"]), ROW_EVENTS)


def check_earlier(files, head, changes, keys, data):
    earlier = {}
    for path in files:
        if not path.startswith("proofs/") or path in OF_THE_RELEASE or is_rotation(path):
            continue
        lines = text_of(files[path], path).split("\n")
        end = lines.index("") if "" in lines else len(lines)
        steps = [from_base64(line) for line in lines[:end]]
        one = read_checkpoint("\n".join(lines[end + 1 :]))
        need(one is not None and len(steps) <= 64, path)
        need(all(step is not None and len(step) == 32 for step in steps), path)
        need(path == "proofs/consistency-%d" % one["size"] and one["origin"] == head["origin"], path)
        check_signature(one, keys[sum(1 for change in changes if change[0] < one["size"])], path)
        need(0 < one["size"] < head["size"], path)
        roots = roots_by_path(one["size"], head["size"], True, one["root"], steps)
        need(roots == (one["root"], head["root"]), path)
        earlier[one["size"]] = one
    for place, both, _, _ in changes:
        need(both["size"] in earlier and earlier[both["size"]]["root"] == both["root"], "a change of keys of another log")
    need(data.get("heads", sorted(earlier)) == sorted(earlier), "other earlier checkpoints")
    places = [change[0] for change in changes]
    need(data.get("key_events", places) == places, "other changes of keys")
    return earlier


def check_statement(files, sums, vkey):
    path = "attestation.dsse.json"
    need(path in files, path + " is missing")
    envelope = parse_json(files[path], path)
    kind = "application/vnd.in-toto+json"
    need(isinstance(envelope, dict) and list(envelope) == ["payloadType", "payload", "signatures"], path)
    need(1 <= len(envelope["signatures"]) <= 16 and all(list(one) == ["keyid", "sig"] for one in envelope["signatures"]), path)
    need(text_of(files[path], path) == json.dumps(envelope, indent=2, ensure_ascii=False) + "\n", path)
    payload = from_base64(envelope["payload"]) if isinstance(envelope["payload"], str) else None
    need(payload is not None and envelope["payloadType"] == kind, path)
    message = b"DSSEv1 %d %s %d %s" % (len(kind), kind.encode(), len(payload), payload)
    own = [one for one in envelope["signatures"] if one.get("keyid") == vkey[1].hex()]
    need(own and all(signature_holds(vkey[2], message, from_base64(one["sig"])) for one in own), path)
    named = {one["name"]: one["digest"]["sha256"] for one in parse_json(payload, path)["subject"]}
    need(named == {one: digest for one, digest in sums.items() if not later(one)}, path)


def lines_of(files, path):
    need(path in files, path + " is missing")
    lines = files[path].split(b"\n")
    need(lines.pop() == b"", path + " does not end with a line feed")
    return lines


def check_rows(files, manifest):
    lines = lines_of(files, "provenance.jsonl")
    rows = [parse_json(line, "provenance.jsonl") for line in lines]
    need([row.get("line") for row in rows] == list(range(1, len(rows) + 1)), "provenance.jsonl")
    trained = manifest["rows"]
    held = (manifest.get("validation") or {"rows": 0})["rows"]
    need(len(rows) == trained + held, "provenance.jsonl")
    need(len({row["questionId"] for row in rows}) == len(rows), "provenance.jsonl")
    places = [("train", i + 1) for i in range(trained)] + [("validation", i + 1) for i in range(held)]
    need([(row.get("split", "train"), row.get("splitLine", row["line"])) for row in rows] == places, "provenance.jsonl")
    need(root_of(lines).hex() == manifest["datasetRoot"], "provenance.jsonl has another dataset root")
    for path in files:
        name = re.fullmatch(r"data/([a-z0-9-]+)/(train|validation)\.jsonl", path)
        if name is not None:
            digests = [sha(line) for line in lines_of(files, path)]
            own = rows[:trained] if name.group(2) == "train" else rows[trained:]
            need(own != [] or trained == 0, path)
            need(digests == [row["lines"].get(name.group(1)) for row in own], path)
            need(held == 0 or "data/%s/validation.jsonl" % name.group(1) in files, path)
    return rows


def check_held(head, earlier, text):
    other = read_checkpoint(text)
    if other is None or other["origin"] != head["origin"] or other["size"] > head["size"]:
        raise CannotTell("the checkpoint that was brought")
    own = head if other["size"] == head["size"] else earlier.get(other["size"])
    if own is None:
        raise CannotTell("the folder has no way from there")
    need(own["root"] == other["root"], "the log was rewritten")


def look(root, options):
    brought = None
    if "vkey" in options:
        brought = read_vkey(options["vkey"])
        if brought is None:
            raise CannotTell("no verifier key")
    files = read_files(root)
    sums = check_sums(files)
    manifest = check_manifest(files, sums)
    need("vkey" in files, "vkey is missing")
    vkey = brought or read_vkey(text_of(files["vkey"], "vkey"))
    need(vkey is not None, "vkey is no verifier key")
    changes, keys = check_rotations(files, vkey)
    head, data, place = check_record(files, manifest, keys[-1])
    earlier = check_earlier(files, head, changes, keys, data)
    check_statement(files, sums, keys[-1])
    check_row_events(files, data, place, check_rows(files, manifest))
    if "checkpoint" in options:
        with open(options["checkpoint"], encoding="utf-8", errors="replace", newline="") as handle:
            check_held(head, earlier, handle.read())


def main(arguments):
    options = {}
    for i in range(1, len(arguments), 2):
        options[arguments[i].lstrip("-")] = arguments[i + 1]
    try:
        look(arguments[0], options)
    except Tampered as why:
        print("tampered:", why)
        return 1
    except (AttributeError, KeyError, TypeError, ValueError) as why:
        print("tampered: a file has not the shape that it had:", why)
        return 1
    except CannotTell as why:
        print("can not tell:", why)
        return 2
    print("untouched")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
