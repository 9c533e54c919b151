import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const read = (name: string) => readFileSync(fileURLToPath(new URL(name, import.meta.url)), 'utf8')
// What public/ brings and the shell needs.
const kPublic = ['/favicon.svg', '/manifest.webmanifest', '/icon-192.png', '/icon-512.png']

// Writes /sw.js: shell/worker.js with the list of the files that this build is made of.
export function shellWorker(): Plugin {
  return {
    name: 'niangjia-shell-worker',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const files = ['/index.html', ...Object.keys(bundle).filter((name) => name.startsWith('assets/')).map((name) => `/${name}`), ...kPublic].sort()
      const worker = read('worker.js')
      const index = bundle['index.html']
      const version = createHash('sha256')
        .update(JSON.stringify([files, worker, index?.type === 'asset' ? String(index.source) : '', kPublic.map((name) => read(`../public${name}`))]))
        .digest('hex')
        .slice(0, 12)
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: `const kVersion = ${JSON.stringify(version)}\nconst kFiles = ${JSON.stringify(files)}\n${worker}` })
    },
  }
}
