#include "plan/plan_command.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>

#include "formats/document_text.hpp"
#include "plan/reader/reader.hpp"
#include "plan/reader/reading_json.hpp"

namespace niangjia::plan {
namespace {

constexpr const char* kUsage =
    "Usage: niangjia plan read FILE [--json]\n"
    "  Reads the work plans in FILE (.txt, .md, .docx or .doc) and lists their measures with "
    "targets, time,\n"
    "  responsible and helping bodies, and what to look at. --json prints the reading as JSON.\n";

constexpr int kDone = 0, kRefused = 1, kBadUsage = 2;

struct Options {
  std::string file;
  bool json = false;
  bool help = false;
};

Result<Options> options_of(std::span<const std::string> arguments) {
  Options options;
  if (arguments.empty()) return fail(ErrorCode::invalid_argument, "say what to do: read");
  if (arguments[0] == "--help" || arguments[0] == "-h") {
    options.help = true;
    return options;
  }
  if (arguments[0] != "read") {
    return fail(ErrorCode::invalid_argument,
                fmt::format("'{}' is unknown; did you mean 'read'?", arguments[0]));
  }
  for (const std::string& argument : arguments.subspan(1)) {
    if (argument == "--json") {
      options.json = true;
    } else if (argument == "--help" || argument == "-h") {
      options.help = true;
    } else if (argument.starts_with("--")) {
      return fail(ErrorCode::invalid_argument, fmt::format("option '{}' is unknown", argument));
    } else if (!options.file.empty()) {
      return fail(ErrorCode::invalid_argument, "one file at a time");
    } else {
      options.file = argument;
    }
  }
  if (options.file.empty() && !options.help)
    return fail(ErrorCode::invalid_argument, "no file is named");
  return options;
}

Result<std::string> bytes_of(const std::string& file) {
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored))
    return fail(ErrorCode::invalid_argument, "this is a folder; name a file in it");
  std::ifstream in(file, std::ios::binary);
  if (!in)
    return fail(ErrorCode::not_found, "cannot be opened; check the path and the right to read it");
  std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (in.bad()) return fail(ErrorCode::unavailable, "cannot be read; its disk may be lost");
  return bytes;
}

Result<Reading> read_file(const std::string& file) {
  NJ_TRY(const std::string bytes, bytes_of(file));
  NJ_TRY(const std::string text, formats::read_document_text(file, bytes));
  NJ_TRY(const Lexicon lexicon, Lexicon::load());
  return read_plans(text, lexicon);
}

}  // namespace

int run_plan(std::span<const std::string> arguments, std::ostream& out, std::ostream& err) {
  const auto options = options_of(arguments);
  if (!options) {
    err << "niangjia plan: " << options.error().message << '\n' << kUsage;
    return kBadUsage;
  }
  if (options->help) {
    out << kUsage;
    return kDone;
  }
  const auto reading = read_file(options->file);
  if (!reading) {
    const Error& error = reading.error();
    err << options->file << ": " << error.message << '\n';
    if (!error.detail.empty()) err << "  " << error.detail << '\n';
    return kRefused;
  }
  if (options->json) {
    out << boost::json::serialize(to_json(*reading)) << '\n';
  } else {
    out << to_text(*reading);
  }
  return kDone;
}

}  // namespace niangjia::plan
