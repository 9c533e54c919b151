// One client: reads requests, has them answered, writes the answers, one after the other.
#pragma once
#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <string>

#include "http/request_reader.hpp"
#include "http/response_writer.hpp"
#include "http/router.hpp"
#include "http/transport.hpp"
#include "http/workers.hpp"

namespace niangjia::http {

struct Service;

// Where a connection comes from.
struct Peer {
  std::string address;
  bool is_loopback = false;
};

// Everything happens on the thread that completed the last read or write, without a hand-off: what
// has been read is answered and written at once, and only then is the next read begun. Between two
// steps a connection is owned by what is under way (a read, a write, a place in the queue) or,
// while it streams, by itself. `on_tick` and `stop` may be called by any thread.
class Connection final : public TransportEvents, public std::enable_shared_from_this<Connection> {
 public:
  using Clock = std::chrono::steady_clock;

  Connection(Service& service, std::unique_ptr<Transport> transport, Peer peer);
  ~Connection() override;

  void start();
  // Whether a request that has been read asks the workers for a turn or has one.
  enum class Standing { asks, has_turn };
  // Answers the connection's request, and then those of the connections that get the turn after it.
  static void work(std::shared_ptr<Connection> one, Standing standing);
  // Ends what takes too long; keeps silent streams alive. Called about every second.
  void on_tick(Clock::time_point now);
  // Ends the connection as soon as no request is under way.
  void stop();
  // Ends it now.
  void abort();

  void on_open(SocketError error) override;
  void on_read(SocketError error, std::size_t count) override;
  void on_written(SocketError error, std::size_t count) override;
  void on_ended() override;

 private:
  // What the connection waits for, and hence what the clock measures.
  enum class Phase { handshake, idle, head, body, handler, writing, streaming, lingering };
  enum class After { next_request, rest_of_body, stream, end };
  // Whether the connection has more to do at once, or waits (or is over).
  enum class Next { go_on, wait };

  void enter(Phase phase, std::chrono::milliseconds time);
  void run();
  Next read_on();
  void read();

  Next read_head();
  Next begin_body();
  Next read_body();
  Next refuse(const Refusal& refusal);
  void learn_origin();

  Next admit();
  Next serve(Standing standing, std::shared_ptr<Connection>& next);
  void answer();
  Next send(After after);
  Next send_interim();
  Next write();
  [[nodiscard]] std::size_t unwritten() const;
  Next after_writing();
  void record() const;
  Next next_request();
  Next linger();

  void start_stream();
  void pump_stream();
  void keep_pumping();
  bool fill_stream();
  bool let_go_of_stream();
  void cut_off();
  void tick_stream(Clock::time_point now);
  void end_stream();
  [[nodiscard]] bool has_peer_left();

  Service& service_;
  std::unique_ptr<Transport> transport_;
  const Peer peer_;
  RequestReader reader_;

  std::atomic<Phase> phase_{Phase::handshake};
  std::atomic<Clock::rep> deadline_{0};
  std::atomic<bool> timed_out_{false};

  Workers::Place place_;
  Request request_;
  Router::Match match_;
  Response response_;
  std::size_t reserved_body_ = 0;
  Clock::time_point asked_;

  std::string out_;  // head and a small body
  ConstBuffers buffers_;
  After after_ = After::next_request;

  std::mutex stream_mutex_;  // guards the next two
  bool is_pumping_ = false;
  bool is_woken_ = false;
  bool is_silent_ = false;  // of whoever pumps
  std::atomic<bool> is_stream_over_{false};
  std::shared_ptr<StreamSource> stream_;
  std::shared_ptr<Connection> self_;  // while it streams
};

}  // namespace niangjia::http
