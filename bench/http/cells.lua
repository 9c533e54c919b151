dofile(os.getenv("NIANGJIA_BENCH_SCRIPTS") .. "/common.lua")
request = function()
  return wrk.format("GET", "/api/indicators/bench_requests?from=2026-01-01&to=2026-12-31&by=organisation,dimension&depth=2", headers())
end
