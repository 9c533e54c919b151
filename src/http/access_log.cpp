#include "http/access_log.hpp"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <cstdio>
#include <iterator>

#include "base/time.hpp"

namespace niangjia::http {
namespace {
constexpr std::size_t kBlock = 64 * 1024;
}

AccessLog::AccessLog(Sink sink) : sink_(std::move(sink)) {}
AccessLog::~AccessLog() { flush(); }

void AccessLog::add(const AnswerRecord& record) {
  if (!sink_) return;
  const auto when = format_moment(now());
  std::string full;
  {
    const std::lock_guard lock(mutex_);
    fmt::format_to(std::back_inserter(lines_), FMT_COMPILE("{} {} {} {} {} {}us {}\n"), when,
                   record.method, record.pattern, record.status, record.bytes, record.taken.count(),
                   record.request_id);
    if (lines_.size() >= kBlock) full.swap(lines_);
  }
  if (!full.empty()) sink_(full);
}

void AccessLog::flush() {
  std::string lines;
  {
    const std::lock_guard lock(mutex_);
    lines.swap(lines_);
  }
  if (!lines.empty()) sink_(lines);
}

void write_to_stderr(std::string_view lines) { std::fwrite(lines.data(), 1, lines.size(), stderr); }

}  // namespace niangjia::http
