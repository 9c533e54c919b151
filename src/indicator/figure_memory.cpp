#include "indicator/figure_memory.hpp"

#include <algorithm>

namespace niangjia::indicator {
namespace {
constexpr std::size_t kMostAnswers = 256;
constexpr std::size_t kMostBytes = 8 << 20;
}  // namespace

std::optional<std::uint64_t> FigureMemory::version(const db::Database& database) {
  if (database.dialect() != db::Dialect::sqlite) return std::nullopt;
  return database.metrics().commits;
}

std::optional<std::string> FigureMemory::find(const Key& key,
                                              std::optional<std::uint64_t> version) {
  if (!version) return std::nullopt;
  const std::lock_guard lock(mutex_);
  const auto found =
      std::find_if(kept_.begin(), kept_.end(), [&](const Kept& one) { return one.key == key; });
  if (found == kept_.end() || found->version != *version) return std::nullopt;
  kept_.splice(kept_.begin(), kept_, found);
  return found->answer;
}

void FigureMemory::keep(const Key& key, std::optional<std::uint64_t> version,
                        const std::string& answer) {
  if (!version || answer.size() > kMostBytes / 4) return;
  const std::lock_guard lock(mutex_);
  std::erase_if(kept_, [&](const Kept& one) {
    if (!(one.key == key)) return false;
    bytes_ -= one.answer.size();
    return true;
  });
  kept_.push_front({key, *version, answer});
  bytes_ += answer.size();
  while (kept_.size() > kMostAnswers || bytes_ > kMostBytes) {
    bytes_ -= kept_.back().answer.size();
    kept_.pop_back();
  }
}

}  // namespace niangjia::indicator
