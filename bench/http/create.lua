dofile(os.getenv("NIANGJIA_BENCH_SCRIPTS") .. "/common.lua")
request = function()
  local body = string.format(
    '{"organisation":"%s","values":{"name":"何%d","phone":"138%08d","category":"%s","received_on":"2026-%02d-%02d","status":"%s","narrative":"%s","amount":"%d.50"}}',
    pick(organisations), math.random(99999), math.random(0, 99999999), pick(categories), math.random(10), math.random(28),
    pick(states), narrative, math.random(9999))
  return wrk.format("POST", "/api/ledgers/bench_request/entries", headers({ ["Content-Type"] = "application/json" }), body)
end
