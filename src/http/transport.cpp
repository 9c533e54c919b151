#include "http/transport.hpp"

#include <sys/socket.h>

#include <boost/asio/ssl/stream.hpp>

namespace niangjia::http {
namespace {

// Calls one of the listener's functions and keeps it alive until then.
template <class Event>
auto tell(Listener listener, Event event) {
  return [listener = std::move(listener), event](SocketError error, std::size_t count = 0) {
    event(*listener, error, count);
  };
}
constexpr auto kRead = [](TransportEvents& to, SocketError error, std::size_t count) {
  to.on_read(error, count);
};
constexpr auto kWritten = [](TransportEvents& to, SocketError error, std::size_t count) {
  to.on_written(error, count);
};
constexpr auto kOpen = [](TransportEvents& to, SocketError error, std::size_t) {
  to.on_open(error);
};
constexpr auto kEnded = [](TransportEvents& to, SocketError, std::size_t) { to.on_ended(); };

class PlainTransport final : public Transport {
 public:
  explicit PlainTransport(Socket socket) : socket_(std::move(socket)) {
    SocketError ignored;
    socket_.non_blocking(true, ignored);
  }
  void open(Listener listener) override { listener->on_open({}); }
  void read(asio::mutable_buffer buffer, Listener listener) override {
    socket_.async_read_some(buffer, tell(std::move(listener), kRead));
  }
  std::size_t write_now(const ConstBuffers& buffers, SocketError& error) override {
    const auto count = socket_.write_some(buffers, error);
    if (error == asio::error::would_block) error = {};
    return count;
  }
  void write(const ConstBuffers& buffers, Listener listener) override {
    socket_.async_write_some(buffers, tell(std::move(listener), kWritten));
  }
  void end(Listener listener) override {
    ::shutdown(handle(), SHUT_WR);
    listener->on_ended();
  }
  int handle() override { return socket_.native_handle(); }

 private:
  Socket socket_;
};

class TlsTransport final : public Transport {
 public:
  TlsTransport(Socket socket, asio::ssl::context& context) : stream_(std::move(socket), context) {}
  void open(Listener listener) override {
    stream_.async_handshake(asio::ssl::stream_base::server, tell(std::move(listener), kOpen));
  }
  void read(asio::mutable_buffer buffer, Listener listener) override {
    stream_.async_read_some(buffer, tell(std::move(listener), kRead));
  }
  std::size_t write_now(const ConstBuffers&, SocketError&) override { return 0; }
  void write(const ConstBuffers& buffers, Listener listener) override {
    stream_.async_write_some(buffers, tell(std::move(listener), kWritten));
  }
  void end(Listener listener) override {
    stream_.async_shutdown(tell(std::move(listener), kEnded));
  }
  int handle() override { return stream_.next_layer().native_handle(); }

 private:
  asio::ssl::stream<Socket> stream_;
};

}  // namespace

std::unique_ptr<Transport> make_plain_transport(Socket socket) {
  return std::make_unique<PlainTransport>(std::move(socket));
}

std::unique_ptr<Transport> make_tls_transport(Socket socket, asio::ssl::context& context) {
  return std::make_unique<TlsTransport>(std::move(socket), context);
}

}  // namespace niangjia::http
