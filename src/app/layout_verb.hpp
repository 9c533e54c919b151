// niangjia org layout: a tree of organisations from the divisions of a subtree.
#pragma once
#include <string>

#include "app/verbs.hpp"
#include "organisation/layout_rule.hpp"

namespace niangjia::app {

struct LayoutOptions {
  std::string code, under;
  std::string rule = std::string(organisation::kUsualLayout);
  int depth = 5;
  bool dry_run = false, json = false;
};

void add_layout_options(CLI::App& layout, LayoutOptions& options);
int lay_out(Installation& installation, const LayoutOptions& options, Console console);

}  // namespace niangjia::app
