#include "catalog/validation.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "catalog/fields/field_kind.hpp"
#include "catalog/fields/rows.hpp"
#include "catalog/many.hpp"

namespace niangjia::catalog {
namespace {
bool is_chosen(const Field& field) {
  switch (field.type) {
    case FieldType::choice:
    case FieldType::yes_no:
    case FieldType::person:
    case FieldType::organisation:
    case FieldType::link:
    case FieldType::multi_choice:
    case FieldType::division:
      return true;
    default:
      return false;
  }
}

std::string in_sentence(const std::string& english) {
  std::string out = english;
  const bool abbreviation = out.size() > 1 && out[1] >= 'A' && out[1] <= 'Z';
  if (!out.empty() && !abbreviation && out[0] >= 'A' && out[0] <= 'Z')
    out[0] = static_cast<char>(out[0] - 'A' + 'a');
  return out;
}

// What is sent up or signed is not written.
Title missing_upload(const Field& field) {
  if (field.type == FieldType::signature)
    return {fmt::format("请签{}。", field.title.zh), "Sign here."};
  return {fmt::format("请上传{}。", field.title.zh),
          fmt::format("Upload: {}.", in_sentence(field.title.en))};
}

Title missing_message(const Field& field) {
  if (field.type == FieldType::photos || field.type == FieldType::files ||
      field.type == FieldType::signature)
    return missing_upload(field);
  if (is_chosen(field)) {
    return {fmt::format("请选{}。", field.title.zh),
            fmt::format("Choose: {}.", in_sentence(field.title.en))};
  }
  return {fmt::format("请写{}。", field.title.zh),
          fmt::format("Enter: {}.", in_sentence(field.title.en))};
}

bool has_type(const Field& field, const Value& value) {
  switch (kind_of(field).formula_type()) {
    case FormulaType::boolean:
      return std::holds_alternative<bool>(value);
    case FormulaType::text:
      return std::holds_alternative<std::string>(value);
    case FormulaType::date:
      return std::holds_alternative<Day>(value);
    default:
      return std::holds_alternative<std::int64_t>(value);
  }
}

class Validator {
 public:
  Validator(const Ledger& ledger, const Values& before, const FormulaContext& context)
      : ledger_(ledger), before_(before), context_(context) {
    result_.values = before;
  }

  Validation run(const Values& given) {
    for (const auto& [key, value] : given) take(key, value);
    if (before_.empty()) fill_defaults(given);
    settle();
    for (const Field& field : ledger_.fields) require(field);
    for (const Field& field : ledger_.fields) compare_with_neighbours(field);
    for (const Check& check : ledger_.checks) apply(check);
    std::erase_if(result_.values, [](const auto& item) { return is_empty(item.second); });
    order_by_form();
    return std::move(result_);
  }

 private:
  void refuse(std::string_view field, Title message) {
    if (!is_wrong(field)) result_.errors.push_back({std::string(field), std::move(message)});
  }
  bool is_wrong(std::string_view field) const {
    return std::any_of(result_.errors.begin(), result_.errors.end(),
                       [&](const auto& e) { return e.field == field; });
  }

  void take(const std::string& key, const Value& value) {
    const Field* field = ledger_.find(key);
    if (field == nullptr)
      return refuse(key, {"这份台账没有这一项。", "This ledger has no such field."});
    if (value == value_of(before_, key)) return;
    if (field->type == FieldType::computed) {
      return refuse(
          key, {"这一项由系统算出，不用写。", "This is worked out by the system; leave it out."});
    }
    if (field->retired)
      return refuse(key, {"这一项已不再登记。", "This field is no longer recorded."});
    if (field->read_only_when && field->read_only_when->holds(before_, context_))
      return refuse(key, {"这一项现在不能改。", "This can't be changed any more."});
    if (field->append_only && !keeps_rows(*field, value))
      return refuse(key, {"已记下的行不能改，只能往下添。",
                          "Rows that stand can't be changed; add new ones below."});
    if (field->set_once && !is_empty(value_of(before_, key))) {
      return refuse(key, {fmt::format("{}登记后不能改。", field->title.zh),
                          "This can't be changed once it is recorded."});
    }
    if (!is_empty(value)) {
      // Readings give each kind its own type; another one is a fault of the caller, not of the
      // person.
      if (!has_type(*field, value))
        return refuse(key, {"这一项的写法不对。", "This value is of the wrong kind."});
      if (auto message = kind_of(*field).check(*field, value, context_.today)) {
        if (!field->soft) return refuse(key, std::move(*message));
        result_.warnings.push_back({key, std::move(*message)});
      }
    }
    result_.values[key] = value;
  }

  bool keeps_rows(const Field& field, const Value& value) const {
    const auto* before = std::get_if<std::string>(&value_of(before_, field.key));
    const auto* after = std::get_if<std::string>(&value);
    return !before || only_appends(*before, after ? std::string_view(*after) : "[]");
  }

  void fill_defaults(const Values& given) {
    for (const Field& field : ledger_.fields) {
      if (given.contains(field.key) || field.retired) continue;
      if (field.default_today) result_.values[field.key] = context_.today;
      if (field.default_value) result_.values[field.key] = *field.default_value;
    }
    for (const Field& field : ledger_.fields) {
      if (field.default_formula && !given.contains(field.key) && !field.retired)
        result_.values[field.key] = field.default_formula->evaluate(result_.values, context_);
    }
  }

