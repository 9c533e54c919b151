// The pages: embedded under "web/", or read from a folder while they are being worked on.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/resources.hpp"
#include "http/router.hpp"

namespace niangjia::http {

struct StaticOptions {
  // "": the files packed into the binary. Else a folder on disk, read anew on each request; links
  // and
  // ".." do not lead out of it.
  std::string assets_directory;
  // Where embedded files are looked up; tests bring their own.
  std::function<std::optional<resources::Resource>(std::string_view path)> find = resources::find;
};

// A handler for `Router::set_fallback`. Files under /assets/ carry a hash in their names and may be
// kept for ever; others are asked for again with their ETag. A path that is no file gets index.html
// when a browser navigates to it (it accepts text/html), so that pages have addresses; /api paths
// never do.
[[nodiscard]] Handler static_files(StaticOptions options);

// By the ending of the name; "application/octet-stream" for unknown ones.
[[nodiscard]] std::string_view content_type_of(std::string_view path);

}  // namespace niangjia::http
