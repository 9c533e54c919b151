// Writes what a commit appends to the log in large pieces.
#pragma once

namespace niangjia::db::sqlite {

// The name of SQLite's own layer over the system (a VFS), except that a connection opened by it
// gathers what it appends to the write-ahead log until the log is to be made safe. SQLite makes two
// calls for every page, and a group of units changes hundreds of pages. Whatever looks at the log
// (reading, measuring, making safe) finds it written; only the writing connection has any use of
// it.
[[nodiscard]] const char* gathered_log();

}  // namespace niangjia::db::sqlite
