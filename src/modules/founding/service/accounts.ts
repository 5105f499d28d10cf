import { z } from 'zod'
import { chinaDate, yearOf } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { fen } from '../../../kernel/money.ts'
import { badInput, notFound } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Input, Output, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { paperFile } from '../../../platform/document/paper-file.ts'
import { writeSlips } from '../../../platform/document/write-slips.ts'
import { duesOf } from '../../distribution/index.ts'
import { memberCosts } from '../../ledger/index.ts'
import { householdsOfVillage, personsByIds } from '../../registry/index.ts'
import { registersOf } from '../../shares/index.ts'
import { tradeTotals } from '../../trade/index.ts'
import type { foundingContract } from '../contract.ts'
import { household3 } from '../contract/accounts.ts'
import { accountPaper, accountSlip } from '../rules/account-slip.ts'
import { type Actual, compareOutcome, yearsOf } from '../rules/outcome.ts'
import { totalOf } from '../rules/plan.ts'
import { DISCLAIMER, type Household3, reckon, type ThreeAccounts } from '../rules/three-accounts.ts'
import { hundredths } from '../rules/wishes.ts'
import {
  accountById,
  accountsOf,
  insertAccount,
  signAccount,
  writtenIn,
} from '../store/accounts.ts'
import { latestWishes } from '../store/mobilisation.ts'
import { unitHead } from '../store/projects.ts'
import type { AccountRow } from '../store.ts'
import { feasibilityOf, judgedPlan } from './plan.ts'
import { accountSerial, sheetCode, sheetLink } from './sheets.ts'
import { type Founding, loadFounding, mustRun } from './view.ts'

type AccountVerbs = Pick<
  Verbs<typeof foundingContract, Ctx>,
  'keepAccount' | 'signAccount' | 'readAccounts' | 'printAccount'
>
type Given = Input<(typeof foundingContract)['keepAccount']>['given']
type Result = Output<(typeof foundingContract)['keepAccount']>['result']

/** The household's figures as the rules read them: decimals as whole hundredths. */
function householdOf(given: Given): Household3 {
  const lines = (list: Given['past']['lines']) =>
    list.map((one) => ({
      ...one,
      quantity: one.quantity === null ? null : hundredths(one.quantity),
    }))
  return {
    ...given,
    past: { year: given.past.year, lines: lines(given.past.lines) },
    present: { year: given.present.year, lines: lines(given.present.lines) },
    brings: {
      landMu: hundredths(given.brings.landMu),
      contribution: given.brings.contribution,
      outside: lines(given.brings.outside),
    },
  }
}

const say = ({ zh, en }: { readonly zh: string; readonly en: string }) => ({ zh, en })
const sayLines = <
  T extends { readonly title: { zh: string; en: string }; words: { zh: string; en: string } },
>(
  lines: readonly T[],
) => lines.map((line) => ({ ...line, title: say(line.title), words: say(line.words) }))

function present({ past, present: now, cases }: ThreeAccounts): Result {
  const one = (of: ThreeAccounts['cases']['low']) => ({ ...of, lines: sayLines(of.lines) })
  return {
    past: { ...past, lines: sayLines(past.lines) },
    present: { ...now, lines: sayLines(now.lines) },
    cases: { low: one(cases.low), middle: one(cases.middle), high: one(cases.high) },
  }
}

/** A kept account opened again: reckoned anew from what was assumed, to the same fen. */
function opened(ctx: Ctx, row: AccountRow) {
  const { given, copyOf } = writtenIn(ctx, row)
  return { given: household3.parse(given), copyOf }
}

async function ownHousehold(ctx: Ctx, { project }: Founding, householdId: AnyId) {
  const all = await householdsOfVillage(ctx, project.village_id)
  const found = all.find(({ id }) => id === householdId)
  if (found === undefined) throw notFound()
  return found
}

