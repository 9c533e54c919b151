// The prepared statements of one connection, found by their text; the one not used for longest
// gives way.
#pragma once
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace niangjia::db {

// Belongs to one connection and so to one thread at a time. Statements are shared with whoever runs
// them, so that one may give way while it runs.
template <class Prepared>
class StatementCache {
 public:
  explicit StatementCache(std::size_t capacity) : capacity_(capacity) {}

  [[nodiscard]] std::shared_ptr<Prepared> find(std::string_view sql) {
    const auto found = by_sql_.find(sql);
    if (found == by_sql_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    return found->second->prepared;
  }

  // Answers the statement that gave way, if one did. `sql` must not be in the cache.
  std::shared_ptr<Prepared> put(std::string_view sql, std::shared_ptr<Prepared> prepared) {
    entries_.push_front({std::string(sql), std::move(prepared)});
    by_sql_.emplace(entries_.front().sql, entries_.begin());
    if (entries_.size() <= capacity_) return nullptr;
    auto oldest = std::move(entries_.back().prepared);
    drop(std::prev(entries_.end()));
    return oldest;
  }

  // Answers the statement that was dropped, if it was there.
  std::shared_ptr<Prepared> remove(std::string_view sql) {
    const auto found = by_sql_.find(sql);
    if (found == by_sql_.end()) return nullptr;
    auto removed = std::move(found->second->prepared);
    drop(found->second);
    return removed;
  }

 private:
  struct Entry {
    std::string sql;
    std::shared_ptr<Prepared> prepared;
  };
  using Position = typename std::list<Entry>::iterator;

  void drop(Position position) {
    by_sql_.erase(position->sql);
    entries_.erase(position);
  }

  std::size_t capacity_;
  std::list<Entry> entries_;  // latest use first
  std::unordered_map<std::string_view, Position> by_sql_;
};

}  // namespace niangjia::db
