// Files that are packed into the binary: catalog/… and web/… . Read-only, alive as long as the
// process.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace niangjia::resources {

struct Resource {
  std::string_view path;  // "catalog/ledgers/activity.toml"
  std::string_view content;
  std::string_view content_hash;  // 16 hexadecimal digits of its bytes
};

[[nodiscard]] std::optional<Resource> find(std::string_view path);
// All whose path starts with `prefix`, in byte order of the path.
[[nodiscard]] std::vector<Resource> list(std::string_view prefix);

}  // namespace niangjia::resources
