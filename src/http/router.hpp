// Which function answers which path.
#pragma once
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "http/message.hpp"

namespace niangjia::http {

class Metrics;
class RouteMetrics;

// An ordinary function. It runs on a worker thread, may block, and must respect `request.deadline`;
// many threads call it at once. An exception that escapes it becomes `internal`.
using Handler = std::function<Result<Response>(const Request&)>;

// Compressing an answer that mixes a secret with text of the asker tells the secret by its length
// (BREACH), so a route asks for it only when its answers hold no secret or nothing of the asker's.
enum class Compression { never, when_asked };

// Whether a request waits for a free worker when all are busy. What must answer then, and never
// blocks, does not.
enum class Admission { in_turn, at_once };

struct RouteOptions {
  std::size_t max_body = 0;           // bytes; 0 takes the server's limit
  std::chrono::seconds deadline{0};   // for the whole request; 0 takes the server's limit
  std::chrono::seconds body_time{0};  // for the body to arrive; 0 takes the server's limit
  Compression compression = Compression::never;
  Admission admission = Admission::in_turn;
};

struct Route {
  Method method;
  std::string pattern;  // what the log and the metrics call it
  Handler handler;
  RouteOptions options;
  RouteMetrics* metrics;  // in the router's metrics
};

// Routes by pattern. Filled once at start, then read by all threads.
class Router {
 public:
  Router();
  ~Router();
  Router(Router&&) noexcept;
  Router& operator=(Router&&) noexcept;

  // A pattern is literal segments and parameters: "/api/ledgers/{ledger}/entries:batch",
  // "/api/plans/{plan}:adopt". A parameter takes one whole segment, or a segment up to a literal
  // ending; a literal beats a parameter. Adding the same method and pattern twice, or a malformed
  // pattern, ends the process: it is our own fault.
  void add(Method method, std::string_view pattern, Handler handler, RouteOptions options = {});
  // Answers GET and HEAD of every path that no pattern fits: static files. At most one.
  void set_fallback(Handler handler, RouteOptions options = {});

  struct Match {
    const Route* route = nullptr;  // null: none, see `allowed`
    std::string allowed;           // "GET, HEAD, POST" when the path exists with other methods
  };
  // Finds the route of `request.method` and `request.path` and sets the request's parameters.
  // HEAD finds GET.
  [[nodiscard]] Match match(Request& request) const;

  // Matches and calls, as the server does but without one: errors and exceptions become answers,
  // HEAD keeps its body. For tests of routes.
  [[nodiscard]] Response answer(Request& request) const;
  // Only calls; nothing is thrown.
  [[nodiscard]] static Response call(const Route& route, const Request& request);
  // The answer when nothing matched: 404, or 405 with Allow.
  [[nodiscard]] static Response refusal(const Match& match, const Request& request);

  // Counts what the server does; other folders add gauges of their own.
  [[nodiscard]] const std::shared_ptr<Metrics>& metrics() const { return metrics_; }

 private:
  struct Node;
  struct Search;
  std::unique_ptr<Route> make_route(Method, std::string_view pattern, Handler, RouteOptions);

  std::unique_ptr<Node> root_;
  std::unique_ptr<Route> fallback_;
  std::shared_ptr<Metrics> metrics_;
};

}  // namespace niangjia::http
