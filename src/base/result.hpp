// How every function that may fail in a healthy program answers.
#pragma once
#include <map>
#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace niangjia {

// Stable codes; the words are the ones on the wire (`error.code`).
enum class ErrorCode {
  invalid_argument,   // the request or input is wrong                 400
  unauthenticated,    // nobody is signed in                           401
  forbidden,          // signed in, without the right                  403
  not_found,          // absent, or not open to the asker              404
  conflict,           // somebody changed it first; duplicates         409
  too_large,          // over a limit of size                          413
  invalid_fields,     // values were refused field by field            422
  too_many_requests,  // throttled                                     429
  internal,           // our fault                                     500
  unavailable,        // busy, store gone, disk full: try again later  503
  deadline_exceeded,  // the time for the request ran out              504
};

// The word on the wire, for example "not_found".
[[nodiscard]] const char* to_string(ErrorCode code);
[[nodiscard]] int http_status(ErrorCode code);

// What went wrong, for two readers who never see each other's part: `message` is for the log and
// may name tables and paths; `detail` and `fields` are for the client and carry nothing private.
struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string message;
  std::string detail;  // a key of the interface's texts or a sentence; may be empty
  std::map<std::string, std::string> fields;  // field key -> what to do about it
};

template <class T>
using Result = tl::expected<T, Error>;

// Success without a value.
struct Done {};
using Status = Result<Done>;

[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string message,
                                                std::string detail = {}) {
  return tl::unexpected<Error>(Error{code, std::move(message), std::move(detail), {}});
}
[[nodiscard]] inline tl::unexpected<Error> fail(Error error) {
  return tl::unexpected<Error>(std::move(error));
}

// Ends the process with a message: an invariant of our own is broken.
[[noreturn]] void assert_failed(const char* condition, const char* file, int line);

}  // namespace niangjia

#define NJ_CONCAT_(a, b) a##b
#define NJ_CONCAT(a, b) NJ_CONCAT_(a, b)

// NJ_TRY(auto x, call());  takes the value, or returns the error to the caller.
#define NJ_TRY(declaration, ...)                                                                  \
  auto NJ_CONCAT(nj_result_, __LINE__) = (__VA_ARGS__);                                           \
  if (!NJ_CONCAT(nj_result_, __LINE__))                                                           \
    return tl::unexpected<::niangjia::Error>(std::move(NJ_CONCAT(nj_result_, __LINE__).error())); \
  declaration = std::move(*NJ_CONCAT(nj_result_, __LINE__))

// NJ_CHECK(call());  returns the error to the caller and drops the value.
#define NJ_CHECK(...)                                                         \
  do {                                                                        \
    if (auto nj_status = (__VA_ARGS__); !nj_status)                           \
      return tl::unexpected<::niangjia::Error>(std::move(nj_status.error())); \
  } while (false)

#define NJ_ASSERT(condition) \
  ((condition) ? void() : ::niangjia::assert_failed(#condition, __FILE__, __LINE__))
