/** The keys of the reader (ui §11). */
export type Command = 'next' | 'previous' | 'accept' | 'measure' | 'split' | 'merge' | 'drop' | 'edit' | 'undo' | 'redo' | 'save'

const kLetters: Record<string, Command> = {
  j: 'next',
  k: 'previous',
  m: 'measure',
  s: 'split',
  u: 'merge',
  x: 'drop',
  e: 'edit',
  enter: 'accept',
}

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing' | 'target'>

/** Where letters are text, or Enter already means something else, they are no commands. */
function isTaken(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false
  if (target.closest('input, textarea, select, [contenteditable="true"], [role="combobox"], [role="dialog"]')) return true
  return key === 'enter' && target.closest('button, a, [role="button"]') !== null
}

export function commandOf(press: Press, singleLetters: boolean): Command | null {
  if (press.isComposing || press.altKey) return null
  const key = press.key.toLowerCase()
  if (press.ctrlKey || press.metaKey) {
    if (key === 's') return 'save'
    if (key !== 'z' || isTaken(press.target, key)) return null
    return press.shiftKey ? 'redo' : 'undo'
  }
  if (isTaken(press.target, key)) return null
  if (key !== 'enter' && !singleLetters) return null
  return kLetters[key] ?? null
}
