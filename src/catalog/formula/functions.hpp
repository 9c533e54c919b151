// The operations of a formula that need all of their values: an empty one makes the result empty.
#pragma once
#include <span>

#include "catalog/formula/tree.hpp"

namespace niangjia::catalog {

// `values` are not empty and have the types that the checker saw; at most two. nullptr for
// operations that look at empty values themselves (&&, ||, ?:, has, empty, coalesce, in) and for
// leaves.
using StrictFunction = Value (*)(std::span<const Value> values, const FormulaNode& node,
                                 const FormulaContext& context);
[[nodiscard]] StrictFunction strict_function(Op op);

// -1, 0 or 1; numbers of different scales are compared exactly.
[[nodiscard]] int compare(const Value& left, int left_scale, const Value& right, int right_scale);

}  // namespace niangjia::catalog
