import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync('src/styles/tokens.css', 'utf8')

function tokensOf(selector: string): Record<string, string> {
  const start = css.indexOf(`${selector} {`)
  const block = css.slice(start, css.indexOf('}', start))
  return Object.fromEntries([...block.matchAll(/(--nj-[\w-]+):\s*(#[0-9a-f]{6})/gi)].map((match) => [match[1], match[2]]))
}
const light = tokensOf(':root')
const dark = { ...light, ...tokensOf('html.dark') }

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0)
}
function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05)
}

const kGrounds = ['--nj-surface', '--nj-bg']
const kTexts = ['--nj-ink', '--nj-ink-2', '--nj-ink-3', '--nj-sang', '--nj-done', '--nj-on-time', '--nj-due-soon', '--nj-overdue', '--nj-not-yet']
const kPairs: [text: string, ground: string][] = [
  ...kTexts.flatMap((text) => kGrounds.map((ground) => [text, ground] as [string, string])),
  ['--nj-done', '--nj-done-tint'],
  ['--nj-on-time', '--nj-on-time-tint'],
  ['--nj-due-soon', '--nj-due-soon-tint'],
  ['--nj-overdue', '--nj-overdue-tint'],
  ['--nj-on-fill', '--nj-fill'],
  ['--nj-on-fill', '--nj-fill-hover'],
  ['--nj-ink', '--nj-sang-tint'],
  ['--nj-sang', '--nj-sang-tint'],
  ['--nj-ink', '--nj-mark'],
  ['--nj-ink', '--nj-mark-on'],
  ['--nj-ink-2', '--nj-sunken'],
]

describe.each([['light', light], ['dark', dark]] as const)('%s tokens', (_name, tokens) => {
  it.each(kPairs)('%s on %s can be read (4.5 : 1)', (text, ground) => {
    expect(contrast(tokens[text] ?? '', tokens[ground] ?? '')).toBeGreaterThanOrEqual(4.5)
  })
  it.each(kGrounds)('borders of controls stand out on %s (3 : 1)', (ground) => {
    expect(contrast(tokens['--nj-control'] ?? '', tokens[ground] ?? '')).toBeGreaterThanOrEqual(3)
  })
  it('the ruler stands out on its track (3 : 1)', () => {
    expect(contrast(tokens['--nj-bar'] ?? '', tokens['--nj-track'] ?? '')).toBeGreaterThanOrEqual(3)
  })
})

it('the contrast formula gives 21 for black on white', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
})
