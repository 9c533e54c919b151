// Chinese and English must hold the same keys, and the same placeholders in each text. Exit status 1 names every fault.
import { readFileSync } from 'node:fs'

const folder = new URL('../src/locales/', import.meta.url)
const read = (name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'))

function flatten(node, path = '', found = new Map()) {
  for (const [key, value] of Object.entries(node)) {
    const here = path ? `${path}.${key}` : key
    if (typeof value === 'string') found.set(here, value)
    else flatten(value, here, found)
  }
  return found
}

const placeholders = (text) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].sort().join(',')

const faults = []
for (const prefix of ['', 'plan.']) {
  const zh = flatten(read(`${prefix}zh-CN.json`))
  const en = flatten(read(`${prefix}en.json`))
  for (const key of zh.keys()) if (!en.has(key)) faults.push(`${prefix}en.json: '${key}' is missing`)
  for (const key of en.keys()) if (!zh.has(key)) faults.push(`${prefix}zh-CN.json: '${key}' is missing`)
  for (const [key, text] of zh) {
    if (en.has(key) && placeholders(text) !== placeholders(en.get(key))) faults.push(`'${key}': placeholders differ`)
  }
}
for (const fault of faults) console.error(fault)
console.log(faults.length ? `${faults.length} faults in the locales` : 'locales agree')
process.exit(faults.length ? 1 : 0)
