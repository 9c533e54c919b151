#include "http/server.hpp"

#include <fmt/format.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

#include "base/log.hpp"
#include "http/connection.hpp"
#include "http/service.hpp"

namespace niangjia::http {
namespace {

using Tcp = asio::ip::tcp;
using Acceptor = asio::basic_socket_acceptor<Tcp, asio::io_context::executor_type>;
using namespace std::chrono_literals;

constexpr auto kTick = 1000ms;
constexpr auto kShortestTick = 20ms;
constexpr auto kStopStep = 20ms;
constexpr auto kAcceptPause = 100ms;

// How often overdue connections are looked for: a quarter of the shortest limit, a second at most.
std::chrono::milliseconds tick_of(const ServerOptions& options) {
  const auto& limits = options.limits;
  const auto shortest = std::min({limits.header_time, limits.body_time, limits.idle_time,
                                  limits.write_time, limits.linger_time, options.heartbeat});
  return std::clamp(shortest / 4, kShortestTick, kTick);
}

// TLS 1.2 and later; the answer to "which protocol" is always HTTP/1.1.
Result<std::unique_ptr<asio::ssl::context>> make_tls(const Tls& tls) {
  auto context = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
  SSL_CTX_set_min_proto_version(context->native_handle(), TLS1_2_VERSION);
  SSL_CTX_set_options(context->native_handle(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  SocketError error;
  context->use_certificate_chain_file(tls.certificate_file, error);
  if (error) {
    return fail(ErrorCode::invalid_argument, fmt::format("{}: not a readable PEM certificate: {}",
                                                         tls.certificate_file, error.message()));
  }
  context->use_private_key_file(tls.key_file, asio::ssl::context::pem, error);
  if (error) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("{}: not the PEM key of {}: {}", tls.key_file, tls.certificate_file,
                            error.message()));
  }
  return context;
}

}  // namespace

class Server::Core {
 public:
  Core(ServerOptions options, Router router, std::unique_ptr<asio::ssl::context> tls)
      : tls_(std::move(tls)),
        service_(std::move(options), std::move(router), tls_ != nullptr),
        work_(service_.io.get_executor()),
        acceptor_(service_.io),
        accept_pause_(service_.io),
        tick_(service_.io),
        signals_(service_.io) {}
  ~Core() { stop(); }

  Status listen();
  void start();
  void run();
  void stop();
  [[nodiscard]] std::uint16_t port() const { return port_; }

 private:
  void accept();
  void welcome(Socket socket);
  void tick();
  void let_finish();

  std::unique_ptr<asio::ssl::context> tls_;
  Service service_;
  asio::executor_work_guard<asio::io_context::executor_type> work_;
  Acceptor acceptor_;
  asio::steady_timer accept_pause_;
  asio::steady_timer tick_;
  asio::signal_set signals_;
  std::uint16_t port_ = 0;
  std::vector<std::thread> threads_;
  std::mutex stop_mutex_;
  std::promise<void> asked_to_stop_;
  std::once_flag asked_once_;
};

Status Server::Core::listen() {
  const auto& options = service_.options;
  SocketError error;
  const auto address = asio::ip::make_address(options.address, error);
  if (error) {
    return fail(
        ErrorCode::invalid_argument,
        fmt::format("'{}' is not an IP address; use for example 127.0.0.1 or ::", options.address));
  }
  const Tcp::endpoint endpoint(address, options.port);
  acceptor_.open(endpoint.protocol(), error);
  if (!error) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor_.bind(endpoint, error);
  if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
  if (error) {
    return fail(ErrorCode::unavailable, fmt::format("cannot listen on {}:{}: {}", options.address,
                                                    options.port, error.message()));
  }
  port_ = acceptor_.local_endpoint(error).port();
  return Done{};
}

void Server::Core::start() {
  if (!threads_.empty()) return;
  accept();
  tick();
  const auto count = service_.options.workers + service_.options.spare_threads;
  for (std::size_t i = 0; i < count; ++i) threads_.emplace_back([this] { service_.io.run(); });
}

void Server::Core::run() {
  signals_.add(SIGINT);
  signals_.add(SIGTERM);
  signals_.async_wait([this](SocketError error, int) {
    if (!error) std::call_once(asked_once_, [this] { asked_to_stop_.set_value(); });
  });
  start();
  asked_to_stop_.get_future().wait();
  stop();
}

void Server::Core::accept() {
  acceptor_.async_accept([this](SocketError error, Socket socket) {
    if (service_.stopping) return;
    if (!error) {
      welcome(std::move(socket));
      return accept();
    }
    // Out of descriptors, most likely: some will be closed soon.
    accept_pause_.expires_after(kAcceptPause);
    accept_pause_.async_wait([this](SocketError) {
      if (!service_.stopping) accept();
    });
  });
}

void Server::Core::welcome(Socket socket) {
  SocketError error;
  const auto remote = socket.remote_endpoint(error);
  if (error) return;
  const Peer peer{remote.address().to_string(), remote.address().is_loopback()};
  if (!service_.connections.has_room_for(peer.address, peer.is_loopback)) return;  // closes it
  socket.set_option(Tcp::no_delay(true), error);
  auto transport =
      tls_ ? make_tls_transport(std::move(socket), *tls_) : make_plain_transport(std::move(socket));
  std::make_shared<Connection>(service_, std::move(transport), peer)->start();
}

void Server::Core::tick() {
  tick_.expires_after(tick_of(service_.options));
  tick_.async_wait([this](SocketError error) {
    if (error) return;
    const auto now = Connection::Clock::now();
    for (const auto& connection : service_.connections.all()) connection->on_tick(now);
    service_.log.flush();
    tick();
  });
}

void Server::Core::stop() {
  std::call_once(asked_once_, [this] { asked_to_stop_.set_value(); });
  const std::lock_guard lock(stop_mutex_);
  if (service_.stopping.exchange(true)) return;
  const auto stop_listening = [this] {
    SocketError ignored;
    acceptor_.close(ignored);
  };
  if (!threads_.empty()) {
    asio::post(service_.io, stop_listening);
    let_finish();
  }
  service_.io.stop();
  for (auto& thread : threads_) thread.join();
  stop_listening();  // again, if no thread came to it
  service_.workers.close();
  service_.log.flush();
}

void Server::Core::let_finish() {
  const auto last = Connection::Clock::now() + service_.options.shutdown_time;
  do {
    // Again and again: a connection may become idle only after its last answer.
    for (const auto& connection : service_.connections.all()) connection->stop();
    if (service_.connections.wait_until_none(kStopStep)) return;
  } while (Connection::Clock::now() < last);
  log::warn("http: some requests did not finish within the time for stopping and are cut off");
  for (const auto& connection : service_.connections.all()) connection->abort();
}

Server::Server(std::unique_ptr<Core> core) : core_(std::move(core)) {}
Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::create(ServerOptions options, Router router) {
  std::unique_ptr<asio::ssl::context> tls;
  if (!options.tls.certificate_file.empty()) {
    NJ_TRY(tls, make_tls(options.tls));
  }
  auto core = std::make_unique<Core>(std::move(options), std::move(router), std::move(tls));
  NJ_CHECK(core->listen());
  return std::unique_ptr<Server>(new Server(std::move(core)));
}

void Server::start() { core_->start(); }
void Server::run() { core_->run(); }
void Server::stop() { core_->stop(); }
std::uint16_t Server::port() const { return core_->port(); }

}  // namespace niangjia::http
