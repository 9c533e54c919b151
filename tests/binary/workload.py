"""Clients that write down made-up work as fast as they can and remember every answer that they got."""
from __future__ import annotations

import http.client
import random
import threading
import urllib.parse
from dataclasses import dataclass
from typing import Any

from program import Client

Values = dict[str, Any]
CATEGORIES = ["labour_social", "personal_rights", "property", "culture_education", "political", "general"]


@dataclass
class Known:
    """What the server has said about one entry."""
    ledger: str
    revision: int
    values: Values
    retired: bool = False


@dataclass
class Doubt:
    """A request whose answer never came: it happened as a whole or not at all."""
    ledger: str
    body: Values
    entry: str = ""      # empty: it would have made one
    key: str = ""
    retires: bool = False


class Writer(threading.Thread):
    """One client with its own entries. It ends when the server goes, or with `finish`."""

    def __init__(self, port: int, token: str, name: str, seed: int) -> None:
        super().__init__(name=name, daemon=True)
        self.known: dict[str, Known] = {}
        self.doubts: list[Doubt] = []
        self.refusals: list[tuple[int, str]] = []
        self._random = random.Random(seed)
        self._finished = threading.Event()
        self._client = Client(port, token)
        self._count = 0

    def finish(self) -> None:
        self._finished.set()

    def run(self) -> None:
        steps = [self._activity, self._help_request, self._grant, self._batch, self._revise, self._revise, self._retire]
        while not self._finished.is_set():
            try:
                self._random.choices(steps, weights=[6, 6, 2, 1, 3, 3, 1])[0]()
            except (OSError, http.client.HTTPException):
                break
        self._client.close()

    def _mark(self) -> str:
        self._count += 1
        return f"{self.name}-{self._count}"

    def _create(self, ledger: str, values: Values, **more: str) -> str | None:
        key = self._mark()
        doubt = Doubt(ledger, {"values": values, **more}, key=key)
        self.doubts.append(doubt)
        answer = self._client.call("POST", f"/api/ledgers/{ledger}/entries", doubt.body, key)
        self.doubts.remove(doubt)
        if answer.status != 201:
            self.refusals.append((answer.status, answer.body.decode()))
            return None
        entry = answer.json()["entry"]
        self.known[entry["id"]] = Known(ledger, entry["revision"], values)
        return entry["id"]

    def _activity(self) -> None:
        self._create("activity", {"held_on": "2026-03-08", "title": self._mark(), "kind": self._random.choice(["reading", "law", "sports"]),
                                  "participants": self._random.randint(1, 400)})

    def _help_request(self) -> None:
        self._create("help_request", {
            "received_on": f"2026-0{self._random.randint(1, 9)}-1{self._random.randint(0, 9)}", "channel": "call", "name": f"李{self._mark()}",
            "phone": f"138{self._random.randint(0, 99999999):08}", "category": self._random.choice(CATEGORIES[1:]), "urgency": "normal",
            "request": "想了解怎样申请", "narrative": "她说" + "的话" * self._random.randint(1, 90), "status": "pending"})

    def _grant(self) -> None:
        name = f"周{self._mark()}"
        answer = self._client.call("GET", "/api/people?q=" + urllib.parse.quote(name))
        girl = self._create("person", {"name": name, "sex": "female"}, search=answer.json()["search"])
        if girl:
            self._create("spring_bud", {
                "girl": girl, "school_year": "2025-2026", "school": "石桥镇中心小学", "stage": "primary", "guardian": "周大海", "guardian_consent": True,
                "amount": f"{self._random.randint(500, 3000)}.00", "granted_on": "2026-09-16", "donor": "爱心企业", "voucher_number": self._mark()})

    def _batch(self) -> None:
        rows = [{"held_on": "2026-03-05", "law": "anti_domestic_violence", "channel": "talk", "venue_kind": "village",
                 "venue": self._mark(), "audience": self._random.randint(1, 90)} for _ in range(20)]
        doubt = Doubt("law_talk", {"entries": [{"values": row} for row in rows]})
        self.doubts.append(doubt)
        answer = self._client.call("POST", "/api/ledgers/law_talk/entries:batch", doubt.body)
        self.doubts.remove(doubt)
        if answer.status != 200:
            self.refusals.append((answer.status, answer.body.decode()))
            return
        for row, result in zip(rows, answer.json()["results"], strict=True):
            if result["status"] == 201:
                self.known[result["id"]] = Known("law_talk", 1, row)
            else:
                self.refusals.append((result["status"], str(result["error"])))

    def _pick(self) -> tuple[str, Known] | None:
        own = [(entry, known) for entry, known in self.known.items() if not known.retired and known.ledger in ("activity", "help_request")]
        return self._random.choice(own) if own else None

    def _revise(self) -> None:
        if not (picked := self._pick()):
            return
        entry, known = picked
        change: Values = ({"participants": self._random.randint(1, 400)} if known.ledger == "activity"
                          else {"category": self._random.choice(CATEGORIES[1:]), "phone": f"139{self._random.randint(0, 99999999):08}"})
        self._change(entry, known, "PATCH", {"revision": known.revision, "values": change, "reason": "核对"})

    def _retire(self) -> None:
        if picked := self._pick():
            self._change(*picked, "DELETE", {"revision": picked[1].revision, "reason": "重复登记"})

    def _change(self, entry: str, known: Known, method: str, body: Values) -> None:
        doubt = Doubt(known.ledger, body, entry=entry, retires=method == "DELETE")
        self.doubts.append(doubt)
        answer = self._client.call(method, f"/api/ledgers/{known.ledger}/entries/{entry}", body)
        self.doubts.remove(doubt)
        if answer.status != 200:
            self.refusals.append((answer.status, answer.body.decode()))
            return
        known.revision = answer.json()["entry"]["revision"]
        known.values = {**known.values, **body.get("values", {})}
        known.retired = doubt.retires
