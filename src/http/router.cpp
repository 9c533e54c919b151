#include "http/router.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <map>
#include <vector>

#include "http/error_answer.hpp"
#include "http/metrics.hpp"

namespace niangjia::http {

// One place in the tree of segments.
struct Router::Node {
  struct Parameter {
    std::string name;
    std::string ending;  // literal text after the parameter, often ""
    std::unique_ptr<Node> node;
  };
  std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
  std::vector<Parameter> parameters;  // the longest ending first
  std::array<std::unique_ptr<Route>, kMethodCount> routes;

  Node& child(std::string_view segment);
};

Router::Node& Router::Node::child(std::string_view segment) {
  if (!segment.starts_with('{')) {
    NJ_ASSERT(segment.find_first_of("{}") == std::string_view::npos);
    auto& node = literals[std::string(segment)];
    if (!node) node = std::make_unique<Node>();
    return *node;
  }
  const auto close = segment.find('}');
  NJ_ASSERT(close != std::string_view::npos && close > 1);
  const auto name = segment.substr(1, close - 1);
  const auto ending = segment.substr(close + 1);
  for (auto& known : parameters) {
    if (known.name == name && known.ending == ending) return *known.node;
  }
  const auto shorter = std::ranges::find_if(
      parameters, [&](const auto& known) { return known.ending.size() < ending.size(); });
  return *parameters
              .insert(shorter, {std::string(name), std::string(ending), std::make_unique<Node>()})
              ->node;
}

// One walk down the tree. Without the method the walk goes on, so that "/x/new" with POST alone
// does not hide GET "/x/{id}"; the methods met on the way are the ones to name in a refusal.
struct Router::Search {
  Request& request;
  Method wanted;
  std::array<bool, kMethodCount> met{};
  const Route* found = nullptr;

  bool walk(const Node& node, std::string_view rest);
  bool arrive(const Node& node);
};

bool Router::Search::arrive(const Node& node) {
  for (std::size_t i = 0; i < kMethodCount; ++i) met[i] = met[i] || node.routes[i] != nullptr;
  found = node.routes[static_cast<std::size_t>(wanted)].get();
  return found != nullptr;
}

bool Router::Search::walk(const Node& node, std::string_view rest) {
  if (rest.empty()) return arrive(node);
  const auto end = std::min(rest.find('/', 1), rest.size());
  const auto segment = rest.substr(1, end - 1);
  rest.remove_prefix(end);
  if (const auto literal = node.literals.find(segment);
      literal != node.literals.end() && walk(*literal->second, rest)) {
    return true;
  }
  for (const auto& [name, ending, child] : node.parameters) {
    if (segment.size() <= ending.size() || !segment.ends_with(ending)) continue;
    const auto count = request.parameter_count();
    request.set_parameter(name, segment.substr(0, segment.size() - ending.size()));
    if (walk(*child, rest)) return true;
    request.drop_parameters(count);
  }
  return false;
}

Router::Router() : root_(std::make_unique<Node>()), metrics_(std::make_shared<Metrics>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

std::unique_ptr<Route> Router::make_route(Method method, std::string_view pattern, Handler handler,
                                          RouteOptions options) {
  auto& metrics = metrics_->add_route(to_string(method), pattern);
  return std::make_unique<Route>(
      Route{method, std::string(pattern), std::move(handler), options, &metrics});
}

void Router::add(Method method, std::string_view pattern, Handler handler, RouteOptions options) {
  NJ_ASSERT(pattern.starts_with('/'));
  Node* node = root_.get();
  for (auto rest = pattern; !rest.empty();) {
    const auto end = std::min(rest.find('/', 1), rest.size());
    node = &node->child(rest.substr(1, end - 1));
    rest.remove_prefix(end);
  }
  auto& place = node->routes[static_cast<std::size_t>(method)];
  NJ_ASSERT(place == nullptr);
  place = make_route(method, pattern, std::move(handler), options);
}

void Router::set_fallback(Handler handler, RouteOptions options) {
  NJ_ASSERT(fallback_ == nullptr);
  fallback_ = make_route(Method::get, "(files)", std::move(handler), options);
}

Router::Match Router::match(Request& request) const {
  const auto wanted = request.method == Method::head ? Method::get : request.method;
  Search search{request, wanted};
  if (search.walk(*root_, request.path)) return {search.found, {}};
  Match match;
  for (std::size_t i = 0; i < kMethodCount; ++i) {
    if (!search.met[i]) continue;
    if (!match.allowed.empty()) match.allowed += ", ";
    match.allowed += to_string(static_cast<Method>(i));
    if (static_cast<Method>(i) == Method::get) match.allowed += ", HEAD";
  }
  if (match.allowed.empty() && wanted == Method::get) match.route = fallback_.get();
  return match;
}

Response Router::answer(Request& request) const {
  const auto match = this->match(request);
  return match.route ? call(*match.route, request) : refusal(match, request);
}

Response Router::call(const Route& route, const Request& request) {
  try {
    auto result = route.handler(request);
    if (result) return std::move(*result);
    return error_response(result.error(), request);
  } catch (const std::exception& exception) {
    return error_response(Error{ErrorCode::internal, exception.what(), {}, {}}, request);
  } catch (...) {
    return error_response(Error{ErrorCode::internal, "unknown exception", {}, {}}, request);
  }
}

Response Router::refusal(const Match& match, const Request& request) {
  if (match.allowed.empty()) return refuse(404, ErrorCode::not_found, request);
  auto response = refuse(405, ErrorCode::invalid_argument, request);
  response.set_header("Allow", match.allowed);
  return response;
}

}  // namespace niangjia::http
