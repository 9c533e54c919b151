// Reads catalog/: the files packed into the program, and an organisation's own laid over them.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "catalog/definition.hpp"

namespace niangjia::catalog {

// One thing that is wrong in a file. `line` is 0 when the file cannot be read at all.
struct Fault {
  std::string file;
  int line = 0;
  std::string message;
};
// "catalog/ledgers/activity.toml:17: field 'region' …"
[[nodiscard]] std::string to_string(const Fault& fault);

// A file of the catalogue: "ledgers/activity.toml" and its text. Of two definitions with the same
// id the one from a later layer stands; two in one layer are a fault.
struct SourceFile {
  std::string name;  // as faults show it
  std::string kind;  // "ledgers", "codes", "indicators", "roles": the folder that it lies in
  std::string text;
  int layer = 0;
};

struct LoadOptions {
  std::filesystem::path overlay;  // DATA/catalog; need not exist
};

// The catalogue and everything that is wrong with it, samples included; `catalogue` is null when
// there are faults.
struct Loaded {
  std::shared_ptr<const Catalogue> catalogue;
  std::vector<Fault> faults;
};
[[nodiscard]] Loaded read_catalogue(const std::vector<SourceFile>& files);

// The packed files and those of the overlay. A folder that cannot be read is a fault.
[[nodiscard]] Loaded read_catalogue(const LoadOptions& options);
// The same for the program's start: fails with `invalid_argument`, telling all faults at once, a
// line each.
[[nodiscard]] Result<std::shared_ptr<const Catalogue>> load(const LoadOptions& options);
// What `niangjia catalog check [DIR]` tells; an empty path checks the packed files alone.
[[nodiscard]] std::vector<Fault> check(const std::filesystem::path& overlay);

}  // namespace niangjia::catalog