export const accountVerbs: AccountVerbs = {
  keepAccount: async (ctx, { projectId, householdId, given }) => {
    const founding = await loadFounding(ctx, projectId, true)
    mustRun(founding)
    await ownHousehold(ctx, founding, householdId)
    const result = reckon(householdOf(given))
    const id = ctx.newId()
    const body = JSON.stringify(z.encode(household3, given))
    await insertAccount(ctx, { id, projectId, householdId, body })
    ctx.record({ entity: 'founding_project', id: projectId, after: { account: 'recorded' } })
    return { id, result: present(result) }
  },

  signAccount: async (ctx, { projectId, accountId, on }) => {
    const founding = await loadFounding(ctx, projectId, true)
    mustRun(founding)
    const row = await accountById(ctx, { projectId, id: accountId })
    if (row === null) throw notFound()
    if (on < row.reckoned_on || on > ctx.today) {
      const said = text('应在测算日与今天之间', 'must lie between the reckoning and today')
      throw badInput([{ path: '$.on', text: said }])
    }
    if (!(await signAccount(ctx, { projectId, id: accountId, on }))) throw notFound()
    ctx.record({ entity: 'founding_project', id: projectId, after: { account: 'signed' } })
    return {}
  },

  readAccounts: async (ctx, { projectId, householdId }) => {
    const founding = await loadFounding(ctx, projectId)
    const { project } = founding
    const household = await ownHousehold(ctx, founding, householdId)
    const rows = await accountsOf(ctx, { projectId, householdId })
    const wish = (await latestWishes(ctx, projectId)).get(householdId)
    const plan = await judgedPlan(ctx, project)
    const feasible = feasibilityOf(project)
    const surplus = feasible === null ? null : fen(feasible.income - feasible.cost)
    const all = rows.map((row) => ({ row, ...opened(ctx, row) }))
    // A signed paper that came back stands for the account it was printed from.
    const signedFrom = new Set(all.flatMap(({ copyOf }) => copyOf ?? []))
    const kept = all
      .filter(({ row }) => !signedFrom.has(row.id))
      .map((one) => ({ ...one, result: reckon(householdOf(one.given)) }))
    const signed = kept.find(({ row }) => row.signed_on !== null)
    return {
      household: { number: household.number, headName: household.headName },
      project: project.name,
      disclaimer: say(DISCLAIMER),
      suggested: {
        contributions: plan === null ? null : totalOf(plan.plan),
        surplus: surplus !== null && surplus > 0n ? surplus : null,
        landMu: wish?.landMu ?? '0',
        cash: wish?.cash ?? fen(0n),
        workdays: wish?.workdays ?? 0,
      },
      kept: kept.map(({ row, given, copyOf, result }) => ({
        id: row.id,
        serial: accountSerial(founding, { number: household.number, id: copyOf ?? row.id }),
        paper: copyOf !== null,
        reckonedOn: row.reckoned_on,
        signedOn: row.signed_on,
        recordedBy: row.recorded_by,
        given,
        result: present(result),
      })),
      outcome:
        signed === undefined || project.coop_id === null
          ? []
          : await outcomeOf(ctx, { coopId: project.coop_id, householdId }, signed),
    }
  },

  printAccount: async (ctx, { projectId, accountId, format }) => {
    const founding = await loadFounding(ctx, projectId)
    const row = await accountById(ctx, { projectId, id: accountId })
    if (row === null) throw notFound()
    const household = await ownHousehold(ctx, founding, row.household_id)
    const unit = await unitHead(ctx, founding.project.village_id)
    const { given: kept, copyOf } = opened(ctx, row)
    const given = householdOf(kept)
    const serial = accountSerial(founding, { number: household.number, id: copyOf ?? row.id })
    const slip = accountSlip(
      {
        village: `${unit?.above ?? ''}${unit?.name ?? ''}`,
        project: founding.project.name,
        household: `${household.headName}(户号 ${household.number})`,
        day: row.reckoned_on,
        serial,
      },
      given,
      reckon(given),
    )
    const name = `${household.headName} 三笔账.${format}`
    if (format === 'docx') {
      const link = sheetLink(projectId, serial)
      const how = { format, link, number: serial } as const
      return { ...(await paperFile(ctx, accountPaper(slip), how)), name }
    }
    const foot = { printed: `打印日期：${chinaDate(ctx.now)}`, proof: null }
    const bytes = await writeSlips([{ ...slip, qr: sheetCode(ctx, projectId, serial) }], foot, {
      at: ctx.now,
      title: slip.title,
    })
    return { name, mediaType: 'application/pdf', content: bytes.toString('base64') }
  },
}

/** What the household's members of the co-op got, year by year since the register was opened. */
async function outcomeOf(
  ctx: Ctx,
  of: { readonly coopId: Id<'unit'>; readonly householdId: AnyId },
  promise: { readonly given: Given; readonly result: ThreeAccounts },
) {
  const book = (await registersOf(ctx, [of.coopId])).get(of.coopId)
  if (book === undefined) return []
  const people = await personsByIds(
    ctx,
    book.holders.flatMap(({ personId }) => personId ?? []),
  )
  const holders = book.holders.filter(
    ({ householdId, personId }) =>
      householdId === of.householdId ||
      (personId !== null && people.get(personId)?.householdId === of.householdId),
  )
  if (holders.length === 0) return []
  const ids = holders.map(({ id }) => id)
  const dues = await duesOf(ctx, { holderIds: ids })
  const first = yearOf(book.openedOn)
  const actuals: Actual[] = []
  for (const year of yearsOf(first, promise.given.years, yearOf(ctx.today))) {
    const trades = (await tradeTotals(ctx, [of.coopId], year)).filter(
      ({ memberId }) => memberId !== null && ids.includes(memberId),
    )
    const sum = (...kinds: readonly string[]): bigint =>
      trades.filter(({ kind }) => kinds.includes(kind)).reduce((all, row) => all + row.amount, 0n)
    const span = { coopIds: [of.coopId], from: year * 100 + 1, to: year * 100 + 12 }
    const costs = await memberCosts(ctx, { ...span, memberIds: ids })
    const got = dues.filter((due) => due.year === year && due.coopId === of.coopId)
    actuals.push({
      year,
      guaranteed: sum('land'),
      wages: sum('work'),
      trade: sum('delivery', 'agency_sale'),
      returned: got.reduce((all, due) => all + due.returned + due.convertedReturn, 0n),
      dividend: got.reduce((all, due) => all + due.residual + due.convertedResidual, 0n),
      booked: costs.reduce((all, { amount }) => all + amount, 0n),
    })
  }
  const given = householdOf(promise.given)
  return compareOutcome({ given, result: promise.result, first }, actuals).map((one) => ({
    ...one,
    lines: one.lines.map((line) => ({ ...line, title: say(line.title) })),
  }))
}
