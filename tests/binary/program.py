"""Drives the real program from outside: its verbs, its server, its HTTP interface. Python's own library only.

The environment names it: NIANGJIA_PROGRAM.
"""
from __future__ import annotations

import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import urllib.parse
from typing import Any, NamedTuple

PROGRAM = os.environ.get("NIANGJIA_PROGRAM", "")
PASSWORD = "Sang-Zi-1949-lamp"
START_SECONDS = 30
STOP_SECONDS = 20
VERB_SECONDS = 120


class Outcome(NamedTuple):
    status: int
    out: str
    err: str


def run(*arguments: str | os.PathLike[str], stdin: str = "", folder: str | None = None) -> Outcome:
    """Runs one verb to its end."""
    done = subprocess.run([PROGRAM, *map(str, arguments)], input=stdin.encode(), capture_output=True,
                          timeout=VERB_SECONDS, cwd=folder, check=False)
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


class Client:
    """One connection that is kept alive. Not for several threads at once."""

    def __init__(self, port: int, token: str = "") -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    def call(self, method: str, path: str, body: Any = None, key: str = "", accept_language: str = "") -> Answer:
        headers = dict(self._headers)
        if key:
            headers["Idempotency-Key"] = key
        if accept_language:
            headers["Accept-Language"] = accept_language
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body, ensure_ascii=False).encode()
            headers["Content-Type"] = "application/json"
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())

    def get(self, path: str, **query: str | int) -> Answer:
        return self.call("GET", path + ("?" + urllib.parse.urlencode(query) if query else ""))

    def entries(self, ledger: str) -> dict[str, dict[str, Any]]:
        """All entries of a ledger that are not retired, walked page by page."""
        found: dict[str, dict[str, Any]] = {}
        query: dict[str, str | int] = {"limit": 200}
        while True:
            answer = self.get(f"/api/ledgers/{ledger}/entries", **query)
            assert answer.status == 200, answer
            page = answer.json()
            found.update((entry["id"], entry) for entry in page["entries"])
            if not page["next"]:
                return found
            query["after"] = page["next"]

    def close(self) -> None:
        self._connection.close()


class Server:
    """A running `niangjia serve` on a free port."""

    def __init__(self, data: pathlib.Path, *options: str) -> None:
        self._error_file = tempfile.TemporaryFile()
        self.process = subprocess.Popen([PROGRAM, "serve", "--data", str(data), "--listen", "127.0.0.1:0", *options],
                                        stdout=subprocess.PIPE, stderr=self._error_file, text=True)
        self.port = self._wait_for_port()
        # Nobody reads on; a full pipe must not stop the server.
        threading.Thread(target=self.process.stdout.read, daemon=True).start()

    def _wait_for_port(self) -> int:
        too_late = threading.Timer(START_SECONDS, self.process.kill)
        too_late.start()
        try:
            for line in self.process.stdout:
                if found := re.match(r"https?://127\.0\.0\.1:(\d+)$", line.strip()):
                    return int(found[1])
        finally:
            too_late.cancel()
        raise RuntimeError(f"the server did not start; it ended with {self.process.wait()}: {self.errors()}")

    def errors(self) -> str:
        self._error_file.seek(0)
        return self._error_file.read().decode(errors="replace")

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(STOP_SECONDS)

    def stop(self) -> int:
        """Asks it to end, as an init system would; its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(STOP_SECONDS)

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.kill()
        self.process.stdout.close()
        self._error_file.close()


class Installation:
    """A fresh installation: a county, one account, a token. Its folder is gone afterwards."""

    def __init__(self, data: pathlib.Path | None = None, role: str = "village_cadre") -> None:
        self._made = pathlib.Path(tempfile.mkdtemp(prefix="niangjia-")) if data is None else None
        self.data = self._made / "data" if self._made else data
        self.organisation = self.must("org", "add", "--name", "青禾县妇联", "--kind", "federation", "--level", "county").strip()
        self.must("user", "add", "tester", "--name", "何佳", "--role", role, stdin=PASSWORD + "\n")
        self.token = self.must("token", "create", "tester", "--name", "test").strip()

    def verb(self, *arguments: str | os.PathLike[str], stdin: str = "") -> Outcome:
        return run(*arguments, "--data", self.data, stdin=stdin)

    def must(self, *arguments: str | os.PathLike[str], stdin: str = "") -> str:
        outcome = self.verb(*arguments, stdin=stdin)
        if outcome.status != 0:
            raise RuntimeError(f"niangjia {' '.join(map(str, arguments))} ended with {outcome.status}: {outcome.err}")
        return outcome.out

    def serve(self, *options: str) -> Server:
        return Server(self.data, *options)

    def client(self, server: Server) -> Client:
        return Client(server.port, self.token)

    def __enter__(self) -> "Installation":
        return self

    def __exit__(self, *_: object) -> None:
        if self._made:
            shutil.rmtree(self._made, ignore_errors=True)
