#include "ledger/search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "base/text.hpp"
#include "identity/tokens.hpp"

namespace niangjia::ledger {
namespace {

using catalog::Sensitivity;
using identity::ClassSet;

constexpr db::Statement kPutPending{
    "search.put_pending",
    "INSERT INTO search_pending (entry, ledger, added, removed) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (ledger, entry) DO UPDATE SET added = excluded.added"};
constexpr db::Statement kPutIndex{
    "search.put_index",
    "INSERT INTO search_index (entry, tokens) VALUES ($1, string_to_array($2, ' ')::bigint[]) "
    "ON CONFLICT (entry) DO UPDATE SET tokens = excluded.tokens"};
constexpr db::Statement kPending{"search.pending",
                                 "SELECT entry, added FROM search_pending WHERE ledger = $1"};
constexpr db::Statement kOldest{
    "search.oldest",
    "SELECT ledger, entry, added, removed FROM search_pending ORDER BY ledger, entry LIMIT $1"};
// SQLite alone lets entries wait.
constexpr db::Statement kBacklog{"search.backlog",
                                 "SELECT coalesce((SELECT max(rowid) FROM search_pending) - "
                                 "(SELECT min(rowid) FROM search_pending) + 1, 0)"};
constexpr db::Statement kTakeOut{
    "search.take_out",
    "INSERT INTO search_index (search_index, rowid, tokens) VALUES ('delete', $1, $2)"};
constexpr db::Statement kFoldIn{"search.fold_in",
                                "INSERT INTO search_index (rowid, tokens) VALUES ($1, $2)"};
constexpr db::Statement kForget{"search.forget",
                                "DELETE FROM search_pending WHERE ledger = $1 AND entry = $2"};

struct Scope {
  ClassSet classes;
  const char* name;
};
constexpr Scope kScopes[] = {{identity::kOpenClasses, "open"},
                             {identity::class_bit(Sensitivity::personal), "personal"},
                             {identity::class_bit(Sensitivity::confidential), "confidential"}};

std::string scope_name(const catalog::Ledger& ledger, const Scope& scope) {
  return ledger.id + "/" + scope.name;
}

std::string bytes_of(const TokenSet& tokens) {
  return {reinterpret_cast<const char*>(tokens.data()), tokens.size() * sizeof(std::int64_t)};
}

TokenSet tokens_of(std::string_view bytes) {
  TokenSet tokens(bytes.size() / sizeof(std::int64_t));
  std::memcpy(tokens.data(), bytes.data(), tokens.size() * sizeof(std::int64_t));
  return tokens;
}

std::string words_of(const TokenSet& tokens) { return fmt::format("{}", fmt::join(tokens, " ")); }

bool holds_all(const TokenSet& tokens, const std::vector<TokenSet>& wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&](const TokenSet& any) {
    return std::any_of(any.begin(), any.end(), [&](std::int64_t token) {
      return std::binary_search(tokens.begin(), tokens.end(), token);
    });
  });
}

std::string match_expression(const std::vector<TokenSet>& wanted) {
  std::vector<std::string> parts;
  for (const TokenSet& any : wanted) parts.push_back(fmt::format("({})", fmt::join(any, " OR ")));
  return fmt::format("{}", fmt::join(parts, " AND "));
}

// The tokens of every word by itself: what stands on both sides of a space need not stand together
// in the entry. A lone character counts only when there is nothing longer.
std::vector<std::string> tokens_of_query(std::string_view words) {
  std::vector<std::string> found;
  std::u32string word;
  const auto take = [&] {
    const auto tokens = identity::query_tokens(text::to_utf8(word));
    found.insert(found.end(), tokens.begin(), tokens.end());
    word.clear();
  };
  for (const char32_t c : text::to_code_points(words)) {
    const bool space = c <= U' ' || c == 0x3000;
    if (space) {
      take();
    } else {
      word.push_back(c);
    }
  }
  take();
  const auto is_single = [](const std::string& token) { return text::length(token) == 1; };
  if (!std::all_of(found.begin(), found.end(), is_single)) std::erase_if(found, is_single);
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::string text_of(const catalog::Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text ? *text : std::string();
}

}  // namespace

