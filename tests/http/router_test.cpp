#include "http/router.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace niangjia::http {
namespace {

Handler says(std::string text) {
  return [text](const Request&) -> Result<Response> { return Response::text(text); };
}

Request asking(Method method, std::string path) {
  Request request;
  request.method = method;
  request.path = std::move(path);
  return request;
}

Router example() {
  Router router;
  router.add(Method::get, "/", says("root"));
  router.add(Method::get, "/api/entries/{id}", says("one"));
  router.add(Method::get, "/api/entries/latest", says("latest"));
  router.add(Method::post, "/api/entries/new", says("new"));
  router.add(Method::post, "/api/entries/{id}:retire", says("retire"));
  router.add(Method::post, "/api/entries/{id}", says("post"));
  router.add(Method::get, "/api/entries/{entry}/steps/{step}", says("step"));
  router.add(Method::post, "/api/plans:read", says("read"));
  return router;
}

struct Case {
  Method method;
  std::string path;
  int status;
  std::string body;  // of 200
};

TEST(RouterTest, FindsTheMostLiteralPattern) {
  const auto router = example();
  const std::vector<Case> cases{
      {Method::get, "/", 200, "root"},
      {Method::get, "/api/entries/17", 200, "one"},
      {Method::head, "/api/entries/17", 200, "one"},
      {Method::get, "/api/entries/latest", 200, "latest"},
      {Method::get, "/api/entries/new", 200, "one"},  // the literal has no GET
      {Method::post, "/api/entries/new", 200, "new"},
      {Method::post, "/api/entries/17:retire", 200, "retire"},
      {Method::post, "/api/entries/17", 200, "post"},
      {Method::post, "/api/entries/:retire", 200, "post"},  // a parameter is never empty
      {Method::get, "/api/entries/17/steps/3", 200, "step"},
      {Method::post, "/api/plans:read", 200, "read"},
      {Method::get, "/api/entries/", 404, ""},
      {Method::get, "/api/entries/17/", 404, ""},
      {Method::get, "/api/entries/17/steps", 404, ""},
      {Method::get, "/api", 404, ""},
      {Method::delete_, "/api/entries/17", 405, ""},
      {Method::get, "/api/plans:read", 405, ""},
  };
  for (const auto& expected : cases) {
    auto request = asking(expected.method, expected.path);
    const auto response = router.answer(request);
    EXPECT_EQ(response.status, expected.status) << expected.path;
    if (expected.status == 200) {
      EXPECT_EQ(response.body, expected.body) << expected.path;
    }
  }
}

TEST(RouterTest, ParametersAreThoseOfThePatternFound) {
  Router router;
  router.add(Method::get, "/a/{x}/b/{y}", [](const Request& request) -> Result<Response> {
    return Response::text(request.parameter("x") + "," + request.parameter("y"));
  });
  router.add(Method::get, "/a/{z}/c", [](const Request& request) -> Result<Response> {
    return Response::text(request.parameter("z"));
  });
  auto request = asking(Method::get, "/a/1/c");
  EXPECT_EQ(router.answer(request).body, "1");
  EXPECT_EQ(request.parameter_count(), 1U);
  auto other = asking(Method::get, "/a/一/b/2");
  EXPECT_EQ(router.answer(other).body, "一,2");
}

TEST(RouterTest, RefusalNamesTheMethodsThatThePathHas) {
  auto request = asking(Method::put, "/api/entries/latest");
  EXPECT_EQ(example().answer(request).header("Allow"), "GET, HEAD, POST");
}

TEST(RouterTest, FallbackAnswersUnknownReadsAlone) {
  auto router = example();
  router.set_fallback(says("page"));
  auto page = asking(Method::get, "/plans");
  EXPECT_EQ(router.answer(page).body, "page");
  auto post = asking(Method::post, "/plans");
  EXPECT_EQ(router.answer(post).status, 404);
  auto known = asking(Method::get, "/api/plans:read");
  EXPECT_EQ(router.answer(known).status, 405);
}

TEST(RouterTest, ErrorsBecomeAnswersWithoutTheirMessage) {
  const std::vector<std::pair<ErrorCode, int>> codes{
      {ErrorCode::invalid_argument, 400}, {ErrorCode::unauthenticated, 401},
      {ErrorCode::forbidden, 403},        {ErrorCode::not_found, 404},
      {ErrorCode::conflict, 409},         {ErrorCode::too_large, 413},
      {ErrorCode::invalid_fields, 422},   {ErrorCode::too_many_requests, 429},
      {ErrorCode::internal, 500},         {ErrorCode::unavailable, 503},
      {ErrorCode::deadline_exceeded, 504}};
  for (const auto& [code, status] : codes) {
    Router router;
    router.add(Method::get, "/x",
               [code](const Request&) -> Result<Response> { return fail(code, "inside only"); });
    for (const char* language : {"zh-CN", "en-GB"}) {
      auto request = asking(Method::get, "/x");
      request.add_header("Accept-Language", language);
      const auto response = router.answer(request);
      EXPECT_EQ(response.status, status);
      EXPECT_NE(response.body.find("\"code\":\"" + std::string(to_string(code)) + "\""),
                std::string::npos);
      EXPECT_EQ(response.body.find("inside only"), std::string::npos);
      EXPECT_EQ(response.body.find("\"message\":\"\""), std::string::npos);
    }
  }
}

TEST(RouterTest, DetailAndFieldsReachTheClient) {
  Router router;
  router.add(Method::post, "/x", [](const Request&) -> Result<Response> {
    return fail(Error{ErrorCode::invalid_fields,
                      "inside",
                      "两项要改。",
                      {{"phone", "手机号应为11位，还少1位。"}}});
  });
  auto request = asking(Method::post, "/x");
  EXPECT_EQ(
      router.answer(request).body,
      R"({"error":{"code":"invalid_fields","message":"两项要改。","fields":{"phone":"手机号应为11位，还少1位。"}}})");
}

TEST(RouterTest, ExceptionsBecomeAnswers) {
  Router router;
  router.add(Method::get, "/x",
             [](const Request&) -> Result<Response> { throw std::logic_error("inside"); });
  router.add(Method::get, "/y", [](const Request&) -> Result<Response> { throw 17; });
  for (const char* path : {"/x", "/y"}) {
    auto request = asking(Method::get, path);
    EXPECT_EQ(router.answer(request).status, 500);
  }
}

TEST(RouterDeathTest, SamePatternTwiceIsOurFault) {
  Router router;
  router.add(Method::get, "/x/{id}", says("a"));
  EXPECT_DEATH(router.add(Method::get, "/x/{id}", says("b")), "broken invariant");
}

}  // namespace
}  // namespace niangjia::http
