import { type Fen, sumFen } from '../../../kernel/money.ts'
import type { Fault } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Feasibility, Form, SharePlan } from '../model.ts'

export const FORM_NAMES: Readonly<Record<Form, Text>> = {
  cash: text('货币', 'cash'),
  land_right: text('土地经营权', 'land management right'),
  forest_right: text('林权', 'forest right'),
  kind: text('实物', 'in kind'),
  ip: text('知识产权', 'intellectual property'),
}

export const HOLDER_NAMES = {
  collective: text('村集体', 'collective'),
  person: text('农户(个人)', 'person'),
  enterprise: text('企业', 'enterprise'),
  unit: text('单位', 'unit'),
} as const

/** All that a plan promises, in fen. */
export const totalOf = (plan: SharePlan): Fen =>
  sumFen(plan.holders.flatMap(({ contributions }) => contributions.map(({ amount }) => amount)))

export const totalOfHolder = (holder: SharePlan['holders'][number]): Fen =>
  sumFen(holder.contributions.map(({ amount }) => amount))

/**
 * What is wrong with a plan by itself: holders named twice, persons that are nobody, things without a value
 * that somebody answers for (山东省农民专业合作社条例 11), land without its certificate.
 */
export function faultsOfPlan(plan: SharePlan): Fault[] {
  const faults: Fault[] = []
  const say = (path: string, zh: string, en: string) => faults.push({ path, text: text(zh, en) })
  const [keys, persons] = [new Set<string>(), new Set<string>()]
  let collectives = 0
  plan.holders.forEach((holder, i) => {
    const at = `$.plan.holders[${i}]`
    if (keys.has(holder.key)) say(`${at}.key`, '编号重复', 'occurs twice')
    keys.add(holder.key)
    if (holder.kind === 'person') {
      if (holder.personId === null) say(`${at}.personId`, '请选择人员', 'choose the person')
      else if (persons.has(holder.personId)) {
        say(`${at}.personId`, '同一人只能列一行', 'the person stands in the plan already')
      }
      if (holder.personId !== null) persons.add(holder.personId)
    }
    if (holder.kind === 'collective') collectives += 1
    if (holder.kind === 'collective' && collectives > 1) {
      say(`${at}.kind`, '村集体只能列一行', 'the collective stands in the plan already')
    }
    holder.contributions.forEach(({ form, appraisal, land }, k) => {
      const here = `${at}.contributions[${k}]`
      if (form !== 'cash' && appraisal === null) {
        say(`${here}.appraisal`, '非货币出资须写明作价办法', 'say how it was valued')
      }
      if (form === 'land_right' && land === null) {
        say(`${here}.land`, '土地出资须写明面积和权证号', 'say area and certificate')
      }
    })
  })
  return faults
}

/** What the figures of a feasibility say together. None blocks: the town reads it and judges. */
export function notesOnFeasibility(given: Feasibility): {
  readonly surplus: Fen
  /** What the budget is not covered by. */
  readonly gap: Fen
  readonly notes: readonly Text[]
} {
  const surplus = (given.income - given.cost) as Fen
  const gap = (given.budget - given.ownFunds - given.borrowed) as Fen
  const notes: Text[] = []
  if (surplus <= 0n) {
    notes.push(text('正常年份预计没有盈余。', 'No surplus is expected in a normal year.'))
  }
  if (gap > 0n) notes.push(text('资金来源不足预算。', 'The funds do not cover the budget.'))
  if (given.borrowed > given.ownFunds) {
    notes.push(text('借款超过自有资金,偿还风险较高。', 'More is borrowed than is put in.'))
  }
  return { surplus, gap, notes }
}
