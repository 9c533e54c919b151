// Runs another program on bytes and takes what it prints, without a shell, without files and within
// bounds.
#pragma once
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace niangjia::formats {

struct ProgramLimits {
  std::chrono::milliseconds time{20'000};
  std::size_t output_bytes = 32u << 20;
  std::size_t memory_bytes = 512u << 20;
};

// `command[0]` is looked up in PATH. The program gets `input` as its standard input, which it can
// seek in, and an empty environment but PATH. Fails with `unavailable` when it is not installed,
// `deadline_exceeded` when it takes too long, `too_large` when it prints too much,
// `invalid_argument` when it ends with an error. `detail` is empty: only the caller knows what the
// person was doing. Any thread.
[[nodiscard]] Result<std::string> program_output(const std::vector<std::string>& command,
                                                 std::string_view input,
                                                 const ProgramLimits& limits = {});

}  // namespace niangjia::formats
