import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { type Fault, Refusal, REFUSALS } from '../kernel/refusal.ts'
import type { Text } from '../kernel/text.ts'
import { isAsked } from '../kernel/verb.ts'
import type { Caller } from './caller.ts'
import { invoke } from './invoke.ts'
import type { Verb } from './module.ts'
import { openApi } from './openapi.ts'
import type { Runtime } from './runtime.ts'
import { sha256 } from './secrets.ts'
import { sqlState } from './postgres/connection.ts'
import { serveWeb } from './web.ts'

export const SESSION_COOKIE = 'miaoqi_session'
const COOKIE_MAX_AGE_S = 12 * 3600
const BODY_LIMIT = 1024 * 1024

export interface ServeOptions {
  /** The folder with the built pages; without it only the programming interface is served. */
  readonly webRoot?: string
  /** Behind a proxy that ends TLS: cookies are marked Secure. */
  readonly secure?: boolean
}

/** The HTTP door: one loop over the verbs, nothing by hand. */
export async function buildServer(
  runtime: Runtime,
  options: ServeOptions = {},
): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    genReqId: () => randomUUID(),
    trustProxy: options.secure === true,
    routerOptions: { maxParamLength: 200 },
  })
  await app.register(cookie)
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        // antd writes its styles at run time; scripts stay our own files only.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        upgradeInsecureRequests: options.secure === true ? [] : null,
      },
    },
    hsts: options.secure === true,
  })
  app.setErrorHandler((error, request, reply) => answerError(runtime, error, { request, reply }))
  for (const verb of runtime.verbs) addVerb(app, runtime, { verb, secure: options.secure === true })
  app.get('/openapi.json', () => openApi(runtime.verbs))
  app.get('/healthz', async () => {
    await runtime.database.pool.query('SELECT 1')
    return { ok: true }
  })
  app.get('/api/progress/:requestId', (request) => {
    const { requestId } = request.params as { requestId: string }
    return runtime.progress.get(requestId) ?? { done: 0, total: 0 }
  })
  if (options.webRoot === undefined) app.setNotFoundHandler(noSuchAddress)
  else await serveWeb(app, options.webRoot, noSuchAddress)
  return app
}

function addVerb(
  app: FastifyInstance,
  runtime: Runtime,
  route: { verb: Verb; secure: boolean },
): void {
  const { verb } = route
  const { spec } = verb
  app.route({
    method: isAsked(spec) ? 'GET' : 'POST',
    url: `/api${spec.path}`,
    bodyLimit: spec.bodyLimit ?? BODY_LIMIT,
    handler: async (request, reply) => {
      if (spec.kind === 'write') checkOrigin(request)
      const key = header(request, 'idempotency-key')
      if (spec.kind === 'write' && spec.access !== 'public' && key === undefined) {
        throw new Refusal('bad_input', {
          zh: '写入请求须带 Idempotency-Key 请求头。',
          en: 'A write needs an Idempotency-Key header.',
        })
      }
      const requestId = header(request, 'x-request-id') ?? request.id
      // Also when the session has already ended: the browser forgets it either way.
      if (spec.session === 'end') reply.clearCookie(SESSION_COOKIE, { path: '/' })
      try {
        const answer = await invoke(runtime, {
          verb,
          caller: callerOf(request, verb),
          input: inputOf(request, isAsked(spec)),
          requestId,
          idempotencyKey: key,
          dryRun: header(request, 'dry-run') === 'true',
        })
        return await send(reply, answer, route)
      } finally {
        runtime.progress.delete(requestId)
      }
    },
  })
}

/** Path parameters, then query (reads) or body; a name may come from one place only. */
function inputOf(request: FastifyRequest, read: boolean): unknown {
  const params = (request.params ?? {}) as Record<string, unknown>
  const rest = (read ? request.query : request.body) ?? {}
  if (typeof rest !== 'object' || Array.isArray(rest)) return rest
  return Object.keys(params).length === 0 ? rest : { ...rest, ...params }
}

const header = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name]
  return typeof value === 'string' && value.length > 0 && value.length <= 200 ? value : undefined
}

