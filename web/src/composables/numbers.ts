// 10,412. Decimals come as strings and stay exact: only the whole part is grouped.
export function grouped(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return ''
  const [whole = '', fraction] = String(value).split('.')
  const text = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  return fraction ? `${text}.${fraction}` : text
}

// Counters come as "19" or "19.00"; zeros behind the point say nothing in a sentence.
export function plainNumber(value: string | number | null | undefined): string {
  return grouped(String(value ?? '').replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, ''))
}
