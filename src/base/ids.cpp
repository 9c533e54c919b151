#include "base/ids.hpp"

#include <charconv>

#include "base/result.hpp"
#include "base/time.hpp"

namespace niangjia {
namespace {
constexpr std::int64_t kEpochMs = 1704067200000;  // 2024-01-01T00:00:00Z
constexpr int kSequenceBits = 14;
constexpr int kNodeBits = 8;
}  // namespace

std::optional<std::int64_t> parse_id(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value <= 0) return std::nullopt;
  return value;
}

IdSource::IdSource(int node, std::function<std::int64_t()> now_ms)
    : node_bits_(static_cast<std::int64_t>(node) << kSequenceBits), now_ms_(std::move(now_ms)) {
  NJ_ASSERT(node >= 0 && node < (1 << kNodeBits));
  if (!now_ms_) now_ms_ = [] { return now().ms; };
}

std::int64_t IdSource::next() {
  const std::int64_t from_clock = (now_ms_() - kEpochMs) << kSequenceBits;
  std::int64_t seen = last_.load(std::memory_order_relaxed);
  std::int64_t mine = 0;
  do {
    mine = from_clock > seen ? from_clock : seen + 1;
  } while (!last_.compare_exchange_weak(seen, mine, std::memory_order_relaxed));
  const std::int64_t ms = mine >> kSequenceBits;
  const std::int64_t sequence = mine & ((1 << kSequenceBits) - 1);
  return (ms << (kSequenceBits + kNodeBits)) | node_bits_ | sequence;
}

}  // namespace niangjia
