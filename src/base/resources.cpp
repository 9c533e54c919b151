#include "base/resources.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

// Made by scripts/pack-resources, which describes the layout.
extern "C" const char niangjia_resources[];

namespace niangjia::resources {
namespace {

struct Header {
  std::uint32_t path_at, path_size, content_at, content_size;
  char hash[16];
};

std::uint32_t count() {
  std::uint32_t number = 0;
  std::memcpy(&number, niangjia_resources, sizeof number);
  return number;
}

Resource at(std::uint32_t index) {
  const char* where = niangjia_resources + sizeof(std::uint32_t) + index * sizeof(Header);
  Header header;
  std::memcpy(&header, where, sizeof header);
  return Resource{{niangjia_resources + header.path_at, header.path_size},
                  {niangjia_resources + header.content_at, header.content_size},
                  {where + offsetof(Header, hash), sizeof header.hash}};
}

std::uint32_t first_not_before(std::string_view path) {
  std::uint32_t low = 0, high = count();
  while (low < high) {
    const std::uint32_t middle = (low + high) / 2;
    if (at(middle).path < path) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

}  // namespace

std::optional<Resource> find(std::string_view path) {
  const std::uint32_t index = first_not_before(path);
  if (index == count()) return std::nullopt;
  const Resource resource = at(index);
  return resource.path == path ? std::optional(resource) : std::nullopt;
}

std::vector<Resource> list(std::string_view prefix) {
  std::vector<Resource> found;
  for (std::uint32_t index = first_not_before(prefix); index < count(); ++index) {
    const Resource resource = at(index);
    if (!resource.path.starts_with(prefix)) break;
    found.push_back(resource);
  }
  return found;
}

}  // namespace niangjia::resources
