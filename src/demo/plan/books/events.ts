import { type LocalDate, yearOf } from '../../../kernel/date.ts'
import { fen } from '../../../kernel/money.ts'
import type { Chance } from '../../chance.ts'
import type { CoopPlan } from '../../model.ts'
import { about, type Act, type GrantPlan, type Month, needBank, type Play, YUAN } from './play.ts'

/* What does not come every month: grants and what is built with them, machines, loans, assistance shares. */

const PROJECTS = [
  '2020年农产品仓储保鲜项目(示例)',
  '2020年高效节水灌溉项目(示例)',
  '2020年农机购置补助项目(示例)',
  '2020年产业扶持项目(示例)',
] as const

/** One co-op in four gets a grant in 2020, those of earlier years more often. */
export function grantOf(chance: Chance, coop: CoopPlan): GrantPlan | null {
  const from = coop.registeredOn ?? '2020-12-31'
  if (from > '2020-05-31' || !chance.happens(coop.class === null ? 180 : 330)) return null
  return {
    month: chance.between(6, 9),
    amount: fen(chance.between(30, 160) * 100_000),
    project: chance.pick(PROJECTS),
    training: chance.happens(300),
  }
}

export function events(play: Play, month: Month): Act[] {
  return [
    ...grantActs(play, month),
    ...machineActs(play, month),
    ...repayActs(play, month),
    ...assistanceActs(play, month),
  ]
}

/** In one month the money, in the next what it is for; training and certificates for some. */
function grantActs({ grant, keeper, parties }: Play, month: Month): Act[] {
  if (grant === null || month.year !== 2020) return []
  const project = parties.named('project', grant.project)
  const asset = (grant.amount * (grant.training ? 85n : 100n)) / 100n
  if (month.month === grant.month) {
    const run = (on: LocalDate): void => {
      keeper.book(on, {
        template: 'grant-received',
        summary: `收到${grant.project}资金`,
        rows: [{ amounts: { amount: grant.amount }, parties: { project } }],
        attachments: 2,
      })
    }
    return [{ day: 17, run }]
  }
  if (month.month !== grant.month + 1) return []
  const counterparty = parties.named('counterparty', '沂水示例建设工程有限公司')
  const source = parties.named('source', '财政扶持资金(示例)')
  const acts: Act[] = [
    {
      day: 18,
      run: (on) => {
        keeper.book(on, {
          template: 'grant-spent-on-asset',
          summary: `${grant.project}设施完工验收付款`,
          rows: [{ amounts: { amount: asset }, parties: { project, source, counterparty } }],
          attachments: 4,
        })
      },
    },
  ]
  if (grant.training) {
    acts.push({
      day: 28,
      run: (on) => {
        keeper.book(on, {
          template: 'grant-spent-on-expense',
          summary: `${grant.project}成员培训费`,
          rows: [{ amounts: { amount: grant.amount - asset }, parties: { project } }],
          attachments: 2,
        })
      },
    })
  }
  return acts
}

/** Now and then a machine, from what the bank holds. */
function machineActs(play: Play, month: Month): Act[] {
  const { keeper, chance, base, parties } = play
  if (month.month % 4 !== 3 || !chance.happens(220)) return []
  const run = (on: LocalDate): void => {
    const amount = about(chance, base / 2n)
    if (keeper.net('102') < amount * 3n) return
    keeper.book(on, {
      template: 'asset-buy',
      summary: '购置设备',
      rows: [
        {
          amounts: { amount },
          parties: { counterparty: parties.named('counterparty', '沂水示例农机销售有限公司') },
        },
      ],
      attachments: 2,
    })
  }
  return [{ day: 28, run }]
}

const REPAID_STEP = 1_000_000n

/** A loan is repaid in whole ten thousands, when twice as much stands at the bank. */
function repayActs({ keeper }: Play, month: Month): Act[] {
  if (month.month % 3 !== 2) return []
  const run = (on: LocalDate): void => {
    const owed = 0n - keeper.net('201')
    const spare = (keeper.net('102') / 3n / REPAID_STEP) * REPAID_STEP
    const amount = owed < spare ? owed : spare
    if (amount <= 0n) return
    keeper.book(on, {
      template: 'loan-repaid',
      summary: '归还强村贷(示例)',
      rows: [{ amounts: { amount } }],
      attachments: 2,
    })
  }
  return [{ day: 28, run }]
}

const PER_MILLE = 60n

/** What is guaranteed to assisted households goes out once a year, through the village's account. */
function assistanceActs(play: Play, month: Month): Act[] {
  const { coop, keeper, parties, place } = play
  if (month.month !== 10) return []
  return coop.assistance
    .filter(({ from }) => yearOf(from) < month.year)
    .map((fund, i) => ({
      day: 20 + i,
      run: (on: LocalDate): void => {
        const amount = (fund.amount * PER_MILLE) / 1000n
        if (amount < YUAN) return
        needBank(play, on, amount)
        const counterparty = parties.named('counterparty', `${place}扶贫收益发放专户(示例)`)
        keeper.book(on, {
          template: 'assistance-return-outsider',
          summary: `支付${fund.name}保底收益`.slice(0, 100),
          rows: [{ amounts: { amount }, parties: { counterparty, from: '102' } }],
          attachments: 2,
        })
      },
    }))
}
