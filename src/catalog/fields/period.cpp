#include "catalog/fields/period.hpp"

#include "base/text.hpp"
#include "catalog/period.hpp"

namespace niangjia::catalog {
namespace {
Title example_of(PeriodKind kind) {
  switch (kind) {
    case PeriodKind::half_year:
      return {"请写成2026年上半年这样。", "Write it as 2026-H1."};
    case PeriodKind::quarter:
      return {"请写成2026年第3季度这样。", "Write it as 2026-Q3."};
    case PeriodKind::month:
      return {"请写成2026年5月这样。", "Write it as 2026-05."};
    case PeriodKind::term:
      return {"请写成2026学年第一学期这样。", "Write it as 2026-T1."};
    default:
      return {"请写成2026年、2026年上半年、2026年第3季度或2026年5月这样。",
              "Write it as 2026, 2026-H1, 2026-Q3 or 2026-05."};
  }
}
}  // namespace

Reading PeriodField::from_text(const Field& field, std::string_view raw) const {
  if (text::trim(raw).empty()) return Value{};
  std::string period = period_from_words(raw);
  if (period.empty()) return tl::unexpected<Title>(example_of(field.period_kind));
  return Value{std::move(period)};
}

std::string PeriodField::to_display(const Field&, const Value& value) const {
  const auto* period = std::get_if<std::string>(&value);
  return period ? period_in_words(*period) : std::string();
}

std::optional<Title> PeriodField::check(const Field& field, const Value& value, Day) const {
  const auto span = span_of_period(std::get<std::string>(value));
  if (!span || (field.period_kind != PeriodKind::any && span->kind != field.period_kind))
    return example_of(field.period_kind);
  return std::nullopt;
}

}  // namespace niangjia::catalog
