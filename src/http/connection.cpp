#include "http/connection.hpp"

#include <sys/socket.h>

#include <charconv>

#include "http/compression.hpp"
#include "http/error_answer.hpp"
#include "http/service.hpp"
#include "http/stream.hpp"

namespace niangjia::http {
namespace {

// Up to here body and head are copied into one piece.
constexpr std::size_t kSmallBody = 16 * 1024;
constexpr std::size_t kKeptOutput = 64 * 1024;
// Bodies from here count against the memory for bodies.
constexpr std::size_t kLargeBody = 64 * 1024;
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

ErrorCode code_of(int status) {
  switch (status) {
    case 408:
      return ErrorCode::deadline_exceeded;
    case 413:
    case 414:
    case 431:
      return ErrorCode::too_large;
    case 503:
      return ErrorCode::unavailable;
    default:
      return ErrorCode::invalid_argument;
  }
}

}  // namespace

Connection::Connection(Service& service, std::unique_ptr<Transport> transport, Peer peer)
    : service_(service),
      transport_(std::move(transport)),
      peer_(std::move(peer)),
      reader_(service.options.limits),
      place_(service.workers) {
  service_.connections.add(this, peer_.address);
}

Connection::~Connection() {
  if (reserved_body_ > 0) service_.release_body(reserved_body_);
  service_.connections.remove(this, peer_.address);
}

void Connection::enter(Phase phase, std::chrono::milliseconds time) {
  deadline_.store((Clock::now() + time).time_since_epoch().count(), std::memory_order_relaxed);
  phase_.store(phase, std::memory_order_release);
}

void Connection::start() {
  enter(Phase::handshake, service_.options.limits.header_time);
  transport_->open(shared_from_this());
}

void Connection::on_open(SocketError error) {
  if (error) return;
  enter(Phase::head, service_.options.limits.header_time);
  read();
}

void Connection::read() { transport_->read(reader_.prepare(), shared_from_this()); }

void Connection::on_read(SocketError error, std::size_t count) {
  const auto phase = phase_.load();
  if (phase == Phase::lingering) {
    if (!error) read();  // over the bytes before
    return;
  }
  if (error) {
    const bool is_late = timed_out_.load() && (phase == Phase::body || !reader_.is_empty());
    if (is_late && refuse({408, "too slow"}) == Next::go_on) run();
    return;
  }
  reader_.commit(count);
  run();
}

void Connection::run() {
  if (read_on() == Next::go_on) work(shared_from_this(), Standing::asks);
}

// Reads until the connection waits for bytes, or a request is there that needs a turn.
Connection::Next Connection::read_on() {
  auto next = Next::go_on;
  while (next == Next::go_on && phase_.load() != Phase::handler)
    next = phase_.load() == Phase::body ? read_body() : read_head();
  return next;
}

Connection::Next Connection::read_head() {
  const auto& limits = service_.options.limits;
  switch (reader_.read_head(request_)) {
    case RequestReader::Outcome::refused:
      return refuse(reader_.refusal());
    case RequestReader::Outcome::need_more:
      if (phase_.load() == Phase::idle && !reader_.is_empty())
        enter(Phase::head, limits.header_time);
      read();
      return Next::wait;
    case RequestReader::Outcome::done:
      break;
  }
  request_.set_request_id(service_.next_request_id());
  learn_origin();
  match_ = service_.router.match(request_);
  return begin_body();
}

void Connection::learn_origin() {
  request_.remote_address = peer_.address;
  request_.secure = service_.secure;
  if (service_.options.forwarded != Forwarded::from_loopback || !peer_.is_loopback) return;
  // The last address is the one that our own proxy saw; those before it are hearsay.
  auto chain = request_.header("X-Forwarded-For");
  chain.remove_prefix(std::min(chain.find_last_of(", ") + 1, chain.size()));
  SocketError error;
  const auto address = asio::ip::make_address(std::string(chain), error);
  if (!error) request_.remote_address = address.to_string();
  if (request_.header("X-Forwarded-Proto") == "https") request_.secure = true;
}

Connection::Next Connection::begin_body() {
  const auto& limits = service_.options.limits;
  const auto options = match_.route ? match_.route->options : RouteOptions{};
  enter(Phase::body, options.body_time.count() > 0 ? options.body_time : limits.body_time);
  if (!reader_.has_body()) return Next::go_on;

  const auto max_body = options.max_body > 0 ? options.max_body : limits.body_bytes;
  const auto expected = reader_.expected_body(max_body);
  if (expected > max_body) return refuse({413, "body too large"});
  if (expected > kLargeBody) {
    if (!service_.reserve_body(expected)) return refuse({503, "no memory for bodies"});
    reserved_body_ = expected;
  }
  return reader_.expects_continue() ? send_interim() : Next::go_on;
}

Connection::Next Connection::read_body() {
  const auto* route = match_.route;
  const auto max_body = route && route->options.max_body > 0 ? route->options.max_body
                                                             : service_.options.limits.body_bytes;
  switch (reader_.read_body(request_, max_body)) {
    case RequestReader::Outcome::refused:
      return refuse(reader_.refusal());
    case RequestReader::Outcome::need_more:
      read();
      return Next::wait;
    case RequestReader::Outcome::done:
      break;
  }
  return admit();
}

// The answer to what cannot be understood or afforded; what follows it on the wire is not looked
// at.
Connection::Next Connection::refuse(const Refusal& refusal) {
  if (request_.request_id().empty()) request_.set_request_id(service_.next_request_id());
  asked_ = Clock::now();
  match_ = {};
  response_ = http::refuse(refusal.status, code_of(refusal.status), request_);
  return send(After::end);
}

Connection::Next Connection::admit() {
  const auto& limits = service_.options.limits;
  asked_ = Clock::now();
  const auto* route = match_.route;
  const bool has_own_time = route && route->options.deadline.count() > 0;
  request_.deadline = asked_ + (has_own_time ? route->options.deadline : limits.request_time);
  enter(Phase::handler, limits.request_time);
  if (!route || route->options.admission == Admission::at_once) {
    answer();
    return send(After::next_request);
  }
  return Next::go_on;
}

void Connection::work(std::shared_ptr<Connection> one, Standing standing) {
  while (one) {
    std::shared_ptr<Connection> next;
    const bool asks_again =
        one->serve(standing, next) == Next::go_on && one->read_on() == Next::go_on;
    standing = next ? Standing::has_turn : Standing::asks;
    if (asks_again && !next) continue;
    // A thread has one turn: the pipelined request asks on another.
    if (asks_again) asio::post(one->service_.io, [one] { work(one, Standing::asks); });
    one = std::move(next);
  }
}

// Answers the request that has been read. `next` becomes the connection that has the turn now.
Connection::Next Connection::serve(Standing standing, std::shared_ptr<Connection>& next) {
  const auto entry = standing == Standing::has_turn
                         ? Workers::Entry::now
                         : service_.workers.enter(shared_from_this(), place_);
  if (entry == Workers::Entry::later) return Next::wait;  // from here it may be another thread's
  if (entry == Workers::Entry::full) {
    response_ = http::refuse(503, ErrorCode::unavailable, request_);
    return send(After::next_request);
  }
  {
    const TurnScope turn(place_);
    answer();
  }
  next = service_.workers.leave(place_);
  return send(After::next_request);
}

void Connection::answer() {
  const auto* route = match_.route;
  if (!route) {
    response_ = Router::refusal(match_, request_);
    return;
  }
  if (Clock::now() > request_.deadline) {
    response_ = http::refuse(503, ErrorCode::unavailable, request_);
    return;
  }
  response_ = Router::call(*route, request_);
  if (route->options.compression == Compression::when_asked) compress(request_, response_);
}

Connection::Next Connection::send(After after) {
  const bool streams = response_.stream && request_.method != Method::head;
  if (!streams) response_.stream.reset();
  // A stream has no length: its end is the end of the connection.
  const bool is_last =
      streams || after == After::end || service_.stopping.load() || !reader_.keeps_alive();
  after_ = streams ? After::stream : is_last ? After::end : After::next_request;
  out_.clear();
  service_.writer.append_head(out_, request_, response_,
                              is_last ? AfterAnswer::close : AfterAnswer::next_request);
  auto body = streams || request_.method == Method::head ? std::string_view() : response_.content();
  if (body.size() <= kSmallBody) {
    out_.append(body);
    body = {};
  }
  buffers_ = {asio::buffer(out_), asio::buffer(body.data(), body.size())};
  record();
  return write();
}

Connection::Next Connection::send_interim() {
  after_ = After::rest_of_body;
  buffers_ = {asio::buffer(kContinue.data(), kContinue.size()), asio::const_buffer()};
  return write();
}

std::size_t Connection::unwritten() const { return buffers_[0].size() + buffers_[1].size(); }

Connection::Next Connection::write() {
  SocketError error;
  const auto count = transport_->write_now(buffers_, error);
  if (error) return Next::wait;
  const auto first = std::min(count, buffers_[0].size());
  buffers_[0] += first;
  buffers_[1] += count - first;
  if (unwritten() == 0) return after_writing();
  if (after_ != After::rest_of_body) enter(Phase::writing, service_.options.limits.write_time);
  transport_->write(buffers_, shared_from_this());
  return Next::wait;
}

void Connection::on_written(SocketError error, std::size_t count) {
  const bool streams = phase_.load() == Phase::streaming;
  if (error) {
    if (streams) end_stream();
    return;
  }
  const auto first = std::min(count, buffers_[0].size());
  buffers_[0] += first;
  buffers_[1] += count - first;
  if (unwritten() > 0) {
    const auto& options = service_.options;
    enter(phase_.load(), streams ? options.heartbeat : options.limits.write_time);
    transport_->write(buffers_, shared_from_this());
  } else if (streams) {
    if (!let_go_of_stream()) keep_pumping();
  } else if (after_writing() == Next::go_on) {
    run();
  }
}

Connection::Next Connection::after_writing() {
  switch (after_) {
    case After::rest_of_body:
      return Next::go_on;
    case After::next_request:
      return next_request();
    case After::stream:
      start_stream();
      return Next::wait;
    case After::end:
      return linger();
  }
  return Next::wait;
}

// Before the answer leaves: whoever has it finds it counted.
void Connection::record() const {
  const auto taken = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - asked_);
  const auto bytes = response_.content().size();
  const auto* route = match_.route;
  (route ? *route->metrics : service_.unmatched).record(response_.status, bytes, taken);
  service_.log.add({to_string(request_.method), route ? std::string_view(route->pattern) : "(none)",
                    response_.status, bytes, taken, request_.request_id()});
}

