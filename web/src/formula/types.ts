// A formula as the server has checked it (docs/formats/formula.md). Every node knows its type; nothing in it can fail.
export type FormulaType = 'boolean' | 'integer' | 'decimal' | 'text' | 'date'

export interface FormulaNode {
  op: string
  type: FormulaType
  scale?: number
  // A literal: numbers as text of the scaled whole number, days as "2026-03-08".
  value?: string | boolean | null
  name?: string
  args?: FormulaNode[]
}

// Values as the API writes them; whole numbers beyond 2^53 and links are text.
export type ApiValue = string | number | boolean | null
// What a row may hold besides: keys and ids, rows, a signature.
export type RowValue = ApiValue | readonly unknown[] | object
export type Row = Readonly<Record<string, RowValue | undefined>>

export interface FormulaContext {
  today: string
  // Without it add_working_days is empty: the server decides.
  addWorkingDays?: (day: string, count: number) => string | null
}

// What a node is worth inside the interpreter: numbers as scaled bigint, days as days since 1970-01-01.
export type Inner = boolean | bigint | string | Day | null
export interface Day {
  readonly days: number
}
