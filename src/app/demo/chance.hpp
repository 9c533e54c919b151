// Chance that can be repeated: the same seed gives the same draws on every machine.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace niangjia::app::demo {

// splitmix64.
class Chance {
 public:
  // Each part of the demo and each year has draws of its own, so that a change in one leaves the
  // others alone.
  Chance(std::string_view part, std::int64_t number)
      : state_(static_cast<std::uint64_t>(number) * 0x9E3779B97F4A7C15U) {
    for (const char c : part) state_ = (state_ ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  }

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
  }
  // From `least` to `most`, both included.
  std::int64_t between(std::int64_t least, std::int64_t most) {
    return least + static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(most - least + 1));
  }
  bool happens(std::int64_t in_a_hundred) { return between(1, 100) <= in_a_hundred; }
  template <class T>
  const T& one_of(const std::vector<T>& all) {
    return all[static_cast<std::size_t>(next() % all.size())];
  }

 private:
  std::uint64_t state_;
};

}  // namespace niangjia::app::demo
