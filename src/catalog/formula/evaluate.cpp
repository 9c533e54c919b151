#include <array>

#include "catalog/formula/functions.hpp"
#include "catalog/formula/tree.hpp"

namespace niangjia::catalog {
namespace {
struct Evaluator {
  const Values& row;
  const FormulaContext& context;

  Value operator()(const FormulaNode& node) const {
    if (const StrictFunction function = strict_function(node.op)) return strict(node, function);
    switch (node.op) {
      case Op::field:
        return field(node);
      case Op::and_:
        return either(node, false);
      case Op::or_:
        return either(node, true);
      case Op::conditional:
        return conditional(node);
      case Op::has:
        return !is_empty((*this)(node.children[0]));
      case Op::empty:
        return is_empty((*this)(node.children[0]));
      case Op::coalesce:
        return first_filled(node);
      case Op::in:
        return is_in(node);
      default:
        return node.literal;
    }
  }

 private:
  Value strict(const FormulaNode& node, StrictFunction function) const {
    std::array<Value, 2> values;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      values[i] = (*this)(node.children[i]);
      if (is_empty(values[i])) return {};
    }
    return function({values.data(), node.children.size()}, node, context);
  }

  // A value of another type than the field's is a fault of the caller; it counts as empty.
  Value field(const FormulaNode& node) const {
    const Value& value = value_of(row, node.field);
    static constexpr std::array<std::size_t, 5> kAlternative{1, 2, 2, 3, 4};  // by FormulaType
    return value.index() == kAlternative[static_cast<std::size_t>(node.type)] ? value : Value{};
  }

  // Kleene: `deciding` on one side decides, even when the other side is empty.
  Value either(const FormulaNode& node, bool deciding) const {
    const Value left = (*this)(node.children[0]);
    if (left == Value{deciding}) return deciding;
    const Value right = (*this)(node.children[1]);
    if (right == Value{deciding}) return deciding;
    return is_empty(left) || is_empty(right) ? Value{} : Value{!deciding};
  }

  Value conditional(const FormulaNode& node) const {
    const Value condition = (*this)(node.children[0]);
    if (is_empty(condition)) return {};
    return (*this)(node.children[std::get<bool>(condition) ? 1 : 2]);
  }

  Value first_filled(const FormulaNode& node) const {
    for (const FormulaNode& child : node.children) {
      if (Value value = (*this)(child); !is_empty(value)) return value;
    }
    return {};
  }

  // x in [a, b] is x == a || x == b.
  Value is_in(const FormulaNode& node) const {
    const Value wanted = (*this)(node.children[0]);
    if (is_empty(wanted)) return {};
    bool unknown = false;
    for (std::size_t i = 1; i < node.children.size(); ++i) {
      const Value item = (*this)(node.children[i]);
      unknown = unknown || is_empty(item);
      if (!is_empty(item) &&
          compare(wanted, node.children[0].scale, item, node.children[i].scale) == 0)
        return true;
    }
    return unknown ? Value{} : Value{false};
  }
};
}  // namespace

Value evaluate(const FormulaNode& node, const Values& row, const FormulaContext& context) {
  return Evaluator{row, context}(node);
}

}  // namespace niangjia::catalog
