// The organisations of the demo and the people who sign in at them.
#pragma once
#include <ostream>
#include <span>
#include <string>
#include <vector>

#include "app/demo/data.hpp"
#include "app/installation.hpp"

namespace niangjia::app::demo {

inline constexpr const char* kPassword = "yunxiu-demo";

struct Place {
  OrganisationId id;
  std::string name;         // as people call it: "石桥镇", "榆树湾村"
  std::string full_name;    // of the organisation: "石桥镇妇联"
  std::string kind, level;  // level: city, county, street, community, bureau, school
  std::size_t parent = 0;   // index of the place above; of the first place its own
  std::string chair;        // who signs for it
};

struct DemoAccount {
  AccountId id;
  std::string login, name, role, title;
  std::size_t place = 0;
  std::vector<std::string> writes;  // ledgers, or "*"
};

class City {
 public:
  // Writes organisations, second lines and accounts; positions are entries and come with the
  // others.
  [[nodiscard]] static Result<City> found(Installation& installation, const Row& data,
                                          const Row& work, Day since);

  [[nodiscard]] const std::vector<Place>& places() const { return places_; }
  [[nodiscard]] const std::vector<DemoAccount>& accounts() const { return accounts_; }
  // Both end the process when there is none: the demo's own files name it.
  [[nodiscard]] std::size_t place(std::string_view full_name) const;
  [[nodiscard]] const DemoAccount& account(std::string_view login) const;
  // Indexes of the places of one of the levels that are `top` or below it.
  [[nodiscard]] std::vector<std::size_t> below(
      std::size_t top, std::initializer_list<std::string_view> levels) const;
  // Who writes a ledger for a place: its own account, else the nearest above.
  [[nodiscard]] AccountId writer(std::size_t place, std::string_view ledger) const;

 private:
  void plan_places(const Row& data);
  Status add_organisations(Installation& installation, Moment at);
  Status add_second_lines(Installation& installation, const Row& bureau, Day since);
  Status add_accounts(Installation& installation, const Row& data);
  void name_chairs(const Row& work);

  std::vector<Place> places_;
  std::vector<DemoAccount> accounts_;
};

}  // namespace niangjia::app::demo
