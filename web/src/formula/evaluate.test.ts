import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { evaluate, holds } from './evaluate'
import type { ApiValue, FormulaContext, FormulaNode, Row } from './types'

interface Vector {
  group: string
  formula: string
  row: Row
  expect: ApiValue
  tree: FormulaNode
}
const vectors = JSON.parse(readFileSync(resolve(__dirname, '../../../tests/vectors/formula.json'), 'utf8')) as {
  today: string
  evaluate: Vector[]
}

// Working days are weekdays.
function addWeekdays(day: string, count: number): string {
  const date = new Date(day + 'T00:00:00Z')
  for (let left = count; left > 0; ) {
    date.setUTCDate(date.getUTCDate() + 1)
    if (date.getUTCDay() % 6 !== 0) left--
  }
  return date.toISOString().slice(0, 10)
}
const context: FormulaContext = { today: vectors.today, addWorkingDays: addWeekdays }
const one = vectors.evaluate[0]?.tree

describe('evaluate', () => {
  it('has the vectors that the server is proved by', () => {
    expect(vectors.evaluate.length).toBeGreaterThanOrEqual(150)
  })

  it.each(vectors.evaluate.map((vector) => [vector.formula, JSON.stringify(vector.row), vector] as const))(
    '%s on %s',
    (_formula, _row, vector) => {
      expect(evaluate(vector.tree, vector.row, context)).toBe(vector.expect)
      expect(holds(vector.tree, vector.row, context)).toBe(vector.expect === true)
    },
  )

  it('leaves working days to the server when it has no calendar', () => {
    const tree = vectors.evaluate.find((vector) => vector.formula === 'add_working_days(d, 1)')?.tree
    expect(tree && evaluate(tree, { d: '2026-06-26' }, { today: vectors.today })).toBeNull()
  })

  it('takes an operation that it does not know for empty', () => {
    expect(one && evaluate({ ...one, op: 'of_tomorrow', type: 'boolean' }, {}, context)).toBeNull()
  })

  it('takes a value of another type for empty', () => {
    expect(evaluate({ op: 'field', type: 'integer', name: 'n' }, { n: 'seven' }, context)).toBeNull()
  })
})