/** Whoever signs in is nobody yet: an old cookie neither helps nor hinders, its session is replaced. */
function callerOf(request: FastifyRequest, verb: Verb): Caller {
  const source = request.ip
  const agent = request.headers['user-agent']?.slice(0, 200)
  const bearer = header(request, 'authorization')
  const token =
    bearer?.startsWith('Bearer ') === true ? bearer.slice(7) : request.cookies[SESSION_COOKIE]
  if (token === undefined || token.length === 0) return { kind: 'anonymous', source, agent }
  const tokenHash = sha256(token)
  return verb.spec.session === 'start' || verb.spec.countyFrom === 'county'
    ? { kind: 'anonymous', source, agent, tokenHash }
    : { kind: 'session', tokenHash, source, agent }
}

/** A page of another site cannot write with our cookie: SameSite stops it, and so does this. */
function checkOrigin(request: FastifyRequest): void {
  const origin = request.headers.origin
  if (origin === undefined) return
  const host = URL.canParse(origin) ? new URL(origin).host : ''
  if (host === request.headers.host) return
  throw new Refusal('forbidden', {
    zh: '请求来自别的网站,已拒绝。',
    en: 'The request comes from another site and was refused.',
  })
}

async function send(
  reply: FastifyReply,
  answer: unknown,
  route: { verb: Verb; secure: boolean },
): Promise<unknown> {
  const { spec } = route.verb
  reply.header('cache-control', 'no-store')
  if (spec.session === 'start') {
    const { token, ...rest } = answer as { token?: string }
    if (typeof token === 'string') {
      reply.setCookie(SESSION_COOKIE, token, {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        secure: route.secure,
        maxAge: COOKIE_MAX_AGE_S,
      })
    }
    return reply.send(rest)
  }
  if (spec.download === true) {
    const file = answer as { name: string; mediaType: string; content: string }
    reply.header('content-type', file.mediaType)
    reply.header(
      'content-disposition',
      `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    )
    return reply.send(Buffer.from(file.content, 'base64'))
  }
  return reply.send(answer)
}

const noSuchAddress = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  sendError(reply, {
    code: 'not_found',
    text: { zh: '没有这个地址。', en: 'No such address.' },
    requestId: request.id,
  })

interface ErrorAnswer {
  readonly code: string
  readonly text: Text
  readonly requestId: string
  readonly faults?: readonly Fault[]
  readonly data?: unknown
}

function sendError(reply: FastifyReply, error: ErrorAnswer): FastifyReply {
  const status = error.code in REFUSALS ? REFUSALS[error.code as keyof typeof REFUSALS].status : 500
  return reply.code(status).header('cache-control', 'no-store').send({ error })
}

/** Connection trouble of the database, by SQLSTATE class or by Node's own codes. */
const isOutage = (error: unknown): boolean => {
  const state = sqlState(error)
  if (state !== null)
    return state.startsWith('08') || state.startsWith('53') || state.startsWith('57P')
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null
  return code === 'ECONNREFUSED' || code === 'ECONNRESET' || code === 'ETIMEDOUT'
}

function answerError(
  runtime: Runtime,
  error: unknown,
  at: { request: FastifyRequest; reply: FastifyReply },
): FastifyReply {
  const requestId = at.request.id
  if (error instanceof Refusal) {
    const { code, text, faults, data } = error
    return sendError(at.reply, {
      code,
      text,
      requestId,
      faults,
      ...(data === undefined ? {} : { data }),
    })
  }
  const status =
    typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : 500
  if (status === 413) {
    return sendError(at.reply, {
      code: 'too_large',
      text: { zh: '内容太大。', en: 'The body is too large.' },
      requestId,
    })
  }
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return sendError(at.reply, {
      code: 'bad_input',
      text: { zh: '请求格式不对。', en: 'The request is malformed.' },
      requestId,
    })
  }
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
  runtime.log.error('request failed', { requestId, path: at.request.url.slice(0, 200), reason })
  if (isOutage(error)) {
    return sendError(at.reply, {
      code: 'unavailable',
      text: {
        zh: '数据库暂时不可用,请稍后再试。',
        en: 'The database is unavailable at the moment; please try again.',
      },
      requestId,
    })
  }
  return sendError(at.reply, {
    code: 'internal',
    text: {
      zh: `系统出错,未作任何更改。请把编号 ${requestId} 告诉管理员。`,
      en: `Something went wrong; nothing was changed. Please tell the administrator number ${requestId}.`,
    },
    requestId,
  })
}
