// Exact arithmetic on scaled whole numbers of 64 bits. What does not fit is empty, as on the server.
const kLeast = -(BigInt(2) ** BigInt(63))
const kMost = BigInt(2) ** BigInt(63) - BigInt(1)
const kZero = BigInt(0)
const kTen = BigInt(10)

export const fit = (value: bigint): bigint | null => (value < kLeast || value > kMost ? null : value)

export const powerOfTen = (exponent: number): bigint => kTen ** BigInt(exponent)

const absolute = (value: bigint): bigint => (value < kZero ? -value : value)

// Half away from zero.
export function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor
  const rest = dividend % divisor
  if (BigInt(2) * absolute(rest) < absolute(divisor)) return quotient
  return dividend < kZero === divisor < kZero ? quotient + BigInt(1) : quotient - BigInt(1)
}

export function rescale(value: bigint, from: number, to: number): bigint | null {
  return fit(to >= from ? value * powerOfTen(to - from) : divideRounded(value, powerOfTen(from - to)))
}

// "-12.5" at scale 2 is -1250. Null for what is no number or has too many digits.
export function parseScaled(value: string | number, scale: number): bigint | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(value).trim())
  if (!match) return null
  const behind = match[3] ?? ''
  if (behind.length > scale) return null
  const digits = BigInt((match[2] ?? '') + behind.padEnd(scale, '0'))
  return fit(match[1] === '-' ? -digits : digits)
}

export function formatScaled(value: bigint, scale: number): string {
  const digits = absolute(value).toString().padStart(scale + 1, '0')
  const point = digits.length - scale
  return (value < kZero ? '-' : '') + digits.slice(0, point) + (scale > 0 ? '.' + digits.slice(point) : '')
}
