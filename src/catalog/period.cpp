#include "catalog/period.hpp"

#include <fmt/format.h>

#include <array>

#include "base/text.hpp"

namespace niangjia::catalog {
namespace {
using std::chrono::days;

// The months of a part: its first and how many.
struct Months {
  PeriodKind kind;
  int first, count, years_on = 0;
};

std::optional<Months> months_of(std::string_view part) {
  const auto digit = [&](char least, char most) {
    return part.size() == 2 && part[1] >= least && part[1] <= most ? part[1] - '0' : 0;
  };
  if (part.empty()) return Months{PeriodKind::year, 1, 12};
  if (part[0] == 'H' && digit('1', '2'))
    return Months{PeriodKind::half_year, digit('1', '2') * 6 - 5, 6};
  if (part[0] == 'Q' && digit('1', '4'))
    return Months{PeriodKind::quarter, digit('1', '4') * 3 - 2, 3};
  if (part == "T1") return Months{PeriodKind::term, 9, 5};
  if (part == "T2") return Months{PeriodKind::term, 2, 7, 1};
  if (part.size() != 2 || part.find_first_not_of("0123456789") != std::string_view::npos)
    return std::nullopt;
  const int month = (part[0] - '0') * 10 + part[1] - '0';
  if (month < 1 || month > 12) return std::nullopt;
  return Months{PeriodKind::month, month, 1};
}

int year_at(std::string_view text) {
  if (text.size() < 4 || text.substr(0, 4).find_first_not_of("0123456789") != text.npos) return 0;
  const int year = std::stoi(std::string(text.substr(0, 4)));
  return year < 1900 || year > 2199 ? 0 : year;
}

// The part of a year behind its number, from words; nullopt when they are none.
std::optional<std::string> part_from_words(std::string_view rest) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 22> kWords{
      {{"", ""},
       {"年", ""},
       {"年度", ""},
       {"全年", ""},
       {"年全年", ""},
       {"年上半年", "H1"},
       {"年下半年", "H2"},
       {"上半年", "H1"},
       {"下半年", "H2"},
       {"年一季度", "Q1"},
       {"年二季度", "Q2"},
       {"年三季度", "Q3"},
       {"年四季度", "Q4"},
       {"年第一季度", "Q1"},
       {"年第二季度", "Q2"},
       {"年第三季度", "Q3"},
       {"年第四季度", "Q4"},
       {"年第1季度", "Q1"},
       {"年第2季度", "Q2"},
       {"年第3季度", "Q3"},
       {"年第4季度", "Q4"},
       {"年度全年", ""}}};
  for (const auto& [words, part] : kWords) {
    if (rest == words) return std::string(part);
  }
  for (const std::string_view mark : {"年", "-", ".", "/"}) {
    if (!rest.starts_with(mark)) continue;
    std::string_view month = rest.substr(mark.size());
    if (month.ends_with("月")) month.remove_suffix(3);
    if (month.empty() || month.size() > 2 || month.find_first_not_of("0123456789") != month.npos)
      return std::nullopt;
    return fmt::format("{:0>2}", month);
  }
  return std::nullopt;
}

std::optional<std::string> term_from_words(std::string_view rest) {
  if (rest.find("学期") == rest.npos && rest.find("学年") == rest.npos) return std::nullopt;
  const auto says = [&](std::initializer_list<std::string_view> words) {
    for (const auto word : words)
      if (rest.find(word) != rest.npos) return true;
    return false;
  };
  if (says({"第一学期", "第1学期", "上学期", "秋"})) return std::string("T1");
  if (says({"第二学期", "第2学期", "下学期"})) return std::string("T2");
  return std::nullopt;
}
}  // namespace

std::optional<PeriodSpan> span_of_period(std::string_view period) {
  const int year = year_at(period);
  if (year == 0 || (period.size() > 4 && period[4] != '-') || period.size() == 5)
    return std::nullopt;
  const auto months = months_of(period.size() > 5 ? period.substr(5) : std::string_view());
  if (!months) return std::nullopt;
  const std::chrono::year_month first{std::chrono::year{year + months->years_on},
                                      std::chrono::month{static_cast<unsigned>(months->first)}};
  const auto after = first + std::chrono::months{months->count};
  return PeriodSpan{months->kind, Day{first / 1}, Day{after / 1} - days{1}};
}

std::string period_of(PeriodKind kind, Day day) {
  const std::chrono::year_month_day date{day};
  const int year = static_cast<int>(date.year());
  const int month = static_cast<int>(static_cast<unsigned>(date.month()));
  switch (kind) {
    case PeriodKind::half_year:
      return fmt::format("{}-H{}", year, (month + 5) / 6);
    case PeriodKind::quarter:
      return fmt::format("{}-Q{}", year, (month + 2) / 3);
    case PeriodKind::month:
      return fmt::format("{}-{:02}", year, month);
    case PeriodKind::term:
      return month >= 9 ? fmt::format("{}-T1", year)
                        : fmt::format("{}-T{}", year - 1, month >= 2 ? 2 : 1);
    default:
      return std::to_string(year);
  }
}

std::string period_from_words(std::string_view words) {
  std::string text = text::fold(words);
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  if (span_of_period(text)) return text;
  const int year = year_at(text);
  if (year == 0) return {};
  const std::string_view rest = std::string_view(text).substr(4);
  auto part = term_from_words(rest);
  if (!part) part = part_from_words(rest);
  if (!part) return {};
  const std::string period = std::to_string(year) + (part->empty() ? "" : "-" + *part);
  return span_of_period(period) ? period : std::string();
}

std::string period_in_words(std::string_view period) {
  const auto span = span_of_period(period);
  if (!span) return std::string(period);
  const std::string year(period.substr(0, 4));
  const std::string_view part = period.size() > 5 ? period.substr(5) : std::string_view();
  switch (span->kind) {
    case PeriodKind::half_year:
      return year + (part == "H1" ? "年上半年" : "年下半年");
    case PeriodKind::quarter:
      return fmt::format("{}年第{}季度", year, part.substr(1));
    case PeriodKind::month:
      return fmt::format("{}年{}月", year, part[0] == '0' ? part.substr(1) : part);
    case PeriodKind::term:
      return fmt::format("{}学年第{}学期", year, part == "T1" ? "一" : "二");
    default:
      return year + "年";
  }
}

}  // namespace niangjia::catalog
