"""kill -9 at random moments under write load: what was acknowledged is there, figures and audit hold.

NIANGJIA_CRASH_ROUNDS is the number of kills (5). NIANGJIA_CRASH_SEED repeats a run's choices.
"""
from __future__ import annotations

import json
import os
import random
import subprocess
import time
import unittest

from program import PROGRAM, Client, Installation
from workload import Doubt, Known, Values, Writer

ROUNDS = int(os.environ.get("NIANGJIA_CRASH_ROUNDS", "5"))
SEED = int(os.environ.get("NIANGJIA_CRASH_SEED", str(random.randrange(1_000_000))))
ROUNDS_OF_ONE_STORE = 10
WRITERS = 8
LEDGERS = ["activity", "help_request", "law_talk", "person", "spring_bud"]
OPENED = 200
LONGEST_SECONDS = 3.0  # the audit is sealed every two, so kills come before, while and after


class CrashTest(unittest.TestCase):
    def setUp(self) -> None:
        self.random = random.Random(SEED)
        self.known: dict[str, Known] = {}
        self.doubts: list[Doubt] = []

    def test_acknowledged_entries_survive_kills_under_load(self) -> None:
        acknowledged = 0
        for first in range(0, ROUNDS, ROUNDS_OF_ONE_STORE):
            self.known, self.doubts = {}, []
            with Installation() as installation:
                for number in range(first, min(first + ROUNDS_OF_ONE_STORE, ROUNDS)):
                    with self.subTest(round=number, seed=SEED):
                        self.write_until_killed(installation, number)
                        self.die_while_starting(installation)
                        self.check_after_crash(installation)
            acknowledged += len(self.known)
        print(f"{ROUNDS} kills, seed {SEED}: {acknowledged} acknowledged entries were all there")
        self.assertGreater(acknowledged, 20 * ROUNDS, "the load was too small to prove anything")

    def write_until_killed(self, installation: Installation, number: int) -> None:
        with installation.serve() as server:
            writers = [Writer(server.port, installation.token, f"r{number}w{n}", self.random.randrange(1 << 30)) for n in range(WRITERS)]
            for writer in writers:
                writer.start()
            time.sleep(self.random.uniform(0.05, LONGEST_SECONDS))
            server.kill()
            for writer in writers:
                writer.join(30)
                self.assertFalse(writer.is_alive())
                self.assertEqual(writer.refusals, [])
                self.known.update(writer.known)
                self.doubts += writer.doubts

    # A second power cut may come while the store mends itself.
    def die_while_starting(self, installation: Installation) -> None:
        if self.random.random() < 0.5:
            return
        starting = subprocess.Popen([PROGRAM, "serve", "--data", str(installation.data), "--listen", "127.0.0.1:0"],
                                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(self.random.uniform(0, 0.15))
        starting.kill()
        starting.wait()

    def check_after_crash(self, installation: Installation) -> None:
        if self.random.random() < 0.5:
            self.check_figures_and_audit(installation)
        with installation.serve() as server:
            client = installation.client(server)
            self.check_entries(client)
            self.check_confidential(client)
            self.repeat_doubtful_creates(client)
            client.close()
            self.assertEqual(server.stop(), 0, server.errors())
        # Each entry has its line, and a server that ends in peace has sealed them all.
        self.assertGreaterEqual(self.check_figures_and_audit(installation), len(self.known))

    def check_figures_and_audit(self, installation: Installation) -> int:
        recount = installation.verb("counters", "recount")
        self.assertEqual(recount.status, 0, recount.out + recount.err)
        audit = installation.verb("audit", "verify", "--json")
        self.assertEqual(audit.status, 0, audit.out + audit.err)
        return json.loads(audit.out)["lines"]

    # Lists show revision and short values of all, with names masked; entries opened one by one show the rest.
    def check_entries(self, client: Client) -> None:
        stored = {entry_id: entry for ledger in LEDGERS for entry_id, entry in client.entries(ledger).items()}
        doubted = {doubt.entry: doubt for doubt in self.doubts if doubt.entry}
        opened = set(self.random.sample(sorted(self.known), min(OPENED, len(self.known))))
        for entry_id, known in self.known.items():
            entry = stored.get(entry_id)
            if entry is None or entry_id in opened:
                answer = client.get(f"/api/ledgers/{known.ledger}/entries/{entry_id}")
                self.assertEqual(answer.status, 200, f"{known} was acknowledged and is gone")
                entry = answer.json()["entry"]
                self.assertEqual(known.values.keys() - entry["values"].keys() - set(entry["hidden"]), set(), entry)
            self.take_what_happened(known, entry, doubted.get(entry_id))
            self.assertEqual((entry["revision"], entry["retired"]), (known.revision, known.retired), entry)
            open_to_us = entry["values"].keys() & known.values.keys() - set(entry["masked"])
            self.assertEqual({key: entry["values"][key] for key in open_to_us}, {key: known.values[key] for key in open_to_us})

    # An unanswered change is there as a whole or not at all; from now on what is there counts.
    def take_what_happened(self, known: Known, entry: Values, doubt: Doubt | None) -> None:
        if doubt and entry["revision"] == known.revision + 1:
            known.revision += 1
            known.values = {**known.values, **doubt.body.get("values", {})}
            known.retired = doubt.retires

    def check_confidential(self, client: Client) -> None:
        requests = [(entry, known) for entry, known in self.known.items() if known.ledger == "help_request" and not known.retired]
        for entry, known in self.random.sample(requests, min(5, len(requests))):
            answer = client.call("POST", f"/api/ledgers/help_request/entries/{entry}/reveal", {"fields": ["narrative"], "reason": "核对"})
            self.assertEqual(answer.status, 200, answer)
            self.assertEqual(answer.json()["values"]["narrative"], known.values["narrative"])

    # Who got no answer asks again with the same key: there is one entry afterwards, not two.
    def repeat_doubtful_creates(self, client: Client) -> None:
        repeated = [doubt for doubt in self.doubts if doubt.key and "search" not in doubt.body]
        for doubt in repeated:
            answer = client.call("POST", f"/api/ledgers/{doubt.ledger}/entries", doubt.body, doubt.key)
            self.assertEqual(answer.status, 201, answer)
            entry = answer.json()["entry"]
            self.known[entry["id"]] = Known(doubt.ledger, entry["revision"], doubt.body["values"])
        self.doubts = []
        titles = [entry["values"]["title"] for entry in client.entries("activity").values()] if repeated else []
        self.assertEqual(len(titles), len(set(titles)), "a repeated request was written twice")


if __name__ == "__main__":
    unittest.main()
