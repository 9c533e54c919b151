#include "organisation/slices.hpp"

namespace niangjia::organisation {
namespace {

// 62 bits hold the root and six levels below it.
constexpr std::int64_t kAllPlaces = std::int64_t{1} << 62;
constexpr int kFanOutBits = 10;
constexpr std::int64_t kMostChildren = (1 << kFanOutBits) - 1;

constexpr db::Statement kTake{
    "organisation.take_slices",
    "UPDATE organisation SET child_count = child_count + $2 WHERE id = $1 "
    "RETURNING child_count, region, place_low, place_high"};
constexpr db::Statement kRootExists{"organisation.root_exists",
                                    "SELECT id FROM organisation WHERE parent IS NULL"};

tl::unexpected<Error> wrong_parent(const char* message) {
  return fail(Error{
      ErrorCode::invalid_fields, "organisation: parent", message, {{"parent", message}}});
}

}  // namespace

Result<Slices> Slices::of(const Slice& parent, std::int64_t taken, std::int64_t wanted) {
  const std::int64_t size = (parent.places.high - parent.places.low + 1) >> kFanOutBits;
  if (size < 1) return wrong_parent("这一级下面不能再设组织（最多七级）。");
  if (taken + wanted > kMostChildren) return wrong_parent("一个组织的直接下级最多1023个。");
  // The first is the parent's own place.
  return Slices(parent.region, parent.places.low + (taken + 1) * size, size);
}

Slices Slices::whole() { return Slices(1, 0, kAllPlaces); }

Slice Slices::next() {
  const Slice slice{region_, {low_, low_ + size_ - 1}};
  low_ += size_;
  return slice;
}

Result<Slices> take_slices(db::Tx& tx, OrganisationId parent, std::int64_t wanted) {
  if (!parent.is_set()) {
    NJ_TRY(const auto root,
           tx.first(kRootExists, {}, [](const db::Row& row) { return row.integer(0); }));
    if (root) return wrong_parent("已经有最上级组织，请选一个上级。");
    return Slices::whole();
  }
  struct Taken {
    std::int64_t count;
    Slice slice;
  };
  NJ_TRY(const auto taken, tx.first(kTake, {parent, wanted}, [](const db::Row& row) {
    return Taken{row.integer(0), {row.integer(1), {row.integer(2), row.integer(3)}}};
  }));
  if (!taken) return fail(ErrorCode::not_found, "no organisation " + parent.text());
  return Slices::of(taken->slice, taken->count - wanted, wanted);
}

}  // namespace niangjia::organisation
