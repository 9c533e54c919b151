// Server-sent events: what happened, told to whoever may know it, while they look.
#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.hpp"

namespace niangjia::http {

// Where an endless answer gets its bytes. The server calls `open` once, then `take` whenever it was
// woken and the last bytes have left, and at last `close`; a connection that streams holds no
// thread.
class StreamSource {
 public:
  enum class State { open, ended };
  virtual ~StreamSource() = default;
  // `wake` may be called by any thread, also from within `open`; never after `close` has returned.
  virtual void open(std::function<void()> wake) = 0;
  // Appends what waits to be sent.
  virtual State take(std::string& out) = 0;
  virtual void close() = 0;
};

// One thing that happened.
struct StreamEvent {
  std::string topic;  // the event's name in the browser: "entry", "task"
  std::string data;   // JSON; carries ids, never personal values
  std::string
      audience;  // whatever the subscribers' predicates judge by, for example an organisation
};

// Whether one subscriber may hear an event. Runs on the thread that publishes; must be quick, must
// not block and must not call the hub.
using Audience = std::function<bool(const StreamEvent&)>;

struct StreamLimits {
  std::size_t replay = 1024;  // events kept for those who come back with Last-Event-ID
  std::size_t queue = 256;    // events waiting for one subscriber; a slower one is cut off
};

// Takes events from any thread and gives each to the subscribers that may hear it. Events are hints
// to read again, so losing one is no loss of work: whoever was away too long gets the event
// "reset".
class StreamHub {
 public:
  explicit StreamHub(StreamLimits limits = {});
  ~StreamHub();

  void publish(StreamEvent event);
  // The answer to `GET /api/stream`. `owner` names the session or token, for `close`.
  [[nodiscard]] Response subscribe(const Request& request, std::string owner, Audience audience);
  // Ends the streams of `owner`: signed out, rights changed.
  void close(std::string_view owner);
  [[nodiscard]] std::size_t subscribers() const;

 private:
  class Subscription;
  struct Shared;
  std::shared_ptr<Shared> shared_;
};

}  // namespace niangjia::http
