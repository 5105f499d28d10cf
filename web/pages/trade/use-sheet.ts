import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { isRefusal, type Out } from '../../api.ts'
import { say } from '../../locale/translate.ts'
import { useAct } from '../../query.ts'
import { useTrial } from '../registry/use-trial.ts'
import { emptyRow, inputOf, isUntouched, sentRows, type Sheet } from './sheet.ts'

/* The sheet on the desk: kept in the browser until it is sent, judged by the server while it is typed. */

const stored = (place: string): string => `miaoqi.trade.${place}`
const lastKey = (coopId: string): string => `${stored(coopId)}.last`

function readStored(key: string): Sheet | null {
  try {
    const sheet = JSON.parse(localStorage.getItem(key) ?? 'null') as Sheet | null
    if (sheet === null || !Array.isArray(sheet.rows) || sheet.rows.length === 0) return null
    // The keys are of this page: those of an earlier one could be taken.
    return { ...sheet, rows: sheet.rows.map(({ key: _key, ...row }) => emptyRow(row)) }
  } catch {
    // What cannot be read is no sheet.
    return null
  }
}

/** The sheet of this co-op that was sent last, to be copied. */
export const lastSheet = (coopId: string): Sheet | null => readStored(lastKey(coopId))

export type Recorded = Out<'recordTrades'>

/** What the server said of a row, by column. */
export type RowFaults = ReadonlyMap<string, string>
const NONE: RowFaults = new Map()
const PLACE = /^\$\.rows\[(\d+)\](?:\.(\w+))?$/

/** The column of the grid where a field of the input stands. */
const COLUMN_OF: Readonly<Record<string, string>> = {
  memberId: 'who',
  memberNumber: 'who',
  partyId: 'who',
  productId: 'product',
  reason: 'remark',
  note: 'remark',
}

function faultsByRow(error: unknown, rows: readonly number[]): ReadonlyMap<number, RowFaults> {
  const found = new Map<number, Map<string, string>>()
  for (const fault of isRefusal(error) ? error.faults : []) {
    const match = PLACE.exec(fault.path)
    const row = match === null ? undefined : rows[Number(match[1])]
    if (row === undefined) continue
    const faults = found.get(row) ?? new Map<string, string>()
    const field = match?.[2] ?? ''
    faults.set(COLUMN_OF[field] ?? field, say(fault.text))
    found.set(row, faults)
  }
  return found
}

interface SheetOptions {
  readonly coopId: string
  /** The server has taken it: the next one can be typed. */
  readonly onSaved: (sheet: Sheet) => void
}

/** A sheet, its verdict and the way to send it; `place` names where it is kept until then. */
export function useSheet(place: string, first: Sheet, { coopId, onSaved }: SheetOptions) {
  const key = stored(place)
  const act = useAct('recordTrades')
  const [sheet, setSheet] = useState(() => readStored(key) ?? first)
  const [at, setAt] = useState(0)
  const [attempted, setAttempted] = useState(false)
  const [recorded, setRecorded] = useState<Recorded | null>(null)
  const sending = useRef(false)
  // What was chosen a moment ago is drawn already, but not yet known to the key that comes after it.
  const latest = useRef(sheet)
  useLayoutEffect(() => {
    latest.current = sheet
  }, [sheet])
  useEffect(() => {
    if (isUntouched(sheet)) localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(sheet))
  }, [key, sheet])
  const input = inputOf(coopId, sheet)
  const trial = useTrial('recordTrades', act.isPending ? null : input)
  const rows = sentRows(sheet)
  const error =
    trial.error ?? (act.error !== null && act.variables?.input === input ? act.error : null)
  const byRow = faultsByRow(trial.error ?? act.error, rows)
  const save = (): void => {
    if (input === null || sending.current) return setAttempted(true)
    sending.current = true
    act.mutate(
      { input },
      {
        onSuccess: (answer) => {
          localStorage.setItem(lastKey(coopId), JSON.stringify(sheet))
          setAttempted(false)
          setRecorded(answer)
          act.reset()
          onSaved(sheet)
        },
        onError: () => setAttempted(true),
        onSettled: () => (sending.current = false),
      },
    )
  }
  return {
    sheet,
    setSheet,
    newest: () => latest.current,
    setAt,
    save,
    saving: act.isPending,
    attempted,
    complete: input !== null,
    recorded,
    /** A refusal that no row can show. */
    general: (act.error ?? error) !== null && byRow.size === 0 ? (act.error ?? error) : null,
    /** Those of the row under the cursor wait until the cursor leaves it. */
    faultsOf: (row: number): RowFaults =>
      row === at && !attempted ? NONE : (byRow.get(row) ?? NONE),
    wrong: byRow.size,
    /** What the server reckons for each row that is sent; null while it is not known. */
    amounts: new Map(rows.map((row, i) => [row, trial.data?.amounts[i] ?? null])),
    total: trial.data?.amount ?? null,
  }
}

export type Desk = ReturnType<typeof useSheet>
