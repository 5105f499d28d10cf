import { Worker } from 'node:worker_threads'
import { type Fault, Refusal, type RefusalCode } from '../../kernel/refusal.ts'
import type { Text } from '../../kernel/text.ts'
import { SHEET_LIMITS, type SheetLimits, type Workbook } from './cell.ts'
import { refuseFile, refuseSize } from './refuse.ts'

export interface Asked {
  readonly bytes: Uint8Array
  readonly fileName: string
  readonly limits: SheetLimits
}

export type Answer =
  | { readonly book: Workbook }
  | {
      readonly refusal: {
        readonly code: RefusalCode
        readonly text: Text
        readonly faults: readonly Fault[]
        readonly data: unknown
      }
    }

/** An honest file of the largest allowed size needs about half of this. */
const HEAP_MB = 768
const TIME_LIMIT_MS = 60_000

/**
 * Reads an uploaded .xlsx or .csv in a thread of its own with a bounded heap and bounded time, so that
 * neither a clever nor a merely huge file can slow or end the server. The kind is told by the content.
 * Throws a `Refusal`: `bad_input` (macros, password, damage, other kinds) or `too_large` (a limit).
 */
export async function readWorkbook(
  bytes: Uint8Array,
  fileName: string,
  limits: SheetLimits = SHEET_LIMITS,
): Promise<Workbook> {
  if (bytes.length === 0) throw refuseFile('empty')
  if (bytes.length > limits.fileBytes) throw refuseSize('fileBytes', limits)
  const asked: Asked = { bytes, fileName, limits }
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: asked,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  })
  const answer = await firstAnswer(worker, limits).finally(() => worker.terminate())
  if ('book' in answer) return answer.book
  const { code, text, faults, data } = answer.refusal
  throw new Refusal(code, text, { faults, data })
}

function firstAnswer(worker: Worker, limits: SheetLimits): Promise<Answer> {
  return new Promise<Answer>((resolve, reject) => {
    const timer = setTimeout(() => reject(refuseSize('cells', limits)), TIME_LIMIT_MS)
    worker.once('message', (answer: string) => {
      clearTimeout(timer)
      resolve(JSON.parse(answer) as Answer)
    })
    worker.once('error', (error: Error & { code?: string }) => {
      clearTimeout(timer)
      const full = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      reject(full ? refuseSize('unpackedBytes', limits) : error)
    })
  })
}
