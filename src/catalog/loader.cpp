#include "catalog/loader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

#include "base/resources.hpp"
#include "catalog/loader/readers.hpp"

namespace niangjia::catalog {
namespace {
constexpr std::array<std::string_view, 4> kKinds{"codes", "ledgers", "indicators", "roles"};
constexpr std::uintmax_t kLargestFile = 1'000'000;

// A definition where it stands in its file.
struct Origin {
  const toml::table* table = nullptr;
  const SourceFile* file = nullptr;
};

struct Document {
  const SourceFile* file = nullptr;
  toml::table table;
};

int line_of(const toml::node& node) { return static_cast<int>(node.source().begin.line); }
}  // namespace

class Loader {
 public:
  Loaded run(const std::vector<SourceFile>& files) {
    for (const SourceFile& file : files) parse(file);
    for (const Document& document : documents_) sort_in(document);
    read_codes();
    read_ledgers();
    // Indicators and roles speak of ledgers; while those are at fault, theirs would only be echoes.
    if (faults_.empty()) read_indicators();
    if (faults_.empty()) read_roles();
    std::stable_sort(faults_.begin(), faults_.end(), [](const Fault& a, const Fault& b) {
      return std::tie(a.file, a.line) < std::tie(b.file, b.line);
    });
    Loaded loaded;
    if (faults_.empty()) loaded.catalogue = catalogue_;
    loaded.faults = std::move(faults_);
    return loaded;
  }

 private:
  void parse(const SourceFile& file) {
    try {
      documents_.push_back({&file, toml::parse(file.text, file.name)});
    } catch (const toml::parse_error& error) {
      faults_.push_back({file.name, static_cast<int>(error.source().begin.line),
                         fmt::format("this is no TOML: {}.", error.description())});
    }
  }

  void sort_in(const Document& document) {
    if (document.file->kind != "indicators") return enter(document.table, *document.file);
    const toml::array* list = document.table["indicator"].as_array();
    if (list == nullptr || document.table.size() != 1) {
      faults_.push_back(
          {document.file->name, 1, "an indicator file holds [[indicator]] and nothing else."});
      return;
    }
    for (const toml::node& item : *list) {
      if (const toml::table* table = item.as_table()) enter(*table, *document.file);
    }
  }

  void enter(const toml::table& table, const SourceFile& file) {
    const std::string id = table["id"].value_or(std::string());
    auto& origins = definitions_[file.kind];
    const auto [found, is_new] = origins.try_emplace(id, Origin{&table, &file});
    if (is_new) return;
    if (found->second.file->layer == file.layer) {
      faults_.push_back(
          {file.name, line_of(table),
           fmt::format("id '{}' stands in {} already.", id, found->second.file->name)});
    } else if (found->second.file->layer < file.layer) {
      found->second = {&table, &file};
    }
  }

  template <class Read>
  void each(const std::string& kind, Read read) {
    for (const auto& [id, origin] : definitions_[kind]) {
      const FaultList faults{faults_, origin.file->name};
      TableReader reader(*origin.table, faults, kind);
      read(reader);
    }
  }

  void read_codes() {
    each("codes",
         [&](TableReader& reader) { catalogue_->code_lists_.push_back(read_code_list(reader)); });
  }

  void read_ledgers() {
    Surroundings surroundings{catalogue_->code_lists_, {}};
    for (const auto& [id, origin] : definitions_["ledgers"]) surroundings.ledgers.push_back(id);
    each("ledgers", [&](TableReader& reader) {
      const std::size_t before = faults_.size();
      Ledger ledger = read_ledger(reader, surroundings);
      // A sample cannot be judged by rules that are at fault.
      if (faults_.size() == before)
        read_samples(reader, ledger);
      else
        (void)reader.node("sample");
      reader.finish();
      catalogue_->ledgers_.push_back(std::move(ledger));
    });
    if (!faults_.empty()) return;
    auto ledger = catalogue_->ledgers_.begin();
    each("ledgers", [&](TableReader& reader) { join_ledger(reader, *ledger++, *catalogue_); });
  }

