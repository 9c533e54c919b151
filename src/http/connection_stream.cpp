// The part of a connection that sends events: at most one thread pumps at a time.
#include <sys/socket.h>

#include "http/connection.hpp"
#include "http/service.hpp"
#include "http/stream.hpp"

namespace niangjia::http {

namespace {
constexpr std::string_view kHeartbeat = ":\n\n";  // a comment, which browsers drop
}

void Connection::start_stream() {
  stream_ = std::move(response_.stream);
  self_ = shared_from_this();
  out_.clear();
  enter(Phase::streaming, service_.options.heartbeat);
  stream_->open([weak = weak_from_this(), &io = service_.io] {
    if (auto self = weak.lock()) asio::post(io, [self = std::move(self)] { self->pump_stream(); });
  });
  pump_stream();
}

void Connection::pump_stream() {
  {
    const std::lock_guard lock(stream_mutex_);
    if (is_pumping_) {
      is_woken_ = true;
      return;
    }
    is_pumping_ = true;
    is_silent_ = Clock::now().time_since_epoch().count() >= deadline_.load();
    enter(Phase::streaming, service_.options.heartbeat);
  }
  const auto keep = shared_from_this();
  keep_pumping();
}

// Sends what waits; while a write is under way nobody else pumps.
void Connection::keep_pumping() {
  do {
    if (!fill_stream()) return end_stream();
    if (out_.empty()) continue;
    buffers_ = {asio::buffer(out_), asio::const_buffer()};
    enter(Phase::streaming, service_.options.heartbeat);
    transport_->write(buffers_, shared_from_this());
    return;
  } while (!let_go_of_stream());
}

// False when the stream is over.
bool Connection::fill_stream() {
  if (is_stream_over_) return false;
  out_.clear();
  const auto state = stream_->take(out_);
  if (out_.empty() && std::exchange(is_silent_, false)) out_ = kHeartbeat;
  return state == StreamSource::State::open;
}

// False when somebody woke the stream meanwhile and it is to be pumped on.
bool Connection::let_go_of_stream() {
  const std::lock_guard lock(stream_mutex_);
  if (std::exchange(is_woken_, false)) return false;
  is_pumping_ = false;
  return true;
}

void Connection::tick_stream(Clock::time_point now) {
  bool is_stuck = false;
  {
    const std::lock_guard lock(stream_mutex_);
    const bool is_due = now.time_since_epoch().count() >= deadline_.load();
    is_stuck = is_due && is_pumping_;
    if (!is_due && !has_peer_left()) return;
    if (!is_due) is_stream_over_ = true;
  }
  if (is_stuck) return cut_off();  // the write fails, and that ends the stream
  pump_stream();
}

void Connection::end_stream() {
  if (stream_) stream_->close();
  abort();
  self_.reset();
}

bool Connection::has_peer_left() {
  char byte;
  return ::recv(transport_->handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

}  // namespace niangjia::http
