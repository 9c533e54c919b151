// ZIP files (.docx, .xlsx) held in memory and unpacked entry by entry, never as a whole. Nothing is
// written to disk, and names inside the file are only compared, so a hostile name can reach
// nothing.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"

struct zip;

namespace niangjia::formats {

// Bounds against files that unpack to far more than they weigh. They are checked against the bytes
// that really come out, not against what the file claims.
struct ArchiveLimits {
  std::uint64_t entries = 4096;
  std::uint64_t entry_bytes = 256u << 20;
  std::uint64_t total_bytes = 512u << 20;  // all entries read through one Archive
  std::uint64_t ratio = 200;  // unpacked : packed, looked at from `ratio_from` bytes on
  std::uint64_t ratio_from = 4u << 20;
};

// One thread at a time.
class Archive {
 public:
  using Sink = std::function<Status(std::string_view chunk)>;

  // `bytes` must outlive the archive. Fails with `invalid_argument` when they are no ZIP file or a
  // truncated one, with `too_large` when there are too many entries.
  [[nodiscard]] static Result<Archive> open(std::string_view bytes, ArchiveLimits limits = {});

  [[nodiscard]] bool contains(const std::string& name) const;

  // Hands the unpacked entry to `sink` in chunks of at most 64 KiB; an error of the sink ends the
  // reading and is returned. Fails with `not_found` (no such entry), `invalid_argument` (damaged,
  // encrypted) or `too_large`.
  [[nodiscard]] Status read(const std::string& name, const Sink& sink);

 private:
  struct Close {
    void operator()(zip* archive) const;
  };
  Archive(zip* archive, ArchiveLimits limits) : zip_(archive), limits_(limits) {}
  [[nodiscard]] Status check_size(std::uint64_t unpacked, std::uint64_t packed) const;

  std::unique_ptr<zip, Close> zip_;
  ArchiveLimits limits_;
  std::uint64_t total_ = 0;
};

}  // namespace niangjia::formats
