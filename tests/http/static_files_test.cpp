#include "http/static_files.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "test_server.hpp"

namespace niangjia::http {
namespace {

namespace fs = std::filesystem;

Request asking(std::string path, std::vector<std::pair<std::string, std::string>> headers = {}) {
  Request request;
  request.path = std::move(path);
  for (const auto& [name, value] : headers) request.add_header(name, value);
  return request;
}

Router embedded() {
  static const std::map<std::string, std::pair<std::string, std::string>, std::less<>> kFiles{
      {"web/index.html", {"<html>start</html>", "aaaaaaaaaaaaaaaa"}},
      {"web/index.html.gz", {"packed start", "bbbbbbbbbbbbbbbb"}},
      {"web/assets/app-1a2b.js", {"let a", "cccccccccccccccc"}},
      {"web/logo.png", {"png", "dddddddddddddddd"}}};
  Router router;
  StaticOptions options;
  options.find = [](std::string_view path) -> std::optional<resources::Resource> {
    const auto file = kFiles.find(path);
    if (file == kFiles.end()) return std::nullopt;
    return resources::Resource{file->first, file->second.first, file->second.second};
  };
  router.set_fallback(static_files(std::move(options)));
  return router;
}

TEST(StaticFilesTest, EmbeddedFilesHaveTypesTagsAndCacheRules) {
  const auto router = embedded();
  auto start = asking("/");
  const auto page = router.answer(start);
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.content(), "<html>start</html>");
  EXPECT_EQ(page.content_type, "text/html; charset=utf-8");
  EXPECT_EQ(page.header("ETag"), "\"aaaaaaaaaaaaaaaa\"");
  EXPECT_EQ(page.header("Cache-Control"), "no-cache");
  EXPECT_EQ(page.header("Vary"), "Accept-Encoding");

  auto asset = asking("/assets/app-1a2b.js");
  const auto script = router.answer(asset);
  EXPECT_EQ(script.content_type, "text/javascript; charset=utf-8");
  EXPECT_EQ(script.header("Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(script.header("Vary"), "");
}

TEST(StaticFilesTest, PackedTwinIsSentWhenAccepted) {
  auto request = asking("/index.html", {{"Accept-Encoding", "gzip, br"}});
  const auto response = embedded().answer(request);
  EXPECT_EQ(response.content(), "packed start");
  EXPECT_EQ(response.header("Content-Encoding"), "gzip");
  EXPECT_EQ(response.header("ETag"), "\"bbbbbbbbbbbbbbbb\"");
  EXPECT_EQ(response.content_type, "text/html; charset=utf-8");
}

TEST(StaticFilesTest, KnownFileIsNotSentAgain) {
  const auto router = embedded();
  for (const char* tag : {"\"aaaaaaaaaaaaaaaa\"", "\"x\", W/\"aaaaaaaaaaaaaaaa\"", "*"}) {
    auto request = asking("/index.html", {{"If-None-Match", tag}});
    const auto response = router.answer(request);
    EXPECT_EQ(response.status, 304) << tag;
    EXPECT_EQ(response.content(), "");
    EXPECT_EQ(response.header("ETag"), "\"aaaaaaaaaaaaaaaa\"");
  }
  auto changed = asking("/index.html", {{"If-None-Match", "\"eeeeeeeeeeeeeeee\""}});
  EXPECT_EQ(router.answer(changed).status, 200);
}

TEST(StaticFilesTest, PagesOfTheProgramGetItsStartPage) {
  const auto router = embedded();
  auto page = asking("/plans/17", {{"Accept", "text/html,application/xhtml+xml"}});
  EXPECT_EQ(router.answer(page).content(), "<html>start</html>");
  auto script = asking("/assets/gone.js", {{"Accept", "*/*"}});
  EXPECT_EQ(router.answer(script).status, 404);
  auto api = asking("/api/gone", {{"Accept", "text/html"}});
  EXPECT_EQ(router.answer(api).status, 404);
}

TEST(StaticFilesTest, NotModifiedHasNoBodyOnTheWire) {
  TestServer server(test_options(), embedded());
  Client client(server.port());
  client.send("GET / HTTP/1.1\r\nHost: x\r\nIf-None-Match: *\r\n\r\n");
  const auto head = client.read_head();
  EXPECT_EQ(status_of(head), 304);
  EXPECT_FALSE(contains(head, "Content-Length"));
  EXPECT_FALSE(contains(head, "no-store"));
  EXPECT_EQ(status_of(client.send("GET /logo.png HTTP/1.1\r\nHost: x\r\n\r\n").read_answer()), 200);
}

class DiskTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "niangjia-static-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    root_ = name;
    fs::create_directories(root_ / "web" / "assets");
    write(root_ / "secret.txt", "secret");
    write(root_ / "web" / "index.html", "first");
    fs::create_symlink(root_ / "secret.txt", root_ / "web" / "link.txt");
    fs::create_directory_symlink(root_, root_ / "web" / "up");
    router_.set_fallback(static_files({.assets_directory = (root_ / "web").string()}));
  }
  void TearDown() override { fs::remove_all(root_); }
  static void write(const fs::path& path, std::string_view text) { std::ofstream(path) << text; }
  Response get(std::string path) {
    auto request = asking(std::move(path));
    return router_.answer(request);
  }

  fs::path root_;
  Router router_;
};

TEST_F(DiskTest, FilesAreReadAnew) {
  const auto first = get("/index.html");
  EXPECT_EQ(first.content(), "first");
  write(root_ / "web" / "index.html", "second");
  const auto second = get("/");
  EXPECT_EQ(second.content(), "second");
  EXPECT_NE(first.header("ETag"), second.header("ETag"));
}

TEST_F(DiskTest, NothingLeadsOutOfTheFolder) {
  for (const char* path :
       {"/link.txt", "/up/secret.txt", "/../secret.txt", "/up", "/assets", "//etc/passwd"}) {
    const auto response = get(path);
    EXPECT_EQ(response.status, 404) << path;
    EXPECT_EQ(response.body.find("secret"), std::string::npos) << path;
  }
}

}  // namespace
}  // namespace niangjia::http
