-- What all loads share: the token, ids of entries and organisations, and made-up values.
local function lines(path)
  local all = {}
  for line in io.lines(path) do all[#all + 1] = line end
  return all
end

local folder = os.getenv("NIANGJIA_BENCH_FOLDER")
token = lines(folder .. "/token")[1]
ids = lines(folder .. "/ids")
organisations = lines(folder .. "/organisations")
categories = { "political", "marriage", "labour", "person", "property", "education", "violence", "general" }
states = { "waiting", "open", "answered", "closed", "referred" }
narrative = string.rep("来电人说近来家中多有争执希望有人上门看看", 10)
math.randomseed(os.time())

function pick(list) return list[math.random(#list)] end
function headers(more)
  local all = { ["Authorization"] = "Bearer " .. token }
  for name, value in pairs(more or {}) do all[name] = value end
  return all
end
