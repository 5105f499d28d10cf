import { useEffect, useRef, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { isRefusal } from '../../api.ts'
import { say } from '../../locale/translate.ts'
import { useAct } from '../../query.ts'
import { type Trial, useTrial } from '../registry/use-trial.ts'
import {
  emptyEntry,
  emptyLine,
  type Entry,
  isUntouched,
  NO_NOTE,
  sentRows,
  totalsOf,
  voucherOf,
} from './entry.ts'
import type { RowFaults } from './entry-grid.tsx'

/* The voucher on the desk: kept in the browser until it is sent, judged by the server while it is typed. */

const stored = (coopId: string, draftId: string | null): string =>
  `miaoqi.voucher.${coopId}.${draftId ?? 'new'}`

function readStored(key: string): Entry | null {
  try {
    const entry = JSON.parse(localStorage.getItem(key) ?? 'null') as Entry | null
    if (entry === null || !Array.isArray(entry.lines) || entry.lines.length === 0) return null
    // The keys are of this page: those of an earlier one could be taken.
    const lines = entry.lines.map((line) => ({ ...line, key: emptyLine().key }))
    return { ...entry, payment: entry.payment ?? NO_NOTE, lines }
  } catch {
    // What cannot be read is no voucher.
    return null
  }
}

const lastKey = (coopId: string): string => `miaoqi.voucher.${coopId}.last`

export const lastVoucher = (coopId: string): Entry | null => readStored(lastKey(coopId))

/** The entry of one co-op, or of one of its drafts; it survives a reload and a lost network. */
export function useEntry(coopId: string, first: Entry, fresh: boolean) {
  const key = stored(coopId, first.draftId)
  const [entry, setEntry] = useState(() => (fresh ? first : (readStored(key) ?? first)))
  useEffect(() => {
    if (isUntouched(entry)) localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(entry))
  }, [key, entry])
  return { entry, setEntry }
}

/** What the server says of the entry, row by row. */
export interface Judged {
  readonly trial: Trial<'saveDraft'>
  readonly faultsOf: (row: number) => RowFaults
  readonly warningsOf: (row: number) => readonly string[]
  /** Warnings that concern the whole voucher. */
  readonly warnings: readonly string[]
  /** It could not be posted without an approval of spending. */
  readonly needsApproval: boolean
  /** A fault of a field outside the lines; null when there is none. */
  readonly faultAt: (field: string) => string | null
  readonly error: unknown
}

const NONE: RowFaults = new Map()
const LINE = /^\$\.voucher\.lines\[(\d+)\](?:\.(\w+))?$/

function faultsByRow(error: unknown, rows: readonly number[]): ReadonlyMap<number, RowFaults> {
  const found = new Map<number, Map<string, string>>()
  for (const fault of isRefusal(error) ? error.faults : []) {
    const match = LINE.exec(fault.path)
    const row = match === null ? undefined : rows[Number(match[1])]
    if (row === undefined) continue
    const faults = found.get(row) ?? new Map<string, string>()
    faults.set(match?.[2] ?? '', say(fault.text))
    found.set(row, faults)
  }
  return found
}

const inputOf = (coopId: string, entry: Entry, submit: boolean): In<'saveDraft'> | null => {
  const voucher = voucherOf(entry)
  return voucher === null ? null : { coopId, draftId: entry.draftId, submit, voucher }
}

/** A voucher that was sent on its way and came back. */
interface Refusal {
  readonly entry: Entry
  readonly error: Error
}

interface Desk {
  readonly judged: Judged
  readonly saving: boolean
  /** Sends the voucher; nothing happens while it is not complete. */
  readonly save: (submit: boolean) => void
  /** Somebody has asked to send it: from now on everything that is wrong is shown. */
  readonly attempted: boolean
  readonly complete: boolean
  /** Came back while the next one was being typed. */
  readonly refused: Refusal | null
  readonly takeBack: () => void
}

export interface Saved {
  readonly entry: Entry
  readonly submit: boolean
}

