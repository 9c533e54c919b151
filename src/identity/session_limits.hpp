// How long a browser stays signed in.
#pragma once
#include <cstdint>

namespace niangjia::identity {

inline constexpr std::int64_t kSessionIdleMs = std::int64_t{12} * 60 * 60 * 1000;
inline constexpr std::int64_t kSessionLifeMs = std::int64_t{7} * 24 * 60 * 60 * 1000;
// The moment of last use is written this seldom, so that reading costs no writes.
inline constexpr std::int64_t kSessionSeenEveryMs = std::int64_t{5} * 60 * 1000;

}  // namespace niangjia::identity
