"""A full disk: writes are refused with a clear sentence, reads go on, nothing acknowledged is lost, and writing goes on by
itself when there is room again.

As root the installation lies on a small file system of its own. Anyone else tests a limit on the size of files, which
meets the store in the same place.
"""
from __future__ import annotations

import os
import pathlib
import resource
import subprocess
import tempfile
import time
import unittest

from program import Client, Installation, Server
from workload import Known, Writer

WRITERS = 4
SMALL, LARGE = 6 << 20, 64 << 20
DEADLINE_SECONDS = 60


class SmallDisk:
    """A tmpfs that can grow."""

    def __init__(self) -> None:
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="niangjia-disk-"))
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", str(self.path)], check=True, capture_output=True)

    def started(self, _: Server) -> None:
        pass

    def make_room(self, _: Server) -> None:
        subprocess.run(["mount", "-o", f"remount,size={LARGE}", str(self.path)], check=True)

    def remove(self) -> None:
        subprocess.run(["umount", "-l", str(self.path)], check=True)
        self.path.rmdir()


class LimitedFiles:
    """A folder whose server may write no file larger than the limit."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="niangjia-disk-")
        self.path = pathlib.Path(self._folder.name)

    def started(self, server: Server) -> None:
        self._limit(server, SMALL)

    def make_room(self, server: Server) -> None:
        self._limit(server, LARGE)

    # Only the soft limit, which may be raised again.
    def _limit(self, server: Server, size: int) -> None:
        _, hard = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (size, hard))

    def remove(self) -> None:
        self._folder.cleanup()


def small_disk() -> SmallDisk | LimitedFiles:
    try:
        return SmallDisk()
    except (OSError, subprocess.CalledProcessError):
        return LimitedFiles()


class DiskFullTest(unittest.TestCase):
    def setUp(self) -> None:
        self.disk = small_disk()
        self.addCleanup(self.disk.remove)

    def test_full_disk_refuses_writes_and_loses_nothing(self) -> None:
        installation = Installation(self.disk.path / "data")
        with installation.serve() as server:
            self.disk.started(server)
            known = self.fill(installation, server)
            client = installation.client(server)
            self.check_refusal(client)
            self.check_all_readable(client, known)
            self.assertEqual(client.get("/api/catalogue").status, 200)

            self.disk.make_room(server)
            self.check_writes_again(client)
            self.check_all_readable(client, known)
            client.close()
            self.assertEqual(server.stop(), 0)
        recount = installation.verb("counters", "recount")
        self.assertEqual(recount.status, 0, recount.out + recount.err)
        audit = installation.verb("audit", "verify")
        self.assertEqual(audit.status, 0, audit.out + audit.err)

    def fill(self, installation: Installation, server: Server) -> dict[str, Known]:
        writers = [Writer(server.port, installation.token, f"w{n}", n) for n in range(WRITERS)]
        for writer in writers:
            writer.start()
        deadline = time.monotonic() + DEADLINE_SECONDS
        while not all(writer.refusals for writer in writers) and time.monotonic() < deadline:
            self.assertIsNone(server.process.poll(), "the server died")
            time.sleep(0.02)
        for writer in writers:
            writer.finish()
            writer.join(30)
        refusals = [refusal for writer in writers for refusal in writer.refusals]
        self.assertNotEqual(refusals, [], "the disk did not become full")
        self.assertEqual({status for status, _ in refusals}, {503}, refusals[:3])
        return {entry: known for writer in writers for entry, known in writer.known.items()}

    def write(self, client: Client, title: str, language: str = "") -> tuple[int, bytes]:
        values = {"held_on": "2026-03-08", "title": title, "kind": "law", "participants": 20, "summary": "读书会" * 300}
        answer = client.call("POST", "/api/ledgers/activity/entries", {"values": values}, accept_language=language)
        return answer.status, answer.body

    # Small writes may still fit into the last pages; go on until one does not.
    def check_refusal(self, client: Client) -> None:
        for number in range(2000):
            status, body = self.write(client, f"占满{number}")
            if status != 201:
                break
        self.assertEqual(status, 503, body)
        text = body.decode()
        self.assertRegex(text, "[\u4e00-\u9fff]{6}", "a person is told nothing")
        for inside in ("SQL", "sqlite", "niangjia.db", str(self.disk.path)):
            self.assertNotIn(inside, text)
        status, body = self.write(client, "full", "en")
        self.assertIn(status, (201, 503))

    def check_all_readable(self, client: Client, known: dict[str, Known]) -> None:
        stored = {entry for ledger in ("activity", "help_request", "law_talk", "person", "spring_bud") for entry in client.entries(ledger)}
        for entry_id, one in known.items():
            if one.retired or entry_id not in stored:
                answer = client.get(f"/api/ledgers/{one.ledger}/entries/{entry_id}")
                self.assertEqual(answer.status, 200, f"{one} was acknowledged and is gone")
                self.assertEqual(answer.json()["entry"]["revision"], one.revision)

    def check_writes_again(self, client: Client) -> None:
        deadline = time.monotonic() + DEADLINE_SECONDS
        while (answered := self.write(client, "又能写了"))[0] == 503 and time.monotonic() < deadline:
            time.sleep(0.1)
        self.assertEqual(answered[0], 201, answered[1])
        self.assertIn("又能写了", {entry["values"]["title"] for entry in client.entries("activity").values()})


class LimitedFilesTest(DiskFullTest):
    """The same below a limit on the size of files, which anyone may set."""

    def setUp(self) -> None:
        self.disk = LimitedFiles()
        self.addCleanup(self.disk.remove)


if __name__ == "__main__":
    assert os.environ.get("NIANGJIA_PROGRAM"), "NIANGJIA_PROGRAM names the program"
    unittest.main()
