// Bytes of one connection in, requests out. Beast's parser does the grammar; the rules that keep
// two readers of the same bytes from disagreeing (request smuggling) are added here. Knows no
// sockets.
#pragma once
#include <boost/asio/buffer.hpp>
#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "http/message.hpp"
#include "http/options.hpp"

namespace niangjia::http {

// Why a request is refused; `reason` is for the log.
struct Refusal {
  int status = 400;
  std::string_view reason;
};

class RequestReader {
 public:
  enum class Outcome { need_more, done, refused };

  explicit RequestReader(const Limits& limits);
  ~RequestReader();
  RequestReader(RequestReader&&) = delete;

  // Where the next bytes go; `commit` says how many came.
  [[nodiscard]] boost::asio::mutable_buffer prepare();
  void commit(std::size_t count);
  // Whether bytes of a next request have come.
  [[nodiscard]] bool is_empty() const { return begin_ == end_; }

  // First the head into everything of `request` but its body, then the body. Bytes that follow the
  // request stay for the next one.
  [[nodiscard]] Outcome read_head(Request& request);
  [[nodiscard]] Outcome read_body(Request& request, std::size_t max_body);
  [[nodiscard]] const Refusal& refusal() const { return refusal_; }

  // Valid after the head.
  [[nodiscard]] bool keeps_alive() const;
  [[nodiscard]] bool has_body() const;
  [[nodiscard]] bool expects_continue() const;
  // What the body announces; `max_body` when it does not say.
  [[nodiscard]] std::size_t expected_body(std::size_t max_body) const;

  // Forgets what has come: no request will be read from it.
  void drop();
  // Ready for the next request.
  void start_over();

 private:
  class Parser;

  Outcome refuse(int status, std::string_view reason);
  // Finds the end of the head; need_more, or refused for what Beast would let pass.
  Outcome find_head();
  Outcome check_head(Request& request);

  const Limits& limits_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::size_t scanned_ = 0;   // from begin_: lines known to be sound
  std::size_t head_end_ = 0;  // from begin_, when found
  std::unique_ptr<Parser> parser_;
  Refusal refusal_;
};

}  // namespace niangjia::http