Connection::Next Connection::next_request() {
  if (reserved_body_ > 0) service_.release_body(std::exchange(reserved_body_, 0));
  request_.clear();
  response_ = {};
  if (out_.capacity() > kKeptOutput) std::string().swap(out_);
  reader_.start_over();
  const auto& limits = service_.options.limits;
  if (reader_.is_empty()) {
    enter(Phase::idle, limits.idle_time);
  } else {
    enter(Phase::head, limits.header_time);
  }
  return Next::go_on;
}

// Closing with unread bytes would reset the connection, and the client might never see the answer.
Connection::Next Connection::linger() {
  enter(Phase::lingering, service_.options.limits.linger_time);
  transport_->end(shared_from_this());
  return Next::wait;
}

void Connection::on_ended() {
  reader_.drop();
  read();
}

void Connection::abort() { ::shutdown(transport_->handle(), SHUT_RDWR); }

// Closing the usual way would wait for a client who does not read.
void Connection::cut_off() {
  const ::linger at_once{1, 0};
  ::setsockopt(transport_->handle(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  abort();
}

void Connection::stop() {
  const auto phase = phase_.load();
  if (phase == Phase::idle || phase == Phase::handshake) abort();
  if (phase == Phase::streaming) {
    is_stream_over_ = true;
    pump_stream();
  }
}

void Connection::on_tick(Clock::time_point now) {
  const auto phase = phase_.load(std::memory_order_acquire);
  if (phase == Phase::streaming) return tick_stream(now);
  if (now.time_since_epoch().count() < deadline_.load(std::memory_order_relaxed)) return;
  switch (phase) {
    case Phase::handler:
      return;  // has its own deadline
    case Phase::head:
    case Phase::body:
      // The read ends as if the client had closed, and on_read refuses with 408.
      if (!timed_out_.exchange(true)) {
        ::shutdown(transport_->handle(), SHUT_RD);
        return;
      }
      return abort();
    case Phase::writing:
      return cut_off();
    default:
      return abort();
  }
}

}  // namespace niangjia::http