  bool is_visible(const Field& field) const {
    return !field.visible_when || field.visible_when->holds(result_.values, context_);
  }

  // What is not visible is dropped, which may hide more; each round drops a field or is the last
  // one.
  void settle() {
    for (bool changed = true; changed;) {
      changed = false;
      for (const Field& field : ledger_.fields) {
        if (field.formula)
          result_.values[field.key] = field.formula->evaluate(result_.values, context_);
      }
      for (const Field& field : ledger_.fields) {
        if (field.formula || is_empty(value_of(result_.values, field.key)) || is_visible(field))
          continue;
        result_.values[field.key] = Value{};
        changed = true;
      }
    }
    for (const Field& field : ledger_.fields) {
      if (field.formula && !is_visible(field)) result_.values[field.key] = Value{};
    }
  }

  void require(const Field& field) {
    if (field.retired || field.formula || !is_empty(value_of(result_.values, field.key))) return;
    const bool required = field.required || (field.required_when &&
                                             field.required_when->holds(result_.values, context_));
    if (required && is_visible(field)) refuse(field.key, missing_message(field));
  }

  // Rules between two fields that hold only while both are filled in.
  void compare_with_neighbours(const Field& field) {
    const Value& value = value_of(result_.values, field.key);
    if (is_empty(value) || is_wrong(field.key)) return;
    if (const Day* day = std::get_if<Day>(&value)) {
      check_order(field, *day, field.not_before, true);
      check_order(field, *day, field.not_after, false);
    }
    // A choice that stands already stays, though it would no longer be offered.
    if (field.choices && field.type != FieldType::computed && value != value_of(before_, field.key))
      check_offered(field, std::get<std::string>(value));
  }

  void check_order(const Field& field, Day day, const std::string& other, bool before) {
    const Day* limit = std::get_if<Day>(&value_of(result_.values, other));
    if (!limit || (before ? day >= *limit : day <= *limit)) return;
    const Field* neighbour = ledger_.find(other);
    refuse(field.key, {fmt::format("{}{}{}{}。", field.title.zh, before ? "早于" : "晚于",
                                   neighbour->title.zh, format_day(*limit)),
                       fmt::format("It is {} {}, {}.", before ? "before" : "after",
                                   in_sentence(neighbour->title.en), format_day(*limit))});
  }

  void check_offered(const Field& field, const std::string& keys) {
    const auto* above = std::get_if<std::string>(&value_of(result_.values, field.depends_on));
    for (const std::string_view key : split_many(keys)) {
      const Choice* choice = field.choices->find(key);
      const auto rule = field.choice_when.find(key);
      const bool fits = !choice || field.depends_on.empty() || choice->parent.empty() ||
                        (above && choice->parent == *above);
      const bool offered =
          rule == field.choice_when.end() || rule->second.holds(result_.values, context_);
      if (fits && offered) continue;
      return refuse(field.key,
                    {fmt::format("“{}”在这里不能选，请重新选{}。",
                                 choice ? choice->title.zh : std::string(key), field.title.zh),
                     fmt::format("'{}' can't be chosen here; choose again.",
                                 choice ? choice->title.en : std::string(key))});
    }
  }

  void apply(const Check& check) {
    if (!check.rule || check.rule->holds(result_.values, context_)) return;
    if (check.warning) {
      result_.warnings.push_back({check.field, check.message});
      return;
    }
    // A rule over a field that is wrong already would say the same thing twice.
    const auto& fields = check.rule->fields();
    if (std::any_of(fields.begin(), fields.end(),
                    [&](const auto& field) { return is_wrong(field); }))
      return;
    refuse(check.field, check.message);
  }

  void order_by_form() {
    const auto place = [&](const Remark& remark) {
      const Field* field = ledger_.find(remark.field);
      return field ? field - ledger_.fields.data()
                   : static_cast<std::ptrdiff_t>(ledger_.fields.size());
    };
    std::stable_sort(result_.errors.begin(), result_.errors.end(),
                     [&](const Remark& a, const Remark& b) { return place(a) < place(b); });
  }

  const Ledger& ledger_;
  const Values& before_;
  const FormulaContext& context_;
  Validation result_;
};
}  // namespace

Validation validate(const Ledger& ledger, const Values& before, const Values& given,
                    const FormulaContext& context) {
  return Validator(ledger, before, context).run(given);
}

Title duplicate_message(const Ledger& ledger, std::string_view field) {
  for (const auto& together : ledger.unique_together) {
    if (std::find(together.begin(), together.end(), field) == together.end()) continue;
    std::string zh, en;
    for (const std::string& key : together) {
      const Field* part = ledger.find(key);
      if (!part) continue;  // "organisation": the entry's own
      zh += (zh.empty() ? "" : "和") + part->title.zh;
      en += (en.empty() ? "" : " and ") + in_sentence(part->title.en);
    }
    return {fmt::format("{}相同的已登记过，不能重复登记。", zh),
            fmt::format("An entry with the same {} is on record already.", en)};
  }
  const Field* only = ledger.find(field);
  const Title title = only ? only->title : Title{"这一项", "value"};
  return {fmt::format("这个{}已登记过。", title.zh),
          fmt::format("This {} is on record already.", in_sentence(title.en))};
}

}  // namespace niangjia::catalog
