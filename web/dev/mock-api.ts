import type { IncomingMessage } from 'node:http'
import type { Plugin } from 'vite'
import { accountRoutes } from './mock/accounts'
import { calendarRoutes } from './mock/calendar'
import { entryRoutes } from './mock/entries'
import { figureRoutes } from './mock/figures'
import type { MockAnswer, MockRequest, MockRoute } from './mock/http'
import { organisationRoutes } from './mock/organisations'
import { planRoutes } from './mock/plans'
import { sessionRoutes } from './mock/session'

const routes: MockRoute[] = [...sessionRoutes, ...accountRoutes, ...calendarRoutes, ...entryRoutes, ...figureRoutes, ...organisationRoutes, ...planRoutes]

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

function answerTo(method: string, url: URL, body: Buffer): MockAnswer {
  const path = decodeURIComponent(url.pathname.replace(/^\/api/, ''))
  for (const [wanted, pattern, answer] of routes) {
    const match = wanted === method ? pattern.exec(path) : null
    if (!match) continue
    const request: MockRequest = {
      method, path, params: match.slice(1), query: url.searchParams, body,
      json: () => JSON.parse(body.toString() || '{}') as Record<string, unknown>,
    }
    return answer(request)
  }
  return { status: 404, body: { error: { code: 'not_found', message: '没有找到，或你无权查看。', fields: {} } } }
}

// Answers docs/api.md with invented data while developing; never part of the build.
export function mockApi(): Plugin {
  return {
    name: 'niangjia-mock-api',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use('/api', (request, response) => {
        const url = new URL(request.originalUrl ?? '/', 'http://localhost')
        if (url.pathname === '/api/stream') {
          response.writeHead(200, { 'Content-Type': 'text/event-stream' })
          response.write(': open\n\n')
          return
        }
        void bodyOf(request).then((body) => {
          const answer = answerTo(request.method ?? 'GET', url, body)
          if (answer.file) {
            response.setHeader('Content-Type', answer.file.type)
            response.setHeader('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(answer.file.name)}`)
            response.end(answer.file.content)
            return
          }
          response.statusCode = answer.status ?? 200
          response.setHeader('Content-Type', 'application/json')
          response.end(answer.body === undefined ? '' : JSON.stringify(answer.body))
        })
      })
    },
  }
}
