"""Every verb as people type it: help, exit status (0 done, 1 refused or faults, 2 wrong usage), --json, bad input."""
from __future__ import annotations

import contextlib
import json
import os
import pathlib
import socket
import sqlite3
import subprocess
import tempfile
import time
import unittest
import zipfile

from program import PASSWORD, PROGRAM, Client, Installation, Outcome, Server, run

VERBS = ["serve", "plan", "catalog", "org", "divisions", "user", "token", "audit", "counters", "migrate"]
SUBVERBS = ["org tree", "org add", "org import", "org layout", "divisions find", "divisions show", "divisions children", "user add", "user list", "user password", "token create", "audit verify", "counters recount", "plan read"]
PLAN = """石桥镇妇联2026年工作计划
一、开展普法宣传
3月至5月，与司法所一起举办反家庭暴力讲座4场。
二、关爱儿童
9月底前资助春蕾女童6名。
"""
ACTIVITY = {"held_on": "2026-03-08", "title": "三八读书会", "kind": "reading", "participants": 32}


class CommandLineTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="niangjia-verbs-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def file(self, name: str, content: str | bytes) -> pathlib.Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def expect(self, outcome: Outcome, status: int, *said: str) -> Outcome:
        """A refusal speaks on stderr only and a success leaves stderr to prompts."""
        self.assertEqual(outcome.status, status, outcome)
        for words in said:
            self.assertIn(words, outcome.err if status else outcome.out)
        if status == 1:
            self.assertEqual(outcome.out, "", outcome)
        return outcome


class HelpTest(CommandLineTest):
    def test_every_verb_explains_itself(self) -> None:
        self.expect(run("--help"), 0, *VERBS)
        for verb in VERBS + SUBVERBS:
            with self.subTest(verb=verb):
                outcome = run(*verb.split(), "--help")
                self.assertEqual((outcome.status, outcome.err), (0, ""), outcome)
                self.assertRegex(outcome.out, r"(?i)usage: niangjia " + verb)

    def test_wrong_usage_is_told_apart_from_a_refusal(self) -> None:
        self.expect(run(), 2, "usage: niangjia VERB")
        self.expect(run("srve"), 2, "there is no verb 'srve'", "Did you mean 'serve'?")
        self.expect(run("plan", "raed", "x.txt"), 2, "did you mean 'read'?")
        for verb in VERBS:
            with self.subTest(verb=verb):
                outcome = run(verb, "--nonsense", folder=str(self.folder))
                self.assertEqual((outcome.status, outcome.out), (2, ""), outcome)
                self.assertNotEqual(outcome.err, "")
        self.assertEqual(list(self.folder.iterdir()), [], "wrong usage must make nothing")


class PlanReadTest(CommandLineTest):
    def test_reads_a_plan_as_text_and_as_json(self) -> None:
        path = self.file("plan.txt", PLAN)
        self.expect(run("plan", "read", path), 0, "反家庭暴力讲座")
        plans = json.loads(run("plan", "read", path, "--json").out)["plans"]
        self.assertEqual(len(plans), 1)
        self.assertEqual([(target["min"], target["unit"]) for measure in plans[0]["measures"] for target in measure["targets"]],
                         [(4, "场"), (6, "名")])

    def test_reads_encodings_and_word_documents(self) -> None:
        word = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in PLAN.splitlines())
        document = self.folder / "plan.docx"
        with zipfile.ZipFile(document, "w") as package:
            package.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
            package.writestr("_rels/.rels", '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
                             'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>')
            package.writestr("word/document.xml", '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w='
                             f'"http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{word}</w:body></w:document>')
        paths = [self.file("bom.txt", b"\xef\xbb\xbf" + PLAN.encode()), self.file("old.txt", PLAN.encode("gb18030")), document]
        for path in paths:
            with self.subTest(file=path.name):
                self.assertEqual(len(json.loads(run("plan", "read", path, "--json").out)["plans"][0]["measures"]), 2)

    def test_an_empty_file_has_no_plan(self) -> None:
        self.assertEqual(json.loads(self.expect(run("plan", "read", self.file("empty.txt", ""), "--json"), 0).out)["plans"], [])

    def test_refuses_what_is_no_document_and_says_which(self) -> None:
        self.expect(run("plan", "read", self.folder / "gone.txt"), 1, "gone.txt", "check the path")
        self.expect(run("plan", "read", self.folder), 1, str(self.folder))
        self.expect(run("plan", "read", self.file("bytes.txt", bytes(range(256)) * 40)), 1, "bytes.txt")
        self.expect(run("plan", "read", self.file("broken.docx", b"PK\x03\x04" + bytes(200))), 1, "broken.docx")
        self.expect(run("plan", "read", self.file("picture.png", b"\x89PNG")), 1, "picture.png", ".docx")
        self.expect(run("plan", "read"), 2, "no file is named")

    def test_a_huge_file_is_answered_in_bounded_time(self) -> None:
        path = self.file("huge.txt", PLAN * 200_000)
        started = time.monotonic()
        outcome = run("plan", "read", path, "--json")
        self.assertLess(time.monotonic() - started, 30)
        self.expect(outcome, 1, "huge.txt")


