// Strong 63-bit identifiers. They grow with time, so that new rows land at the end of an index, and
// are written as strings in JSON because browsers hold integers only up to 2^53.
#pragma once
#include <atomic>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace niangjia {

template <class Tag>
struct Id {
  std::int64_t value = 0;  // 0 is "none"; real ids are positive

  [[nodiscard]] bool is_set() const { return value != 0; }
  [[nodiscard]] std::string text() const { return std::to_string(value); }
  auto operator<=>(const Id&) const = default;
};

using EntryId = Id<struct EntryTag>;
using OrganisationId = Id<struct OrganisationTag>;
using AccountId = Id<struct AccountTag>;

// A positive decimal of at most 19 digits that fits 63 bits; nullopt otherwise.
[[nodiscard]] std::optional<std::int64_t> parse_id(std::string_view text);

// Gives ids of 41 bits of milliseconds since 2024-01-01 UTC, 8 bits of node and 14 bits of
// sequence. Never gives the same id twice, also when the clock steps back. Safe to share between
// threads.
class IdSource {
 public:
  // `node` is 0..255 and differs between the nodes of one installation; `now_ms` is injected by
  // tests.
  explicit IdSource(int node, std::function<std::int64_t()> now_ms = nullptr);
  [[nodiscard]] std::int64_t next();
  template <class AnyId>
  [[nodiscard]] AnyId next_as() {
    return AnyId{next()};
  }

 private:
  std::int64_t node_bits_;
  std::function<std::int64_t()> now_ms_;
  std::atomic<std::int64_t> last_{0};  // milliseconds and sequence, without the node
};

}  // namespace niangjia

template <class Tag>
struct std::hash<niangjia::Id<Tag>> {
  std::size_t operator()(const niangjia::Id<Tag>& id) const noexcept {
    return std::hash<std::int64_t>{}(id.value);
  }
};
