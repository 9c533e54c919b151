#include "http/message.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "http/target.hpp"

namespace niangjia::http {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

TEST(RequestTest, HeadersAreFoundInAnyCase) {
  Request request;
  request.add_header("X-First", "1");
  request.add_header("x-first", "2");
  request.add_header("Empty", "");
  EXPECT_EQ(request.header("X-FIRST"), "1");
  EXPECT_EQ(request.header("X-Firs"), "");
  EXPECT_TRUE(request.has_header("empty"));
  EXPECT_FALSE(request.has_header("absent"));
}

TEST(RequestTest, QueryIsDecoded) {
  Request request;
  request.query_string = "a=1&%E5%90%8D=%E5%BC%A0+%2B&flag&empty=&a=2&&x=y=z";
  EXPECT_EQ(request.query("a"), "1");
  EXPECT_EQ(request.query("名"), "张 +");
  EXPECT_EQ(request.query("flag"), "");
  EXPECT_EQ(request.query("empty"), "");
  EXPECT_EQ(request.query("x"), "y=z");
  EXPECT_EQ(request.query("absent"), std::nullopt);
  EXPECT_EQ(
      request.query_pairs(),
      (Pairs{{"a", "1"}, {"名", "张 +"}, {"flag", ""}, {"empty", ""}, {"a", "2"}, {"x", "y=z"}}));
}

TEST(RequestTest, CookiesAreFoundByWholeName) {
  Request request;
  request.add_header("Cookie", "xsession=no; session=yes; quoted=\"q\"; broken");
  EXPECT_EQ(request.cookie("session"), "yes");
  EXPECT_EQ(request.cookie("quoted"), "q");
  EXPECT_EQ(request.cookie("sess"), "");
  EXPECT_EQ(request.cookie("broken"), "");
}

TEST(RequestTest, LanguageGoesByWeightAndIsChineseByDefault) {
  const auto language = [](std::string_view header) {
    Request request;
    if (!header.empty()) request.add_header("Accept-Language", header);
    return language_of(request);
  };
  EXPECT_EQ(language(""), Language::zh);
  EXPECT_EQ(language("fr"), Language::zh);
  EXPECT_EQ(language("en"), Language::en);
  EXPECT_EQ(language("en-GB,en;q=0.9"), Language::en);
  EXPECT_EQ(language("zh-CN,zh;q=0.9,en;q=0.8"), Language::zh);
  EXPECT_EQ(language("zh;q=0.2, EN;q=0.8"), Language::en);
  EXPECT_EQ(language("en;q=,zh;q=x"), Language::zh);
}

TEST(ResponseTest, FileNamesAreSafeInBothForms) {
  const auto disposition = [](std::string_view name) {
    return std::string(Response::download("", "text/csv", name).header("Content-Disposition"));
  };
  EXPECT_EQ(disposition("求助 登记.xlsx"),
            "attachment; filename=\"__ __.xlsx\"; "
            "filename*=UTF-8''%E6%B1%82%E5%8A%A9%20%E7%99%BB%E8%AE%B0.xlsx");
  EXPECT_EQ(disposition("a\"b\r\nX: 1/../c\\d"),
            "attachment; filename=\"a_b__X: 1_.._c_d\"; filename*=UTF-8''a%22b__X%3A%201_.._c_d");
  EXPECT_EQ(disposition(""), "attachment; filename=\"file\"; filename*=UTF-8''file");
}

TEST(ResponseTest, HeadersCannotBeSplit) {
  Response response;
  response.set_header("Location", "/a\r\nSet-Cookie: x=1");
  EXPECT_EQ(response.header("location"), "/aSet-Cookie: x=1");
}

TEST(ResponseTest, HeadersAreReplacedButCookiesAdd) {
  Response response;
  response.set_header("ETag", "1")
      .set_header("etag", "2")
      .set_header("Set-Cookie", "a")
      .set_header("Set-Cookie", "b");
  EXPECT_EQ(response.headers, (Pairs{{"etag", "2"}, {"Set-Cookie", "a"}, {"Set-Cookie", "b"}}));
}

TEST(ResponseTest, JsonTakesTextAndValues) {
  EXPECT_EQ(Response::json("{}").body, "{}");
  EXPECT_EQ(Response::json(boost::json::object{{"a", 1}}, 201).body, "{\"a\":1}");
  EXPECT_EQ(Response::json(boost::json::object{{"a", 1}}, 201).status, 201);
  EXPECT_EQ(Response::no_content().status, 204);
}

TEST(TargetTest, PathIsDecodedAndQueryIsKept) {
  const auto target = parse_target("/api/%E6%B1%82%20a+b?x=%20+&y");
  ASSERT_TRUE(target.has_value());
  EXPECT_EQ(target->path, "/api/求 a+b");
  EXPECT_EQ(target->query, "x=%20+&y");
  EXPECT_TRUE(parse_target("/a/.hidden/..b/c..").has_value());
  EXPECT_FALSE(parse_target("/a#b").has_value());
  EXPECT_FALSE(parse_target("").has_value());
  EXPECT_FALSE(parse_target("/..").has_value());
  EXPECT_FALSE(parse_target("/./a").has_value());
}

}  // namespace
}  // namespace niangjia::http
