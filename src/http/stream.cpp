#include "http/stream.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <random>

namespace niangjia::http {
namespace {

// A line end in the data would end the event; each line is sent as one of its own.
std::string frame_of(std::string_view id, const StreamEvent& event) {
  std::string frame = fmt::format("id: {}\nevent: {}\n", id, event.topic);
  std::string_view rest = event.data;
  while (true) {
    const auto end = std::min(rest.find('\n'), rest.size());
    frame.append("data: ").append(rest.substr(0, end)).append("\n");
    if (end == rest.size()) break;
    rest.remove_prefix(end + 1);
  }
  return frame += '\n';
}

}  // namespace

// Lives as long as the hub or a subscription that a connection still holds.
struct StreamHub::Shared {
  struct Kept {
    StreamEvent event;
    std::shared_ptr<const std::string> frame;
  };

  explicit Shared(StreamLimits limits) : limits(limits), epoch(std::random_device{}()) {}
  [[nodiscard]] std::string id_of(std::uint64_t number) const {
    return fmt::format("{:x}-{}", epoch, number);
  }
  // The number in an id of this run; nullopt for ids of an earlier one.
  [[nodiscard]] std::optional<std::uint64_t> number_of(std::string_view id) const;

  const StreamLimits limits;
  const std::uint32_t epoch;  // another after each start, as numbers begin anew
  std::mutex mutex;
  std::uint64_t last = 0;
  std::deque<Kept> ring;
  std::vector<std::weak_ptr<Subscription>> subscriptions;
};

std::optional<std::uint64_t> StreamHub::Shared::number_of(std::string_view id) const {
  const auto prefix = fmt::format("{:x}-", epoch);
  if (!id.starts_with(prefix)) return std::nullopt;
  id.remove_prefix(prefix.size());
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
  if (error != std::errc{} || end != id.data() + id.size() || number > last) return std::nullopt;
  return number;
}

// One listening connection. All its members are guarded by the mutex of the hub.
class StreamHub::Subscription final : public StreamSource {
 public:
  Subscription(std::shared_ptr<Shared> shared, std::string owner, Audience audience)
      : shared_(std::move(shared)), owner_(std::move(owner)), audience_(std::move(audience)) {}

  void open(std::function<void()> wake) override {
    const std::lock_guard lock(shared_->mutex);
    wake_ = std::move(wake);
  }
  State take(std::string& out) override {
    const std::lock_guard lock(shared_->mutex);
    for (const auto& frame : queue_) out += *frame;
    queue_.clear();
    return ended_ ? State::ended : State::open;
  }
  void close() override {
    const std::lock_guard lock(shared_->mutex);
    wake_ = nullptr;
    ended_ = true;
    queue_.clear();
  }

  // The rest is called with the mutex held.
  void offer(const StreamEvent& event, const std::shared_ptr<const std::string>& frame) {
    if (ended_ || !audience_(event)) return;
    if (queue_.size() >= shared_->limits.queue) return end();
    push(frame);
  }
  void push(std::shared_ptr<const std::string> frame) {
    queue_.push_back(std::move(frame));
    if (wake_ && queue_.size() == 1) wake_();
  }
  void end() {
    ended_ = true;
    queue_.clear();
    if (wake_) wake_();
  }
  [[nodiscard]] const std::string& owner() const { return owner_; }
  [[nodiscard]] bool is_ended() const { return ended_; }

 private:
  std::shared_ptr<Shared> shared_;
  std::string owner_;
  Audience audience_;
  std::function<void()> wake_;
  std::deque<std::shared_ptr<const std::string>> queue_;
  bool ended_ = false;
};

StreamHub::StreamHub(StreamLimits limits) : shared_(std::make_shared<Shared>(limits)) {}

StreamHub::~StreamHub() {
  const std::lock_guard lock(shared_->mutex);
  for (const auto& weak : shared_->subscriptions) {
    if (const auto subscription = weak.lock()) subscription->end();
  }
}

void StreamHub::publish(StreamEvent event) {
  std::vector<std::shared_ptr<Subscription>>
      kept_alive;  // the last owner must not die under the mutex
  const std::lock_guard lock(shared_->mutex);
  auto frame =
      std::make_shared<const std::string>(frame_of(shared_->id_of(++shared_->last), event));
  std::erase_if(shared_->subscriptions, [](const auto& weak) { return weak.expired(); });
  for (const auto& weak : shared_->subscriptions) {
    if (auto subscription = weak.lock()) {
      subscription->offer(event, frame);
      kept_alive.push_back(std::move(subscription));
    }
  }
  shared_->ring.push_back({std::move(event), std::move(frame)});
  if (shared_->ring.size() > shared_->limits.replay) shared_->ring.pop_front();
}

Response StreamHub::subscribe(const Request& request, std::string owner, Audience audience) {
  auto subscription =
      std::make_shared<Subscription>(shared_, std::move(owner), std::move(audience));
  const auto seen = request.header("Last-Event-ID");
  {
    const std::lock_guard lock(shared_->mutex);
    const auto number = shared_->number_of(seen);
    const auto first_kept = shared_->last - shared_->ring.size() + 1;
    if (number && *number + 1 >= first_kept) {
      for (auto at = *number + 1 - first_kept; at < shared_->ring.size(); ++at) {
        subscription->offer(shared_->ring[at].event, shared_->ring[at].frame);
      }
    } else {
      const StreamEvent greeting{seen.empty() ? "hello" : "reset", "{}", {}};
      subscription->push(
          std::make_shared<const std::string>(frame_of(shared_->id_of(shared_->last), greeting)));
    }
    shared_->subscriptions.push_back(subscription);
  }
  Response response{.content_type = "text/event-stream; charset=utf-8"};
  response.set_header("Cache-Control", "no-store");
  response.set_header("X-Accel-Buffering", "no");  // nginx would hold events back
  response.stream = std::move(subscription);
  return response;
}

void StreamHub::close(std::string_view owner) {
  std::vector<std::shared_ptr<Subscription>> kept_alive;
  const std::lock_guard lock(shared_->mutex);
  for (const auto& weak : shared_->subscriptions) {
    auto subscription = weak.lock();
    if (!subscription) continue;
    if (subscription->owner() == owner) subscription->end();
    kept_alive.push_back(std::move(subscription));
  }
}

std::size_t StreamHub::subscribers() const {
  std::vector<std::shared_ptr<Subscription>> kept_alive;
  const std::lock_guard lock(shared_->mutex);
  std::size_t count = 0;
  for (const auto& weak : shared_->subscriptions) {
    auto subscription = weak.lock();
    if (!subscription) continue;
    if (!subscription->is_ended()) ++count;
    kept_alive.push_back(std::move(subscription));
  }
  return count;
}

}  // namespace niangjia::http
