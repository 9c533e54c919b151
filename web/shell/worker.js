// The shell of the pages on this device, so that they open without network. Only files of the program are kept, never an
// answer of /api. vitePlugin.ts puts the two constants before this text: a new version is a new cache, and it takes over
// when the last page of the old one is closed, so that no page loses its files under way.
/* global kVersion, kFiles */
const kShell = `niangjia-${kVersion}`
const kPatience = 4000

async function install() {
  const cache = await caches.open(kShell)
  const known = await Promise.all(kFiles.map(async (file) => [file, await keptElsewhere(file)]))
  await Promise.all(known.filter(([, kept]) => kept).map(([file, kept]) => cache.put(file, kept)))
  await cache.addAll(known.filter(([, kept]) => !kept).map(([file]) => new Request(file, { cache: 'no-cache' })))
}
// Files under /assets/ carry a hash in their name: what an older version has need not be fetched again.
const keptElsewhere = async (file) => (file.startsWith('/assets/') ? caches.match(file) : undefined)

async function tidy() {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name.startsWith('niangjia-') && name !== kShell).map((name) => caches.delete(name)))
  await self.clients.claim()
}

// A page comes from the network when that answers in time, so that a new version shows at once.
async function page(request) {
  const kept = await caches.match('/index.html', { cacheName: kShell })
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), kept ? kPatience : 60_000)
  try {
    const answer = await fetch(request, { signal: controller.signal })
    return answer.ok || !kept ? answer : kept
  } catch (reason) {
    if (kept) return kept
    throw reason
  } finally {
    clearTimeout(timer)
  }
}
const file = async (request) => (await caches.match(request, { cacheName: kShell })) ?? fetch(request)

self.addEventListener('install', (event) => event.waitUntil(install()))
self.addEventListener('activate', (event) => event.waitUntil(tidy()))
self.addEventListener('fetch', (event) => {
  const { request } = event
  const address = new URL(request.url)
  if (request.method !== 'GET' || address.origin !== self.location.origin || address.pathname.startsWith('/api/')) return
  if (request.mode === 'navigate') event.respondWith(page(request))
  else if (kFiles.includes(address.pathname)) event.respondWith(file(request))
})