class CatalogTest(CommandLineTest):
    def test_the_packed_catalogue_has_no_faults(self) -> None:
        self.expect(run("catalog", "check"), 0, "no faults")
        self.assertEqual(json.loads(run("catalog", "check", "--json").out), {"faults": []})

    def test_check_names_every_fault_with_file_and_line(self) -> None:
        self.file("mine/ledgers/broken.toml", 'id = "broken"\nname\n')
        self.file("mine/ledgers/tea.toml", 'id = "tea"\ntitle = { zh = "茶话会", en = "Tea" }\ncapability = "C10"\nbasis = "自定"\n'
                  'theme = "party"\n\n[[field]]\nkey = "held_on"\ntitle = { zh = "日期", en = "Day" }\ntype = "dat"\n')
        outcome = self.expect(run("catalog", "check", self.folder / "mine"), 1, "Mend the lines above")
        self.assertRegex(outcome.err, r"broken\.toml:2: ")
        self.assertRegex(outcome.err, r"tea\.toml:10: .*'dat'")
        self.assertRegex(outcome.err, r"tea\.toml:5: .*'party'")
        listed = json.loads(run("catalog", "check", self.folder / "mine", "--json").out)["faults"]
        self.assertIn(("tea.toml", 10), {(pathlib.Path(fault["file"]).name, fault["line"]) for fault in listed})
        self.assertEqual(outcome.err.count(".toml:"), len(listed))

    def test_show_and_coverage_print_and_suggest(self) -> None:
        self.expect(run("catalog", "show", "activity"), 0, "held_on")
        self.assertEqual(json.loads(run("catalog", "show", "activity", "--json").out)["id"], "activity")
        self.expect(run("catalog", "show", "activty"), 1, "Did you mean 'activity'?")
        self.assertEqual(len(json.loads(run("catalog", "coverage", "--json").out)), 48)
        self.expect(run("catalog", "check", self.folder / "gone"), 1, "there is no such folder")
        self.assertEqual(run("catalog", "paint").status, 2)

    def test_faults_in_the_overlay_stop_the_server(self) -> None:
        with Installation() as installation:
            overlay = installation.data / "catalog" / "ledgers"
            overlay.mkdir(parents=True)
            (overlay / "broken.toml").write_text('id = "broken"\nname\n', encoding="utf-8")
            self.expect(installation.verb("serve", "--listen", "127.0.0.1:0"), 1, "broken.toml:2")

    def test_a_ledger_laid_into_the_overlay_works(self) -> None:
        with Installation() as installation:
            overlay = installation.data / "catalog" / "ledgers"
            overlay.mkdir(parents=True)
            (overlay / "tea.toml").write_text(
                'id = "tea"\ntitle = { zh = "茶话会", en = "Tea" }\nentry_title = { zh = "一次", en = "One" }\nverb = { zh = "记茶话会", en = "Record" }\n'
                'capability = "C10"\nbasis = "自定"\ntheme = "people"\nicon = "users"\ndate_field = "held_on"\n\n[[field]]\nkey = "held_on"\n'
                'title = { zh = "日期", en = "Day" }\ntype = "date"\nrequired = true\nin_list = true\n\n'
                '[[sample]]\nvalues = { held_on = 2026-05-01 }\n\n[[sample]]\nvalues = {}\nwrong_fields = ["held_on"]\n', encoding="utf-8")
            with installation.serve() as server, contextlib.closing(installation.client(server)) as client:
                self.assertEqual(client.call("POST", "/api/ledgers/tea/entries", {"values": {"held_on": "2026-05-01"}}).status, 201)
                self.assertEqual(client.get("/api/ledgers/tea/entries", filter="held_on == date('2026-05-01')").json()["entries"][0]["values"],
                                 {"held_on": "2026-05-01"})
                self.assertEqual(zip_names(client.get("/api/ledgers/tea/template").body)[0], "[Content_Types].xml")


