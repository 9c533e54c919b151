// Who is asking.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "db/transaction.hpp"

namespace niangjia::identity {

// A role that an account holds at an organisation, from a day to a day, both counted.
struct Position {
  std::string role;  // id of a catalogue role
  OrganisationId organisation;
  std::string title;  // "妇联主席"; may be empty
  Day from;
  std::optional<Day> to;
};

struct Caller {
  AccountId account;
  std::string login;
  std::string name;
  std::vector<Position> positions;  // those held today
  std::string language;             // "zh" or "en"
  bool by_cookie = false;           // a browser, not a program with a token
};

// All positions of an account, of any time. Positions are entries of a ledger, which lies above;
// `app` wires it in.
using PositionSource =
    std::function<Result<std::vector<Position>>(db::Tx& tx, std::string_view login)>;

}  // namespace niangjia::identity
