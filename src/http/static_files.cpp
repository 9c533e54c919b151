#include "http/static_files.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "http/compression.hpp"

namespace niangjia::http {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::pair<std::string_view, std::string_view>, 18> kContentTypes{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json; charset=utf-8"},
    {".map", "application/json; charset=utf-8"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".woff", "font/woff"},
    {".woff2", "font/woff2"},
    {".ttf", "font/ttf"},
    {".txt", "text/plain; charset=utf-8"},
    {".wasm", "application/wasm"},
    {".pdf", "application/pdf"},
}};

// One file as it will be sent.
struct File {
  std::string_view lasting;  // embedded bytes, or
  std::string bytes;         // those read from disk
  std::string hash;
  bool is_gzip = false;
  bool has_gzip_twin = false;
};

std::optional<File> find_embedded(const StaticOptions& options, const std::string& path,
                                  bool takes_gzip) {
  const auto plain = options.find("web" + path);
  if (!plain) return std::nullopt;
  const auto packed = options.find("web" + path + ".gz");
  const bool is_gzip = takes_gzip && packed;
  const auto& chosen = is_gzip ? *packed : *plain;
  return File{chosen.content, {}, std::string(chosen.content_hash), is_gzip, packed.has_value()};
}

// The file inside `folder` after all links are followed; nullopt when that leads outside.
std::optional<fs::path> resolve(const fs::path& folder, const std::string& path) {
  std::error_code error;
  const auto root = fs::canonical(folder, error);
  if (error) return std::nullopt;
  const auto file = fs::canonical(root / path.substr(1), error);
  if (error || !fs::is_regular_file(file, error)) return std::nullopt;
  const auto inside = file.lexically_relative(root);
  if (inside.empty() || *inside.begin() == "..") return std::nullopt;
  return file;
}

std::optional<File> find_on_disk(const fs::path& folder, const std::string& path) {
  const auto resolved = resolve(folder, path);
  if (!resolved) return std::nullopt;
  std::ifstream in(*resolved, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (!in) return std::nullopt;
  auto hash = fmt::format("{:016x}", XXH3_64bits(bytes.data(), bytes.size()));
  return File{{}, std::move(bytes), std::move(hash), false, false};
}

std::optional<File> find_file(const StaticOptions& options, const Request& request,
                              const std::string& path) {
  if (options.assets_directory.empty()) return find_embedded(options, path, accepts_gzip(request));
  return find_on_disk(options.assets_directory, path);
}

bool is_navigation(const Request& request) {
  const bool is_api = request.path == "/api" || request.path.starts_with("/api/");
  return !is_api && request.header("Accept").find("text/html") != std::string_view::npos;
}

// If-None-Match is a list of tags, any of which may be weak, or "*".
bool is_known(const Request& request, const std::string& tag) {
  const auto known = request.header("If-None-Match");
  return known == "*" || known.find(tag) != std::string_view::npos;
}

Response respond(const Request& request, File file, std::string_view path) {
  const auto tag = "\"" + file.hash + "\"";
  Response response;
  response.set_header("ETag", tag);
  response.set_header("Cache-Control", path.starts_with("/assets/")
                                           ? "public, max-age=31536000, immutable"
                                           : "no-cache");
  if (file.has_gzip_twin) response.set_header("Vary", "Accept-Encoding");
  if (is_known(request, tag)) {
    response.status = 304;
    return response;
  }
  response.content_type = content_type_of(path);
  if (file.is_gzip) response.set_header("Content-Encoding", "gzip");
  response.lasting_body = file.lasting;
  response.body = std::move(file.bytes);
  return response;
}

}  // namespace

std::string_view content_type_of(std::string_view path) {
  for (const auto& [ending, type] : kContentTypes) {
    if (path.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

Handler static_files(StaticOptions options) {
  return [options = std::move(options)](const Request& request) -> Result<Response> {
    constexpr std::string_view kIndex = "/index.html";
    const std::string path(request.path.ends_with('/') ? kIndex : request.path);
    if (auto file = find_file(options, request, path))
      return respond(request, std::move(*file), path);
    if (is_navigation(request)) {
      if (auto index = find_file(options, request, std::string(kIndex))) {
        return respond(request, std::move(*index), kIndex);
      }
    }
    return fail(ErrorCode::not_found, "no such file");
  };
}

}  // namespace niangjia::http
