#include "catalog/definition.hpp"

#include <algorithm>
#include <array>

namespace niangjia::catalog {
namespace {
template <class Range, class Name>
auto* find_in(Range& range, std::string_view wanted, Name name) {
  const auto found = std::find_if(range.begin(), range.end(),
                                  [&](const auto& item) { return name(item) == wanted; });
  return found == range.end() ? nullptr : &*found;
}
template <class Range>
auto* find_by_id(Range& range, std::string_view id) {
  return find_in(range, id, [](const auto& item) -> std::string_view { return item.id; });
}
template <class Range>
auto* find_by_key(Range& range, std::string_view key) {
  return find_in(range, key, [](const auto& item) -> std::string_view { return item.key; });
}
}  // namespace

const char* to_string(Indicator::Kind kind) {
  constexpr std::array kWords{"count", "sum", "distinct", "present", "ratio"};
  return kWords[static_cast<std::size_t>(kind)];
}

const char* to_string(Sensitivity sensitivity) {
  constexpr std::array kWords{"public", "internal", "personal", "confidential"};
  return kWords[static_cast<std::size_t>(sensitivity)];
}

const Choice* CodeList::find(std::string_view key) const { return find_by_key(choices, key); }

const Field* Ledger::find(std::string_view key) const { return find_by_key(fields, key); }

const Ledger* Catalogue::ledger(std::string_view id) const { return find_by_id(ledgers_, id); }

const Indicator* Catalogue::indicator(std::string_view id) const {
  return find_by_id(indicators_, id);
}

const Role* Catalogue::role(std::string_view id) const { return find_by_id(roles_, id); }

const CodeList* Catalogue::code_list(std::string_view id) const {
  const auto* found =
      find_in(code_lists_, id, [](const auto& list) -> std::string_view { return list->id; });
  return found ? found->get() : nullptr;
}

}  // namespace niangjia::catalog