class InstallationTest(CommandLineTest):
    def test_organisations_and_accounts_from_nothing(self) -> None:
        data = self.folder / "data"
        self.expect(run("org", "tree", "--data", data), 0, "No organisations yet")
        table = self.file("tree.csv", "name,kind,level,parent,division\n青禾县妇联,federation,county,,\n石桥镇妇联,federation,street,青禾县妇联,\n")
        self.expect(run("org", "import", table, "--data", data), 0, "石桥镇妇联")
        tree = json.loads(run("org", "tree", "--json", "--data", data).out)["organisations"]
        self.assertEqual([one["name"] for one in tree], ["青禾县妇联", "石桥镇妇联"])
        bad = self.file("bad.csv", "name,kind,level,parent,division\n柳湾镇妇联,federation,street,别的县妇联,\n")
        self.expect(run("org", "import", bad, "--data", data), 1, "row 2", "别的县妇联")
        self.expect(run("org", "import", self.folder / "gone.csv", "--data", data), 1, "gone.csv")
        self.expect(run("org", "add", "--name", "某组织", "--kind", "federation", "--level", "planet", "--data", data), 1, "planet")

        self.expect(run("user", "add", "hejia", "--name", "何佳", "--role", "clerk", "--data", data, stdin=PASSWORD), 0)
        self.expect(run("user", "list", "--data", data), 0, "hejia\t何佳")
        self.expect(run("user", "add", "hejia", "--name", "另一人", "--role", "clerk", "--data", data, stdin=PASSWORD), 1)
        self.expect(run("user", "add", "zhou", "--name", "周敏", "--role", "clark", "--data", data, stdin=PASSWORD), 1, "Did you mean 'clerk'?")
        self.expect(run("user", "add", "zhou", "--name", "周敏", "--role", "clerk", "--data", data, stdin="12345"), 1)
        self.expect(run("user", "password", "nobody", "--data", data, stdin=PASSWORD), 1, "niangjia user list")
        self.expect(run("token", "create", "nobody", "--name", "x", "--data", data), 1, "niangjia user list")
        self.assertEqual(run("token", "create", "hejia", "--data", data).status, 2)
        self.expect(run("migrate", "--data", data), 0, "up to date")

    def test_a_new_password_works_and_the_old_one_ends(self) -> None:
        with Installation() as installation:
            installation.must("user", "password", "tester", stdin="Another-one-2026-gate\n")
            with installation.serve() as server, contextlib.closing(Client(server.port)) as client:
                self.assertEqual(client.call("POST", "/api/session", {"account": "tester", "password": PASSWORD}).status, 401)
                self.assertEqual(client.call("POST", "/api/session", {"account": "tester", "password": "Another-one-2026-gate"}).status, 200)

    def test_data_without_its_key_is_refused(self) -> None:
        with Installation() as installation:
            (installation.data / "master.key").unlink()
            for verb in (["serve", "--listen", "127.0.0.1:0"], ["user", "list"], ["audit", "verify"]):
                self.expect(installation.verb(*verb), 1, "master.key")
            self.assertFalse((installation.data / "master.key").exists(), "a new key would make the old data unreadable for good")

    def test_a_key_that_belongs_elsewhere_is_refused(self) -> None:
        with Installation() as one, Installation() as other:
            (one.data / "master.key").write_bytes((other.data / "master.key").read_bytes())
            self.expect(one.verb("serve", "--listen", "127.0.0.1:0"), 1, "master.key")

    def test_a_store_that_is_none_is_refused(self) -> None:
        with Installation() as installation:
            (installation.data / "niangjia.db").write_bytes(b"not a store at all" * 1000)
            for suffix in ("-wal", "-shm"):
                (installation.data / f"niangjia.db{suffix}").unlink(missing_ok=True)
            self.expect(installation.verb("user", "list"), 1, "niangjia.db")


