#include "formats/archive.hpp"

#include <fmt/format.h>
#include <zip.h>

#include <vector>

namespace niangjia::formats {
namespace {

constexpr std::size_t kChunk = 64u << 10;
constexpr const char* kDamaged = "文件已损坏或没有传完整，请用办公软件打开后另存一份再试。";
constexpr const char* kTooLarge = "文件展开后太大，请分成几个小文件再试。";

tl::unexpected<Error> damaged(const std::string& name, const char* why) {
  return fail(ErrorCode::invalid_argument, fmt::format("zip entry '{}': {}", name, why), kDamaged);
}

}  // namespace

void Archive::Close::operator()(zip* archive) const { zip_discard(archive); }

Result<Archive> Archive::open(std::string_view bytes, ArchiveLimits limits) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* opened = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
  if (opened == nullptr) {
    if (source != nullptr) zip_source_free(source);
    const std::string why = zip_error_strerror(&error);
    zip_error_fini(&error);
    return fail(ErrorCode::invalid_argument, "not a readable zip file: " + why, kDamaged);
  }
  zip_error_fini(&error);
  Archive archive(opened, limits);
  const auto entries = static_cast<std::uint64_t>(zip_get_num_entries(opened, 0));
  if (entries > limits.entries) {
    return fail(ErrorCode::too_large, fmt::format("zip file with {} entries", entries), kTooLarge);
  }
  return archive;
}

bool Archive::contains(const std::string& name) const {
  return zip_name_locate(zip_.get(), name.c_str(), ZIP_FL_NOCASE) >= 0;
}

Status Archive::check_size(std::uint64_t unpacked, std::uint64_t packed) const {
  const bool bomb = unpacked > limits_.ratio_from &&
                    unpacked / std::max<std::uint64_t>(packed, 1) > limits_.ratio;
  if (bomb || unpacked > limits_.entry_bytes || total_ > limits_.total_bytes) {
    return fail(ErrorCode::too_large,
                fmt::format("zip entry unpacks to {} or more bytes", unpacked), kTooLarge);
  }
  return Done{};
}

Status Archive::read(const std::string& name, const Sink& sink) {
  const zip_int64_t index = zip_name_locate(zip_.get(), name.c_str(), ZIP_FL_NOCASE);
  if (index < 0)
    return fail(ErrorCode::not_found, "zip file has no entry '" + name + "'", kDamaged);
  zip_stat_t facts;
  if (zip_stat_index(zip_.get(), static_cast<zip_uint64_t>(index), 0, &facts) != 0) {
    return damaged(name, zip_strerror(zip_.get()));
  }
  const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(
      zip_fopen_index(zip_.get(), static_cast<zip_uint64_t>(index), 0), zip_fclose);
  if (file == nullptr) return damaged(name, zip_strerror(zip_.get()));

  std::vector<char> chunk(kChunk);
  for (std::uint64_t unpacked = 0;;) {
    const zip_int64_t size = zip_fread(file.get(), chunk.data(), chunk.size());
    if (size < 0) return damaged(name, zip_file_strerror(file.get()));
    if (size == 0) return Done{};
    unpacked += static_cast<std::uint64_t>(size);
    total_ += static_cast<std::uint64_t>(size);
    NJ_CHECK(check_size(unpacked, facts.comp_size));
    NJ_CHECK(sink({chunk.data(), static_cast<std::size_t>(size)}));
  }
}

}  // namespace niangjia::formats
