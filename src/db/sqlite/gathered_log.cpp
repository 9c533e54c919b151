#include "db/sqlite/gathered_log.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <string>

#include "base/result.hpp"

namespace niangjia::db::sqlite {
namespace {

constexpr std::size_t kMostGathered = 1 << 20;
constexpr std::size_t kPiece = 64 * 1024;  // SQLite's own layer takes less than 128 KB at once

// What was appended and not yet written.
struct Gathered {
  std::string bytes;
  sqlite3_int64 start = 0;
};

// SQLite gives the memory; the file of its own layer follows behind.
struct LogFile {
  sqlite3_file base;
  Gathered* gathered;
};

sqlite3_vfs* own_layer() {
  static sqlite3_vfs* const found = sqlite3_vfs_find(nullptr);
  return found;
}

LogFile* log_of(sqlite3_file* file) { return reinterpret_cast<LogFile*>(file); }
sqlite3_file* inner(sqlite3_file* file) {
  return reinterpret_cast<sqlite3_file*>(log_of(file) + 1);
}
const sqlite3_io_methods& methods(sqlite3_file* file) { return *inner(file)->pMethods; }

int write_out(sqlite3_file* file) {
  auto& [bytes, start] = *log_of(file)->gathered;
  int code = SQLITE_OK;
  for (std::size_t at = 0; at < bytes.size() && code == SQLITE_OK; at += kPiece) {
    const auto size = static_cast<int>(std::min(kPiece, bytes.size() - at));
    code = methods(file).xWrite(inner(file), bytes.data() + at, size,
                                start + static_cast<sqlite3_int64>(at));
  }
  bytes.clear();
  return code;
}

// Calls the inner layer after what was gathered has been written.
template <class Call>
int after_writing(sqlite3_file* file, Call call) {
  const int code = write_out(file);
  return code == SQLITE_OK ? call(inner(file)) : code;
}

int write(sqlite3_file* file, const void* data, int size, sqlite3_int64 offset) {
  auto& gathered = *log_of(file)->gathered;
  const auto end = gathered.start + static_cast<sqlite3_int64>(gathered.bytes.size());
  if (offset != end || gathered.bytes.size() >= kMostGathered) {
    if (const int code = write_out(file); code != SQLITE_OK) return code;
    gathered.start = offset;
  }
  gathered.bytes.append(static_cast<const char*>(data), static_cast<std::size_t>(size));
  return SQLITE_OK;
}

int read(sqlite3_file* file, void* data, int size, sqlite3_int64 offset) {
  return after_writing(
      file, [&](sqlite3_file* own) { return own->pMethods->xRead(own, data, size, offset); });
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
  return after_writing(file,
                       [&](sqlite3_file* own) { return own->pMethods->xTruncate(own, size); });
}

int sync(sqlite3_file* file, int flags) {
  return after_writing(file, [&](sqlite3_file* own) { return own->pMethods->xSync(own, flags); });
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  return after_writing(file,
                       [&](sqlite3_file* own) { return own->pMethods->xFileSize(own, size); });
}

// What is gathered now was never made safe, so nobody waits for it.
int close(sqlite3_file* file) {
  delete log_of(file)->gathered;
  return methods(file).xClose(inner(file));
}

int lock(sqlite3_file* file, int level) { return methods(file).xLock(inner(file), level); }
int unlock(sqlite3_file* file, int level) { return methods(file).xUnlock(inner(file), level); }
int is_reserved(sqlite3_file* file, int* answer) {
  return methods(file).xCheckReservedLock(inner(file), answer);
}
int control(sqlite3_file* file, int operation, void* argument) {
  return methods(file).xFileControl(inner(file), operation, argument);
}
int sector_size(sqlite3_file* file) { return methods(file).xSectorSize(inner(file)); }
int characteristics(sqlite3_file* file) {
  return methods(file).xDeviceCharacteristics(inner(file));
}

constexpr sqlite3_io_methods kMethods{.iVersion = 1,
                                      .xClose = close,
                                      .xRead = read,
                                      .xWrite = write,
                                      .xTruncate = truncate,
                                      .xSync = sync,
                                      .xFileSize = file_size,
                                      .xLock = lock,
                                      .xUnlock = unlock,
                                      .xCheckReservedLock = is_reserved,
                                      .xFileControl = control,
                                      .xSectorSize = sector_size,
                                      .xDeviceCharacteristics = characteristics};

int open(sqlite3_vfs*, sqlite3_filename name, sqlite3_file* file, int flags, int* flags_out) {
  auto* own = own_layer();
  if (!(flags & SQLITE_OPEN_WAL)) return own->xOpen(own, name, file, flags, flags_out);
  *log_of(file) = {};
  inner(file)->pMethods = nullptr;
  const int code = own->xOpen(own, name, inner(file), flags, flags_out);
  if (code != SQLITE_OK) return code;
  *log_of(file) = {{&kMethods}, new Gathered};
  return SQLITE_OK;
}

}  // namespace

const char* gathered_log() {
  static sqlite3_vfs layer = [] {
    sqlite3_vfs made = *own_layer();
    made.zName = "niangjia";
    made.szOsFile += static_cast<int>(sizeof(LogFile));
    made.pNext = nullptr;
    made.xOpen = open;
    return made;
  }();
  static const int registered = sqlite3_vfs_register(&layer, 0);
  NJ_ASSERT(registered == SQLITE_OK);
  return layer.zName;
}

}  // namespace niangjia::db::sqlite
