#include "catalog/formula/formula.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "catalog/formula/tree.hpp"

namespace niangjia::catalog {
namespace {
void gather_fields(const FormulaNode& node, std::vector<std::string>& fields) {
  if (node.op == Op::field) fields.push_back(node.field);
  for (const FormulaNode& child : node.children) gather_fields(child, fields);
}
}  // namespace

Result<Formula> Formula::compile(std::string_view text, const FormulaSchema& schema) {
  NJ_TRY(FormulaNode root, parse_formula(text, schema));
  Formula formula;
  formula.text_ = text;
  gather_fields(root, formula.fields_);
  std::sort(formula.fields_.begin(), formula.fields_.end());
  formula.fields_.erase(std::unique(formula.fields_.begin(), formula.fields_.end()),
                        formula.fields_.end());
  formula.root_ = std::make_shared<const FormulaNode>(std::move(root));
  return formula;
}

FormulaType Formula::type() const { return root_->type; }

int Formula::scale() const { return root_->scale; }

Value Formula::evaluate(const Values& row, const FormulaContext& context) const {
  return catalog::evaluate(*root_, row, context);
}

bool Formula::holds(const Values& row, const FormulaContext& context) const {
  const Value value = evaluate(row, context);
  const auto* flag = std::get_if<bool>(&value);
  return flag != nullptr && *flag;
}

Result<std::string> Formula::to_sql(const FormulaSchema& schema, const FormulaContext& context,
                                    std::vector<Value>& parameters) const {
  return translate_to_sql(*root_, schema, context, parameters);
}

boost::json::value Formula::to_json() const { return tree_to_json(*root_); }

}  // namespace niangjia::catalog
