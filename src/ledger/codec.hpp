// Seals the personal and confidential values of an entry under the entry's own key, and opens them
// again.
#pragma once
#include <string>
#include <vector>

#include "identity/access.hpp"
#include "identity/cipher.hpp"
#include "ledger/entry.hpp"

namespace niangjia::ledger {

// Bytes of some values, one after the other in the order of their keys, and back. Fails with
// `internal` on damage.
[[nodiscard]] std::string pack_values(const catalog::Values& values);
[[nodiscard]] Status unpack_values(std::string_view bytes, catalog::Values& into);

// Thread-safe; both references must outlive it.
class RowCodec {
 public:
  RowCodec(const catalog::Ledger& ledger, const identity::EntryCipher& cipher)
      : ledger_(ledger), cipher_(cipher) {}

  // Splits `all` by class: open values go into entry.values, the others into its sealed bytes.
  // Makes the entry's key when it has none and there is something to seal.
  [[nodiscard]] Status seal(Entry& entry, const catalog::Values& all) const;
  // Adds the values of the given classes to entry.values. Values under a destroyed key stay away.
  [[nodiscard]] Status unseal(Entry& entry, identity::ClassSet classes) const;
  // What the audit remembers of this revision: a hash under the entry's own key. `entry` must be
  // unsealed whole.
  [[nodiscard]] Result<std::string> digest(const Entry& entry) const;

 private:
  [[nodiscard]] catalog::Values of_class(const catalog::Values& all,
                                         catalog::Sensitivity sensitivity) const;
  [[nodiscard]] Status open_into(Entry& entry, const identity::EntryCipher::Key& key,
                                 const std::string& sealed, const char* context) const;
  const catalog::Ledger& ledger_;
  const identity::EntryCipher& cipher_;
};

}  // namespace niangjia::ledger
