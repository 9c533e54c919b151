// Keeps the shell of the pages on this device (shell/worker.js) once the first page stands. Needs https or this machine;
// elsewhere the pages work as ever, but do not open without network.
export function keepShell() {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const register = () => void navigator.serviceWorker.register('/sw.js').catch(() => undefined)
  if (document.readyState === 'complete') register()
  else addEventListener('load', register, { once: true })
}

// A page that was opened before the program was renewed asks for files that are gone: it is opened anew, once.
export function renewWhenGone() {
  addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem('niangjia.renewed') ?? 0)
    if (!navigator.onLine || Date.now() - last < 60_000) return
    event.preventDefault()
    sessionStorage.setItem('niangjia.renewed', String(Date.now()))
    location.reload()
  })
}
