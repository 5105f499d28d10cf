import { saveBlob } from './ui/save-file.ts'
import type { z } from 'zod'
import type { Fault, RefusalCode } from '../src/kernel/refusal.ts'
import type { Text } from '../src/kernel/text.ts'
import type { CallOptions } from '../src/kernel/verb.ts'
import type { approvalsContract } from '../src/modules/approvals/contract.ts'
import type { assessmentContract } from '../src/modules/assessment/contract.ts'
import type { contestContract } from '../src/modules/contest/contract.ts'
import type { developmentContract } from '../src/modules/development/contract.ts'
import type { distributionContract } from '../src/modules/distribution/contract.ts'
import type { exchangeContract } from '../src/modules/exchange/contract.ts'
import type { foundingContract } from '../src/modules/founding/contract.ts'
import type { indicatorContract } from '../src/modules/indicator/contract.ts'
import type { governanceContract } from '../src/modules/governance/contract.ts'
import type { dutyContract } from '../src/modules/duty/contract.ts'
import type { helpContract } from '../src/modules/help/contract.ts'
import type { identityContract } from '../src/modules/identity/contract.ts'
import type { insightContract } from '../src/modules/insight/contract.ts'
import type { ledgerContract } from '../src/modules/ledger/contract.ts'
import type { messagesContract } from '../src/modules/messages/contract.ts'
import type { policyContract } from '../src/modules/policy/contract.ts'
import type { proofContract } from '../src/modules/proof/contract.ts'
import type { registryContract } from '../src/modules/registry/contract.ts'
import type { showcaseContract } from '../src/modules/showcase/contract.ts'
import type { spendingContract } from '../src/modules/spending/contract.ts'
import type { statementsContract } from '../src/modules/statements/contract.ts'
import type { sharesContract } from '../src/modules/shares/contract.ts'
import type { supervisionContract } from '../src/modules/supervision/contract.ts'
import type { supportContract } from '../src/modules/support/contract.ts'
import type { talentContract } from '../src/modules/talent/contract.ts'
import type { tradeContract } from '../src/modules/trade/contract.ts'

/*
 * The one way to the server: a call names a verb, its types come from the contract, its address from
 * the table that the build made of the same contract. JSON stays JSON: money is a decimal string of
 * yuan, a share of a whole a fraction string, a day 'YYYY-MM-DD'.
 */

type Contracts = typeof identityContract &
  typeof policyContract &
  typeof registryContract &
  typeof approvalsContract &
  typeof messagesContract &
  typeof showcaseContract &
  typeof spendingContract &
  typeof ledgerContract &
  typeof sharesContract &
  typeof governanceContract &
  typeof tradeContract &
  typeof distributionContract &
  typeof statementsContract &
  typeof foundingContract &
  typeof indicatorContract &
  typeof developmentContract &
  typeof supervisionContract &
  typeof contestContract &
  typeof helpContract &
  typeof talentContract &
  typeof supportContract &
  typeof assessmentContract &
  typeof dutyContract &
  typeof exchangeContract &
  typeof proofContract &
  typeof insightContract

export type VerbName = keyof Contracts
export type In<V extends VerbName> = z.input<Contracts[V]['input']>
export type Out<V extends VerbName> = z.input<Contracts[V]['output']>

export type ErrorCode = RefusalCode | 'internal' | 'offline'

/** A "no" of the server, or no answer at all: what the person reads is in `text`. */
export class ApiRefusal extends Error {
  readonly code: ErrorCode
  readonly text: Text
  readonly faults: readonly Fault[]
  readonly data: unknown
  readonly requestId: string | null

  constructor(parts: {
    code: ErrorCode
    text: Text
    faults?: readonly Fault[]
    data?: unknown
    requestId?: string
  }) {
    super(`${parts.code}: ${parts.text.en}`)
    this.name = 'ApiRefusal'
    this.code = parts.code
    this.text = parts.text
    this.faults = parts.faults ?? []
    this.data = parts.data
    this.requestId = parts.requestId ?? null
  }
}

