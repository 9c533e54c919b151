// Slices of places (docs/decisions/0009): each child of an organisation gets the next free 1/1024 of its
// places.
#pragma once
#include "db/transaction.hpp"
#include "organisation/organisation.hpp"

namespace niangjia::organisation {

struct Slice {
  std::int64_t region = 0;
  PlaceRange places;
};

// Slices of one parent, side by side.
class Slices {
 public:
  // The slices of `parent` behind the first `taken`, of which the root's are the whole. Fails with
  // `invalid_fields` at `parent` when it stands too deep or has not so many left.
  [[nodiscard]] static Result<Slices> of(const Slice& parent, std::int64_t taken,
                                         std::int64_t wanted);
  // The one that there is for the root.
  [[nodiscard]] static Slices whole();
  // Must not be asked more often than there were slices wanted.
  [[nodiscard]] Slice next();

 private:
  Slices(std::int64_t region, std::int64_t low, std::int64_t size)
      : region_(region), low_(low), size_(size) {}
  std::int64_t region_, low_, size_;
};

// Takes slices in the store, of an organisation or (not set) for the root. Fails like Slices::of, and
// with `not_found` when there is no such parent.
[[nodiscard]] Result<Slices> take_slices(db::Tx& tx, OrganisationId parent, std::int64_t wanted);

}  // namespace niangjia::organisation
