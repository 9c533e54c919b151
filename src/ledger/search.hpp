// Finding entries by words of two or more characters, also in sealed fields. What is stored are
// keyed hashes of two-character tokens, apart by class, so that a search looks only into what its
// asker may read.
#pragma once
#include <string>
#include <vector>

#include "db/database.hpp"
#include "identity/access.hpp"
#include "identity/cipher.hpp"
#include "ledger/table.hpp"

namespace niangjia::ledger {

using TokenSet = std::vector<std::int64_t>;  // sorted, distinct

class SearchIndex {
 public:
  explicit SearchIndex(const identity::EntryCipher& cipher) : cipher_(cipher) {}

  // Tokens of the searchable fields of an entry whose values are all in `values`.
  [[nodiscard]] TokenSet tokens(const catalog::Ledger& ledger, const catalog::Values& values) const;
  // Replaces the tokens of an entry. SQLite writes one small row that is folded into the index
  // later; PostgreSQL writes the index itself.
  [[nodiscard]] Status put(db::Tx& tx, const catalog::Ledger& ledger, EntryId entry,
                           const TokenSet& before, const TokenSet& after) const;
  // A condition on `id`: entries that hold every token of `words` in fields of `classes`. Exact at
  // once, whether folded or not. Fails with `invalid_argument` when there is no word of two
  // characters.
  [[nodiscard]] Result<std::string> condition(db::Tx& tx, const LedgerTable& table,
                                              std::string_view words, identity::ClassSet classes,
                                              std::vector<catalog::Value>& parameters) const;
  // Folds at most `limit` waiting entries into the index; answers how many. A bounded unit for a
  // background job.
  [[nodiscard]] Result<int> fold(db::Tx& tx, int limit) const;
  // About how many entries wait to be folded.
  [[nodiscard]] static Result<std::int64_t> waiting(db::Tx& tx);

 private:
  // For each token of the words the hashes that it may have under `classes`.
  [[nodiscard]] Result<std::vector<TokenSet>> alternatives(const catalog::Ledger& ledger,
                                                           std::string_view words,
                                                           identity::ClassSet classes) const;
  const identity::EntryCipher& cipher_;
};

}  // namespace niangjia::ledger
