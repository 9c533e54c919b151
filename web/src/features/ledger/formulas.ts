// Where the definitions' formulas meet the form. Only src/formula knows how a tree is evaluated.
import type { FieldValue, FormulaTree, Values } from '@/api/types'

export interface Row {
  values: Values
  today: string
}

export function compute(_tree: FormulaTree, _row: Row): FieldValue | undefined {
  return undefined
}
export function holds(tree: FormulaTree, row: Row): boolean | undefined {
  const value = compute(tree, row)
  return value === undefined ? undefined : value === true
}

// The fields that a tree speaks of.
export function fieldsOf(tree: FormulaTree, found: Set<string> = new Set()): Set<string> {
  const node = tree as { op?: string; name?: string; args?: FormulaTree[] } | null
  if (node?.op === 'field' && node.name) found.add(node.name)
  node?.args?.forEach((child) => fieldsOf(child, found))
  return found
}
