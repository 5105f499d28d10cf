import { randomUUID } from 'node:crypto'
import type { Person } from './person.ts'

/* What people do at cases, through the verbs: for tests whose pages are elsewhere. */

/** Calls a writing verb as this person. */
export async function send<T = unknown>(person: Person, path: string, data: unknown): Promise<T> {
  const answer = await person.page.request.post(`/api${path}`, {
    data,
    headers: { 'idempotency-key': randomUUID() },
  })
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
  return (await answer.json()) as T
}

/** Calls a reading verb as this person. */
export async function ask<T>(person: Person, path: string): Promise<T> {
  const answer = await person.page.request.get(`/api${path}`)
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
  return (await answer.json()) as T
}

interface Field {
  key: string
  kind: string
  options?: { key: string }[]
}
interface Step {
  key: string
  form: Field[]
  papers: { kind: string; required: boolean }[]
}
interface Process {
  id: string
  steps: Step[]
}

/** The smallest paper there is. */
export const PAPER = Buffer.from('%PDF-1.4\n%%EOF\n')
const PDF = PAPER.toString('base64')

/** A lawful answer to a field: ten come, ten agree. */
const fill = ({ key, kind, options }: Field, today: string): unknown =>
  ({
    count: /against|abstain/i.test(key) ? 0 : 10,
    day: today,
    choice: options?.[0]?.key,
    yes: true,
    yuan: '0',
    table: [],
    words: [],
  })[kind] ?? '已办'

/** Brings the papers of a step and signs it as of a day. */
export async function signOn(
  today: string,
  { person, id, step: key }: { person: Person; id: string; step: string },
  more: object = {},
): Promise<void> {
  const { process } = await ask<{ process: Process }>(person, `/cases/${id}`)
  const step = process.steps.find((one) => one.key === key)
  for (const { kind } of step?.papers.filter(({ required }) => required) ?? []) {
    await send(person, `/cases/${id}/papers`, {
      step: key,
      kind,
      name: `${kind}.pdf`,
      content: PDF,
    })
  }
  const values = Object.fromEntries(
    (step?.form ?? []).map((field) => [field.key, fill(field, today)]),
  )
  await send(person, `/cases/${id}/sign`, { step: key, values, ...more })
}
