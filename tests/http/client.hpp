// A client that sends the bytes it is told to and reads what comes, for tests over real sockets.
#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>
#include <chrono>
#include <string>
#include <string_view>

namespace niangjia::http {

class Client {
 public:
  explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    is_connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  Client(const Client&) = delete;
  ~Client() { ::close(socket_); }

  [[nodiscard]] bool is_connected() const { return is_connected_; }

  Client& send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) break;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return *this;
  }

  // One answer with the body that its Content-Length announces; what has come when the server
  // closes.
  std::string read_answer() {
    std::size_t head;
    while ((head = pending_.find("\r\n\r\n")) == std::string::npos) {
      if (!read_more()) return take(pending_.size());
    }
    head += 4;
    std::size_t length = 0;
    const auto at = pending_.find("Content-Length: ");
    if (at < head) std::from_chars(pending_.data() + at + 16, pending_.data() + head, length);
    while (pending_.size() < head + length && read_more()) {
    }
    return take(head + length);
  }

  // The head alone, for answers to HEAD and for streams.
  std::string read_head() { return read_until("\r\n\r\n"); }

  std::string read_until(std::string_view text) {
    std::size_t at;
    while ((at = pending_.find(text)) == std::string::npos) {
      if (!read_more()) return take(pending_.size());
    }
    return take(at + text.size());
  }

  std::string read_all() {
    while (read_more()) {
    }
    return take(pending_.size());
  }

  // What has come after waiting for `time` at most.
  std::string read_now(std::chrono::milliseconds time) {
    read_more(static_cast<int>(time.count()));
    return take(pending_.size());
  }

  // Waits, without reading, until the server has cut the connection.
  bool wait_for_reset() const {
    pollfd waiting{socket_, POLLRDHUP, 0};
    return ::poll(&waiting, 1, kPatienceMs) == 1;
  }

  // Whether the server has closed, waiting for it.
  bool is_closed() { return read_all().empty() && !is_late_; }

 private:
  static constexpr int kPatienceMs = 10'000;

  bool read_more(int patience_ms = kPatienceMs) {
    pollfd waiting{socket_, POLLIN, 0};
    if (::poll(&waiting, 1, patience_ms) <= 0) {
      is_late_ = true;
      return false;
    }
    char buffer[65536];
    const auto count = ::recv(socket_, buffer, sizeof buffer, 0);
    if (count <= 0) return false;
    pending_.append(buffer, static_cast<std::size_t>(count));
    return true;
  }
  std::string take(std::size_t count) {
    auto taken = pending_.substr(0, count);
    pending_.erase(0, count);
    return taken;
  }

  int socket_;
  bool is_connected_ = false;
  bool is_late_ = false;
  std::string pending_;
};

inline int status_of(std::string_view answer) {
  int status = 0;
  if (answer.starts_with("HTTP/1.1 "))
    std::from_chars(answer.data() + 9, answer.data() + 12, status);
  return status;
}

}  // namespace niangjia::http