class ProofTest(CommandLineTest):
    """The proofs find what was altered behind the program's back."""

    def setUp(self) -> None:
        super().setUp()
        self.installation = Installation(self.folder / "data")
        with self.installation.serve() as server, contextlib.closing(self.installation.client(server)) as client:
            for _ in range(3):
                made = client.call("POST", "/api/ledgers/activity/entries", {"values": ACTIVITY})
                self.assertEqual(made.status, 201)
            change = {"revision": 1, "values": {"participants": 31}, "reason": "核对"}
            self.assertEqual(client.call("PATCH", f"/api/ledgers/activity/entries/{made.json()['entry']['id']}", change).status, 200)
            self.wait_until_counted()
            self.assertEqual(server.stop(), 0)

    def wait_until_counted(self) -> None:
        deadline = time.monotonic() + 20
        while self.ask("SELECT count(*) FROM counter_delta") and time.monotonic() < deadline:
            time.sleep(0.05)

    def ask(self, question: str) -> int:
        with contextlib.closing(sqlite3.connect(self.installation.data / "niangjia.db")) as store:
            return store.execute(question).fetchone()[0]

    def alter(self, statement: str) -> None:
        with contextlib.closing(sqlite3.connect(self.installation.data / "niangjia.db")) as store, store:
            self.assertGreater(store.execute(statement).rowcount, 0, "nothing was altered")

    def test_an_untouched_store_proves_itself(self) -> None:
        self.expect(self.installation.verb("audit", "verify"), 0, "The audit is whole")
        proof = json.loads(self.installation.must("audit", "verify", "--json"))
        self.assertIsNone(proof["fault"])
        self.assertGreaterEqual(proof["lines"], 3)
        self.expect(self.installation.verb("counters", "recount"), 0, "All counters agree")
        self.assertEqual(json.loads(self.installation.must("counters", "recount", "--json"))["faults"], [])

    def test_what_was_altered_is_found(self) -> None:
        alterations = {
            "a value": "UPDATE ledger_activity SET f_participants = 33 WHERE id = (SELECT max(id) FROM ledger_activity)",
            "an erased entry": "DELETE FROM ledger_activity WHERE id = (SELECT max(id) FROM ledger_activity)",
            "an erased revision": "DELETE FROM entry_revision",
            "an erased line": "DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)",
            "another author": "UPDATE audit SET account = account + 1 WHERE seq = (SELECT max(seq) FROM audit)",
            "a cut chain": "DELETE FROM audit_seal",
        }
        store = self.installation.data / "niangjia.db"
        whole = store.read_bytes()
        for name, statement in alterations.items():
            with self.subTest(altered=name):
                self.alter(statement)
                self.expect(self.installation.verb("audit", "verify"), 1)
                self.assertIsNotNone(json.loads(self.installation.verb("audit", "verify", "--json").out)["fault"])
                self.restore(store, whole)
        self.expect(self.installation.verb("audit", "verify"), 0)

    def test_a_wrong_counter_is_found_and_mended(self) -> None:
        self.alter("UPDATE counter SET amount = amount + 1 WHERE indicator = 'activities'")
        self.expect_faults(self.installation.verb("counters", "recount", "--json"))
        self.expect(self.installation.verb("counters", "recount", "--mend"), 0)
        self.expect(self.installation.verb("counters", "recount"), 0, "All counters agree")

    def expect_faults(self, outcome: Outcome) -> None:
        self.assertEqual(outcome.status, 1, outcome)
        fault = json.loads(outcome.out)["faults"][0]
        self.assertEqual((fault["indicator"], fault["organisation"], fault["counted"]), ("activities", "青禾县妇联", 3))

    def restore(self, store: pathlib.Path, whole: bytes) -> None:
        for suffix in ("-wal", "-shm"):
            store.with_name(store.name + suffix).unlink(missing_ok=True)
        store.write_bytes(whole)


class ServeTest(CommandLineTest):
    def test_a_taken_port_is_said(self) -> None:
        with Installation() as installation, socket.create_server(("127.0.0.1", 0)) as taken:
            self.expect(installation.verb("serve", "--listen", f"127.0.0.1:{taken.getsockname()[1]}"), 1, "cannot listen on 127.0.0.1", "in use")

    def test_wrong_addresses_and_days_are_said(self) -> None:
        for listen in ("12338", "127.0.0.1:123456", "127.0.0.1:web", "nowhere.invalid:1"):
            self.assertEqual(run("serve", "--data", self.folder / "data", "--listen", listen).status, 1, listen)
        self.expect(run("serve", "--data", self.folder / "data", "--listen", "127.0.0.1:0", "--today", "yesterday"), 1, "--today takes a day")

    def test_the_demo_is_refused_where_there_is_data(self) -> None:
        with Installation() as installation:
            before = (installation.data / "niangjia.db").read_bytes()
            self.expect(installation.verb("serve", "--demo", "--listen", "127.0.0.1:0"), 1, "there is an installation already", "--data")
            self.assertEqual((installation.data / "niangjia.db").read_bytes(), before)

    def test_a_folder_that_cannot_be_made_is_said(self) -> None:
        blocked = self.file("file", "")
        self.expect(run("serve", "--data", blocked / "data", "--listen", "127.0.0.1:0"), 1, "cannot make the folder", "--data")

    def test_it_answers_ends_cleanly_and_keeps_the_work(self) -> None:
        with Installation() as installation:
            with installation.serve() as server, contextlib.closing(installation.client(server)) as client:
                self.assertEqual(client.get("/healthz").status, 200)
                with contextlib.closing(Client(server.port)) as stranger:
                    self.assertEqual(stranger.get("/api/session").status, 401)
                self.assertEqual(client.call("POST", "/api/ledgers/activity/entries", {"values": ACTIVITY}).status, 201)
                self.assertEqual(server.stop(), 0)
            with installation.serve() as server, contextlib.closing(installation.client(server)) as client:
                self.assertEqual([entry["values"]["title"] for entry in client.entries("activity").values()], ["三八读书会"])


def zip_names(body: bytes) -> list[str]:
    with tempfile.TemporaryFile() as file:
        file.write(body)
        with zipfile.ZipFile(file) as package:
            return package.namelist()


if __name__ == "__main__":
    assert os.environ.get("NIANGJIA_PROGRAM"), "NIANGJIA_PROGRAM names the program"
    unittest.main()
