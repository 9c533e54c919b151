// Streaming XML for office files. Names are given without their namespace prefix: office programs
// differ in prefixes and in the two namespaces (transitional and strict), the local names never
// clash where we read.
#pragma once
#include <expat.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace niangjia::formats {

// The attributes of one element; lives as long as the call that it is given to.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
  // By local name: `w:val` is found as "val".
  [[nodiscard]] std::optional<std::string_view> find(std::string_view local_name) const;
  // The value, or "" when there is none.
  [[nodiscard]] std::string_view get(std::string_view local_name) const;
  // The value as a whole number; nullopt when absent, malformed or beyond int.
  [[nodiscard]] std::optional<int> number(std::string_view local_name) const;
  // An on/off property of an element that is there: true unless `val` says 0, false or off.
  [[nodiscard]] bool is_on() const;

 private:
  const char** pairs_;
};

// What somebody does with a stream of elements. Text may come in several parts.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void text(std::string_view utf8) = 0;

  // Ends the reading with this error; the first one counts.
  void refuse(Error error);
  [[nodiscard]] const std::optional<Error>& refused() const { return refused_; }

 private:
  std::optional<Error> refused_;
};

// Fed with chunks, calls the handler. Refuses a DOCTYPE (office files have none; entities are the
// way to XML bombs), nesting deeper than 256 and single tags longer than 1 MiB, all with
// `invalid_argument`.
class XmlParser {
 public:
  // The handler must outlive the parser; `part` names the file in messages.
  XmlParser(XmlHandler& handler, std::string part);
  XmlParser(const XmlParser&) = delete;
  XmlParser& operator=(const XmlParser&) = delete;

  [[nodiscard]] Status feed(std::string_view chunk);
  [[nodiscard]] Status finish();

 private:
  static void on_start(void* self, const char* name, const char** attributes);
  static void on_end(void* self, const char* name);
  static void on_text(void* self, const char* utf8, int size);
  static void on_doctype(void* self, const char*, const char*, const char*, int);
  void refuse(const char* why);
  void stop_if_refused();
  [[nodiscard]] Status parse(std::string_view chunk, bool last);

  XmlHandler& handler_;
  std::string part_;
  std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser_;
  int depth_ = 0;
  long long fed_ = 0;
};

}  // namespace niangjia::formats
