import type { Id, ShareBody } from './types'

export interface ShareRow {
  organisation: Id
  name: string
  /** What the proportional deal goes by, such as the number of communities below. */
  weight: number
  amount: number
}

/** Whole parts that add up to `total`: the largest remainders get the ones that are left over. */
export function dealOut(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((whole, weight) => whole + weight, 0)
  if (sum <= 0) return weights.map(() => 0)
  const exact = weights.map((weight) => (Math.max(0, Math.round(total)) * weight) / sum)
  const dealt = exact.map(Math.floor)
  const left = Math.round(exact.reduce((whole, one) => whole + one, 0)) - dealt.reduce((whole, one) => whole + one, 0)
  exact
    .map((one, index) => ({ index, rest: one - Math.floor(one) }))
    .sort((one, other) => other.rest - one.rest || one.index - other.index)
    .slice(0, left)
    .forEach(({ index }) => {
      dealt[index] = (dealt[index] ?? 0) + 1
    })
  return dealt
}

function withAmounts(rows: readonly ShareRow[], amounts: readonly number[]): ShareRow[] {
  return rows.map((row, index) => ({ ...row, amount: amounts[index] ?? 0 }))
}

export const dealEvenly = (rows: readonly ShareRow[], total: number): ShareRow[] =>
  withAmounts(rows, dealOut(total, rows.map(() => 1)))

export const dealByWeight = (rows: readonly ShareRow[], total: number): ShareRow[] =>
  withAmounts(rows, dealOut(total, rows.map((row) => row.weight)))

export const sumOf = (rows: readonly ShareRow[]): number => rows.reduce((whole, row) => whole + row.amount, 0)

/** Who takes nothing is not sent, unless a share is to be taken back. */
export function sharesBody(rows: readonly ShareRow[], before: readonly Id[] = []): ShareBody[] {
  return rows
    .filter((row) => row.amount > 0 || before.includes(row.organisation))
    .map((row) => ({ organisation: row.organisation, target_min: row.amount }))
}
