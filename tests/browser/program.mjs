// The real program with its demo city, on a free port, in a folder that is gone afterwards.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const kProgram = process.env.NIANGJIA_PROGRAM
const kStartMilliseconds = 90_000
/** The demo's entries are those of the year up to this day. */
export const kToday = '2026-09-17'
export const kPassword = 'yunxiu-demo'

function addressOf(child) {
  return new Promise((resolve, reject) => {
    let said = ''
    const late = setTimeout(() => reject(new Error(`the program did not start in time: ${said}`)), kStartMilliseconds)
    const hear = (bytes) => {
      said += bytes
      const found = /^http:\/\/127\.0\.0\.1:\d+$/m.exec(said)
      if (!found) return
      clearTimeout(late)
      resolve(found[0])
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', reject)
    child.on('exit', (status) => {
      clearTimeout(late)
      reject(new Error(`the program ended with ${status}: ${said}`))
    })
  })
}

/** Answers its address and how to end it. */
export async function startDemo() {
  if (!kProgram) throw new Error('NIANGJIA_PROGRAM names the program; scripts/test-browser does that')
  const folder = mkdtempSync(join(tmpdir(), 'niangjia-browser-'))
  const assets = process.env.NIANGJIA_ASSETS ? ['--assets', process.env.NIANGJIA_ASSETS] : []
  const child = spawn(kProgram, ['serve', '--demo', '--today', kToday, '--data', join(folder, 'data'), '--listen', '127.0.0.1:0', ...assets])
  const gone = new Promise((resolve) => child.on('exit', resolve))
  const stop = async () => {
    child.kill('SIGTERM')
    await gone
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    return { address: await addressOf(child), stop }
  } catch (error) {
    await stop()
    throw error
  }
}