TokenSet SearchIndex::tokens(const catalog::Ledger& ledger, const catalog::Values& values) const {
  TokenSet found;
  std::vector<std::string> cut;
  for (const Scope& scope : kScopes) {
    const std::string name = scope_name(ledger, scope);
    for (const catalog::Field& field : ledger.fields) {
      if (!field.searchable || !(scope.classes & identity::class_bit(field.sensitivity))) continue;
      cut.clear();
      identity::search_tokens(text_of(catalog::value_of(values, field.key)), cut);
      for (const std::string& token : cut) found.push_back(cipher_.blind(name, token));
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

Status SearchIndex::put(db::Tx& tx, const catalog::Ledger& ledger, EntryId entry,
                        const TokenSet& before, const TokenSet& after) const {
  if (before == after) return Done{};
  if (tx.dialect() == db::Dialect::postgres) {
    NJ_CHECK(tx.run(kPutIndex, {entry, words_of(after)}));
    return Done{};
  }
  const std::string added = bytes_of(after), removed = bytes_of(before);
  NJ_CHECK(tx.run(kPutPending, {entry, ledger.id, db::Blob{added}, db::Blob{removed}}));
  return Done{};
}

Result<std::vector<TokenSet>> SearchIndex::alternatives(const catalog::Ledger& ledger,
                                                        std::string_view words,
                                                        ClassSet classes) const {
  const std::vector<std::string> cut = tokens_of_query(words);
  if (cut.empty())
    return fail(ErrorCode::invalid_argument, "no word of two characters", "请至少写两个字来查找。");
  if (cut.size() > 64)
    return fail(ErrorCode::invalid_argument, "too many words", "查找的内容太长，请写短一些。");
  std::vector<TokenSet> found;
  for (const std::string& token : cut) {
    TokenSet any;
    for (const Scope& scope : kScopes) {
      if (scope.classes & classes) any.push_back(cipher_.blind(scope_name(ledger, scope), token));
    }
    found.push_back(std::move(any));
  }
  return found;
}

Result<std::string> SearchIndex::condition(db::Tx& tx, const LedgerTable& table,
                                           std::string_view words, ClassSet classes,
                                           std::vector<catalog::Value>& parameters) const {
  NJ_TRY(const auto wanted, alternatives(table.definition(), words, classes));
  const auto bind = [&](std::string text) {
    parameters.emplace_back(std::move(text));
    return parameters.size();
  };
  if (tx.dialect() == db::Dialect::postgres) {
    std::vector<std::string> parts;
    for (const TokenSet& any : wanted) {
      parts.push_back(
          fmt::format("tokens && string_to_array(${}, ' ')::bigint[]", bind(words_of(any))));
    }
    return fmt::format("id IN (SELECT entry FROM search_index WHERE {})",
                       fmt::join(parts, " AND "));
  }
  std::vector<std::int64_t> waiting;
  NJ_CHECK(tx.run(kPending, {table.definition().id}, [&](const db::Row& row) {
    if (holds_all(tokens_of(row.blob(1)), wanted)) waiting.push_back(row.integer(0));
  }));
  return fmt::format(
      "(id IN (SELECT value FROM json_each(${})) OR (id IN (SELECT rowid FROM search_index WHERE "
      "search_index MATCH ${}) "
      "AND NOT EXISTS (SELECT 1 FROM search_pending WHERE ledger = ${} AND entry = id)))",
      bind(fmt::format("[{}]", fmt::join(waiting, ","))), bind(match_expression(wanted)),
      bind(table.definition().id));
}

Result<std::int64_t> SearchIndex::waiting(db::Tx& tx) {
  if (tx.dialect() == db::Dialect::postgres) return 0;
  NJ_TRY(const auto found,
         tx.first(kBacklog, {}, [](const db::Row& row) { return row.integer(0); }));
  return found.value_or(0);
}

Result<int> SearchIndex::fold(db::Tx& tx, int limit) const {
  if (tx.dialect() == db::Dialect::postgres) return 0;
  struct Waiting {
    std::string ledger;
    std::int64_t entry;
    TokenSet added, removed;
  };
  NJ_TRY(const auto waiting, tx.all(kOldest, {limit}, [](const db::Row& row) {
    return Waiting{std::string(row.text(0)), row.integer(1), tokens_of(row.blob(2)),
                   tokens_of(row.blob(3))};
  }));
  for (const Waiting& one : waiting) {
    if (!one.removed.empty()) NJ_CHECK(tx.run(kTakeOut, {one.entry, words_of(one.removed)}));
    if (!one.added.empty()) NJ_CHECK(tx.run(kFoldIn, {one.entry, words_of(one.added)}));
    NJ_CHECK(tx.run(kForget, {one.ledger, one.entry}));
  }
  return static_cast<int>(waiting.size());
}

}  // namespace niangjia::ledger
