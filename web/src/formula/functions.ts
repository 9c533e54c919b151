// The operations that need all of their values: the interpreter answers empty when one is missing.
import { addDays, addMonths, ageAt, formatDay, parseDay, partsOf } from './days'
import { birthDate, sexOf } from './identity'
import { countMany, includesPart, sumOfColumn } from './many'
import { divideRounded, fit, powerOfTen, rescale } from './numbers'
import { spanOfPeriod } from './periods'
import type { Day, FormulaContext, FormulaNode, Inner } from './types'

type Filled = Exclude<Inner, null>
type Strict = (values: Filled[], node: FormulaNode, context: FormulaContext) => Inner

const kMostTextBytes = 65_536
const kZero = BigInt(0)

// The server has checked the types; these only tell TypeScript.
const number = (value: Filled | undefined): bigint => value as bigint
const text = (value: Filled | undefined): string => value as string
const day = (value: Filled | undefined): Day => value as Day
const scaleOf = (node: FormulaNode, index: number): number => node.args?.[index]?.scale ?? 0

// Code points, as bytes of UTF-8 are ordered; JavaScript's own `<` orders pairs of surrogates differently.
function compareTexts(a: string, b: string): number {
  const left = Array.from(a)
  const right = Array.from(b)
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

const sign = (a: number | bigint | boolean, b: number | bigint | boolean): number => (a < b ? -1 : a > b ? 1 : 0)

// Numbers of different scales are compared exactly.
export function compare(a: Filled, aScale: number, b: Filled, bScale: number): number {
  if (typeof a === 'bigint') {
    const scale = Math.max(aScale, bScale)
    return sign(a * powerOfTen(scale - aScale), number(b) * powerOfTen(scale - bScale))
  }
  if (typeof a === 'string') return compareTexts(a, text(b))
  return typeof a === 'boolean' ? sign(a, b as boolean) : sign(a.days, day(b).days)
}

const related =
  (test: (order: number) => boolean): Strict =>
  ([a, b], node) =>
    test(compare(a as Filled, scaleOf(node, 0), b as Filled, scaleOf(node, 1)))

const extreme =
  (wanted: -1 | 1): Strict =>
  ([a, b]) =>
    (compare(a as Filled, 0, b as Filled, 0) === wanted ? a : b) as Filled

const divide: Strict = ([a, b], node) => {
  if (number(b) === kZero) return null
  if (node.type === 'integer') return fit(number(a) / number(b))
  const steps = (node.scale ?? 0) - scaleOf(node, 0) + scaleOf(node, 1)
  return fit(divideRounded(number(a) * powerOfTen(steps), number(b)))
}

const concat: Strict = ([a, b]) => {
  const joined = text(a) + text(b)
  return new TextEncoder().encode(joined).length > kMostTextBytes ? null : joined
}

const addWorkingDays: Strict = ([from, count], _node, context) => {
  const steps = Number(number(count))
  if (!context.addWorkingDays || steps < 0 || steps > 10_000) return null
  const due = context.addWorkingDays(formatDay(day(from)), steps)
  return due === null ? null : parseDay(due)
}

export const strictFunctions: Readonly<Record<string, Strict>> = {
  rescale: ([a], node) => rescale(number(a), scaleOf(node, 0), node.scale ?? 0),
  negate: ([a]) => fit(-number(a)),
  not: ([a]) => !a,
  add: ([a, b]) => fit(number(a) + number(b)),
  subtract: ([a, b]) => fit(number(a) - number(b)),
  multiply: ([a, b]) => fit(number(a) * number(b)),
  divide,
  modulo: ([a, b]) => (number(b) === kZero ? null : fit(number(a) % number(b))),
  concat,
  equal: related((order) => order === 0),
  not_equal: related((order) => order !== 0),
  less: related((order) => order < 0),
  less_equal: related((order) => order <= 0),
  greater: related((order) => order > 0),
  greater_equal: related((order) => order >= 0),
  size: ([a]) => BigInt(Array.from(text(a)).length),
  contains: ([a, b]) => text(a).includes(text(b)),
  starts_with: ([a, b]) => text(a).startsWith(text(b)),
  lower: ([a]) => text(a).replace(/[A-Z]/g, (letter) => letter.toLowerCase()),
  min: extreme(-1),
  max: extreme(1),
  abs: ([a]) => fit(number(a) < kZero ? -number(a) : number(a)),
  year: ([a]) => BigInt(partsOf(day(a)).year),
  month: ([a]) => BigInt(partsOf(day(a)).month),
  day: ([a]) => BigInt(partsOf(day(a)).day),
  days_between: ([a, b]) => BigInt(day(b).days - day(a).days),
  add_days: ([a, b]) => addDays(day(a), number(b)),
  add_months: ([a, b]) => addMonths(day(a), number(b)),
  today: (_values, _node, context) => parseDay(context.today),
  add_working_days: addWorkingDays,
  age_at: ([a, b]) => ageAt(day(a), day(b)),
  birth_date: ([a]) => birthDate(text(a)),
  sex: ([a]) => sexOf(text(a)),
  count: ([a]) => BigInt(countMany(text(a))),
  includes: ([a, b]) => includesPart(text(a), text(b)),
  total: ([a], node) => {
    const sum = sumOfColumn(text(a), node.name ?? '', node.scale ?? 0)
    return sum === null ? null : fit(sum)
  },
  period_start: ([a]) => spanOfPeriod(text(a))?.from ?? null,
  period_end: ([a]) => spanOfPeriod(text(a))?.to ?? null,
}
