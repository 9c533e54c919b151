#include "formats/document_text.hpp"

#include <gtest/gtest.h>

#include "ole_file.hpp"
#include "zip_file.hpp"

namespace niangjia::formats {
namespace {

using testing::docx_file;
using testing::zip_file;

std::string paragraph(const std::string& text, const std::string& properties = "") {
  return "<w:p><w:pPr>" + properties + "</w:pPr><w:r><w:t>" + text + "</w:t></w:r></w:p>";
}

std::string listed(const std::string& text, int list, int level) {
  return paragraph(text, "<w:numPr><w:ilvl w:val=\"" + std::to_string(level) +
                             "\"/><w:numId w:val=\"" + std::to_string(list) + "\"/></w:numPr>");
}

std::string level(int number, const std::string& format, const std::string& pattern,
                  const std::string& more = "") {
  return "<w:lvl w:ilvl=\"" + std::to_string(number) +
         "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" + format + "\"/>" + more +
         "<w:lvlText w:val=\"" + pattern + "\"/></w:lvl>";
}

std::string text_of(const std::string& docx) {
  const auto text = read_document_text("计划.docx", docx);
  EXPECT_TRUE(text.has_value()) << (text ? "" : text.error().message);
  return text.value_or("");
}

Error error_of(std::string_view name, std::string_view bytes) {
  const auto text = read_document_text(name, bytes);
  EXPECT_FALSE(text.has_value()) << *text;
  return text ? Error{} : text.error();
}

TEST(DocumentTextTest, PlainTextComesInAnyChineseEncoding) {
  EXPECT_EQ(read_document_text("a.txt", "\xEF\xBB\xBF妇联\r\n计划\r"), "妇联\n计划\n");
  EXPECT_EQ(read_document_text("a.MD", "\xB8\xBE\xC1\xAA"), "妇联");
}

TEST(DocumentTextTest, ParagraphsBreaksAndTabsKeepTheirPlace) {
  EXPECT_EQ(text_of(docx_file(
                "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr>"
                "<w:r><w:t>一年</w:t><w:br/><w:t>计划</w:t><w:tab/><w:t>甲</w:t></w:r></w:p>"
                "<w:p/>" +
                paragraph("完"))),
            "一年\n计划\t甲\n\n完\n");
}

TEST(DocumentTextTest, ChineseOutlineNumbersAreWrittenOut) {
  const std::string numbering =
      "<w:abstractNum w:abstractNumId=\"4\">" + level(0, "chineseCounting", "%1、") +
      level(1, "japaneseCounting", "（%2）") + level(2, "decimal", "%3.") +
      level(3, "lowerLetter", "%4)") + level(4, "ideographTraditional", "%5、") +
      level(5, "bullet", "\xEF\x82\xB7") +
      "</w:abstractNum><w:num w:numId=\"2\"><w:abstractNumId w:val=\"4\"/></w:num>";
  EXPECT_EQ(text_of(docx_file(listed("总体要求", 2, 0) + listed("维权", 2, 1) +
                                  listed("接待来访", 2, 2) + listed("走访", 2, 2) +
                                  listed("关爱", 2, 1) + listed("结对", 2, 2) + listed("甲", 2, 3) +
                                  listed("子", 2, 4) + listed("点", 2, 5) + listed("保障", 2, 0),
                              numbering)),
            "一、总体要求\n（一）维权\n1. 接待来访\n2. 走访\n（二）关爱\n1. 结对\na)甲\n甲、子\n• "
            "点\n二、保障\n");
}

TEST(DocumentTextTest, NumbersPastTenAndMixedPatternsAreRight) {
  const std::string numbering =
      "<w:abstractNum w:abstractNumId=\"0\">" + level(0, "chineseCountingThousand", "第%1条") +
      level(1, "decimal", "%1.%2", "<w:isLgl/>") +
      "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
  std::string body;
  for (int i = 0; i < 12; ++i) body += listed("文", 1, 0);
  const std::string text = text_of(docx_file(body + listed("下", 1, 1), numbering));
  EXPECT_NE(text.find("第十条文\n第十一条文\n第十二条文\n12.1 下\n"), std::string::npos) << text;
}

TEST(DocumentTextTest, ListsOfOneDefinitionCountOnUnlessTheyStartAgain) {
  const std::string numbering =
      "<w:abstractNum w:abstractNumId=\"0\">" + level(0, "decimal", "%1.") +
      "</w:abstractNum>"
      "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
      "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/></w:num>"
      "<w:num w:numId=\"3\"><w:abstractNumId w:val=\"0\"/>"
      "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"7\"/></w:lvlOverride></w:num>";
  EXPECT_EQ(text_of(docx_file(listed("a", 1, 0) + listed("b", 2, 0) + listed("c", 3, 0) +
                                  listed("d", 3, 0) + listed("e", 0, 0) + listed("f", 99, 0),
                              numbering)),
            "1. a\n2. b\n7. c\n8. d\ne\nf\n");
}

TEST(DocumentTextTest, HeadingStylesBringTheirNumbers) {
  const std::string numbering =
      "<w:abstractNum w:abstractNumId=\"0\">" +
      level(0, "chineseCounting", "%1、", "<w:pStyle w:val=\"1\"/>") +
      level(1, "chineseCounting", "(%2)", "<w:pStyle w:val=\"2\"/>") +
      "</w:abstractNum><w:num w:numId=\"5\"><w:abstractNumId w:val=\"0\"/></w:num>";
  const std::string styles =
      "<w:style w:styleId=\"1\"><w:pPr><w:numPr><w:numId w:val=\"5\"/></w:numPr></w:pPr></w:style>"
      "<w:style w:styleId=\"2\"><w:basedOn w:val=\"1\"/></w:style>"
      "<w:style w:styleId=\"3\"><w:basedOn w:val=\"3\"/></w:style>";
  EXPECT_EQ(text_of(docx_file(paragraph("甲", "<w:pStyle w:val=\"1\"/>") +
                                  paragraph("乙", "<w:pStyle w:val=\"2\"/>") +
                                  paragraph("丙", "<w:pStyle w:val=\"3\"/>"),
                              numbering, styles)),
            "一、甲\n(一)乙\n丙\n");
}

TEST(DocumentTextTest, TablesBecomeRowsAndFramesKeepTheirParagraphs) {
  const auto cell = [](const std::string& inside) { return "<w:tc>" + inside + "</w:tc>"; };
  EXPECT_EQ(text_of(docx_file("<w:tbl><w:tr>" + cell(paragraph("项目")) + cell(paragraph("时间")) +
                              "</w:tr><w:tr>" + cell(paragraph("讲座") + paragraph("三场")) +
                              cell("<w:p/>") + "</w:tr><w:tr>" +
                              cell(paragraph("第一段") + paragraph("第二段")) + "</w:tr></w:tbl>")),
            "项目\t时间\n讲座 三场\t\n第一段\n第二段\n");
}

TEST(DocumentTextTest, OnlyTheCurrentTextOfAnEditedDocumentCounts) {
  EXPECT_EQ(
      text_of(docx_file(
          "<w:p><w:r><w:t>走访</w:t></w:r><w:ins><w:r><w:t>100</w:t></w:r></w:ins>"
          "<w:del><w:r><w:delText>50</w:delText></w:r></w:del>"
          "<w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom><w:r><w:t>户</w:t></w:r></w:p>"
          "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p>" +
          paragraph("后半") +
          "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r><w:r><w:t>明</w:t></w:r></w:p>")),
      "走访100户\n前半后半\n明\n");
}

TEST(DocumentTextTest, TextBoxesAreReadOnce) {
  const std::string box = "<w:txbxContent>" + paragraph("框内") + "</w:txbxContent>";
  EXPECT_EQ(text_of(docx_file(
                "<w:p><w:r><w:t>前</w:t></w:r><w:r><mc:AlternateContent><mc:Choice>" + box +
                "</mc:Choice><mc:Fallback>" + box +
                "</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>后</w:t></w:r></w:p>")),
            "前后\n框内\n");
}

TEST(DocumentTextTest, OldWordDocumentsAreRead) {
  EXPECT_EQ(read_document_text("计划.doc", testing::doc_file(u"妇联工作计划\r走访100户\r")),
            "妇联工作计划\n走访100户\n");
}

TEST(DocumentTextTest, WrongEndingsAreNamed) {
  const std::string docx = docx_file(paragraph("文"));
  EXPECT_EQ(error_of("计划.pdf", "%PDF").detail, "只能读.txt、.md、.docx和.doc文件。");
  EXPECT_EQ(error_of("计划.doc", docx).detail,
            "这个文件其实是.docx，请把文件名的结尾改成.docx再试。");
  EXPECT_EQ(error_of("计划.txt", docx).code, ErrorCode::invalid_argument);
  EXPECT_EQ(error_of("计划.docx", "妇联").code, ErrorCode::invalid_argument);
  EXPECT_EQ(error_of("计划.docx", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").code,
            ErrorCode::invalid_argument);
  EXPECT_EQ(error_of("表.docx", zip_file({{"a.xml", "<a/>"}})).detail,
            "这个文件不是Word文档，请检查文件名的结尾是否正确。");
}

TEST(DocumentTextTest, TruncatedFilesAreRefused) {
  const std::string docx = docx_file(paragraph("文"));
  const Error error = error_of("计划.docx", std::string_view(docx).substr(0, docx.size() / 2));
  EXPECT_EQ(error.code, ErrorCode::invalid_argument);
  EXPECT_EQ(error.detail, "文件已损坏或没有传完整，请用办公软件打开后另存一份再试。");
}

TEST(DocumentTextTest, BombsAreRefused) {
  EXPECT_EQ(error_of("a.docx", docx_file(paragraph(std::string(20u << 20, 'a')))).code,
            ErrorCode::too_large);
  EXPECT_EQ(error_of("a.docx", docx_file("<w:p><w:r>" +
                                         [] {
                                           std::string nested;
                                           for (int i = 0; i < 300; ++i) nested += "<w:x>";
                                           for (int i = 0; i < 300; ++i) nested += "</w:x>";
                                           return nested;
                                         }() +
                                         "</w:r></w:p>"))
                .code,
            ErrorCode::invalid_argument);
  const std::string laughs = "<!DOCTYPE a [<!ENTITY b \"ha\"><!ENTITY c \"&b;&b;&b;\">]><a>&c;</a>";
  const Error error = error_of("a.docx", zip_file({{"_rels/.rels", laughs}}));
  EXPECT_EQ(error.code, ErrorCode::invalid_argument);
  EXPECT_NE(error.message.find("DOCTYPE"), std::string::npos);
}

}  // namespace
}  // namespace niangjia::formats
