// One function per group of verbs; each takes what follows its name.
#pragma once
#include <CLI/CLI.hpp>
#include <ostream>
#include <span>
#include <string>
#include <vector>

#include "app/installation.hpp"

namespace niangjia::app {

struct Console {
  std::ostream& out;
  std::ostream& err;
};
using Arguments = std::span<const std::string>;

inline constexpr int kDone = 0, kRefused = 1, kWrongUsage = 2;

int serve_verb(Arguments arguments, Console console);
int organisation_verb(Arguments arguments, Console console);
int divisions_verb(Arguments arguments, Console console);
int user_verb(Arguments arguments, Console console);
int token_verb(Arguments arguments, Console console);
int audit_verb(Arguments arguments, Console console);
int counters_verb(Arguments arguments, Console console);
int migrate_verb(Arguments arguments, Console console);

// Adds --data and --database, which name the installation.
void add_installation_options(CLI::App& app, InstallationOptions& options);
// Parses; the exit status when the program should end now (help was asked for, usage is wrong),
// else -1.
int parse(CLI::App& app, Arguments arguments, Console console);
// Writes the error for a person on stderr and answers kRefused.
int refuse(Console console, const Error& error);

}  // namespace niangjia::app
