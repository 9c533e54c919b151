#include "organisation/division_routes.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "http/message.hpp"

namespace niangjia::organisation {
namespace {

TEST(DivisionRoutesTest, AnswersOverHttp) {
  bool signed_in = true;
  http::Router router;
  add_division_routes(router, [&](const http::Request&) -> Result<Viewer> {
    if (!signed_in) return fail(ErrorCode::unauthenticated, "nobody", "请先登录。");
    return Viewer{};
  });
  const std::string base = "/api/divisions";
  const struct {
    std::string path, query;
    int status;
    std::string present, absent;
  } cases[] = {
      {base, "", 200, "澳门特别行政区", "杭州"},
      {base, "parent=33", 200, "杭州市", "江苏"},
      {base, "parent=11", 200, R"("name":"朝阳区","full_name":"北京市朝阳区","level":"county")",
       "市辖区"},
      {base, "q=%E9%BC%93%E6%A5%BC%E5%8C%BA", 200, R"("total":4,"equally_good":4)", "鼓楼街"},
      {base, "q=%E9%BC%93%E6%A5%BC%E5%8C%BA&parent=32", 200, R"("total":2)", "福州"},
      {base, "q=%E9%BC%93%E6%A5%BC&level=county&limit=1", 200, R"("match":"short_name")", "徐州"},
      {base, "q=330106", 200, R"("match":"code")", ""},
      {base, "q=%E9%BC%93&limit=100000", 200, "鼓", ""},
      {base, "q=a&limit=many", 200, "initials", ""},
      {base, "level=unit", 400, "level", ""},
      {base, "parent=999", 404, "没有这个行政区划", ""},
      {base + "/330106000000", "", 200, R"("path":[{"code":"330000000000","name":"浙江省"})", ""},
      {base + "/33010", "", 404, "not_found", ""},
      {base + "/x", "", 404, "not_found", ""},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(one.path + "?" + one.query);
    http::Request request;
    request.path = one.path;
    request.query_string = one.query;
    const auto answer = router.answer(request);
    EXPECT_EQ(answer.status, one.status) << answer.content();
    EXPECT_NE(answer.content().find(one.present), std::string_view::npos) << answer.content();
    if (!one.absent.empty()) {
      EXPECT_EQ(answer.content().find(one.absent), std::string_view::npos) << answer.content();
    }
  }
  signed_in = false;
  http::Request request;
  request.path = base;
  EXPECT_EQ(router.answer(request).status, 401);
}

}  // namespace
}  // namespace niangjia::organisation
