import { z } from 'zod'
import { rolesWith } from '../kernel/permission.ts'
import { REFUSALS } from '../kernel/refusal.ts'
import { isAsked } from '../kernel/verb.ts'
import type { Verb } from './module.ts'

type Json = Record<string, unknown>

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'openapi-3.0' }) as Json

const SESSION = [{ session: [] }]

/** The programming interface as OpenAPI 3.1, derived from the contracts alone. */
export function openApi(verbs: readonly Verb[]): Json {
  const paths: Record<string, Json> = {}
  for (const verb of verbs) {
    const url = `/api${verb.spec.path}`.replaceAll(/:(\w+)/g, '{$1}')
    const entry = (paths[url] ??= {})
    entry[isAsked(verb.spec) ? 'get' : 'post'] = operation(verb)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '妙棋 Miaoqi',
      version: '0.1.0',
      description:
        '村党支部领办合作社全县一本账。写入须带 Idempotency-Key;带 Dry-Run: true 则只预演不保存。',
    },
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'miaoqi_session' } },
    },
  }
}

function operation(verb: Verb): Json {
  const { spec } = verb
  const input = schemaOf(spec.input, 'input')
  const inPath = new Set(Array.from(spec.path.matchAll(/:(\w+)/g), (match) => match[1]))
  const properties = (input['properties'] ?? {}) as Record<string, Json>
  const required = new Set((input['required'] ?? []) as string[])
  const parameters = Object.entries(properties)
    .filter(([name]) => inPath.has(name) || isAsked(spec))
    .map(([name, schema]) => ({
      name,
      in: inPath.has(name) ? 'path' : 'query',
      required: inPath.has(name) || required.has(name),
      schema,
    }))
  const roles = spec.access === 'public' ? ['public'] : rolesWith(spec.access)
  return {
    operationId: verb.name,
    tags: [verb.module],
    summary: spec.title.zh,
    description: `${spec.title.en}. ${spec.access}: ${roles.join(', ')}`,
    ...(spec.access === 'public' ? {} : { security: SESSION }),
    parameters: [...parameters, ...(spec.kind === 'write' ? WRITE_HEADERS : [])],
    ...(isAsked(spec) ? {} : { requestBody: body(bodySchema(input, inPath)) }),
    responses: {
      200:
        spec.download === true
          ? { description: 'file', content: { 'application/octet-stream': {} } }
          : {
              description: spec.title.en,
              content: { 'application/json': { schema: schemaOf(spec.output, 'input') } },
            },
      ...Object.fromEntries(
        (spec.refusals ?? []).map((code) => [REFUSALS[code].status, { description: code }]),
      ),
    },
  }
}

const WRITE_HEADERS = [
  { name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string' } },
  { name: 'Dry-Run', in: 'header', required: false, schema: { type: 'string', enum: ['true'] } },
]

const body = (schema: Json) => ({ required: true, content: { 'application/json': { schema } } })

function bodySchema(input: Json, inPath: ReadonlySet<string | undefined>): Json {
  const properties = (input['properties'] ?? {}) as Record<string, Json>
  const rest = Object.entries(properties).filter(([name]) => !inPath.has(name))
  const required = ((input['required'] ?? []) as string[]).filter((name) => !inPath.has(name))
  return { ...input, properties: Object.fromEntries(rest), required }
}
