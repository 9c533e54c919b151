#include "formats/program_output.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "formats/memory_file.hpp"

namespace niangjia::formats {
namespace {

using SteadyClock = std::chrono::steady_clock;

// A child that is killed and reaped when nobody waits for it any more.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    wait();
  }
  int wait() {
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    return status;
  }

 private:
  pid_t pid_;
};

tl::unexpected<Error> system_failure(const char* what) {
  return fail(ErrorCode::unavailable, fmt::format("{}: {}", what, std::strerror(errno)));
}

// posix_spawn instead of fork: the parent has threads.
int spawn(const std::vector<std::string>& command, const MemoryFile& input,
          const FileDescriptor& output, pid_t& pid) {
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  std::string path = "PATH=/usr/local/bin:/usr/bin:/bin";
  std::array<char*, 2> environment{path.data(), nullptr};

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input.descriptor(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output.number(), STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  const int error =
      ::posix_spawnp(&pid, arguments[0], &actions, nullptr, arguments.data(), environment.data());
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

void bound_child(pid_t pid, const ProgramLimits& limits) {
  const auto set = [&](__rlimit_resource what, rlim_t most) {
    const rlimit limit{most, most};
    ::prlimit(pid, what, &limit, nullptr);
  };
  set(RLIMIT_AS, limits.memory_bytes);
  set(RLIMIT_CPU, static_cast<rlim_t>(limits.time.count() / 1000 + 1));
  set(RLIMIT_CORE, 0);
}

Result<std::string> read_all(const FileDescriptor& from, const ProgramLimits& limits) {
  const auto deadline = SteadyClock::now() + limits.time;
  std::string text;
  std::vector<char> chunk(64u << 10);
  for (;;) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - SteadyClock::now());
    if (left.count() <= 0) return fail(ErrorCode::deadline_exceeded, "the program took too long");
    pollfd waiting{from.number(), POLLIN, 0};
    if (::poll(&waiting, 1, static_cast<int>(left.count())) < 0 && errno != EINTR)
      return system_failure("poll");
    if (waiting.revents == 0) continue;
    const ssize_t size = ::read(from.number(), chunk.data(), chunk.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return system_failure("read from the program");
    if (size == 0) return text;
    text.append(chunk.data(), static_cast<std::size_t>(size));
    if (text.size() > limits.output_bytes)
      return fail(ErrorCode::too_large, "the program prints too much");
  }
}

}  // namespace

Result<std::string> program_output(const std::vector<std::string>& command, std::string_view input,
                                   const ProgramLimits& limits) {
  NJ_TRY(const MemoryFile source, MemoryFile::create(input));
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return system_failure("pipe");
  const FileDescriptor reading(ends[0]);
  FileDescriptor writing(ends[1]);

  pid_t pid = 0;
  const int error = spawn(command, source, writing, pid);
  if (error != 0) {
    return fail(ErrorCode::unavailable,
                fmt::format("cannot run {}: {}", command[0], std::strerror(error)));
  }
  Child child(pid);
  bound_child(pid, limits);
  writing = FileDescriptor();
  NJ_TRY(std::string text, read_all(reading, limits));
  const int status = child.wait();
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("{} ended with status {}", command[0], status));
  }
  return text;
}

}  // namespace niangjia::formats
