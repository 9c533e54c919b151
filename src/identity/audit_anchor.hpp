// Signed lines outside the database that say how far the audit had come: the chain cannot be cut
// off or rewritten behind them. One file per day, to be printed or mailed to the superior
// organisation, and `head.txt` with the newest seal.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "identity/audit_seal.hpp"
#include "identity/master_key.hpp"

namespace niangjia::identity {

struct Anchor {
  Day day;
  std::int64_t seal = 0;
  std::string hash;  // of that seal
  std::string file;  // its name, for messages
};

// Ed25519 under a key derived from the master key. Safe to share between threads.
class Anchors {
 public:
  // `folder` is made when the first anchor is written.
  Anchors(const MasterKey& master, std::filesystem::path folder);

  // Writes head.txt, and the file of the seal's day when there is none yet. Fails with
  // `unavailable`.
  [[nodiscard]] Status keep(const Seal& seal) const;

  // What a file holds: "niangjia audit anchor 1", then date, seal, hash, key and signature, a line
  // each.
  [[nodiscard]] std::string write(const Seal& seal) const;
  // Fails with `invalid_argument` when it is not such a text, or was not signed by this
  // installation's key.
  [[nodiscard]] Result<Anchor> read(std::string_view text, std::string_view file) const;

  struct File {
    std::string name;
    std::string text;
  };
  // All that are there, by name.
  [[nodiscard]] Result<std::vector<File>> files() const;

 private:
  std::filesystem::path folder_;
  std::string public_key_;
  std::string private_key_;
};

}  // namespace niangjia::identity
