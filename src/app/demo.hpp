// An invented city to look at and to try: organisations, accounts, a year of entries, two adopted
// plans.
#pragma once
#include <ostream>

#include "app/installation.hpp"

namespace niangjia::app {

// Fills an empty installation; the same day gives the same city. `progress` hears how far it is.
[[nodiscard]] Status make_demo(Installation& installation, std::ostream& progress);
// The accounts of the demo and their password, for whoever starts it.
void tell_demo_accounts(std::ostream& out);

}  // namespace niangjia::app
