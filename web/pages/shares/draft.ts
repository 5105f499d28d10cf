import { useEffect, useState } from 'react'
import { parseYuan } from '../../../src/kernel/money.ts'
import type { In } from '../../api.ts'

export type Change = In<'recordChanges'>['changes'][number]
export type NewHolder = NonNullable<In<'recordChanges'>['newHolders']>[number]
export type DraftKind = 'contribution' | 'payment' | 'transfer' | 'exit'
export const DRAFT_KINDS: readonly DraftKind[] = ['contribution', 'payment', 'transfer', 'exit']

/** What a clerk has typed so far; amounts are texts, empty until typed. */
export interface Draft {
  readonly on: string
  readonly changes: readonly Change[]
  readonly newHolders: readonly NewHolder[]
}

const stored = (coopId: string): string => `miaoqi.draft.${coopId}`

/** A change with nothing filled in. */
export function emptyChange(kind: DraftKind): Change {
  switch (kind) {
    case 'contribution':
      return { kind, holder: '', form: 'cash', paid: '', promised: '0' }
    case 'payment':
      return { kind, holder: '', form: 'cash', amount: '' }
    case 'transfer':
      return { kind, from: '', to: '', form: 'cash', amount: '' }
    case 'exit':
      return { kind, holder: '' }
  }
}

const isAmount = (value: string | undefined): boolean =>
  value === undefined || parseYuan(value) !== null

/** Whether a change says enough to be judged. */
export function isReady(change: Change): boolean {
  switch (change.kind) {
    case 'contribution':
      return change.holder !== '' && isAmount(change.paid) && isAmount(change.promised)
    case 'payment':
      return change.holder !== '' && isAmount(change.amount)
    case 'transfer':
      return change.from !== '' && change.to !== '' && isAmount(change.amount)
    case 'exit':
    case 'conversion':
    case 'unit_grant':
    case 'unit_withdrawal':
      return change.holder !== ''
    case 'inheritance':
      return change.from !== '' && change.heirs.length > 0
  }
}

function readDraft(coopId: string, today: string): Draft {
  try {
    const draft = JSON.parse(localStorage.getItem(stored(coopId)) ?? 'null') as Draft | null
    if (draft !== null && Array.isArray(draft.changes)) return draft
  } catch {
    // An unreadable draft is no draft.
  }
  return { on: today, changes: [emptyChange('contribution')], newHolders: [] }
}

/** The draft of one co-op's change: it survives a reload and a lost network. */
export function useDraft(coopId: string, today: string) {
  const [draft, setDraft] = useState(() => readDraft(coopId, today))
  useEffect(() => localStorage.setItem(stored(coopId), JSON.stringify(draft)), [coopId, draft])
  const discard = (): void => {
    setDraft({ on: today, changes: [emptyChange('contribution')], newHolders: [] })
  }
  return { draft, setDraft, discard }
}

/** The value once it has rested for a moment. */
export function useRested<T>(value: T, milliseconds: number): T {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return rested
}
