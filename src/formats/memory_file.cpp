#include "formats/memory_file.hpp"

#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace niangjia::formats {
namespace {

tl::unexpected<Error> system_failure(const char* what) {
  return fail(ErrorCode::unavailable, fmt::format("{}: {}", what, std::strerror(errno)));
}

}  // namespace

FileDescriptor::~FileDescriptor() {
  if (number_ >= 0) ::close(number_);
}

Result<MemoryFile> MemoryFile::create(std::string_view content) {
  MemoryFile file(::memfd_create("niangjia", MFD_CLOEXEC));
  if (file.descriptor() < 0) return system_failure("memfd_create");
  while (!content.empty()) {
    const ssize_t size = ::write(file.descriptor(), content.data(), content.size());
    if (size < 0) return system_failure("write to a memory file");
    content.remove_prefix(static_cast<std::size_t>(size));
  }
  if (::lseek(file.descriptor(), 0, SEEK_SET) < 0) return system_failure("lseek");
  return file;
}

std::string MemoryFile::path() const { return fmt::format("/proc/self/fd/{}", descriptor()); }

Result<std::string> MemoryFile::content() const {
  struct stat facts {};
  if (::fstat(descriptor(), &facts) != 0) return system_failure("fstat");
  std::string bytes(static_cast<std::size_t>(facts.st_size), '\0');
  for (std::size_t at = 0; at < bytes.size();) {
    const ssize_t size =
        ::pread(descriptor(), bytes.data() + at, bytes.size() - at, static_cast<off_t>(at));
    if (size <= 0) return system_failure("read a memory file");
    at += static_cast<std::size_t>(size);
  }
  return bytes;
}

}  // namespace niangjia::formats
