import type { AnyId } from '../../../kernel/id.ts'
import { type Text, text } from '../../../kernel/text.ts'
import { credit, debit, type EquityItem, type Line, withAmount } from '../../ledger/index.ts'
import type { Plan } from '../model/plan.ts'
import type { Run } from '../model/run.ts'
import type { Inputs } from './inputs.ts'
import { sum } from './pools.ts'

/* A computed plan as vouchers of the year's end (37号 332, 322, 221, 222, 301), and what becomes due. */

export type BookedStep = 'reserve' | 'return' | 'residual' | 'conversion' | 'clearing'

export interface PlannedVoucher {
  readonly step: BookedStep
  readonly summary: string
  readonly clause: string
  readonly template: string
  readonly lines: readonly Line[]
}

/** What a plan gives one member, in fen. What is due in money excludes what is converted. */
export interface Part {
  readonly holderId: AnyId
  readonly returned: bigint
  readonly residual: bigint
  readonly convertedReturn: bigint
  readonly convertedResidual: bigint
  readonly reserve: bigint
}

/** What each member gets: gross of conversion is `returned + convertedReturn`, and so on. */
export function partsOf(run: Run, { people }: Inputs): Part[] {
  const holders = new Map(people.map(({ id, holderId }) => [id, holderId]))
  return run.people.flatMap(({ id }, i): Part[] => {
    const holderId = holders.get(id)
    if (holderId === undefined) return []
    const back = sum(
      run.steps.map((step) => (step.class === 'patronage' ? (paidIn(step)?.[i] ?? 0n) : 0n)),
    )
    const paid = run.paid[i] ?? 0n
    const convertedReturn = run.convertedReturns[i] ?? 0n
    const convertedResidual = (run.converted[i] ?? 0n) - convertedReturn
    return [
      {
        holderId,
        returned: back - convertedReturn,
        residual: paid - back - convertedResidual,
        convertedReturn,
        convertedResidual,
        reserve: run.newReserve[i] ?? 0n,
      },
    ]
  })
}

const paidIn = (step: Run['steps'][number]): readonly bigint[] | null =>
  step.division !== null && (step.kind === 'allocate' || step.kind === 'partition')
    ? step.division.shares
    : null

/** A place of a plan that no account can take, whatever the assembly resolves. */
export interface Unbookable {
  /** Within the plan: `steps[2].to`. */
  readonly path: string
  readonly text: Text
}

/**
 * What of a co-op's plan has no account in the system of 2021: funds out of surplus (公益金, 福利费, 发展基金).
 * Art. 42 knows one kind of reserve and 37号 has 322 for it alone; benefits and public works are costs of the
 * year (523, 529) before the surplus is struck, the village's own public works are the collective's.
 */
export function unbookable(plan: Plan): Unbookable[] {
  if (plan.body === 'collective') {
    const why = text(
      '这是村集体自己的收益分配,请在“村集体分配”登记,不入合作社的账',
      'this divides what the collective got: record it there, not in the books of the co-op',
    )
    return [{ path: 'body', text: why }]
  }
  return plan.steps.flatMap((step, i): Unbookable[] => {
    if (step.kind === 'allocate' && step.to.kind === 'fund') {
      return [{ path: `steps[${i}].to`, text: noFund(step.to.name) }]
    }
    if (step.kind !== 'partition') return []
    return step.parts.flatMap(({ to }, j) =>
      to.kind === 'fund' ? [{ path: `steps[${i}].parts[${j}].to`, text: noFund(to.name) }] : [],
    )
  })
}

const noFund = (name: Text): Text =>
  text(
    `“${name.zh}”不能从盈余中提取:合作社法第四十二条只有公积金,37号没有公益金、福利费类科目;` +
      '请并入公积金(量化到成员),或在当年列入管理费用(523)、其他支出(529)',
    `“${name.en}” cannot be taken out of surplus: Art. 42 knows the reserve alone, and 37号 has no account for it. ` +
      'Make it part of the reserve, or a cost of the year (523, 529)',
  )

