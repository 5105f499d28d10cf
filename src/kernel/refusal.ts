import type { Text } from './text.ts'

/** Every reason for which a verb stops, with its HTTP status and whether the same call could succeed later. */
export const REFUSALS = {
  bad_input: { status: 400, retryable: false },
  unauthenticated: { status: 401, retryable: false },
  second_factor_required: { status: 401, retryable: false },
  forbidden: { status: 403, retryable: false },
  password_change_required: { status: 403, retryable: false },
  not_found: { status: 404, retryable: false },
  conflict: { status: 409, retryable: false },
  stale: { status: 409, retryable: true },
  idempotency_mismatch: { status: 422, retryable: false },
  rule_blocked: { status: 422, retryable: false },
  not_allowed_now: { status: 422, retryable: false },
  too_large: { status: 413, retryable: false },
  locked: { status: 429, retryable: true },
  unavailable: { status: 503, retryable: true },
} as const satisfies Record<string, { status: number; retryable: boolean }>

export type RefusalCode = keyof typeof REFUSALS

/** One thing that is wrong, with its place: a JSON path ("$.holders[3].paid") or "sheet!row:column". */
export interface Fault {
  readonly path: string
  readonly text: Text
}

/** Stops a verb. `data` is for machines (findings, faults); `text` is what the person reads. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly text: Text
  readonly faults: readonly Fault[]
  readonly data: unknown
  /** What the verb wrote before it refused stays: a failed sign-in is counted though it fails. */
  readonly keep: boolean

  constructor(
    code: RefusalCode,
    text: Text,
    more: { faults?: readonly Fault[]; data?: unknown; keep?: boolean } = {},
  ) {
    super(`${code}: ${text.en}`)
    this.name = 'Refusal'
    this.code = code
    this.text = text
    this.faults = more.faults ?? []
    this.data = more.data
    this.keep = more.keep ?? false
  }
}

/** The one answer for what is missing and for what is out of the actor's scope: nobody can tell them apart. */
export const notFound = (): Refusal =>
  new Refusal('not_found', {
    zh: '没有找到,或不在您的管辖范围内。',
    en: 'Not found, or outside your scope.',
  })

export const badInput = (faults: readonly Fault[]): Refusal =>
  new Refusal(
    'bad_input',
    { zh: `输入有 ${faults.length} 处错误。`, en: `The input has ${faults.length} fault(s).` },
    { faults },
  )
