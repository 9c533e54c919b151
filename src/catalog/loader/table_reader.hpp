// Reads the keys of a TOML table and gathers every fault instead of stopping at the first. What is
// asked for is what is known: `finish` reports the keys that nobody asked for.
#pragma once
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include <boost/json/fwd.hpp>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/definition.hpp"
#include "catalog/loader.hpp"

namespace niangjia::catalog {

struct FaultList {
  std::vector<Fault>& all;
  std::string file;
  void add(const toml::node& node, std::string message) const;
};

template <class T>
struct Word {
  std::string_view word;
  T meaning;
};

class TableReader {
 public:
  // `what` begins the faults: "field 'region'". The table and the list outlive the reader.
  TableReader(const toml::table& table, const FaultList& faults, std::string what)
      : table_(&table), faults_(&faults), what_(std::move(what)) {}

  void rename(std::string what) { what_ = std::move(what); }
  [[nodiscard]] bool has(std::string_view key) const { return table_->contains(key); }

  // A key that must be there: its absence is a fault.
  [[nodiscard]] std::string text(std::string_view key);
  [[nodiscard]] Title title(std::string_view key);
  // Keys that may be left out.
  [[nodiscard]] std::string text_or(std::string_view key, std::string fallback = {});
  [[nodiscard]] Title title_or(std::string_view key, Title fallback = {});
  [[nodiscard]] bool flag(std::string_view key, bool fallback = false);
  [[nodiscard]] int number(std::string_view key, int fallback, int least, int most);
  [[nodiscard]] std::vector<std::string> texts(std::string_view key);
  [[nodiscard]] std::vector<TableReader> tables(std::string_view key, std::string_view what);
  [[nodiscard]] const toml::node* node(std::string_view key);

  // One of a few words; `fallback` when the key is left out.
  template <class T>
  [[nodiscard]] T word(std::string_view key, std::span<const Word<T>> words, T fallback) {
    const toml::node* found = node(key);
    if (found == nullptr) return fallback;
    for (const Word<T>& word : words) {
      if (found->value_or(std::string_view()) == word.word) return word.meaning;
    }
    std::vector<std::string> known;
    for (const Word<T>& word : words) known.emplace_back(word.word);
    unknown_word(key, std::move(known));
    return fallback;
  }
  // An identifier: lower-case letters, digits and "_", at most 40, beginning with a letter.
  [[nodiscard]] std::string identifier(std::string_view key);
  // The key of a choice: the same, where capital letters are taken too.
  [[nodiscard]] std::string choice_key(std::string_view key);
  // A formula over `schema`; nothing when the key is left out or at fault.
  [[nodiscard]] std::optional<Formula> formula(std::string_view key, const FormulaSchema& schema);
  // The same, which must be true or false.
  [[nodiscard]] std::optional<Formula> condition(std::string_view key, const FormulaSchema& schema);
  // The same, which must also have an SQL form.
  [[nodiscard]] std::optional<Formula> filter(std::string_view key, const FormulaSchema& schema);

  // At the key's line, or the table's when the key is not there.
  void fault(std::string_view key, const std::string& message) const;
  // "field 'x' is no date. Did you mean …": for a name that is none of `known`.
  void unknown(std::string_view key, std::string_view name, std::string_view kind,
               std::vector<std::string> known) const;
  void finish() const;
  [[nodiscard]] const FaultList& faults() const { return *faults_; }

 private:
  void unknown_word(std::string_view key, std::vector<std::string> known) const;
  template <class T>
  [[nodiscard]] std::optional<T> take(std::string_view key, std::string_view kind);

  const toml::table* table_;
  const FaultList* faults_;
  std::string what_;
  std::vector<std::string> asked_;
};

// A TOML value as the JSON that a request would bring; days become "2026-03-08". Null for tables,
// lists and floats.
[[nodiscard]] boost::json::value to_json(const toml::node& node);

}  // namespace niangjia::catalog
