import type { AnyId } from '../../../kernel/id.ts'
import type { Paper } from '../../../kernel/paper.ts'
import type { Input, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { coopFacts } from '../../registry/index.ts'
import type { statementsContract } from '../contract.ts'
import type { ReportPeriod } from '../model/period.ts'
import { memberAccount } from '../rules/member-account.ts'
import { notes } from '../rules/notes.ts'
import {
  incomePaper,
  memberAccountPaper,
  notesPaper,
  trialBalancePaper,
} from '../rules/papers/books.ts'
import { balanceSheetPaper, equityPaper, surplusPaper } from '../rules/papers/statements.ts'
import { asFinding } from '../rules/tie-out.ts'
import { booksOfCoop, type CoopBooks, periodOf, statementsOf } from './books.ts'
import { checksOfCoop } from './checks.ts'
import { memberFacts, noteFacts } from './facts.ts'
import { fileOf } from './files.ts'
import { typedNotes } from './notes.ts'
import { equityOut, memberRowsOut, notesOut, sheetOut, standingOf, surplusOut } from './present.ts'
import { incomeOf, trialBalanceOf } from './reckon.ts'

type StatementVerbs = Pick<
  Verbs<typeof statementsContract, Ctx>,
  'statements' | 'readStatement' | 'statementFile'
>

export const statementVerbs: StatementVerbs = {
  statements: async (ctx, { coop, period: written }) => {
    const period = periodOf(written)
    const { id, name } = await coopFacts(ctx, coop)
    const loaded = await booksOfCoop(ctx, coop, period)
    const { balanceSheet, surplus, equity } = statementsOf(loaded)
    const checks = await checksOfCoop(ctx, { coopId: coop, period, loaded })
    return {
      coop: { id, name },
      standing: standingOf(period, loaded.closed),
      balanceSheet: sheetOut(balanceSheet),
      surplus: surplusOut(surplus),
      equity: equityOut(equity),
      findings: checks.map(asFinding),
    }
  },

  readStatement: async (ctx, input) => {
    const period = periodOf(input.period)
    const { id, name } = await coopFacts(ctx, input.coopId)
    const loaded = await booksOfCoop(ctx, input.coopId, period)
    return {
      coop: { id, name },
      standing: standingOf(period, loaded.closed),
      statement: await statementOf(ctx, { ...input, period, loaded }),
    }
  },

  statementFile: async (ctx, input) => {
    const period = periodOf(input.period)
    const coop = await coopFacts(ctx, input.coopId)
    const loaded = await booksOfCoop(ctx, input.coopId, period)
    const paper = await paperOf(ctx, { ...input, period, loaded, coopName: coop.name })
    return fileOf(ctx, paper, { ...input, of: coop.name })
  },
}

type Form = Input<(typeof statementsContract)['readStatement']>['form']

interface Wanted {
  readonly coopId: AnyId
  readonly form: Form
  readonly memberId?: AnyId | undefined
  readonly period: ReportPeriod
  readonly loaded: CoopBooks
}

async function statementOf(ctx: Ctx, wanted: Wanted) {
  const { coopId, form, period, loaded } = wanted
  switch (form) {
    case '01':
      return { form, sheet: sheetOut(statementsOf(loaded).balanceSheet) }
    case '02':
      return { form, sheet: surplusOut(statementsOf(loaded).surplus) }
    case '03':
      return { form, sheet: equityOut(statementsOf(loaded).equity) }
    case 'notes':
      return { form, items: notesOut(await notesOf(ctx, wanted)) }
    case 'trial-balance': {
      const { rows, total } = await trialBalanceOf(ctx, coopId, period)
      return { form, sheet: { rows: [...rows], total } }
    }
    case 'income': {
      const income = await incomeOf(ctx, coopId, period)
      return { form, income: { ...income, lines: [...income.lines] } }
    }
    case 'member-account': {
      const { memberId } = wanted
      const { facts, vouchers } = await memberFacts(ctx, coopId, {
        memberId,
        year: period.year,
      })
      const member = { id: memberId ?? coopId, ...facts.member }
      const rows = memberRowsOut(memberAccount(facts), vouchers)
      return {
        form,
        account: { member, products: [...facts.products], rows },
      }
    }
  }
}

async function paperOf(
  ctx: Ctx,
  wanted: Wanted & { readonly coopName: string; readonly language: 'zh' | 'en' },
): Promise<Paper> {
  const { coopId, period, loaded, coopName, language } = wanted
  const head = { coopName, language }
  switch (wanted.form) {
    case '01':
      return balanceSheetPaper(head, period, statementsOf(loaded).balanceSheet)
    case '02':
      return surplusPaper(head, period, statementsOf(loaded).surplus)
    case '03':
      return equityPaper(head, period, statementsOf(loaded).equity)
    case 'notes':
      return notesPaper(head, period, await notesOf(ctx, wanted))
    case 'trial-balance':
      return trialBalancePaper(head, period, await trialBalanceOf(ctx, coopId, period))
    case 'income':
      return incomePaper(head, period, await incomeOf(ctx, coopId, period))
    case 'member-account': {
      const of = { memberId: wanted.memberId, year: period.year }
      const { facts } = await memberFacts(ctx, coopId, of)
      return memberAccountPaper(head, facts, memberAccount(facts))
    }
  }
}

async function notesOf(ctx: Ctx, { coopId, period, loaded }: Wanted) {
  const statements = statementsOf(loaded)
  const coop = await coopFacts(ctx, coopId)
  const typed = await typedNotes(ctx, coopId, period.year)
  return notes(await noteFacts(ctx, coop, { period, loaded, statements, typed }), statements)
}
