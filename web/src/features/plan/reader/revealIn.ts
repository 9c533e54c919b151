const kMargin = 64

/** Scrolls a pane, and nothing around it, as little as brings the element into sight. */
export function revealIn(pane: HTMLElement, element: Element): void {
  const frame = pane.getBoundingClientRect()
  const box = element.getBoundingClientRect()
  if (box.top < frame.top + kMargin) pane.scrollTop += box.top - frame.top - kMargin
  else if (box.bottom > frame.bottom - kMargin) {
    pane.scrollTop += Math.min(box.bottom - frame.bottom + kMargin, box.top - frame.top - kMargin)
  }
}
