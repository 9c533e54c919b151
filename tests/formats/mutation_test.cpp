// Any bytes give an answer or an error, in bounded time: valid files are damaged at random, always
// in the same way.
#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <random>

#include "formats/document_text.hpp"
#include "formats/table.hpp"
#include "ole_file.hpp"
#include "zip_file.hpp"

namespace niangjia::formats {
namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t bound) { return random() % bound; }

// One to eight damages: a changed byte, a removed or doubled stretch, a cut end.
std::string damaged(std::string bytes, Random& random) {
  for (std::size_t left = 1 + below(random, 8); left > 0 && !bytes.empty(); --left) {
    const std::size_t at = below(random, bytes.size()), size = 1 + below(random, 40);
    switch (below(random, 8)) {
      case 0:
        bytes.erase(at, size);
        break;
      case 1:
        bytes.insert(at, bytes.substr(at, size));
        break;
      case 2:
        bytes.resize(at);
        break;
      default:
        bytes[at] = static_cast<char>(random());
        break;
    }
  }
  return bytes;
}

void check_error(const Error& error) {
  EXPECT_TRUE(error.code == ErrorCode::invalid_argument || error.code == ErrorCode::too_large ||
              error.code == ErrorCode::not_found)
      << to_string(error.code) << " " << error.message;
  EXPECT_FALSE(error.detail.empty()) << error.message;
}

void read_any(const std::string& name, const std::string& bytes) {
  if (name.ends_with(".docx") || name.ends_with(".txt")) {
    if (const auto text = read_document_text(name, bytes); !text) check_error(text.error());
  } else if (const auto table = read_table(name, bytes); !table) {
    check_error(table.error());
  }
}

// Damages what `make` gives out of a damaged seed text, and the file as a whole.
void run(const std::string& name, int rounds, const std::string& seed,
         const std::function<std::string(const std::string&)>& make) {
  Random random(20260308);
  const auto start = std::chrono::steady_clock::now();
  for (int round = 0; round < rounds; ++round) {
    read_any(name, damaged(make(seed), random));
    read_any(name, make(damaged(seed, random)));
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(60));
}

TEST(MutationTest, WordDocuments) {
  run("a.docx", 1500,
      "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>项目</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></"
      "w:tbl>"
      "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId "
      "w:val=\"1\"/></w:numPr></w:pPr><w:ins><w:r><w:t>走访</w:t>"
      "<w:br/><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></w:r></w:ins></"
      "w:p>",
      [](const std::string& body) {
        return testing::docx_file(
            body,
            "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/>"
            "<w:numFmt w:val=\"chineseCounting\"/><w:lvlText "
            "w:val=\"%2、\"/></w:lvl></w:abstractNum>"
            "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>");
      });
}

TEST(MutationTest, NumberingOfWordDocuments) {
  run("a.docx", 1500,
      "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt "
      "w:val=\"lowerRoman\"/>"
      "<w:lvlText w:val=\"%1.%2\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId "
      "w:val=\"0\"/>"
      "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"99\"/></w:lvlOverride></w:num>",
      [](const std::string& numbering) {
        return testing::docx_file(
            "<w:p><w:pPr><w:numPr><w:numId "
            "w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>一</w:t></w:r></w:p>",
            numbering);
      });
}

TEST(MutationTest, Workbooks) {
  run("a.xlsx", 1500,
      "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" "
      "s=\"1\"><v>46089.5</v></c>"
      "<c r=\"C1\" t=\"inlineStr\"><is><t>甲</t></is></c></row><row r=\"2\"><c "
      "r=\"A2\"><v>1e300</v></c></row></sheetData>"
      "<mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>",
      [](const std::string& sheet) {
        return testing::xlsx_file(
            {.sheets = {sheet},
             .shared_strings = "<si><t>乙</t></si>",
             .styles = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/></cellXfs>"});
      });
}

TEST(MutationTest, OldWorkbooks) {
  const std::string file =
      testing::xls_file({{0, 0, 0, u"姓名"}, {1, 0, 46089, u"", 1}, {2, 1, 12.5, u""}});
  run("a.xls", 1500, file, [](const std::string& bytes) { return bytes; });
}

TEST(MutationTest, SeparatedTextAndPlainText) {
  const auto same = [](const std::string& bytes) { return bytes; };
  run("a.csv", 3000, "\xEF\xBB\xBF姓名,\"事,由\"\r\n周,\"一\r\n二\"\"\"\n'=1,2\n", same);
  run("a.txt", 3000, "\xEF\xBB\xBF一、维权\r\n二、关爱\n", same);
}

}  // namespace
}  // namespace niangjia::formats
