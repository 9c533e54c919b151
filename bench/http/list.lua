dofile(os.getenv("NIANGJIA_BENCH_SCRIPTS") .. "/common.lua")
request = function()
  local filter = string.format("category%%20==%%20'%s'%%20%%26%%26%%20status%%20==%%20'%s'", pick(categories), pick(states))
  return wrk.format("GET", "/api/ledgers/bench_request/entries?limit=20&sort=-received_on&filter=" .. filter, headers())
end