  void read_indicators() {
    each("indicators", [&](TableReader& reader) {
      catalogue_->indicators_.push_back(read_indicator(reader, *catalogue_));
    });
    auto indicator = catalogue_->indicators_.cbegin();
    each("indicators",
         [&](TableReader& reader) { join_indicator(reader, *indicator++, *catalogue_); });
  }

  void read_roles() {
    each("roles", [&](TableReader& reader) {
      catalogue_->roles_.push_back(read_role(reader, *catalogue_));
    });
  }

  std::vector<Fault> faults_;
  std::vector<Document> documents_;
  std::map<std::string, std::map<std::string, Origin>, std::less<>> definitions_;  // by kind and id
  std::shared_ptr<Catalogue> catalogue_ = std::make_shared<Catalogue>();
};

namespace {
std::vector<SourceFile> packed_files() {
  std::vector<SourceFile> files;
  for (const std::string_view kind : kKinds) {
    for (const resources::Resource& resource : resources::list(fmt::format("catalog/{}/", kind))) {
      if (!resource.path.ends_with(".toml")) continue;
      files.push_back(
          {std::string(resource.path), std::string(kind), std::string(resource.content), 0});
    }
  }
  return files;
}

std::optional<std::string> read_text(const std::filesystem::path& path) {
  std::error_code error;
  if (std::filesystem::file_size(path, error) > kLargestFile || error) return std::nullopt;
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return in ? std::optional(out.str()) : std::nullopt;
}

void add_folder(const std::filesystem::path& folder, std::string_view kind,
                std::vector<SourceFile>& files, std::vector<Fault>& faults) {
  std::error_code error;
  std::vector<std::filesystem::path> paths;
  if (!std::filesystem::is_directory(folder, error)) return;
  for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end;
       it.increment(error)) {
    if (it->path().extension() == ".toml") paths.push_back(it->path());
  }
  if (error)
    faults.push_back({folder.string(), 0, "this folder cannot be read: " + error.message()});
  std::sort(paths.begin(), paths.end());
  for (const auto& path : paths) {
    auto text = read_text(path);
    if (text)
      files.push_back({path.string(), std::string(kind), std::move(*text), 1});
    else
      faults.push_back({path.string(), 0, "this file cannot be read, or is larger than 1 MB."});
  }
}
}  // namespace

std::string to_string(const Fault& fault) {
  if (fault.line == 0) return fmt::format("{}: {}", fault.file, fault.message);
  return fmt::format("{}:{}: {}", fault.file, fault.line, fault.message);
}

Loaded read_catalogue(const std::vector<SourceFile>& files) { return Loader().run(files); }

Loaded read_catalogue(const LoadOptions& options) {
  std::vector<SourceFile> files = packed_files();
  std::vector<Fault> faults;
  for (const std::string_view kind : kKinds) {
    if (!options.overlay.empty()) add_folder(options.overlay / kind, kind, files, faults);
  }
  Loaded loaded = read_catalogue(files);
  loaded.faults.insert(loaded.faults.begin(), faults.begin(), faults.end());
  if (!loaded.faults.empty()) loaded.catalogue = nullptr;
  return loaded;
}

Result<std::shared_ptr<const Catalogue>> load(const LoadOptions& options) {
  Loaded loaded = read_catalogue(options);
  if (loaded.catalogue) return loaded.catalogue;
  std::string message = "the catalogue has faults:";
  for (const Fault& fault : loaded.faults) message += "\n  " + to_string(fault);
  return fail(ErrorCode::invalid_argument, message);
}

std::vector<Fault> check(const std::filesystem::path& overlay) {
  return read_catalogue(LoadOptions{overlay}).faults;
}

}  // namespace niangjia::catalog
