dofile(os.getenv("NIANGJIA_BENCH_SCRIPTS") .. "/common.lua")
request = function() return wrk.format("GET", "/api/ledgers/bench_request/entries/" .. pick(ids), headers()) end
