#include <fmt/format.h>

#include <boost/json.hpp>
#include <fstream>
#include <sstream>

#include "app/layout_verb.hpp"
#include "app/verbs.hpp"
#include "formats/table.hpp"
#include "organisation/organisation_routes.hpp"

namespace niangjia::app {
namespace {

using organisation::NewOrganisation;
using organisation::Organisation;
using organisation::Tree;

void print_tree(const Tree& tree, const Organisation& organisation, int depth, std::ostream& out) {
  out << std::string(static_cast<std::size_t>(depth) * 2, ' ') << organisation.name << "  "
      << organisation.id.text() << '\n';
  for (const Organisation* child : tree.children(organisation.id))
    print_tree(tree, *child, depth + 1, out);
}

int show_tree(Installation& installation, bool json, Console console) {
  const auto tree = installation.services().directory.tree();
  if (json) {
    boost::json::array all;
    for (const Organisation& one : tree->all())
      all.push_back(organisation::organisation_json(*tree, one));
    console.out << boost::json::serialize(boost::json::object{{"organisations", std::move(all)}})
                << '\n';
  } else if (tree->root()) {
    print_tree(*tree, *tree->root(), 0, console.out);
  } else {
    console.out << "No organisations yet. Add the first with: niangjia org add --name NAME --kind "
                   "federation --level county\n";
  }
  return kDone;
}

tl::unexpected<Error> bad_row(std::size_t row, const std::string& what) {
  return fail(ErrorCode::invalid_argument, fmt::format("row {}: {}", row, what));
}

// Columns name, kind, level, parent (a name above in the file, or in the tree; empty for the root),
// division.
Status import_rows(Installation& installation, const std::vector<std::vector<std::string>>& rows) {
  auto& directory = installation.services().directory;
  const auto tree = directory.tree();
  std::map<std::string, OrganisationId> by_name;
  for (const Organisation& one : tree->all()) by_name.emplace(one.name, one.id);
  const Moment at = installation.services().clock.now();
  return installation.database().write([&](db::Tx& tx) -> Status {
    std::map<std::string, OrganisationId> known = by_name;
    for (std::size_t i = 1; i < rows.size(); ++i) {
      const auto cell = [&](std::size_t column) {
        return column < rows[i].size() ? rows[i][column] : std::string();
      };
      if (cell(0).empty()) continue;
      const auto level = organisation::parse_level(cell(2));
      if (!level)
        return bad_row(
            i + 1,
            fmt::format(
                "level '{}' is none of nation, province, city, county, street, community, unit",
                cell(2)));
      NewOrganisation wanted{{}, cell(0), cell(1), *level, cell(4), 0};
      if (!cell(3).empty()) {
        const auto parent = known.find(cell(3));
        if (parent == known.end())
          return bad_row(i + 1,
                         fmt::format("there is no organisation '{}' to stand under", cell(3)));
        wanted.parent = parent->second;
      }
      auto added = organisation::add_in(tx, installation.services().ids.next(), wanted, at);
      if (!added)
        return bad_row(i + 1,
                       added.error().detail.empty() ? added.error().message : added.error().detail);
      known[added->name] = added->id;
    }
    return Done{};
  });
}

Status import_file(Installation& installation, const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail(ErrorCode::invalid_argument, path + ": cannot be read");
  std::ostringstream bytes;
  bytes << file.rdbuf();
  NJ_TRY(const auto table, formats::read_table(path, bytes.str()));
  if (table.sheets.empty())
    return fail(ErrorCode::invalid_argument, path + ": there is no sheet in it");
  std::vector<std::vector<std::string>> rows;
  for (const auto& row : table.sheets.front().rows) {
    std::vector<std::string> texts;
    for (const auto& cell : row.cells) texts.push_back(cell.text);
    rows.push_back(std::move(texts));
  }
  NJ_CHECK(import_rows(installation, rows));
  return installation.services().directory.reload();
}

}  // namespace

int organisation_verb(Arguments arguments, Console console) {
  InstallationOptions options;
  NewOrganisation wanted;
  std::string level, parent, file;
  bool json = false;
  CLI::App app{"the tree of organisations", "niangjia org"};
  app.require_subcommand(1);
  add_installation_options(app, options);
  app.fallthrough();
  CLI::App* tree = app.add_subcommand("tree", "show it");
  tree->add_flag("--json", json);
  CLI::App* add = app.add_subcommand("add", "add one");
  add->add_option("--name", wanted.name)->required();
  add->add_option("--kind", wanted.kind, "key of the code list organisation_kind")->required();
  add->add_option("--level", level, "nation, province, city, county, street, community or unit")
      ->required();
  add->add_option("--parent", parent, "id of the organisation above; the first one has none");
  CLI::App* import = app.add_subcommand(
      "import", "from a table with the columns name, kind, level, parent, division");
  import->add_option("file", file, ".xlsx, .xls or .csv")->required();
  LayoutOptions layout_options;
  CLI::App* layout = app.add_subcommand(
      "layout", "add an organisation for every division of a subtree; again: only what is missing");
  add_layout_options(*layout, layout_options);
  if (const int status = parse(app, arguments, console); status >= 0) return status;

  const auto installation = Installation::open(options);
  if (!installation) return refuse(console, installation.error());
  if (tree->parsed()) return show_tree(**installation, json, console);
  if (layout->parsed()) return lay_out(**installation, layout_options, console);
  if (import->parsed()) {
    const Status imported = import_file(**installation, file);
    return imported ? show_tree(**installation, json, console) : refuse(console, imported.error());
  }
  const auto parsed = organisation::parse_level(level);
  if (!parsed)
    return refuse(console,
                  Error{ErrorCode::invalid_argument, "--level: '" + level + "' is no level"});
  wanted.level = *parsed;
  wanted.parent = OrganisationId{parse_id(parent).value_or(0)};
  const auto added =
      (*installation)->services().directory.add(wanted, (*installation)->services().clock.now());
  if (!added) return refuse(console, added.error());
  console.out << added->id.text() << '\n';
  return kDone;
}

}  // namespace niangjia::app
