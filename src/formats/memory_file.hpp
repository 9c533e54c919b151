// A file that lives in memory: for libraries and programs that insist on a path or a descriptor.
// Personal data never touches a disk this way, and nothing is left behind.
#pragma once
#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"

namespace niangjia::formats {

// Owns one file descriptor.
class FileDescriptor {
 public:
  explicit FileDescriptor(int number = -1) : number_(number) {}
  FileDescriptor(FileDescriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~FileDescriptor();
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

class MemoryFile {
 public:
  // A file with this content, to be read from its start. Fails with `unavailable` when memory runs
  // out.
  [[nodiscard]] static Result<MemoryFile> create(std::string_view content = {});

  [[nodiscard]] int descriptor() const { return file_.number(); }
  // Valid inside this process as long as the object lives.
  [[nodiscard]] std::string path() const;
  [[nodiscard]] Result<std::string> content() const;

 private:
  explicit MemoryFile(int descriptor) : file_(descriptor) {}
  FileDescriptor file_;
};

}  // namespace niangjia::formats
