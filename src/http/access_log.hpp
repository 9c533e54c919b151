// One line per answer: method, route pattern, status, bytes, microseconds, request id. Never the
// path, the query, an address or an account: those may be personal.
#pragma once
#include <chrono>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace niangjia::http {

struct AnswerRecord {
  std::string_view method;
  std::string_view pattern;
  int status;
  std::size_t bytes;
  std::chrono::microseconds taken;
  std::string_view request_id;
};

// Lines are gathered and given away in blocks: a write for each would cost more than the answer.
class AccessLog {
 public:
  using Sink = std::function<void(std::string_view lines)>;
  // An empty sink drops everything.
  explicit AccessLog(Sink sink);
  ~AccessLog();

  void add(const AnswerRecord& record);
  // Gives away what has gathered. Called every second by the server.
  void flush();

 private:
  Sink sink_;
  std::mutex mutex_;
  std::string lines_;
};

// A sink that writes to the standard error stream.
void write_to_stderr(std::string_view lines);

}  // namespace niangjia::http
