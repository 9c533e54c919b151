// Keeps the tree: in the store for good, in memory as one picture that is swapped when it changes.
#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>

#include "db/database.hpp"
#include "db/migrations.hpp"
#include "organisation/organisation.hpp"

namespace niangjia::organisation {

struct NewOrganisation {
  OrganisationId parent;  // not set: the root, of which there is one
  std::string name, kind;
  Level level = Level::unit;
  std::string division;
  std::int64_t region = 0;  // 0: the parent's
};

inline constexpr std::size_t kLongestOrganisationName = 60;  // characters

// One of many to be added at once.
struct PlannedOrganisation {
  NewOrganisation wanted;
  std::optional<std::size_t> above;  // an earlier one of the same list, instead of wanted.parent
};

// May be shared between threads.
class Directory {
 public:
  // Both must outlive the directory. Call `reload` before the first use.
  Directory(db::Database& database, IdSource& ids) : database_(database), ids_(ids) {}

  // The picture as it is now; stays valid as long as the caller holds it.
  [[nodiscard]] std::shared_ptr<const Tree> tree() const;
  // Reads the tree from the store; other nodes call this when the version in the store has moved.
  Status reload();

  // An organisation has at most 1,023 children and stands at most six below the root; the name is
  // unique among its siblings. Fails with `invalid_fields` naming the field, or `not_found` for the
  // parent.
  [[nodiscard]] Result<Organisation> add(const NewOrganisation& wanted, Moment at);
  // Many at once, parents before children; all or nothing.
  [[nodiscard]] Result<std::vector<Organisation>> add_all(std::span<const NewOrganisation> wanted,
                                                          Moment at);
  // Very many, such as a province: in units of a thousand, each of them all or nothing. When one fails
  // those before it stay, and the picture shows them. `told` hears after each unit how many stand.
  [[nodiscard]] Status add_tree(std::span<const PlannedOrganisation> wanted, Moment at,
                                const std::function<void(std::size_t)>& told = {});
  // The division is a code, or empty; what stood there before may stay whatever it is.
  [[nodiscard]] Status rename(OrganisationId id, std::string_view name, std::string_view division);
  [[nodiscard]] Status add_second_line(const SecondLine& line);

 private:
  db::Database& database_;
  IdSource& ids_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Tree> tree_;
};

// Adds to a transaction of the caller's; used by `add` and by the demo, which needs the ids of
// parents at once.
[[nodiscard]] Result<Organisation> add_in(db::Tx& tx, std::int64_t id,
                                          const NewOrganisation& wanted, Moment at);

[[nodiscard]] std::span<const db::Migration> organisation_migrations();

}  // namespace niangjia::organisation
