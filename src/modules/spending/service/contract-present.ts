import type { LocalDate } from '../../../kernel/date.ts'
import { fen } from '../../../kernel/money.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { loadCase } from '../../approvals/index.ts'
import type { Matrix } from '../model.ts'
import { contractState, expiresIn, linesDone, type Term } from '../rules/contract.ts'
import type { Tie } from '../rules/related.ts'
import type { ListedContract } from '../store/contracts.ts'
import { sayNumber } from '../store/numbers.ts'
import type { PaymentRow, RecordRow } from '../store.ts'
import type { CaseRow } from './ground.ts'
import type { routeJson } from './requests.ts'

/* A contract as lists and its page show it. */

/** What a version says beyond its columns, as it is kept. */
export interface Body {
  readonly priceBasis: string
  readonly schedule: readonly {
    readonly kind: Term['kind']
    readonly dueOn: LocalDate
    readonly amount: string | null
    readonly text: string
  }[]
  readonly singleSource: string | null
  readonly ties: readonly Tie[]
  readonly route: ReturnType<typeof routeJson>
}

export const bodyOf = (row: Pick<ListedContract, 'body'>): Body => row.body as Body

export const scheduleOf = (row: Pick<ListedContract, 'body'>): Term[] =>
  bodyOf(row).schedule.map((term) => ({
    ...term,
    amount: term.amount === null ? null : BigInt(term.amount),
  }))

/** The day of signing, of a case that has come so far. */
export async function signedInCase(ctx: Ctx, caseRow: CaseRow): Promise<LocalDate | null> {
  const { standing } = await loadCase(ctx, caseRow.id, false)
  const sign = standing.steps.find(({ key }) => key === 'sign')
  const on = sign?.values['signedOn']
  return sign?.status === 'done' && typeof on === 'string' ? (on as LocalDate) : null
}

export type Signed = ReadonlyMap<AnyId, LocalDate | null>

/** The days of signing of contracts whose cases run: of the others the case alone says that they are signed. */
export async function signedDays(
  ctx: Ctx,
  rows: readonly ListedContract[],
  cases: ReadonlyMap<AnyId, CaseRow>,
): Promise<Signed> {
  const days = new Map<AnyId, LocalDate | null>()
  for (const row of rows) {
    const caseRow = row.case_id === null ? undefined : cases.get(row.case_id)
    const open = caseRow?.state === 'running'
    days.set(
      row.id,
      row.signed_on ?? (caseRow !== undefined && open ? await signedInCase(ctx, caseRow) : null),
    )
  }
  return days
}

export function stateOfContract(
  row: ListedContract,
  at: {
    readonly cases: ReadonlyMap<AnyId, CaseRow>
    readonly signed: Signed
    readonly today: LocalDate
  },
) {
  return contractState(
    {
      signedOn: row.signed_on,
      caseState: row.case_id === null ? null : (at.cases.get(row.case_id)?.state ?? 'running'),
      signed: (at.signed.get(row.id) ?? null) !== null,
      endedOn: row.ended_on,
      expiresOn: row.expires_on,
    },
    at.today,
  )
}

export function contractOut(
  row: ListedContract,
  at: {
    readonly cases: ReadonlyMap<AnyId, CaseRow>
    readonly signed: Signed
    readonly today: LocalDate
    readonly matrix: Matrix
  },
) {
  const state = stateOfContract(row, at)
  return {
    contractId: row.id,
    number: sayNumber('合', row),
    coopId: row.coop_id,
    coopName: row.coop_name,
    title: row.title,
    kind: row.kind as 'other',
    direction: row.direction,
    partner: row.partner_name,
    amount: fen(row.amount_fen),
    startsOn: row.starts_on,
    expiresOn: row.expires_on,
    state,
    expiresIn:
      state === 'in_force' ? expiresIn(row.expires_on, at.today, at.matrix.terms.expiryDays) : null,
    related: bodyOf(row).ties.filter(({ certain }) => certain).length,
  }
}

/** The schedule with what is done: by records, and by what the books paid under the contract. */
export function scheduleOut(
  row: ListedContract,
  records: readonly RecordRow[],
  payments: readonly PaymentRow[],
) {
  const schedule = scheduleOf(row)
  const done = linesDone(schedule, [
    ...records.map(({ kind, line, amount_fen }) => ({ kind, line, amount: amount_fen })),
    ...payments.map(({ amount_fen }) => ({ kind: 'payment', line: null, amount: amount_fen })),
  ])
  return schedule.map((term, line) => ({ ...term, line, done: done[line] === true }))
}