interface VoucherProps {
  readonly coopId: string
  readonly entry: Entry
  readonly setEntry: (entry: Entry) => void
  /** The row under the cursor: its faults wait until the cursor leaves it. */
  readonly row: number
  /** The voucher has left the desk: the next one can be typed. */
  readonly onSent: (sent: Saved) => void
  /** The server has taken it. */
  readonly onSaved: (saved: Saved) => void
}

/** Whether nothing is missing that can be seen here: such a voucher leaves the desk at once. */
const looksRight = (entry: Entry): boolean => {
  const { debit, difference } = totalsOf(entry.lines)
  return difference === 0n && debit !== 0n && sentRows(entry).length >= 2
}

/** Judges the entry and sends it. */
export function useVoucher(props: VoucherProps): Desk {
  const { coopId, entry, row: current } = props
  const act = useAct('saveDraft')
  const sending = useRef(new Set<Entry>())
  const latest = useRef(entry)
  useEffect(() => {
    latest.current = entry
  }, [entry])
  const [attempted, setAttempted] = useState(false)
  const [refused, setRefused] = useState<Refusal | null>(null)
  const [failed, setFailed] = useState<Refusal | null>(null)
  const input = inputOf(coopId, entry, true)
  const trial = useTrial('saveDraft', input)
  const error = trial.error ?? (failed?.entry === entry ? failed.error : null)
  const rows = sentRows(entry)
  const byRow = faultsByRow(error, rows)
  const warnings = trial.data?.warnings ?? []
  const giveBack = (from: Entry, why: Error, gone: boolean): void => {
    if (gone && !isUntouched(latest.current)) return setRefused({ entry: from, error: why })
    props.setEntry(from)
    setAttempted(true)
    setFailed({ entry: from, error: why })
  }
  const save = (submit: boolean): void => {
    const asked = inputOf(coopId, entry, submit)
    if (asked === null || sending.current.has(entry)) return setAttempted(true)
    const gone = looksRight(entry) && trial.error === null
    const saved = { entry, submit }
    sending.current.add(entry)
    setAttempted(!gone)
    if (gone) props.onSent(saved)
    void act
      .mutateAsync({ input: asked })
      .then(() => {
        localStorage.removeItem(stored(coopId, entry.draftId))
        localStorage.setItem(lastKey(coopId), JSON.stringify({ ...entry, draftId: null }))
        setAttempted(false)
        if (!gone) props.onSent(saved)
        props.onSaved(saved)
      })
      .catch((why: unknown) =>
        giveBack(entry, why instanceof Error ? why : new Error('save'), gone),
      )
      .finally(() => sending.current.delete(entry))
  }
  return {
    saving: act.isPending,
    save,
    attempted,
    complete: input !== null,
    refused,
    takeBack: () => {
      if (refused === null) return
      setRefused(null)
      giveBack(refused.entry, refused.error, false)
    },
    judged: judgedBy({ trial, error, byRow, rows, warnings, hidden: attempted ? null : current }),
  }
}

function judgedBy(said: {
  trial: Trial<'saveDraft'>
  error: unknown
  byRow: ReadonlyMap<number, RowFaults>
  rows: readonly number[]
  warnings: Out<'saveDraft'>['warnings']
  /** The row whose faults wait; null when everything is shown. */
  hidden: number | null
}): Judged {
  const { trial, error, byRow, rows, warnings, hidden } = said
  return {
    trial,
    error,
    faultsOf: (row) => (row === hidden ? NONE : (byRow.get(row) ?? NONE)),
    warningsOf: (row) =>
      warnings
        .filter((one) => one.line !== null && rows[one.line] === row)
        .map(({ text }) => say(text)),
    warnings: warnings.filter((one) => one.line === null).map(({ text }) => say(text)),
    needsApproval: warnings.some(({ code }) => code === 'needs_approval'),
    faultAt: (field) => {
      const faults = isRefusal(error) ? error.faults : []
      const fault = faults.find(({ path }) => path === `$.voucher.${field}`)
      return fault === undefined ? null : say(fault.text)
    },
  }
}

/** The next voucher: the same day and kind, nothing else. */
export const nextEntry = (before: Entry): Entry => emptyEntry(before.onDate, before.kind)
