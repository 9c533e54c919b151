// Where the definitions' formulas meet the form. Only src/formula knows how a tree is evaluated.
import type { FieldValue, FormulaTree, Values } from '@/api/types'
import { evaluate, holds as holdsTree } from '@/formula/evaluate'
import type { FormulaNode } from '@/formula/types'

export interface Row {
  values: Values
  today: string
}

export const compute = (tree: FormulaTree, row: Row): FieldValue => evaluate(tree as FormulaNode, row.values, { today: row.today })
export const holds = (tree: FormulaTree, row: Row): boolean => holdsTree(tree as FormulaNode, row.values, { today: row.today })

function nodesOf(tree: FormulaTree): FormulaNode[] {
  const node = tree as FormulaNode | null | undefined
  return node ? [node, ...(node.args ?? []).flatMap(nodesOf)] : []
}

// Whether the browser can tell what the tree says: it knows no working days, and not what is covered.
export function isTold(tree: FormulaTree, isCovered: (field: string) => boolean): boolean {
  return nodesOf(tree).every((node) => node.op !== 'add_working_days' && !(node.op === 'field' && isCovered(node.name ?? '')))
}
