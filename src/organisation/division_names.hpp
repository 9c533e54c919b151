// The parts that the search of divisions is made of: whose name is this, whose begins so, whose
// initials are these. Each shows its finds, some more than
// once.
#pragma once
#include <functional>
#include <string_view>

#include "organisation/division_search.hpp"

namespace niangjia::organisation {

using DivisionSink = std::function<void(Division, DivisionMatch)>;

// Bytes of the character that begins with `lead`.
[[nodiscard]] std::size_t character_size(char lead);

void show_named(const DivisionTable& table, std::string_view name, const DivisionSink& sink);
void show_beginning(const DivisionTable& table, std::string_view name, const DivisionSink& sink);
// `letters` are a to z.
void show_initials(const DivisionTable& table, std::string_view letters, const DivisionSink& sink);

}  // namespace niangjia::organisation
