// The browser's reading of a formula: live checks, visibility and computed fields while a form is written. The server
// decides; both are proved by tests/vectors/formula.json.
import { formatDay, parseDay } from './days'
import { compare, strictFunctions } from './functions'
import { formatScaled, parseScaled } from './numbers'
import type { ApiValue, FormulaContext, FormulaNode, Inner, Row, RowValue } from './types'

// Many things are one text, as the server keeps them: parts joined by commas, rows as JSON.
function textOf(value: RowValue): string | null {
  if (typeof value === 'string') return value
  if (!Array.isArray(value)) return null
  if (value.length === 0) return null
  return value.every((part) => typeof part === 'string') ? value.join(',') : JSON.stringify(value)
}

// An API value as a node of this type holds it; what does not fit counts as empty.
function toInner(value: RowValue | undefined, node: FormulaNode): Inner {
  if (value === null || value === undefined) return null
  switch (node.type) {
    case 'boolean':
      return typeof value === 'boolean' ? value : null
    case 'text':
      return textOf(value)
    case 'date':
      return typeof value === 'string' ? parseDay(value) : null
    default:
      return typeof value === 'string' || typeof value === 'number' ? parseScaled(value, node.scale ?? 0) : null
  }
}

function toApi(value: Inner, node: FormulaNode): ApiValue {
  if (typeof value === 'bigint') {
    const small = value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)
    return node.type === 'integer' && small ? Number(value) : formatScaled(value, node.scale ?? 0)
  }
  return value !== null && typeof value === 'object' ? formatDay(value) : value
}

class Evaluation {
  constructor(
    private readonly row: Row,
    private readonly context: FormulaContext,
  ) {}

  run(node: FormulaNode): Inner {
    const strict = strictFunctions[node.op]
    const args = node.args ?? []
    if (strict) {
      const values: Exclude<Inner, null>[] = []
      for (const arg of args) {
        const value = this.run(arg)
        if (value === null) return null
        values.push(value)
      }
      return strict(values, node, this.context)
    }
    switch (node.op) {
      case 'literal':
        return this.literal(node)
      case 'field':
        return toInner(this.row[node.name ?? ''], node)
      case 'and':
        return this.either(args, false)
      case 'or':
        return this.either(args, true)
      case 'conditional':
        return this.conditional(args)
      case 'has':
        return this.first(args) !== null
      case 'empty':
        return this.first(args) === null
      case 'coalesce':
        return this.filled(args)
      case 'in':
        return this.membership(args)
      default:
        // A newer server's operation: leave it to the server.
        return null
    }
  }

  private first(args: FormulaNode[]): Inner {
    return args[0] ? this.run(args[0]) : null
  }

  private literal(node: FormulaNode): Inner {
    const number = node.type === 'integer' || node.type === 'decimal'
    return number && typeof node.value === 'string' ? BigInt(node.value) : toInner(node.value, node)
  }

  // Kleene: `deciding` on one side decides, even when the other side is empty.
  private either(args: FormulaNode[], deciding: boolean): Inner {
    const values = args.map((arg) => this.run(arg))
    if (values.includes(deciding)) return deciding
    return values.includes(null) ? null : !deciding
  }

  private conditional([condition, yes, no]: FormulaNode[]): Inner {
    const chosen = condition ? this.run(condition) : null
    const branch = chosen ? yes : no
    return chosen === null || !branch ? null : this.run(branch)
  }

  private filled(args: FormulaNode[]): Inner {
    for (const arg of args) {
      const value = this.run(arg)
      if (value !== null) return value
    }
    return null
  }

  // x in [a, b] is x == a || x == b.
  private membership([wanted, ...items]: FormulaNode[]): Inner {
    const value = wanted ? this.run(wanted) : null
    if (value === null) return null
    let unknown = false
    for (const item of items) {
      const other = this.run(item)
      if (other === null) unknown = true
      else if (compare(value, wanted?.scale ?? 0, other, item.scale ?? 0) === 0) return true
    }
    return unknown ? null : false
  }
}

// The answer in the API's form; null is empty.
export function evaluate(tree: FormulaNode, row: Row, context: FormulaContext): ApiValue {
  return toApi(new Evaluation(row, context).run(tree), tree)
}

// True only when the answer is true; empty and false both fail.
export function holds(tree: FormulaNode, row: Row, context: FormulaContext): boolean {
  return evaluate(tree, row, context) === true
}
