// Answers of figures that were given since the last commit: many people look at the same board
// between two entries.
#pragma once
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "db/database.hpp"
#include "identity/account_access.hpp"

namespace niangjia::indicator {

// Bounded; safe to share between threads.
class FigureMemory {
 public:
  struct Key {
    std::shared_ptr<const identity::AccountAccess> access;  // one per account and rights
    bool english;
    std::string address;
    Day today;
    bool operator==(const Key&) const = default;
  };
  // A number that grows with every commit; take it before reading. nullopt where other nodes commit
  // too (PostgreSQL): then nothing is kept.
  [[nodiscard]] static std::optional<std::uint64_t> version(const db::Database& database);

  // What was answered at exactly that version.
  [[nodiscard]] std::optional<std::string> find(const Key& key,
                                                std::optional<std::uint64_t> version);
  void keep(const Key& key, std::optional<std::uint64_t> version, const std::string& answer);

 private:
  struct Kept {
    Key key;
    std::uint64_t version;
    std::string answer;
  };
  std::mutex mutex_;
  std::list<Kept> kept_;  // newest first
  std::size_t bytes_ = 0;
};

}  // namespace niangjia::indicator
