import { must } from '../../../kernel/assert.ts'
import { badInput, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import { type Permission, PERMISSIONS } from '../../../kernel/permission.ts'
import { ROLES } from '../../../kernel/role.ts'
import type { Input, Output } from '../../../kernel/verb.ts'
import { hashPassword, verifyPassword } from '../../../platform/auth/password.ts'
import { newRecoveryCodes } from '../../../platform/auth/token.ts'
import { newTotpSecret, totpStep, totpUri } from '../../../platform/auth/totp.ts'
import { SESSION_IDLE_MS, unauthenticated } from '../../../platform/caller.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { identityContract } from '../contract.ts'
import { maskMail, needsSecondFactor, settingsFrom } from '../rules.ts'
import { passwordFault } from '../rules/password.ts'
import { accountById, grantsFrom, lockAccount, updateAccount } from '../store/accounts.ts'
import { endSessionsOf, liveSessions, markSecondFactor, sessionByToken } from '../store/sessions.ts'
import { countyRow, storedSettings } from '../store/settings.ts'
import type { AccountRow } from '../store/tables.ts'
import { openMail, sealMail } from './mail.ts'
import {
  failed,
  keysOf,
  openTotp,
  recoveryHash,
  refuseWhileLocked,
  sealTotp,
  takeSecondFactor,
  wrong,
} from './proof.ts'
import { shownGrant, shownSession } from './shown.ts'

/* What everybody does with their own account. */

type Contract = typeof identityContract

/** The account that calls; jobs have none. */
function accountIdOf(ctx: Ctx) {
  if (ctx.actor.kind !== 'account') throw unauthenticated()
  return ctx.actor.accountId
}

const own = async (ctx: Ctx): Promise<AccountRow> =>
  must(await lockAccount(ctx, accountIdOf(ctx)), 'the account of an open session')

export async function whoAmI(ctx: Ctx): Promise<Output<Contract['whoAmI']>> {
  const accountId = accountIdOf(ctx)
  const tokenHash = must(ctx.door.tokenHash, 'the token of an account that calls')
  const [session, county, settings] = [
    must(await sessionByToken(ctx, tokenHash), 'the session of this call'),
    must(await countyRow(ctx), 'the county of an account'),
    settingsFrom(await storedSettings(ctx)),
  ]
  const account = must(await accountById(ctx, accountId), 'the account of an open session')
  const grants = ((await grantsFrom(ctx, [accountId], ctx.today)).get(accountId) ?? []).filter(
    (grant) => grant.validFrom <= ctx.today,
  )
  const given = session.second_factor_at !== null
  const waits = (role: keyof typeof ROLES) =>
    settings.secondFactor && !given && ROLES[role].secondFactor
  return {
    account: {
      id: account.id,
      username: account.username,
      displayName: account.display_name,
      personId: account.person_id,
      mail: account.mail_sealed === null ? null : maskMail(openMail(ctx, account.mail_sealed)),
    },
    mailServer: ctx.mailer !== null,
    grants: grants.map((grant) => ({ ...shownGrant(grant), active: !waits(grant.role) })),
    permissions: (Object.keys(PERMISSIONS) as Permission[]).filter((name) => ctx.may(name)),
    county: { code: county.code, name: county.name, demo: county.demo },
    clock: { now: ctx.now, today: ctx.today, shiftMs: Number(county.clock_shift_ms) },
    mustChange: account.must_change,
    secondFactor: {
      asked: needsSecondFactor(grants, settings),
      enrolled: account.totp_sealed !== null,
      given,
      recoveryCodesLeft: account.recovery_hashes.length,
    },
    session: {
      ...shownSession(session, tokenHash),
      idleMinutes: Math.round(SESSION_IDLE_MS / 60_000),
    },
  }
}

export async function changePassword(
  ctx: Ctx,
  input: Input<Contract['changePassword']>,
): Promise<Output<Contract['changePassword']>> {
  const account = await proved(ctx, input.password)
  const settings = settingsFrom(await storedSettings(ctx))
  const { username } = account
  const fault = passwordFault(input.newPassword, { username, min: settings.passwordMin })
  if (fault !== null) throw badInput([{ path: '$.newPassword', text: fault }])
  if (await verifyPassword(input.newPassword, account.password_hash)) {
    throw badInput([
      {
        path: '$.newPassword',
        text: text(
          '新密码不能与现用密码相同。',
          'The new password must differ from the present one.',
        ),
      },
    ])
  }
  await updateAccount(ctx, account.id, {
    password_hash: await hashPassword(input.newPassword),
    must_change: false,
    password_set_at: ctx.door.at,
  })
  const sessionsEnded = await endSessionsOf(ctx, account.id, { keep: ctx.door.tokenHash })
  ctx.record({ entity: 'account', id: account.id, after: { passwordChanged: true, sessionsEnded } })
  return { sessionsEnded }
}

/** One's own account after its password was typed again; a wrong one counts as at sign-in. */
async function proved(ctx: Ctx, password: string): Promise<AccountRow> {
  const account = await own(ctx)
  const keys = keysOf(ctx, account.username)
  await refuseWhileLocked(ctx, keys)
  if (await verifyPassword(password, account.password_hash)) return account
  throw await failed(ctx, keys, wrong('password'))
}

/** Where the caller's messages go by e-mail. The address itself stands in no audit row. */
export async function changeOwnMail(
  ctx: Ctx,
  { mail }: Input<Contract['changeOwnMail']>,
): Promise<Output<Contract['changeOwnMail']>> {
  const account = await own(ctx)
  await updateAccount(ctx, account.id, { mail_sealed: mail === null ? null : sealMail(ctx, mail) })
  ctx.record({
    entity: 'account',
    id: account.id,
    before: { mail: account.mail_sealed !== null },
    after: { mail: mail !== null },
  })
  return { mail: mail === null ? null : maskMail(mail) }
}

export async function enrolSecondFactor(
  ctx: Ctx,
  input: Input<Contract['enrolSecondFactor']>,
): Promise<Output<Contract['enrolSecondFactor']>> {
  const account = await proved(ctx, input.password)
  if (account.totp_sealed !== null) {
    const code = (input.code ?? '').trim()
    if (code === '') {
      throw new Refusal(
        'second_factor_required',
        text('更换前请输入现用的动态验证码。', 'Enter the present code before changing it.'),
      )
    }
    if ((await takeSecondFactor(ctx, account, code)) === null) {
      throw await failed(ctx, keysOf(ctx, account.username), wrong('code'))
    }
  }
  const secret = newTotpSecret()
  await updateAccount(ctx, account.id, { totp_pending: sealTotp(ctx, secret) })
  ctx.record({ entity: 'account', id: account.id, after: { secondFactor: 'pending' } })
  return { secret, uri: totpUri(account.username, secret) }
}

export async function confirmSecondFactor(
  ctx: Ctx,
  input: Input<Contract['confirmSecondFactor']>,
): Promise<Output<Contract['confirmSecondFactor']>> {
  const account = await own(ctx)
  if (account.totp_pending === null) {
    throw new Refusal(
      'not_allowed_now',
      text('请先开始设置动态验证码。', 'Start setting up the second factor first.'),
    )
  }
  const secret = openTotp(ctx, account.totp_pending)
  const code = input.code.normalize('NFKC').replaceAll(/\s/g, '')
  const step = await totpStep(code, { secret, at: ctx.door.at, after: 0n })
  if (step === null) throw wrong('code')
  const recoveryCodes = newRecoveryCodes()
  await updateAccount(ctx, account.id, {
    totp_sealed: sealTotp(ctx, secret),
    totp_pending: null,
    totp_last_step: step,
    recovery_hashes: recoveryCodes.map((each) => recoveryHash(ctx, account.id, each)),
  })
  await endSessionsOf(ctx, account.id, { keep: ctx.door.tokenHash })
  if (ctx.door.tokenHash !== null) await markSecondFactor(ctx, ctx.door.tokenHash)
  ctx.record({ entity: 'account', id: account.id, after: { secondFactor: 'set up' } })
  return { recoveryCodes }
}

export async function listOwnSessions(ctx: Ctx): Promise<Output<Contract['listOwnSessions']>> {
  const sessions = await liveSessions(ctx, accountIdOf(ctx))
  return { rows: sessions.map((session) => shownSession(session, ctx.door.tokenHash)) }
}

export async function endOwnSessions(
  ctx: Ctx,
  input: Input<Contract['endOwnSessions']>,
): Promise<Output<Contract['endOwnSessions']>> {
  const { sessionId } = input
  const which = sessionId === undefined ? { keep: ctx.door.tokenHash } : { id: sessionId }
  const ended = await endSessionsOf(ctx, accountIdOf(ctx), which)
  ctx.record({ entity: 'account', id: accountIdOf(ctx), after: { sessionsEnded: ended } })
  return { ended }
}
