"""The verbs that look divisions up and lay organisations out from them, as a person at a terminal calls them."""
import json
import tempfile
import unittest
from pathlib import Path

from program import Outcome, run


class DivisionsTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.data = Path(folder.name) / "data"

    def expect(self, outcome: Outcome, status: int, *texts: str) -> None:
        self.assertEqual(outcome.status, status, outcome)
        for text in texts:
            self.assertIn(text, outcome.out + outcome.err)

    def levels(self, *arguments: str) -> dict[str, tuple[int, int]]:
        outcome = run("org", "layout", *arguments, "--json", "--data", self.data)
        self.expect(outcome, 0)
        return {level["level"]: (level["missing"], level["present"]) for level in json.loads(outcome.out)["levels"]}

    def test_finds_by_paths_and_shows_what_is_ambiguous(self) -> None:
        self.expect(run("divisions", "find", "杭州", "西湖", "文新"), 0, "330106013000  浙江省杭州市西湖区文新街道")
        self.expect(run("divisions", "find", "鼓楼区"), 0, "江苏省南京市鼓楼区", "河南省开封市鼓楼区", "4 divisions answer equally well")
        self.expect(run("divisions", "find", "朝阳", "--level", "county", "--in", "22"), 0, "吉林省长春市朝阳区")
        found = json.loads(run("divisions", "find", "鼓楼区", "--json", "--limit", "2").out)
        self.assertEqual((len(found["divisions"]), found["total"], found["equally_good"]), (2, 4, 4))
        self.assertEqual(found["divisions"][0]["match"], "name")

    def test_says_when_nothing_is_found(self) -> None:
        self.expect(run("divisions", "find", "乌有之乡在此"), 1, "乌有之乡在此")
        self.expect(run("divisions", "find", "西湖", "--in", "999"), 1, "999")
        self.expect(run("divisions", "show", "330107"), 1, "330106000000 浙江省杭州市西湖区")
        self.expect(run("divisions", "children", "x"), 1, "divisions find")
        self.expect(run("divisions", "find", "西湖", "--level", "planet"), 2)
        self.expect(run("divisions", "find"), 2)
        self.expect(run("divisions"), 2)

    def test_shows_one_and_those_below(self) -> None:
        self.expect(run("divisions", "show", "330106"), 0, "330000000000  浙江省\n330100000000", "county, ")
        self.expect(run("divisions", "children", "11"), 0, "北京市朝阳区")
        self.assertEqual(len(json.loads(run("divisions", "children", "--json").out)["divisions"]), 34)

    def test_lays_out_a_county_and_adds_only_what_is_missing(self) -> None:
        planned = self.levels("330106", "--dry-run")
        self.assertEqual(planned["county"], (1, 0))
        self.assertIn("No organisations yet", run("org", "tree", "--data", self.data).out)
        self.expect(run("org", "layout", "330106", "--depth", "1", "--data", self.data), 0, "西湖区妇联", "北山街道妇联")
        again = self.levels("330106")
        self.assertEqual(again["county"], (0, 1))
        self.assertEqual(again["community"], (planned["community"][0], 0))
        self.assertEqual(self.levels("330106")["community"], (0, planned["community"][0]))
        tree = json.loads(run("org", "tree", "--json", "--data", self.data).out)["organisations"]
        self.assertEqual(len(tree), sum(missing for missing, _ in planned.values()))

    def test_a_layout_that_does_not_fit_is_refused(self) -> None:
        self.expect(run("org", "layout", "330107", "--data", self.data), 1, "330106000000 浙江省杭州市西湖区")
        self.expect(run("org", "layout", "330106", "--rule", "nobody", "--data", self.data), 1, "Known: federation, home")
        self.expect(run("org", "layout", "330106", "--under", "7", "--data", self.data), 1, "no such organisation")
        self.expect(run("org", "layout", "330106", "--depth", "9", "--data", self.data), 2)
        self.levels("330106", "--depth", "0")
        self.expect(run("org", "layout", "110105", "--data", self.data), 1, "answers to")

    def test_an_organisation_sits_in_a_division_that_there_is(self) -> None:
        table = Path(self.data).parent / "organisations.csv"
        table.write_text("name,kind,level,parent,division\n西湖区妇联,federation,county,,330107\n", encoding="utf-8")
        self.expect(run("org", "import", table, "--data", self.data), 1, "330106000000 浙江省杭州市西湖区")


if __name__ == "__main__":
    unittest.main()
