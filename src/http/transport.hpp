// The bytes of one connection, plain or under TLS. At most one read and one write are under way.
#pragma once
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/system/error_code.hpp>
#include <memory>

namespace niangjia::http {

namespace asio = boost::asio;
using SocketError = boost::system::error_code;
// The io_context's own executor: the type-erased default costs an allocation per wait.
using Socket = asio::basic_stream_socket<asio::ip::tcp, asio::io_context::executor_type>;
using ConstBuffers = std::array<asio::const_buffer, 2>;

// Who hears how it went. Kept alive by whatever is under way.
class TransportEvents {
 public:
  virtual ~TransportEvents() = default;
  virtual void on_open(SocketError error) = 0;
  virtual void on_read(SocketError error, std::size_t count) = 0;
  virtual void on_written(SocketError error, std::size_t count) = 0;
  virtual void on_ended() = 0;
};
using Listener = std::shared_ptr<TransportEvents>;

class Transport {
 public:
  virtual ~Transport() = default;
  virtual void open(Listener listener) = 0;
  virtual void read(asio::mutable_buffer buffer, Listener listener) = 0;
  // Writes what goes without waiting; 0 when nothing does. Saves the way through the scheduler.
  virtual std::size_t write_now(const ConstBuffers& buffers, SocketError& error) = 0;
  virtual void write(const ConstBuffers& buffers, Listener listener) = 0;
  // Tells the other side that no more will come; it may still be sending.
  virtual void end(Listener listener) = 0;

  // For shutting down from another thread: stays open until this object is destroyed.
  [[nodiscard]] virtual int handle() = 0;
};

[[nodiscard]] std::unique_ptr<Transport> make_plain_transport(Socket socket);
[[nodiscard]] std::unique_ptr<Transport> make_tls_transport(Socket socket,
                                                            asio::ssl::context& context);

}  // namespace niangjia::http
