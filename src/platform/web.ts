import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** The doors of the built web application and the address prefix that each answers to. */
const DOORS = [
  { prefix: '/m', page: 'm.html' },
  { prefix: '/public', page: 'public.html' },
  { prefix: '/', page: 'index.html' },
] as const

/**
 * Serves the built pages: hashed assets for a year, the door pages fresh at every visit. `noSuchAddress`
 * answers what is neither a page nor a verb.
 */
export async function serveWeb(
  app: FastifyInstance,
  root: string,
  noSuchAddress: (request: FastifyRequest, reply: FastifyReply) => FastifyReply,
): Promise<void> {
  await app.register(fastifyStatic, {
    root,
    index: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const hashed = path.includes('/assets/')
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  const sendDoor = async (reply: FastifyReply, page: string) =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(await readFile(join(root, page)))
  // The root is a folder to the file server, which refuses folders; it is the desk's door.
  app.get('/', (_request, reply) => sendDoor(reply, 'index.html'))
  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?')[0] ?? '/'
    const door = DOORS.find(
      ({ prefix }) => prefix === '/' || path === prefix || path.startsWith(`${prefix}/`),
    )
    if (request.method !== 'GET' || path.startsWith('/api/') || door === undefined) {
      return noSuchAddress(request, reply)
    }
    return sendDoor(reply, door.page)
  })
}
