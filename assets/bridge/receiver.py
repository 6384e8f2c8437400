#!/usr/bin/env python3
"""Reference receiver for calls of redaksi: Python 3.9 and nothing beside it.

    REDAKSI_SECRET_FILE=/etc/redaksi/secret receiver.py --port 8090 --db bridge.db

It listens on the loopback address: put a web server with https in front of it. As WSGI: name
`application` of this module. The secret is that which redaksi signs with (`whsec_...`); two lines
are two secrets, while one takes the place of the other.

Standard Webhooks: the signature is over id, time and body. The same id is done once, however often
and at however many places at once it arrives; an older call of an article that comes after a newer
one changes nothing. The answer names the id, so that redaksi knows who answered.
"""
import argparse
import base64
import hashlib
import hmac
import json
import os
import re
import sqlite3
import sys
import time
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

TOLERANCE = 300  # seconds between the two clocks
LARGEST = 4 << 20  # bytes of a call
OPS = {"artikel.terbit": "publish", "artikel.koreksi": "correct", "artikel.tarik": "withdraw",
       "redaksi.coba": "test"}
WORDS = {200: "OK", 400: "Bad Request", 401: "Unauthorized", 405: "Method Not Allowed",
         413: "Content Too Large", 422: "Unprocessable Content", 500: "Internal Server Error"}
TABLES = """
CREATE TABLE IF NOT EXISTS call (id TEXT PRIMARY KEY, digest TEXT NOT NULL, reply TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS article (uri TEXT PRIMARY KEY, headline TEXT, html TEXT, slug TEXT);
CREATE TABLE IF NOT EXISTS latest (uri TEXT PRIMARY KEY, sequence INTEGER NOT NULL);
"""


def deliver(db, op, article):
    """The one place to change: bring the article (ninjs 3.1) to your own site and return its public
    address, or None. It runs inside a transaction: an exception leaves everything as it was, and
    redaksi calls again. `op` is publish, correct or withdraw."""
    html = None if op == "withdraw" else article["bodies"][0]["value"]
    slug = re.sub(r"[^a-z0-9-]", "", article.get("slugline", ""))
    db.execute("REPLACE INTO article (uri, headline, html, slug) VALUES (?, ?, ?, ?)",
               (article["uri"], article["headlines"][0]["value"], html, slug))
    return None


def secrets():
    path = os.environ.get("REDAKSI_SECRET_FILE")
    if path:
        with open(path, encoding="ascii") as file:
            text = file.read()
    else:
        text = os.environ.get("REDAKSI_SECRET", "")
    keys = [base64.b64decode(word[6:], validate=True) for word in text.split()
            if word.startswith("whsec_")]
    if not keys or any(len(key) < 24 for key in keys):
        raise ValueError("no secret, or a short one")
    return keys


def is_signed(call_id, seconds, body, given):
    message = f"{call_id}.{seconds}.".encode() + body
    good = False
    for key in secrets():
        wanted = "v1," + base64.b64encode(hmac.new(key, message, hashlib.sha256).digest()).decode()
        for one in given.split(" "):
            good = hmac.compare_digest(wanted.encode(), one.encode()) or good
    return good


def once(path, call_id, body):
    """Once for each id: gives what was answered the first time to whoever calls again."""
    db = sqlite3.connect(path, timeout=20, isolation_level=None)
    try:
        db.executescript(TABLES)
        db.execute("BEGIN IMMEDIATE")
        with db:
            return done(db, call_id, body)
    finally:
        db.close()


def done(db, call_id, body):
    digest = hashlib.sha256(body).hexdigest()
    row = db.execute("SELECT digest, reply FROM call WHERE id = ?", (call_id,)).fetchone()
    if row:
        if row[0] == digest:
            return 200, json.loads(row[1])
        return 422, {"error": "the id was used for another body"}
    try:
        call = json.loads(body)
        op, sequence, article = OPS[call["type"]], call["sequence"], call["data"]
        uri = article["uri"]
        if type(sequence) is not int or type(uri) is not str:
            raise TypeError
    except (ValueError, KeyError, TypeError, RecursionError):
        return 400, {"error": "not a call that this receiver knows"}
    reply = {"id": call_id, "url": None, "state": "done"}
    if op != "test":
        newer = db.execute("SELECT 1 FROM latest WHERE uri = ? AND sequence >= ?", (uri, sequence))
        if newer.fetchone() is None:
            db.execute("REPLACE INTO latest (uri, sequence) VALUES (?, ?)", (uri, sequence))
            reply["url"] = deliver(db, op, article)
        else:
            reply["state"] = "overtaken"
    db.execute("INSERT INTO call (id, digest, reply) VALUES (?, ?, ?)",
               (call_id, digest, json.dumps(reply)))
    return 200, reply


def judged(environ):
    if environ["REQUEST_METHOD"] != "POST":
        return 405, {"error": "POST only"}
    length = environ.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > LARGEST:
        return 413, {"error": "too large"}
    body = environ["wsgi.input"].read(int(length))
    call_id = environ.get("HTTP_WEBHOOK_ID", "")
    seconds = environ.get("HTTP_WEBHOOK_TIMESTAMP", "")
    given = environ.get("HTTP_WEBHOOK_SIGNATURE", "")
    if (not re.fullmatch(r"[A-Za-z0-9:_-]{1,128}", call_id) or not re.fullmatch(r"[0-9]{1,12}", seconds)
            or not is_signed(call_id, seconds, body, given)):
        return 401, {"error": "signature"}
    if abs(time.time() - int(seconds)) > TOLERANCE:
        return 401, {"error": "clock", "now": int(time.time())}
    return once(os.environ.get("REDAKSI_BRIDGE_DB", "redaksi-bridge.db"), call_id, body)


def application(environ, start_response):
    try:
        status, reply = judged(environ)
    except Exception as error:  # whatever it was: nothing was done, and redaksi calls again
        print(f"redaksi bridge: {error!r}", file=sys.stderr)
        status, reply = 500, {"error": "not done; call again"}
    page = json.dumps(reply).encode()
    start_response(f"{status} {WORDS[status]}", [
        ("Content-Type", "application/json; charset=utf-8"), ("Cache-Control", "no-store"),
        ("Content-Length", str(len(page)))])
    return [page]


class Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 64


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument("--db", default=os.environ.get("REDAKSI_BRIDGE_DB", "redaksi-bridge.db"))
    given = parser.parse_args()
    os.environ["REDAKSI_BRIDGE_DB"] = given.db
    secrets()
    make_server("127.0.0.1", given.port, application, Threads, Quiet).serve_forever()
