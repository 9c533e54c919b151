#include <csignal>
#include <iostream>

#include "app/demo.hpp"
#include "app/jobs.hpp"
#include "app/verbs.hpp"
#include "app/web.hpp"
#include "base/log.hpp"
#include "http/server.hpp"

namespace niangjia::app {
namespace {

struct ServeOptions {
  InstallationOptions installation;
  std::string listen = "127.0.0.1:12338";
  std::string assets;
  std::string today;
  bool demo = false;
  bool access_log = false;
  http::ServerOptions server;
};

Status read_listen(ServeOptions& options) {
  const auto colon = options.listen.rfind(':');
  const auto port =
      colon == std::string::npos ? std::nullopt : parse_id(options.listen.substr(colon + 1));
  if (options.listen.ends_with(":0")) {
    options.server.port = 0;
  } else if (port && *port <= 65535) {
    options.server.port = static_cast<std::uint16_t>(*port);
  } else {
    return fail(ErrorCode::invalid_argument,
                "--listen takes ADDRESS:PORT, for example 127.0.0.1:12338");
  }
  options.server.address = options.listen.substr(0, colon);
  return Done{};
}

Status read_today(ServeOptions& options) {
  if (options.today.empty()) return Done{};
  options.installation.today = parse_day(options.today);
  if (!options.installation.today)
    return fail(ErrorCode::invalid_argument, "--today takes a day such as 2026-09-17");
  return Done{};
}

Status serve(ServeOptions& options, Console console) {
  // Above a limit on the size of files a write then fails, like one on a full disk, and the server
  // lives.
  std::signal(SIGXFSZ, SIG_IGN);
  NJ_CHECK(read_listen(options));
  NJ_CHECK(read_today(options));
  if (options.demo && Installation::exists(options.installation)) {
    return fail(ErrorCode::invalid_argument,
                options.installation.data.string() +
                    ": there is an installation already, and a demo is made only where none is. "
                    "Leave out --demo, or give an empty folder with --data.");
  }
  NJ_TRY(const auto installation, Installation::open(options.installation));
  if (options.demo) NJ_CHECK(make_demo(*installation, console.err));
  NJ_TRY(const std::string demo, installation->setting("demo"));
  if (!demo.empty()) tell_demo_accounts(console.out);

  Web web(*installation, !demo.empty(), options.assets);
  if (options.access_log)
    options.server.access_log = [](std::string_view lines) { std::cerr << lines; };
  NJ_TRY(const auto server, http::Server::create(options.server, web.router()));
  const Jobs jobs(*installation, web.stream());
  console.out << "http" << (options.server.tls.certificate_file.empty() ? "" : "s") << "://"
              << options.server.address << ':' << server->port() << std::endl;
  server->run();
  return Done{};
}

}  // namespace

int serve_verb(Arguments arguments, Console console) {
  ServeOptions options;
  CLI::App app{"run the server", "niangjia serve"};
  add_installation_options(app, options.installation);
  app.add_option("--listen", options.listen, "address and port")->capture_default_str();
  app.add_option("--assets", options.assets, "folder of the pages instead of those in the program");
  app.add_option("--certificate", options.server.tls.certificate_file,
                 "PEM file with its chain: serves HTTPS");
  app.add_option("--key", options.server.tls.key_file, "PEM file of the certificate's key");
  app.add_flag("--demo", options.demo,
               "make an invented city with a year of work first; refused where there is data");
  app.add_option("--today", options.today, "stand on another day, for demos");
  app.add_flag("--access-log", options.access_log,
               "write a line per request to stderr, without personal data");
  if (const int status = parse(app, arguments, console); status >= 0) return status;
  const Status served = serve(options, console);
  return served ? kDone : refuse(console, served.error());
}

}  // namespace niangjia::app
