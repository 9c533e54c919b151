dofile(os.getenv("NIANGJIA_BENCH_SCRIPTS") .. "/common.lua")
local county = io.lines(os.getenv("NIANGJIA_BENCH_FOLDER") .. "/county")()
request = function()
  return wrk.format("GET", "/api/indicators/bench_requests?from=2026-01-01&to=2026-12-31&by=dimension&organisation=" .. county, headers())
end
