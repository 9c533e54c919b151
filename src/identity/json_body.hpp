// The body of a small request: a JSON object of texts.
#pragma once
#include <boost/json/object.hpp>
#include <map>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "http/message.hpp"

namespace niangjia::identity {

// Reads members one by one and collects what is wrong with them. Belongs to one thread.
class JsonBody {
 public:
  // Fails with `invalid_argument` when the body is no JSON object.
  [[nodiscard]] static Result<JsonBody> parse(const http::Request& request);

  [[nodiscard]] bool has(std::string_view key) const { return object_.contains(key); }
  // "" when it is absent or no text; complete() then names it.
  [[nodiscard]] std::string text(std::string_view key);
  // Fails with `invalid_fields` naming all that were asked for and are absent or no text.
  [[nodiscard]] Status complete() const;

 private:
  JsonBody(boost::json::object object, http::Language language)
      : object_(std::move(object)), language_(language) {}

  boost::json::object object_;
  http::Language language_;
  std::map<std::string, std::string> faults_;
};

}  // namespace niangjia::identity
