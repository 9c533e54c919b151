#include "ledger/repeatable.hpp"

namespace niangjia::ledger {

Result<http::Response> write_once(Services& services, const http::Request& request,
                                  AccountId account,
                                  const std::function<Result<http::Response>(db::Tx&)>& write) {
  NJ_TRY(const auto repeatable, services.answers.repeatable(request, account));
  if (!repeatable) return services.database.write(write, request.deadline);
  return services.database.write(
      [&](db::Tx& tx) -> Result<http::Response> {
        NJ_TRY(const auto before, services.answers.find(tx, *repeatable, services.clock.now()));
        if (before) return http::Response::json(before->body, before->status);
        NJ_TRY(auto answer, write(tx));
        NJ_CHECK(services.answers.remember(tx, *repeatable, {answer.status, answer.body},
                                           services.clock.now()));
        return answer;
      },
      request.deadline);
}

}  // namespace niangjia::ledger
