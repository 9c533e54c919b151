// Builds checked nodes: every function here takes finished parts and refuses what has no type.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "catalog/formula/tree.hpp"

namespace niangjia::catalog {

using Nodes = std::vector<FormulaNode>;

[[nodiscard]] FormulaNode make_literal(FormulaType type, Value value, int scale = 0);
[[nodiscard]] FormulaNode make_null();
[[nodiscard]] Result<FormulaNode> make_field(std::string_view name, const FormulaSchema& schema,
                                             int column);
// `symbol` is "!" or "-".
[[nodiscard]] Result<FormulaNode> make_unary(std::string_view symbol, FormulaNode operand,
                                             int column);
[[nodiscard]] Result<FormulaNode> make_binary(std::string_view symbol, FormulaNode left,
                                              FormulaNode right, int column);
[[nodiscard]] Result<FormulaNode> make_in(FormulaNode wanted, Nodes items, int column);
[[nodiscard]] Result<FormulaNode> make_conditional(Nodes parts, int column);
[[nodiscard]] Result<FormulaNode> make_call(std::string_view name, Nodes arguments, int column,
                                            const FormulaSchema& schema);

}  // namespace niangjia::catalog
