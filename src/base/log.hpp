// The program's log, on stderr. Lines name things by id, never by a person's name, number or words.
#pragma once
#include <spdlog/spdlog.h>

namespace niangjia::log {
using spdlog::debug;
using spdlog::error;
using spdlog::info;
using spdlog::warn;
}  // namespace niangjia::log
