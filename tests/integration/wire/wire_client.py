#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A second client of the Legwork sync protocol, written from the wire page alone.

It uses nothing of the app: Python's standard library, a CBOR library, the page about the wire and the
list of entities. As a script it takes two enrolment links, plays two devices against the server that
made them, prints a line for each thing checked, and ends with 1 at the first that does not hold:

    wire_client.py LINK LINK
"""

import base64
import hashlib
import http.client
import io
import os
import ssl
import struct
import sys
import threading
import time
import urllib.parse
import uuid
import zlib

import cbor2

# Types of frames
(HEADER, OPERATIONS, OUTCOMES, SCOPES, ROWS, END, PROBLEM, ENROL, ENROLLED, LEAVES) = range(1, 11)
INSERT, UPDATE, DELETE, UNDELETE, MOVE = range(1, 6)
APPLIED, MERGED, REJECTED = range(1, 4)
RETRY, ASK, UPDATE_ADVICE, GIVE_UP = range(4)
COMPANY_SCOPE, TERRITORY_SCOPE, PERSON_SCOPE = range(3)
# Entities
COMPANY, ACCOUNT, CONTACT, VISIT, NOTE, CONFLICT, ATTACHMENT, DEVICE_STATE = 1, 4, 5, 6, 13, 15, 17, 18

PROTOCOL, SCHEMA = 1, 1
NONE = bytes(16)
CONTENT_TYPE = "application/vnd.legwork.sync"
MAX_PAYLOAD, MAX_INFLATED = 4 << 20, 16 << 20
BOOT = os.urandom(16)
TUS = {"Tus-Resumable": "1.0.0"}


# ---- Codec -----------------------------------------------------------------------------------------

class WireError(Exception):
    """What came is not what the page describes."""


class ProblemError(Exception):
    """The server answered with a Problem."""

    def __init__(self, status, item):
        self.status = status
        self.code, self.advice, self.arguments = item[:3]
        super().__init__(f"{status} {self.code} {self.arguments}")


def raw_frame(kind, payload):
    return b"LW" + struct.pack(">BBI", kind, 0, len(payload)) + payload


def frame(kind, item):
    return raw_frame(kind, zlib.compress(cbor2.dumps(item)))


def unpack_payload(payload):
    stream = zlib.decompressobj()
    data = stream.decompress(payload, MAX_INFLATED + 1)
    if len(data) > MAX_INFLATED or not stream.eof or stream.unused_data:
        raise WireError("payload does not inflate to its end")
    items = cbor_sequence(data)
    if len(items) != 1:
        raise WireError("not one item in the payload")
    return items[0]


def cbor_sequence(data):
    stream, items = io.BytesIO(data), []
    decoder = cbor2.CBORDecoder(stream)
    while stream.tell() < len(data):
        items.append(decoder.decode())
    return items


def frames(read):
    """Yields (type, item) of each whole frame; `read` gives some more bytes, none at the end."""
    held = b""
    while True:
        while len(held) >= 8:
            if held[:2] != b"LW":
                raise WireError("not a frame")
            kind, _, length = struct.unpack(">BBI", held[2:8])
            if length > MAX_PAYLOAD:
                raise WireError("frame too large")
            if len(held) < 8 + length:
                break
            yield kind, unpack_payload(held[8:8 + length])
            held = held[8 + length:]
        more = read()
        if not more:
            return
        held += more


def groups(flat, size):
    return list(zip(*[iter(flat)] * size))


class Row:
    def __init__(self, entity, key, scope, seq, deleted, fields):
        self.entity, self.key, self.scope, self.seq = entity, key, scope, seq
        self.deleted, self.fields = deleted, fields

    def content(self):
        return (self.entity, self.scope, self.seq, self.deleted,
                {n: v for n, v in self.fields.items() if v is not None})


def rows_of(item):
    entity, ids, scopes, seqs, deleted, numbers, columns = item[:7]
    ids = [ids[i:i + 16] for i in range(0, len(ids), 16)]
    scope_of = [scope for scope, count in groups(scopes, 2) for _ in range(count)]
    cells = [cbor_sequence(column) for column in columns]
    if len(scope_of) != len(ids) or len(seqs) != len(ids) or any(len(c) != len(ids) for c in cells):
        raise WireError("rows do not fit together")
    rows, seq = [], 0
    for r, key in enumerate(ids):
        seq += seqs[r]
        fields = {n: c[r] for n, c in zip(numbers, cells) if c[r] is not cbor2.undefined}
        rows.append(Row(entity, key, scope_of[r], seq, r in deleted, fields))
    return rows


class Outcome:
    def __init__(self, item):
        self.number, self.verdict, self.seq, self.code, self.conflicts, self.arguments = item[:6]

    def content(self):
        return (self.verdict, self.seq, self.code, self.conflicts, self.arguments)

    def __repr__(self):
        return f"outcome {self.content()}"


class End:
    def __init__(self, item):
        self.epoch, self.target, self.now, self.highest = item[:4]


def stamp():
    return [now_ms(), BOOT, int(time.monotonic() * 1000)]


def now_ms():
    return int(time.time() * 1000)


def join(items):
    return "\x1f".join(sorted(set(items), key=lambda s: s.encode("utf-16-be"))) or None


# ---- Device ----------------------------------------------------------------------------------------

class Aside:
    """A download put aside until it is whole."""

    def __init__(self, cursors):
        self.cursors, self.resume, self.rows, self.leaves = cursors, None, [], []


class Device:
    """A device that keeps everything in memory."""

    def __init__(self, link, name):
        parts = urllib.parse.urlsplit(link)
        query = urllib.parse.parse_qs(parts.query)
        self.code, self.name = query["code"][0], name
        self.server = urllib.parse.urlsplit(query["server"][0])
        if "ca" in query:
            ca = query["ca"][0]
            self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            self.tls.load_verify_locations(cadata=base64.urlsafe_b64decode(ca + "=" * (-len(ca) % 4)))
        else:
            self.tls = ssl.create_default_context()
        self.tls.minimum_version = ssl.TLSVersion.TLSv1_2
        self.install = os.urandom(16)
        self.token = self.device = self.person = self.company = None
        self.epoch, self.heard = NONE, 0
        self.cursors, self.grants, self.terms, self.rows = {}, {}, {}, {}
        self.outbox, self.decided, self.last_number = [], {}, 0
        self.aside = None                  # a download that is not whole yet
        self.end = None

    # -- HTTP
    def connect(self, timeout=60):
        return http.client.HTTPSConnection(self.server.hostname, self.server.port or 443,
                                           context=self.tls, timeout=timeout)

    def bearer(self):
        return "Bearer " + base64.urlsafe_b64encode(self.token).rstrip(b"=").decode()

    def call(self, method, path, body=None, headers=None, token=True):
        """One request, its answer read to the end: status, headers, bytes."""
        connection = self.connect()
        head = {"Content-Type": CONTENT_TYPE} if body is not None else {}
        if token:
            head["Authorization"] = self.bearer()
        head.update(headers or {})
        try:
            connection.request(method, path, body, head)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def ask(self, method, path, body=None, headers=None, token=True):
        """As call, but gives the frames, and raises the Problem that an answer is."""
        status, _, data = self.call(method, path, body, headers, token)
        found = list(frames(io.BytesIO(data).read))
        for kind, item in found:
            if kind == PROBLEM:
                raise ProblemError(status, item)
        if status != 200:
            raise WireError(f"status {status} without a problem")
        return found

    # -- Enrolling
    def enrol(self, path="/v1/enrol", code=None, install=None):
        code = self.code if code is None else code
        request = frame(ENROL, [PROTOCOL, SCHEMA, code, install or self.install, self.name, now_ms()])
        [(kind, item)] = self.ask("POST", path, request, token=path != "/v1/enrol")
        if kind != ENROLLED:
            raise WireError("no EnrolReply")
        before = self.device
        self.token, self.device, self.person, self.company, self.epoch = item[:5]
        if before is not None and before != self.device:     # another name: numbers begin again
            self.last_number = 0
            for operation in self.outbox:
                self.last_number += 1
                operation[0] = self.last_number

    def renew(self):
        self.enrol("/v1/renew", code="")

    # -- Editing
    def value(self, key, field):
        """What the device shows: its own undecided edits over what the server says."""
        for operation in reversed(self.outbox):
            if operation[4] == key:
                for number, value, _ in groups(operation[8], 3):
                    if number == field:
                        return value
        return self.rows[key].fields.get(field) if key in self.rows else None

    def edit(self, *changes):
        """Puts a unit of work in the outbox: changes are (kind, entity, row, scope, {field: value})."""
        unit, made = os.urandom(16), []
        for kind, entity, key, scope, fields in changes:
            self.last_number += 1
            edits = []
            for field, value in sorted(fields.items()):
                edits += [field, value, self.value(key, field)]
            operation = [self.last_number, unit, kind, entity, key, scope, self.cursors.get(scope, 0),
                         stamp(), edits]
            self.outbox.append(operation)
            made.append(self.last_number)
        return made

    def update(self, key, fields):
        row = self.rows[key]
        return self.edit((UPDATE, row.entity, key, row.scope, fields))[0]

    # -- Syncing
    def header(self, protocol=PROTOCOL, cursors=None, **other):
        flat = [x for pair in (self.cursors if cursors is None else cursors).items() for x in pair]
        resume = self.aside.resume if self.aside else None
        since = min((op[7][0] for op in self.outbox), default=None)
        return frame(HEADER, [protocol, SCHEMA, other.get("epoch", self.epoch),
                              other.get("device", self.device), stamp(), flat, resume,
                              other.get("heard", self.heard), [], [], 0, len(self.outbox), since,
                              other.get("ahead", 0)])

    def request(self, cursors=None, cut=None, **other):
        """One request. Gives (outcomes, scopes, rows, leaves, end); end is None when it was cut."""
        # A frame may end within a unit: cut the operations anywhere.
        body = self.header(cursors=cursors, **other)
        for start in range(0, len(self.outbox), 3):
            body += frame(OPERATIONS, self.outbox[start:start + 3])
        outcomes, scopes, rows, leaves, end, batches = [], None, [], [], None, 0
        connection = self.connect()
        try:
            connection.request("POST", "/v1/sync", body,
                               {"Content-Type": CONTENT_TYPE, "Authorization": self.bearer()})
            answer = connection.getresponse()
            for kind, item in frames(lambda: answer.read1(65536)):
                if kind == PROBLEM:
                    raise ProblemError(answer.status, item)
                if kind == OUTCOMES:
                    outcomes += [Outcome(o) for o in item]
                elif kind == SCOPES:
                    scopes = item
                elif kind == ROWS:
                    early = len(item) > 7 and item[7] == 1
                    if not early:
                        rows += rows_of(item)
                        batches += 1
                elif kind == LEAVES:
                    leaves += groups(item[0], 4)
                elif kind == END:
                    end = End(item)
                if cut and batches == cut:
                    break
        finally:
            connection.close()
        return outcomes, scopes, rows, leaves, end

    def sync(self, cut=None, ahead=0):
        """Sends the outbox and fetches what is new, until nothing is missing. True when it is whole."""
        caught_up = False
        while not caught_up:
            if self.aside is None:
                self.aside = Aside(dict(self.cursors))
            aside = self.aside
            outcomes, scopes, rows, leaves, end = self.request(aside.cursors, cut, ahead=ahead)
            for outcome in outcomes:
                self.decided[outcome.number] = outcome
                self.heard = max(self.heard, outcome.seq)
            numbers = {o.number for o in outcomes}
            self.outbox = [op for op in self.outbox if op[0] not in numbers]
            if scopes is None:
                return False
            self.epoch, target = scopes[0], scopes[1]
            self.heard = max([self.heard, target] + [row.seq for row in rows])
            if aside.resume and aside.resume[0] != target:    # the server could not go on
                self.aside = Aside(dict(self.cursors))
                if aside.cursors != self.cursors or end is None:
                    continue
                aside = self.aside
            aside.rows += rows
            if end is None:
                if rows:
                    aside.resume = [target, rows[-1].seq, rows[-1].key]
                return False
            self.end, self.epoch = end, end.epoch
            self.grants = dict(groups(scopes[2], 2))
            self.terms = dict(zip(self.grants, groups(scopes[3], 2)))
            aside.leaves += leaves
            caught_up = all(row.seq <= target for row in rows) and all(l[2] <= target for l in leaves)
            aside.cursors, aside.resume = {scope: target for scope in self.grants}, None
        for row in aside.rows:
            self.put(row)
        for scope, entity, seq, ids in aside.leaves:
            for i in range(0, len(ids), 16):
                held = self.rows.get(ids[i:i + 16])
                if held and held.scope == scope and held.seq < seq and \
                        not any(op[4] == held.key for op in self.outbox):
                    del self.rows[held.key]
        pending = {op[4] for op in self.outbox}
        self.rows = {k: r for k, r in self.rows.items() if r.scope in self.grants or k in pending}
        self.cursors, self.aside = aside.cursors, None
        return True

    def put(self, row):
        held = self.rows.get(row.key)
        if held is None:
            self.rows[row.key] = row
        elif row.seq >= held.seq:
            held.scope, held.seq, held.deleted = row.scope, row.seq, row.deleted
            held.fields.update(row.fields)

    def wait(self, after):
        [(kind, item)] = self.ask("GET", f"/v1/changes?after={after}")
        if kind != END:
            raise WireError("no End")
        return End(item)

    def content(self):
        """What is held, but for DeviceState, which the server writes when it likes."""
        return {key: row.content() for key, row in self.rows.items() if row.entity != DEVICE_STATE}

    def live(self, entity, scope=None):
        return [r for r in self.rows.values()
                if r.entity == entity and not r.deleted and scope in (None, r.scope)]


# ---- Checks ----------------------------------------------------------------------------------------

def check(what, holds, seen=""):
    print(("ok      " if holds else "FAILED  ") + what + ("" if holds else f": {seen}"), flush=True)
    if not holds:
        sys.exit(1)


def refused(what, status, code, attempt, advice=None, arguments=None):
    """The attempt must end in a Problem with this status and code."""
    try:
        seen = attempt()
    except ProblemError as problem:
        seen = (problem.status, problem.code, problem.advice, problem.arguments)
        holds = seen[:2] == (status, code) and advice in (None, seen[2]) and \
            (arguments is None or seen[3] == arguments)
        check(f"{what}: {status} {code}", holds, seen)
        return
    check(f"{what}: {status} {code}", False, seen)


def later():
    """Sees to it that the next edit is later than the last, by the clock."""
    time.sleep(0.01)


def both(a, b):
    for device in (a, b, a):
        device.sync()
    check("both devices hold the same rows", a.content() == b.content())


def enrolling(a, b):
    bare = ssl.create_default_context()
    trusted, a.tls = a.tls, bare
    try:
        a.call("GET", "/v1/ping", token=False)
        check("without the link's certificate the server is not trusted", False)
    except ssl.SSLCertVerificationError:
        check("without the link's certificate the server is not trusted", True)
    a.tls = trusted
    status, _, data = a.call("GET", "/v1/ping", token=False)
    check("ping with the link's certificate: 204", (status, data) == (204, b""), status)
    refused("a code that nobody made", 403, "enrol.wrong-code",
            lambda: a.enrol(code="0000-0000-0000-0000-0000-0000-00"), ASK)
    a.enrol()
    first = (a.device, a.token)
    a.enrol(code=a.code.lower().replace("-", " ").replace("0", "o").replace("1", "l"))
    check("same code and install again: same device, new token", a.device == first[0] and a.token != first[1])
    token, a.token = a.token, first[1]
    refused("the former token is void", 401, "sync.unauthorised", a.request, ASK)
    a.token = token
    b.enrol()
    check("two devices are enrolled", a.device != b.device and a.company == b.company)
    refused("used code with another install", 403, "enrol.used-code",
            lambda: a.enrol(install=os.urandom(16)), ASK)


def downloading(a, b):
    check("first download is whole", a.sync(ahead=1) and len(a.rows) > 0)
    kinds = set(a.grants.values())
    check("a company's and a territory's scope are granted", {COMPANY_SCOPE, TERRITORY_SCOPE} <= kinds, kinds)
    pieces = 1
    while not b.sync(cut=2):
        pieces += 1
        check(f"piece {pieces - 1}: cut, rows put aside, nothing shown", b.aside.rows and not b.rows)
        if pieces == 4:
            break
    before = {row.key for row in b.aside.rows}
    rest = b.request()[2]
    check("what follows is the rest and no row twice", rest and not before & {row.key for row in rest})
    b.sync()
    check("resumed download holds what the one in one piece holds", a.content() == b.content())
    before = a.end.target
    a.sync()
    check("nothing new: same cursor, no row", a.end.target >= before and not a.request()[2])


def resend(device, operations):
    """Sends operations again whose answer was lost, and gives what was decided before and now."""
    before = {op[0]: device.decided[op[0]].content() for op in operations}
    device.outbox = [list(op) for op in operations]
    device.sync()
    return before, {op[0]: device.decided[op[0]].content() for op in operations}


def pushing(a, b, scope):
    account = a.live(ACCOUNT, scope)[0].key
    note, contact, visit = (os.urandom(16) for _ in range(3))
    made = a.edit((INSERT, NOTE, note, scope, {1: account, 3: a.person, 4: "First words"}))
    made += [a.update(account, {2: "Short A", 35: 10}), a.update(account, {19: 61})]
    made += a.edit((INSERT, CONTACT, contact, scope, {1: account, 2: "Ms Wire", 12: join(["tea", "go"])}),
                   (INSERT, VISIT, visit, scope, {1: account, 2: a.person, 4: "2026-12-01", 8: "planned",
                                                  12: 2.5, 14: 0, 17: join([str(uuid.UUID(bytes=contact))])}),
                   (UPDATE, ACCOUNT, account, scope, {14: "0512-1"}))
    gone = os.urandom(16)
    made += a.edit((INSERT, NOTE, gone, scope, {1: account, 4: "to go"}))
    made += a.edit((DELETE, NOTE, gone, scope, {}))
    operations = [list(op) for op in a.outbox]
    a.request()                                              # the answer is lost
    a.sync()
    seen = [a.decided[n] for n in made]
    check("insert, updates, unit of three, delete: all applied",
          all(o.verdict == APPLIED and not o.code and not o.conflicts for o in seen), seen)
    check("a unit has one sequence number, others have others",
          len({o.seq for o in seen[3:6]}) == 1 and len({o.seq for o in seen}) == len(seen) - 2, seen)
    check("the cursor covers them and End names the last", a.end.target >= max(o.seq for o in seen)
          and a.end.highest == made[-1], vars(a.end))
    shown = a.content()
    before, now = resend(a, operations)
    check("sent again: the same outcomes, nothing changed", before == now and a.content() == shown)
    both(a, b)
    check("the other device sees them", b.value(note, 4) == "First words" and b.value(account, 19) == 61
          and b.value(visit, 12) == 2.5 and b.value(contact, 12) == join(["go", "tea"]))
    check("the deleted row is a tombstone with its cells", b.rows[gone].deleted and b.value(gone, 4) == "to go")
    b.edit((UNDELETE, NOTE, gone, scope, {}))
    b.sync()
    check("undelete by who has seen the deletion", b.decided[b.last_number].verdict == APPLIED,
          b.decided[b.last_number])
    both(a, b)
    check("the row lives again", not a.rows[gone].deleted and a.value(gone, 4) == "to go")
    return account


def conflicting(a, b, scope, account):
    was = a.value(account, 3), a.value(account, 2)
    first = a.update(account, {2: "Kept by A"})
    later()
    second = b.update(account, {2: "Kept by B"})
    a.sync()
    b.sync()
    check("the earlier edit applies, the later one merges",
          (a.decided[first].verdict, b.decided[second].verdict) == (APPLIED, MERGED), b.decided[second])
    [key] = b.decided[second].conflicts
    both(a, b)
    row = a.rows[key]
    values = [cbor2.loads(row.fields[n]) for n in (4, 5, 6)]
    check("Conflict names row and field, holds base, shown and other value",
          row.entity == CONFLICT and row.scope == scope
          and [row.fields[n] for n in (1, 2, 3, 11)] == [ACCOUNT, account, 2, "open"]
          and values == [was[1], "Kept by B", "Kept by A"]
          and (row.fields[7], row.fields[8]) == (b.person, a.person)
          and row.fields[9] > row.fields[10] and a.value(account, 2) == "Kept by B", row.content())
    a.edit((UPDATE, ACCOUNT, account, scope, {2: "Kept by A"}),
           (UPDATE, CONFLICT, key, scope, {11: "settled", 12: a.person, 13: now_ms(),
                                           14: cbor2.dumps("Kept by A")}))
    a.sync()
    check("settling applies", all(a.decided[a.last_number - i].verdict == APPLIED for i in (0, 1)),
          [a.decided[a.last_number - i] for i in (0, 1)])
    both(a, b)
    check("the other device sees it settled", b.value(account, 2) == "Kept by A"
          and b.value(key, 11) == "settled" and cbor2.loads(b.value(key, 14)) == "Kept by A")
    fields = {11: "open", 12: None, 13: None, 14: None}
    b.edit((UPDATE, ACCOUNT, account, scope, {2: "Kept by B"}), (UPDATE, CONFLICT, key, scope, fields))
    both(a, b)
    check("and undone by the former values", b.decided[b.last_number].verdict == APPLIED
          and a.value(key, 11) == "open" and a.value(account, 2) == "Kept by B", b.decided[b.last_number])
    a.update(account, {25: 111})
    later()
    b.update(account, {25: 222})
    a.sync()
    b.sync()
    [key] = b.decided[b.last_number].conflicts
    both(a, b)
    check("Ask: what is there stays", a.value(account, 25) == 111 and cbor2.loads(a.value(key, 6)) == 222)
    gone = os.urandom(16)
    a.edit((INSERT, NOTE, gone, scope, {1: account, 4: "old"}))
    both(a, b)
    a.update(gone, {4: "not seen"})
    a.sync()
    b.edit((DELETE, NOTE, gone, scope, {}))
    b.sync()
    outcome = b.decided[b.last_number]
    both(a, b)
    check("delete wins over an unseen edit, which goes into a Conflict", outcome.verdict == MERGED
          and a.rows[gone].deleted and len(outcome.conflicts) == 1
          and cbor2.loads(a.value(outcome.conflicts[0], 6)) == "not seen"
          and cbor2.loads(a.value(outcome.conflicts[0], 5)) is None, outcome)
    return gone


def merging(a, b, account):
    a.update(account, {21: "Sells pumps and boilers to hotels", 31: join(["north", "key"]), 35: 10})
    both(a, b)
    a.update(account, {21: "Sells big pumps and boilers to hotels", 31: join(["north", "key", "new"]), 35: 13})
    b.update(account, {21: "Sells pumps and boilers to hotels and schools", 31: join(["north"]), 35: 8})
    a.sync()
    b.sync()
    outcome = b.decided[b.last_number]
    check("text, set and counter merge without a Conflict", outcome.verdict == MERGED
          and not outcome.conflicts, outcome)
    both(a, b)
    check("text holds both changes", a.value(account, 21) == "Sells big pumps and boilers to hotels and schools",
          a.value(account, 21))
    check("set has what was added, not what was taken out", a.value(account, 31) == join(["north", "new"]))
    check("counter adds both differences", a.value(account, 35) == 11, a.value(account, 35))
    a.update(account, {21: "Sells large pumps and boilers to hotels and schools"})
    later()
    b.update(account, {21: "Sells small pumps and boilers to hotels and schools"})
    a.sync()
    b.sync()
    outcome = b.decided[b.last_number]
    both(a, b)
    check("text changed in one place on both sides: Conflict", len(outcome.conflicts) == 1
          and a.value(account, 21).startswith("Sells small"), outcome)


def refusing(a, b, scope, account, deleted):
    company = a.live(COMPANY)[0]
    cases = {
        "a number in a text": ("sync.bad-value", a.update(account, {2: 7})),
        "no such parent": ("sync.no-parent", a.edit((INSERT, CONTACT, os.urandom(16), scope,
                                                     {1: os.urandom(16), 2: "x"}))[0]),
        "no right to write": ("sync.no-right", a.update(company.key, {1: "Ours"})),
        "update of no row": ("sync.gone", a.edit((UPDATE, NOTE, os.urandom(16), scope, {4: "x"}))[0]),
        "update of a deleted row": ("sync.deleted", a.update(deleted, {4: "x"})),
        "kind of operation of later": ("sync.update-server", a.edit((9, ACCOUNT, account, scope, {}))[0]),
        "id of another entity's row": ("sync.id-taken", a.edit((INSERT, NOTE, account, scope, {4: "x"}))[0]),
        "reference of a wrong type": ("sync.bad-value", a.edit((INSERT, NOTE, os.urandom(16), scope,
                                                                {1: b"abc"}))[0]),
    }
    good, bad = a.edit((UPDATE, ACCOUNT, account, scope, {6: "half of a unit"}),
                       (UPDATE, ACCOUNT, account, scope, {19: "no number"}))
    last = a.update(account, {18: "goes through"})
    a.sync()
    for what, (code, number) in cases.items():
        outcome = a.decided[number]
        check(f"{what}: rejected with {code}", (outcome.verdict, outcome.code) == (REJECTED, code), outcome)
    check("the other half of a bad unit: sync.unit and the place of the bad one",
          a.decided[good].code == "sync.unit" and a.decided[good].arguments == ["1"]
          and a.decided[bad].code == "sync.bad-value", (a.decided[good], a.decided[bad]))
    check("what came after goes through", a.decided[last].verdict == APPLIED, a.decided[last])
    both(a, b)
    check("nothing of the refused holds", b.value(account, 18) == "goes through"
          and b.value(account, 6) != "half of a unit" and b.value(company.key, 1) != "Ours")


def unknown(a, b, scope, account):
    key = os.urandom(16)
    a.edit((UPDATE, ACCOUNT, account, scope, {900: "from later", 901: b"\x00\xff", 4: "Z"}))
    a.edit((INSERT, 700, key, scope, {1: "entity of later", 2: 3.5}))
    a.sync()
    check("unknown fields, choices and entities are taken",
          all(a.decided[a.last_number - i].verdict == APPLIED for i in (0, 1)),
          [a.decided[a.last_number - i] for i in (0, 1)])
    both(a, b)
    check("and handed on", (b.value(account, 900), b.value(account, 901), b.value(account, 4),
                            b.value(key, 1), b.value(key, 2))
          == ("from later", b"\x00\xff", "Z", "entity of later", 3.5))


def waiting(a, b, account):
    a.sync()
    got = []
    thread = threading.Thread(target=lambda: got.append((a.wait(a.end.target), time.monotonic())))
    thread.start()
    time.sleep(1)
    quiet = not got
    b.update(account, {18: "wake up"})
    b.sync()
    pushed = time.monotonic()
    thread.join(30)
    check("waiting lasts while nothing happens, and wakes when the other device pushes", quiet and got
          and got[0][0].target != a.end.target and got[0][1] - pushed < 3, got)
    a.sync()
    check("and what is new is there", a.value(account, 18) == "wake up")
    check("behind the cursor: answered at once", a.wait(0).target != 0)


def bad_input(a, b, scope, account):
    both(a, b)
    shown, highest = a.content(), a.end.highest

    def post(body, **more):
        return lambda: a.ask("POST", "/v1/sync", body, **more)

    def item(number=None, unit=None, field=18, value="bad", **more):
        return [more.get("number", a.last_number + 1 if number is None else number), unit or os.urandom(16),
                more.get("kind", UPDATE), ACCOUNT, account, scope, a.cursors[scope], stamp(),
                [field, value, None]]

    head, packed = a.header(), zlib.compress(cbor2.dumps([item()]))
    whole = raw_frame(OPERATIONS, packed)
    damaged = packed[:-1] + bytes([packed[-1] ^ 1])
    for what, status, code, body in (
            ("body cut within a frame", 400, "wire.truncated", head + whole[:-5]),
            ("body cut within the first eight bytes", 400, "wire.truncated", head[:5]),
            ("not a frame", 400, "wire.not-legwork", b"<html>log in</html>"),
            ("a payload longer than allowed", 413, "wire.too-large", head + raw_frame(2, bytes(MAX_PAYLOAD + 1))),
            ("a payload that inflates to too much", 413, "wire.too-large",
             head + frame(OPERATIONS, bytes(MAX_INFLATED + 1))),
            ("a checksum that differs", 400, "wire.malformed", head + raw_frame(OPERATIONS, damaged)),
            ("bytes after the stream", 400, "wire.malformed", head + raw_frame(OPERATIONS, packed + b"x")),
            ("bytes after the item", 400, "wire.malformed",
             head + raw_frame(OPERATIONS, zlib.compress(cbor2.dumps([item()]) + b"\x00"))),
            ("an array that is too short", 400, "wire.malformed", head + frame(OPERATIONS, [item()[:5]])),
            ("a text for a number", 400, "wire.malformed", head + frame(OPERATIONS, [item(number="1")])),
            ("an id of fifteen bytes", 400, "wire.malformed", head + frame(OPERATIONS, [item(unit=bytes(15))])),
            ("an array of indefinite length", 400, "wire.malformed",
             head + raw_frame(OPERATIONS, zlib.compress(b"\x9f" + cbor2.dumps(item()) + b"\xff"))),
            ("a field twice", 400, "wire.malformed",
             head + frame(OPERATIONS, [item()[:8] + [[18, "x", None, 18, "y", None]]])),
            ("a type of frame of later", 426, "wire.version", head + frame(77, [])),
            ("a protocol of later", 426, "sync.update-server", a.header(protocol=99)),
            ("a protocol too old", 426, "sync.update-app", a.header(protocol=0)),
            ("an epoch of another server", 409, "sync.epoch", a.header(epoch=os.urandom(16))),
            ("a sequence the server has not reached", 409, "sync.epoch", a.header(heard=1 << 40)),
            ("operations left out", 409, "sync.gap", head + frame(OPERATIONS, [item(a.last_number + 2)])),
            ("a used number for another unit", 409, "sync.fork", head + frame(OPERATIONS, [item(1)]))):
        refused(what, status, code, post(body))
    refused("gap names the number expected", 409, "sync.gap",
            post(head + frame(OPERATIONS, [item(a.last_number + 2)])), RETRY, [str(a.last_number + 1)])
    first, second = a.last_number + 1, a.last_number + 2
    refused("operations out of order", 400, "sync.malformed",
            post(head + frame(OPERATIONS, [item(second), item(first)])), GIVE_UP)
    a.sync()
    check("so far nothing has changed", a.content() == shown and a.end.highest == highest)
    a.update(account, {18: "replayed"})
    operation = list(a.outbox[0])
    a.sync()
    both(a, b)
    shown, highest = a.content(), a.end.highest
    refused("other operations under the name of a unit", 400, "sync.malformed",
            post(a.header() + frame(OPERATIONS, [item(operation[0], operation[1])])))
    refused("no token", 401, "sync.unauthorised", post(head, token=False), ASK)
    for what, token in (("a token that nobody made", os.urandom(32)), ("a token cut short", a.token[:20])):
        own, a.token = a.token, token
        refused(what, 401, "sync.unauthorised", post(head), ASK)
        a.token = own
    refused("the name of another device", 401, "sync.unauthorised", post(a.header(device=b.device)))
    refused("no such address", 404, "server.no-such-address", lambda: a.ask("GET", "/v1/nothing"), GIVE_UP)
    refused("another method", 405, "server.method", lambda: a.ask("GET", "/v1/sync"), GIVE_UP)
    refused("another content type", 415, "server.content-type",
            post(head, headers={"Content-Type": "application/json"}), GIVE_UP)
    a.sync()
    check("afterwards the server answers, and nothing has changed",
          a.content() == shown and a.end.highest == highest)
    # A number used up for somebody else's unit: the way out is another name.
    a.update(account, {18: "under another name"})
    a.outbox[0][0] = 1
    refused("a copy of the device", 409, "sync.fork", a.request)
    old = a.device
    a.renew()
    a.sync()
    check("renewed: another device, the outbox goes out from number 1", a.device != old
          and a.decided[1].verdict == APPLIED and a.end.highest == 1, a.decided[1])
    before = a.decided[1].content()
    a.renew()
    a.outbox, a.last_number = [[1] + operation[1:]], 1
    a.sync()
    check("a unit that the server knows has its outcome, under any name", a.decided[1].verdict == APPLIED
          and a.decided[1].seq < before[1], (a.decided[1], before))
    both(a, b)


def attaching(a, b, scope, account):
    data = os.urandom(300_000)
    digest = hashlib.sha256(data).hexdigest()

    def create(size, digest, device=a, body=None, **more):
        metadata = "sha256 " + base64.b64encode(digest.encode()).decode()
        head = {**TUS, "Upload-Length": str(size), "Upload-Metadata": metadata, **more}
        return device.call("POST", "/v1/files", body or b"", head)

    def problem(answer):
        return answer[0], [i for _, i in frames(io.BytesIO(answer[2]).read)][0][0]

    def patch(location, offset, piece, **more):
        return a.call("PATCH", location, piece, {**TUS, "Upload-Offset": str(offset),
                                                 "Content-Type": "application/offset+octet-stream", **more})

    check("options tell of tus", a.call("OPTIONS", "/v1/files", token=False)[1]["Tus-Version"] == "1.0.0")
    missing = a.call("HEAD", "/v1/blob/" + digest)
    check("bytes that are not there: 404", missing[0] == 404, missing[0])
    status, head, _ = create(len(data), digest)
    check("upload begun: 201 with its address", status == 201 and head["Location"] and head["Upload-Expires"], status)
    location = urllib.parse.urlsplit(head["Location"]).path
    half = len(data) // 2
    status, head, _ = patch(location, 0, data[:half])
    check("first piece: 204", (status, head["Upload-Offset"]) == (204, str(half)), status)
    check("a piece from elsewhere: 409 attach.offset", problem(patch(location, 5, b"x")) == (409, "attach.offset"))
    wrong = base64.b64encode(hashlib.sha256(b"y").digest()).decode()
    check("a piece with another checksum: 460 attach.checksum", problem(patch(
        location, half, b"x", **{"Upload-Checksum": "sha256 " + wrong})) == (460, "attach.checksum"))
    status, head, _ = a.call("HEAD", location, headers=TUS)
    check("asked for: the offset counts", (status, head["Upload-Offset"], head["Upload-Length"])
          == (200, str(half), str(len(data))), status)
    status, head, _ = patch(location, half, data[half:])
    receipt = "sha256=" + digest
    check("second piece: 204 with the receipt", (status, head["Legwork-Receipt"]) == (204, receipt), status)
    status, head, _ = a.call("HEAD", "/v1/blob/" + digest)
    check("asked by hash: the receipt", (status, head["Legwork-Receipt"], head["Content-Length"])
          == (200, receipt, str(len(data))), status)
    location = urllib.parse.urlsplit(create(5, digest)[1]["Location"]).path
    check("other bytes than promised: 460 attach.hash-mismatch",
          problem(patch(location, 0, b"other")) == (460, "attach.hash-mismatch"))
    key = os.urandom(16)
    if a.person != b.person:
        check("nobody else's without a row", problem(b.call("GET", "/v1/blob/" + digest)) == (404, "attach.unknown"))
    a.edit((INSERT, ATTACHMENT, key, scope, {1: account, 4: a.person, 5: "a.bin", 7: len(data), 8: digest}))
    both(a, b)
    path = f"/v1/blob/{digest}?row={uuid.UUID(bytes=key)}"
    status, _, got = b.call("GET", path)
    check("through the row the other device has the bytes", status == 200 and got == data, status)
    status, head, got = b.call("GET", path, headers={"Range": "bytes=1000-1999"})
    check("a range: 206", (status, got) == (206, data[1000:2000])
          and head["Content-Range"] == f"bytes 1000-1999/{len(data)}", (status, head.items()))
    check("a range beyond: 416 attach.range", problem(
        b.call("GET", path, headers={"Range": "bytes=900000-"})) == (416, "attach.range"))


def main():
    if len(sys.argv) != 3:
        sys.exit("wire_client.py LINK LINK")
    a, b = Device(sys.argv[1], "wire client A"), Device(sys.argv[2], "wire client B")
    enrolling(a, b)
    downloading(a, b)
    scope = next(s for s, kind in a.grants.items() if kind == TERRITORY_SCOPE and s in b.grants)
    account = pushing(a, b, scope)
    deleted = conflicting(a, b, scope, account)
    merging(a, b, account)
    refusing(a, b, scope, account, deleted)
    unknown(a, b, scope, account)
    waiting(a, b, account)
    attaching(a, b, scope, account)
    bad_input(a, b, scope, account)
    print("all checks hold")


if __name__ == "__main__":
    main()
