"""Holds the plan reader against labelled plans: plan_scores_test.py FOLDER, with tools/score-plan and input/plans in it."""
from __future__ import annotations

import pathlib
import re
import subprocess
import sys
import tempfile

from program import run

OWED = {"measures_f1": 0.85, "capability_top1": 0.85, "targets_f1": 0.95, "windows_f1": 0.95}


def main(folder: pathlib.Path) -> int:
    plans = folder / "input" / "plans"
    reading = run("plan", "read", plans / "eight-plans.txt", "--json")
    if reading.status != 0:
        print(reading.err, file=sys.stderr)
        return 1
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as out:
        out.write(reading.out)
        out.flush()
        judged = subprocess.run([sys.executable, folder / "tools" / "score-plan", plans / "eight-plans.gold.json", out.name],
                                capture_output=True, text=True, check=True).stdout
    print(judged)
    scores = {name: float(score) for name, score in re.findall(r"(\w+)=([\d.]+)", judged.splitlines()[-1])}
    short = [f"{name} is {scores.get(name)}, owed are {owed}" for name, owed in OWED.items() if scores.get(name, 0) < owed]
    print("\n".join(short), file=sys.stderr)
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