/** Why a plan cannot be posted whatever anybody resolves; null when it can. */
export function notPostable(run: Run): Text | null {
  const [fund] = unbookable(run.plan)
  if (fund !== undefined) return fund.text
  if (run.people.some(({ member }, i) => !member && (run.paid[i] ?? 0n) > 0n)) {
    return text(
      '方案分给了非成员,不能作为盈余分配入账。',
      'Somebody who is no member is paid: that is no distribution of surplus.',
    )
  }
  return null
}

const system = (code: string): string => `财会〔2021〕37号 ${code}`
const ACT = '农民专业合作社法'

/** The vouchers of a plan; none where nothing is distributed. */
export function vouchersOf(run: Run, parts: readonly Part[]): PlannedVoucher[] {
  const { reserve } = run.law
  const total = (pick: (part: Part) => bigint): bigint => sum(parts.map(pick))
  const back = total((p) => p.returned)
  const rest = total((p) => p.residual)
  const turned = total((p) => p.convertedReturn + p.convertedResidual)
  const toMembers = (account: string, pick: (part: Part) => bigint, item?: EquityItem): Line[] =>
    parts
      .filter((part) => pick(part) > 0n)
      .map((part) =>
        credit(account, pick(part), {
          member: part.holderId,
          ...(item === undefined ? {} : { item }),
        }),
      )
  const all: PlannedVoucher[] = [
    {
      step: 'reserve',
      summary: '提取盈余公积',
      clause: `${ACT}第四十二条;${system('322')}`,
      template: 'reserve',
      lines:
        reserve === 0n
          ? []
          : [debit('3320101', reserve), credit('322', reserve, { item: 'from_surplus' })],
    },
    {
      step: 'return',
      summary: '按交易量(额)返还盈余',
      clause: `${ACT}第四十四条;${system('221')}`,
      template: 'surplus-return',
      lines: back === 0n ? [] : [debit('3320102', back), ...toMembers('221', (p) => p.returned)],
    },
    {
      step: 'residual',
      summary: '分配剩余盈余',
      clause: `${ACT}第四十四条;${system('222')}`,
      template: 'residual-distribution',
      lines: rest === 0n ? [] : [debit('3320103', rest), ...toMembers('222', (p) => p.residual)],
    },
    {
      step: 'conversion',
      summary: '盈余转为成员出资',
      clause: `${ACT}第四十四条第三款;${system('301')}`,
      template: 'surplus-to-contribution',
      lines:
        turned === 0n
          ? []
          : [
              debit('3320104', turned),
              ...toMembers(
                '301',
                (p) => p.convertedReturn + p.convertedResidual,
                'surplus_to_contribution',
              ),
            ],
    },
    clearing({ reserve, back, rest, turned }),
  ]
  return all.filter(({ lines }) => lines.length > 1)
}

/** 33201 is empty when the year ends: what was distributed comes off 33202. */
function clearing(of: {
  readonly reserve: bigint
  readonly back: bigint
  readonly rest: bigint
  readonly turned: bigint
}): PlannedVoucher {
  const { reserve, back, rest, turned } = of
  return {
    step: 'clearing',
    summary: '结清各项分配',
    clause: system('332'),
    template: 'clear-distribution',
    lines: withAmount([
      debit('33202', reserve + back + rest + turned),
      credit('3320101', reserve),
      credit('3320102', back),
      credit('3320103', rest),
      credit('3320104', turned),
    ]),
  }
}

/** The voucher of a payment: what is owed goes down, and so does the money. */
export function paymentLines(
  account: string,
  paid: readonly {
    readonly holderId: AnyId
    readonly returned: bigint
    readonly residual: bigint
  }[],
): Line[] {
  const owed = paid.flatMap(({ holderId, returned, residual }) =>
    withAmount([
      debit('221', returned, { member: holderId }),
      debit('222', residual, { member: holderId }),
    ]),
  )
  return [...owed, credit(account, sum(owed.map((line) => line.debit)))]
}
