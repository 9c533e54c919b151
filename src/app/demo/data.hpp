// The texts of the demo: files of catalog/demo/, read into plain values.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"

namespace niangjia::app::demo {

// A table of a TOML file. What is absent reads as empty, 0 or no.
class Row {
 public:
  [[nodiscard]] const std::string& text(std::string_view key) const;
  [[nodiscard]] std::int64_t number(std::string_view key) const;  // yes is 1
  [[nodiscard]] const std::vector<std::string>& list(std::string_view key) const;
  [[nodiscard]] const std::vector<Row>& rows(std::string_view key) const;
  // The words of a text, which spaces part.
  [[nodiscard]] std::vector<std::string> words(std::string_view key) const;
  [[nodiscard]] bool lists(std::string_view key, std::string_view word) const;
  // "03-08" in that year.
  [[nodiscard]] Day day(std::string_view key, int year) const;

 private:
  friend struct RowReader;
  template <class T>
  using Map = std::map<std::string, T, std::less<>>;
  Map<std::string> texts_;
  Map<std::int64_t> numbers_;
  Map<std::vector<std::string>> lists_;
  Map<std::vector<Row>> rows_;
};

// A file packed into the program, such as "city.toml"; fails with `internal` when it is none.
[[nodiscard]] Result<Row> read_data(std::string_view file);
// The same for a text; "{year}" becomes the year.
[[nodiscard]] Result<std::string> read_text(std::string_view file, int year);
[[nodiscard]] std::string with_year(std::string text, int year);

}  // namespace niangjia::app::demo
