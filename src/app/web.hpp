// All routes of the program, wired to one installation.
#pragma once
#include <string>

#include "app/installation.hpp"
#include "http/router.hpp"
#include "http/stream.hpp"
#include "identity/session_routes.hpp"

namespace niangjia::app {

inline constexpr const char* kVersion = "0.1.0";

// Lives as long as the server that it fills.
class Web {
 public:
  // `assets` empty: the pages packed into the program.
  Web(Installation& installation, bool demo, std::string assets);

  [[nodiscard]] http::Router router();
  [[nodiscard]] http::StreamHub& stream() { return stream_; }

 private:
  [[nodiscard]] Result<ledger::Actor> actor_of(const http::Request& request);
  [[nodiscard]] Result<http::Response> subscribe(const http::Request& request);
  [[nodiscard]] Result<http::Response> changes(const http::Request& request);

  Installation& installation_;
  identity::SessionServices session_services_;
  std::string assets_;
  http::StreamHub stream_;
};

}  // namespace niangjia::app
