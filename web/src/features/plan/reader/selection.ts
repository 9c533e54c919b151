import type { Span } from '../spans'

/** Turns a place in the page into a run of the text: the run's first code point, and UTF-16 units behind it. */
export type PlaceIn = (from: number, units: number) => number

const runOf = (node: Node | null): HTMLElement | null => {
  const element = node instanceof Element ? node : (node?.parentElement ?? null)
  return element?.closest<HTMLElement>('[data-from]') ?? null
}

function pointOf(node: Node, offset: number, root: Element, place: PlaceIn): number | null {
  const run = runOf(node)
  if (run && root.contains(run)) {
    // Inside a run stands nothing but its text; an offset on the element itself is its beginning or its end.
    const units = node.nodeType === Node.TEXT_NODE ? offset : offset === 0 ? 0 : (run.textContent ?? '').length
    return place(Number(run.dataset.from), units)
  }
  const next = nextRun(node, offset, root)
  return next ? Number(next.dataset.from) : null
}

/** A triple click ends before the next line: the first run at or behind that place tells where. */
function nextRun(node: Node, offset: number, root: Element): HTMLElement | null {
  const at = node.childNodes[offset] ?? node
  const runs = Array.from(root.querySelectorAll<HTMLElement>('[data-from]'))
  return (
    runs.find((run) => at === run || at.contains(run) || (at.compareDocumentPosition(run) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0) ?? null
  )
}

/** The selected part of the text under `root`; from equals to for a mere caret, null when it lies elsewhere. */
export function selectedSpan(selection: Selection | null, root: Element, place: PlaceIn): Span | null {
  if (!selection || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  if (!root.contains(range.startContainer)) return null
  const from = pointOf(range.startContainer, range.startOffset, root, place)
  const to = range.collapsed ? from : pointOf(range.endContainer, range.endOffset, root, place)
  return from === null || to === null ? null : { from, to: Math.max(from, to) }
}