export interface Options extends CallOptions {
  /** Names the call, so that its progress can be asked for while it runs. */
  readonly requestId?: string
}

/** A file as the browser receives it. */
export interface Download {
  readonly name: string
  readonly blob: Blob
}

const OFFLINE: Text = {
  zh: '连不上服务器,请检查网络后重试。',
  en: 'The server cannot be reached. Check the network and try again.',
}

let known: VerbTable = {}

/** Tells which verbs this door calls: the first thing each door does. */
export const knowVerbs = (verbs: VerbTable): void => {
  known = verbs
}

function rowOf(verb: string) {
  const row = known[verb]
  if (row === undefined) throw new Error(`no verb ${verb}`)
  return row
}

/** A value as it stands in an address; what is absent stands as nothing. */
function plain(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : ''
}

/** The address of a verb with its path parameters filled in, and the input that is left over. */
export function addressOf(verb: VerbName, input: Readonly<Record<string, unknown>>) {
  const rest = new Map(Object.entries(input))
  const path = rowOf(verb)[1].replaceAll(/:(\w+)/g, (_all, name: string) => {
    const value = plain(rest.get(name))
    rest.delete(name)
    return encodeURIComponent(value)
  })
  return { url: `/api${path}`, rest: Object.fromEntries(rest) }
}

function queryOf(rest: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(rest)) {
    const text = plain(value)
    if (text !== '') query.set(name, text)
  }
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

/** A fresh name for a call. `crypto.randomUUID` is missing where a county serves plain HTTP inside its network. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')

async function request(
  verb: VerbName,
  input: Readonly<Record<string, unknown>>,
  options: Options,
): Promise<Response> {
  const [kind] = rowOf(verb)
  const { url, rest } = addressOf(verb, input)
  const read = kind === 'r'
  const headers = new Headers({ accept: 'application/json' })
  if (!read) headers.set('content-type', 'application/json')
  if (kind === 'w') {
    headers.set('idempotency-key', options.idempotencyKey ?? newKey())
  }
  if (options.dryRun === true) headers.set('dry-run', 'true')
  if (options.requestId !== undefined) headers.set('x-request-id', options.requestId)
  const init: RequestInit = { method: read ? 'GET' : 'POST', headers, credentials: 'same-origin' }
  if (!read) init.body = JSON.stringify(rest)
  if (options.signal !== undefined) init.signal = options.signal
  try {
    return await fetch(read ? url + queryOf(rest) : url, init)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiRefusal({ code: 'offline', text: OFFLINE })
  }
}

async function refusalOf(response: Response): Promise<ApiRefusal> {
  const body = (await response.json().catch(() => null)) as {
    error?: { code: ErrorCode; text: Text; faults?: Fault[]; data?: unknown; requestId?: string }
  } | null
  return new ApiRefusal(body?.error ?? { code: 'unavailable', text: OFFLINE })
}

/** Calls a verb. Throws `ApiRefusal` for every "no". */
export async function call<V extends VerbName>(
  verb: V,
  input: In<V>,
  options: Options = {},
): Promise<Out<V>> {
  const response = await request(verb, (input ?? {}) as Record<string, unknown>, options)
  if (!response.ok) throw await refusalOf(response)
  if (rowOf(verb)[2] === 1) return (await fileOf(response)) as Out<V>
  return (await response.json()) as Out<V>
}

async function fileOf(response: Response): Promise<Download> {
  const disposition = response.headers.get('content-disposition') ?? ''
  const name = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1] ?? 'download'
  return { name: decodeURIComponent(name), blob: await response.blob() }
}

/** Calls a verb whose answer is a file and hands it to the browser's own download. */
export async function download<V extends VerbName>(verb: V, input: In<V>): Promise<void> {
  const file = (await call(verb, input)) as unknown as Download
  saveBlob(file.name, file.blob)
}

export const isRefusal = (error: unknown, code?: ErrorCode): error is ApiRefusal =>
  error instanceof ApiRefusal && (code === undefined || error.code === code)
