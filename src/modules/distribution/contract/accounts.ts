import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, line, yuan, yuanFromZero } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, NO_SCOPE, unitScope } from '../../../kernel/verb.ts'
import { settleExitOutput } from '../rules/exit.ts'
import { arithmeticRow, left, member, year } from './words.ts'

const shares = {
  contribution: yuan,
  reserveShare: yuan,
  grantShare: yuan,
  donationShare: yuan,
}

const accountEntry = z.object({
  on: day,
  year: z.number().int(),
  kind: z.enum(['reserve', 'grant', 'donation']),
  amount: yuan,
  /** What moved it, in words, with its voucher or plan. */
  cause: textSchema,
  voucherId: id.nullable(),
  planId: id.nullable(),
})

const distributed = z.object({
  year: z.number().int(),
  returned: yuan,
  residual: yuan,
  converted: yuan,
  paid: yuan,
  unpaid: yuan,
})

const traded = z.object({
  product: z.string(),
  unit: z.string(),
  quantity: z.string(),
  amount: yuan,
})

const accountOutput = {
  ...shares,
  entries: z.array(accountEntry),
  distributions: z.array(distributed),
  year: z.number().int(),
  trades: z.array(traded),
}

/** The member accounts of Art. 43. */
export const accountVerbs = defineVerbs({
  quantifyShares: {
    title: text('量化到成员账户', 'Quantify to member accounts'),
    kind: 'write',
    path: '/member-accounts/quantify',
    access: 'distribution.write',
    scope: unitScope('unitId'),
    /**
     * What the books moved on 311 and 322 and nobody's account has: grants and donations equally over the
     * members of that day, reserves by contribution; what those who left held, over those who remain.
     */
    input: z.strictObject({
      unitId: id,
      through: day.optional(),
      coopIds: z.array(id).max(2_000).optional(),
    }),
    output: z.object({
      cooperatives: z.number().int(),
      batches: z.number().int(),
      entries: z.number().int(),
      left: z.array(left),
    }),
    refusals: ['not_allowed_now'],
  },
  readMemberAccounts: {
    title: text('成员账户', 'Member accounts'),
    kind: 'read',
    path: '/cooperatives/:coopId/member-accounts',
    access: 'distribution.read',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id, asOf: day.optional() }),
    output: z.object({
      asOf: day,
      totals: z.object(shares),
      /** Each sum of the accounts beside the books' own. */
      ties: z.array(
        z.object({
          id: z.enum(['301', '322', '311']),
          title: textSchema,
          accounts: yuan,
          books: yuan,
          same: z.boolean(),
        }),
      ),
      rows: z.array(member.extend(shares)),
    }),
  },
  readMemberAccount: {
    title: text('一名成员的账户', 'A member account'),
    kind: 'read',
    path: '/cooperatives/:coopId/member-accounts/:holderId',
    access: 'distribution.read',
    scope: unitScope('coopId'),
    input: z.strictObject({ coopId: id, holderId: id, year: year.optional() }),
    output: member.extend(accountOutput),
  },
  exitPreview: {
    title: text('退社结算试算', 'What somebody who leaves gets'),
    kind: 'read',
    path: '/cooperatives/:coopId/exit-preview',
    access: 'distribution.read',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      holderId: id,
      /** The year at whose end membership ends. */
      year,
      noticeOn: day.optional(),
      /** Losses and debts to be borne; what the books carry uncovered when left out. */
      loss: yuanFromZero.optional(),
      /** As the charter says; as the county's rule says (EXIT-REFUND) when left out. */
      lossBy: z.enum(['contribution', 'equal']).optional(),
      donations: z.enum(['like-grants', 'refund']).optional(),
    }),
    output: z.object({
      member,
      settlement: settleExitOutput.shape.leaving.element,
      findings: settleExitOutput.shape.findings,
      remaining: z.number().int(),
      /** As `recordChanges` takes it with the exit. */
      refund: z.object({ contribution: yuan, reserveShare: yuan, lossBorne: yuan }),
    }),
    refusals: ['not_allowed_now'],
  },
  settleMotion: {
    title: text('结算退社、除名并登记成员册', 'Settle and enter who leaves'),
    kind: 'write',
    path: '/cooperatives/:coopId/member-motions/settle',
    access: 'shares.write',
    scope: unitScope('coopId'),
    input: z.strictObject({
      coopId: id,
      motionId: id,
      on: day,
      /** Other amounts than the member account gives, only by a carried resolution about this very motion. */
      deviation: z
        .strictObject({
          contribution: yuanFromZero,
          reserveShare: yuanFromZero,
          lossBorne: yuanFromZero,
          reason: line(300),
        })
        .optional(),
      note: line(300).optional(),
      reason: line(500).optional(),
    }),
    output: z.object({
      motionId: id,
      doneOn: day,
      member,
      settlement: settleExitOutput.shape.leaving.element,
      findings: settleExitOutput.shape.findings,
      /** As it is entered and posted. */
      refund: z.object({ contribution: yuan, reserveShare: yuan, lossBorne: yuan }),
      /** The resolution another amount rests on; null where the account's own counts. */
      resolution: z.string().nullable(),
    }),
    refusals: ['conflict', 'not_allowed_now', 'rule_blocked'],
  },
  memberDividends: {
    title: text('我的分红', 'My distributions'),
    kind: 'read',
    path: '/member/dividends',
    access: 'member.own',
    scope: NO_SCOPE,
    input: z.strictObject({}),
    output: z.object({
      rows: z.array(
        z.object({
          coopId: id,
          coopName: z.string(),
          memberNumber: z.string(),
          year: z.number().int(),
          returned: yuan,
          residual: yuan,
          total: yuan,
          converted: yuan,
          paid: yuan,
          unpaid: yuan,
          decidedOn: day.nullable(),
          resolution: z.string().nullable(),
          arithmetic: z.array(arithmeticRow),
        }),
      ),
    }),
  },
  memberAccountOwn: {
    title: text('我的成员账户', 'My member account'),
    kind: 'read',
    path: '/member/account-book',
    access: 'member.own',
    scope: NO_SCOPE,
    input: z.strictObject({ year: year.optional() }),
    output: z.object({
      accounts: z.array(
        z.object({ coopId: id, coopName: z.string(), memberNumber: z.string(), ...accountOutput }),
      ),
    }),
  },
})
