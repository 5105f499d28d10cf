import type { AnyId } from '../../../kernel/id.ts'
import { displayYuan } from '../../../kernel/money.ts'
import { parseFraction } from '../../../kernel/fraction.ts'
import { notFound } from '../../../kernel/refusal.ts'
import type { Output, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { figureText } from '../../indicator/index.ts'
import { CLASS_NAMES } from '../../registry/index.ts'
import type { supportContract } from '../contract.ts'
import {
  cardPaper,
  ledgerPaper,
  listPaper,
  noticePaper,
  type PaperAllocation,
} from '../rules/papers.ts'
import * as store from '../store/funds.ts'
import { supportOf } from './coop.ts'
import { paperFile } from './files.ts'
import { allocatedOf, allocationOf, sayAllocation } from './ground.ts'

type Contract = typeof supportContract
type PaperVerbs = Pick<
  Verbs<Contract, Ctx>,
  'printSupportLedger' | 'printSupportList' | 'printSupportNotice' | 'printSupportCard'
>

const nameOf = async (ctx: Ctx, id: AnyId): Promise<string> => {
  const head = (await store.unitHeads(ctx, [id])).get(id)
  if (head === undefined) throw notFound()
  return head.name
}

const onPaper = (row: store.AllocationRow): PaperAllocation => ({
  ...allocatedOf(row),
  number: sayAllocation(row),
  unit: row.unit_name,
  town: row.town ?? '',
  fund: row.fund_title,
  purpose: row.purpose,
  basis: row.basis,
  decidedBy: row.decided_by,
  decision: row.decision,
  decidedOn: row.decided_on,
  points: row.points,
  place: row.place,
  among: row.among,
})

const fundOnPaper = (row: store.FundRow) => ({
  title: row.title,
  level: row.level,
  year: row.year,
  code: row.code,
  document: row.document,
  issuer: row.issuer,
  restricted: row.restricted,
  integrated: row.integrated,
  amount: row.amount_fen,
  allocated: row.allocated_fen,
})

type Support = Output<Contract['readCoopSupport']>

function peopleLines({ people }: Support): (readonly [string, string])[] {
  if (people === null) return []
  const channels: Readonly<Record<string, string>> = {
    county_leader: '县级领导',
    town_leader: '乡镇班子成员',
    department: '县直部门',
    enterprise: '结对企业',
  }
  return [
    ...people.helpers.map(
      ({ channel, name, post }) => [channels[channel] ?? channel, `${name}　${post}`] as const,
    ),
    ...people.posted.map(
      ({ name, post, from }) => ['派驻', `${name}　${post.zh}（${from} 起）`] as const,
    ),
    ['走访', `${people.visits} 次${people.lastVisit === null ? '' : `，最近 ${people.lastVisit}`}`],
    ...people.trainings.map(
      ({ period, heads, evidence }) =>
        ['培训（填报）', `${period}　${heads} 人次　${evidence}`] as const,
    ),
  ]
}

function managementLines({ management }: Support): (readonly [string, string])[] {
  const { class: kind, cases, problems, findings } = management
  return [
    ['分类', kind === null ? '尚未分类' : CLASS_NAMES[kind as keyof typeof CLASS_NAMES].zh],
    ...(cases === null
      ? []
      : [
          [
            '办件',
            `办理中 ${cases.running} 件，超期 ${cases.late} 件，已办结 ${cases.done} 件`,
          ] as const,
        ]),
    ...(problems === null
      ? []
      : problems.map(
          ({ number, title, closedOn }) =>
            [number, `${title}（${closedOn === null ? '整改中' : `${closedOn} 销号`}）`] as const,
        )),
    ...(findings === null ? [] : [['规则体检', `不合规 ${findings.length} 项`] as const]),
  ]
}

const figureLines = ({ growth, risk }: Support): (readonly [string, string])[] =>
  [...growth, ...risk].map(({ title, unit, form, value, before }) => {
    const say = (written: string | null): string =>
      figureText(written === null ? null : parseFraction(written), form as 'count')
    return [title.zh, `${say(value)} ${form === 'share' ? '' : unit.zh}（${say(before)}）`]
  })

export const paperVerbs: PaperVerbs = {
  printSupportLedger: async (ctx, { unitId, year, format }) => {
    const unit = await nameOf(ctx, unitId)
    const funds = (await store.fundRows(ctx, { unitId, year })).toReversed()
    const rows = (await store.allocationRows(ctx, { unitId, year })).toReversed()
    const head = { unit, day: ctx.today, year: year ?? null }
    const paper = ledgerPaper(head, funds.map(fundOnPaper), rows.map(allocatedOf))
    return paperFile(ctx, paper, format)
  },

  printSupportList: async (ctx, { unitId, year, format }) => {
    const unit = await nameOf(ctx, unitId)
    const rows = (await store.allocationRows(ctx, { unitId, year }))
      .filter((row) => row.amount_fen > row.returned_fen)
      .toReversed()
    const paper = listPaper({ unit, day: ctx.today, year }, rows.map(onPaper))
    const content = `${ctx.publicAddress}/support?tab=allocations&year=${year}`
    return paperFile(ctx, { ...paper, code: { content, caption: `${year} 年度` } }, format)
  },

  printSupportNotice: async (ctx, { unitId, allocationId, format }) => {
    const row = await allocationOf(ctx, { unitId, allocationId })
    const fund = (await store.fundsByIds(ctx, [row.fund_id])).get(row.fund_id)
    if (fund === undefined) throw notFound()
    const paper = noticePaper(onPaper(row), {
      issuer: `${fund.unit_name}党支部领办合作社工作领导小组办公室`,
      fund: fundOnPaper(fund),
      restrictions: fund.restrictions,
      money: displayYuan(row.amount_fen),
    })
    const content = `${ctx.publicAddress}/support/allocations/${row.unit_id}/${row.id}`
    const caption = sayAllocation(row)
    return paperFile(ctx, { ...paper, code: { content, caption } }, format)
  },

  printSupportCard: async (ctx, { coopId, format }) => {
    const support = await supportOf(ctx, coopId)
    const rows = await store.allocationsOf(ctx, { unitIds: [coopId] })
    const paper = cardPaper({
      coop: support.coop.name,
      place: `${support.coop.town}${support.coop.village}`,
      day: ctx.today,
      funds: rows.map(onPaper),
      people: peopleLines(support),
      management: managementLines(support),
      figures: figureLines(support),
    })
    const content = `${ctx.publicAddress}/support/coops/${coopId}`
    return paperFile(ctx, { ...paper, code: { content, caption: '扫码查看' } }, format)
  },
}
