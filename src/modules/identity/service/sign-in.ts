import { instant } from '../../../kernel/date.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Input, Output } from '../../../kernel/verb.ts'
import { NOBODY, verifyPassword } from '../../../platform/auth/password.ts'
import { newToken } from '../../../platform/auth/token.ts'
import { normalizeUsername } from '../../../platform/auth/username.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { sha256 } from '../../../platform/secrets.ts'
import type { identityContract } from '../contract.ts'
import { SESSION_LIFE_MS } from '../model.ts'
import { needsSecondFactor, settingsFrom } from '../rules.ts'
import { accountByName, grantsFrom, updateAccount } from '../store/accounts.ts'
import { clearSessions, endSessionsOf, insertSession, sessionId } from '../store/sessions.ts'
import { storedSettings } from '../store/settings.ts'
import type { AccountRow } from '../store/tables.ts'
import { forgetFailures } from '../store/throttle.ts'
import { failed, keysOf, refuseWhileLocked, takeSecondFactor } from './proof.ts'

type SignIn = typeof identityContract.signIn

/** One text for an unknown name, a wrong password, a wrong code and a disabled account. */
const refused = (): Refusal =>
  new Refusal(
    'unauthenticated',
    text('用户名、密码或验证码不对。', 'The user name, the password or the code is wrong.'),
    { keep: true },
  )

/**
 * Opens a session. The password is always verified, for names that nobody has against a hash that
 * nothing makes, so that the answer takes the same time. A right password without the code neither
 * counts as a failure nor forgives earlier ones.
 */
export async function signIn(ctx: Ctx, input: Input<SignIn>): Promise<Output<SignIn>> {
  const username = normalizeUsername(input.username)
  const keys = keysOf(ctx, username)
  await refuseWhileLocked(ctx, keys)
  const account = await accountByName(ctx, username)
  const right = await verifyPassword(input.password, account?.password_hash ?? NOBODY)
  if (account === null || !right || account.disabled_at !== null) {
    throw await failed(ctx, keys, refused())
  }
  const code = (input.code ?? '').trim()
  const enrolled = account.totp_sealed !== null
  if (enrolled && code === '') {
    ctx.record({ entity: 'account', id: account.id, after: { signIn: 'code_needed' } })
    return { ...NO_SESSION, state: 'code_needed' }
  }
  const factor = enrolled ? await takeSecondFactor(ctx, account, code) : null
  if (enrolled && factor === null) throw await failed(ctx, keys, refused())
  // The lock may have fallen while this attempt was being weighed.
  const forgiven = await forgetFailures(ctx, keys.name, { unlessLocked: true })
  if (!forgiven) await refuseWhileLocked(ctx, keys)
  return openSession(ctx, account, factor)
}

const NO_SESSION = {
  token: null,
  account: null,
  mustChange: false,
  enrolSecondFactor: false,
  recoveryCodesLeft: null,
}

async function openSession(
  ctx: Ctx,
  account: AccountRow,
  factor: 'totp' | 'recovery' | null,
): Promise<Output<SignIn>> {
  const { at, source, agent, tokenHash: replaced } = ctx.door
  const token = newToken()
  const tokenHash = sha256(token)
  await clearSessions(ctx, account.id, replaced)
  await insertSession(ctx, {
    token_hash: tokenHash,
    county_id: ctx.county,
    account_id: account.id,
    created_at: at,
    last_seen_at: at,
    expires_at: instant(Date.parse(at) + SESSION_LIFE_MS),
    second_factor_at: factor === null ? null : at,
    address: source,
    agent,
  })
  const settings = settingsFrom(await storedSettings(ctx))
  const ageDays = (Date.parse(at) - Date.parse(account.password_set_at)) / 86_400_000
  const tooOld = settings.passwordMaxDays > 0 && ageDays > settings.passwordMaxDays
  if (tooOld && !account.must_change) await updateAccount(ctx, account.id, { must_change: true })
  const grants = (await grantsFrom(ctx, [account.id], ctx.today)).get(account.id) ?? []
  const held = grants.filter((grant) => grant.validFrom <= ctx.today)
  ctx.record({
    entity: 'account',
    id: account.id,
    after: { name: account.display_name, session: sessionId(tokenHash), secondFactor: factor },
  })
  return {
    state: 'signed_in',
    token,
    account: { id: account.id, username: account.username, displayName: account.display_name },
    mustChange: account.must_change || tooOld,
    enrolSecondFactor: account.totp_sealed === null && needsSecondFactor(held, settings),
    recoveryCodesLeft: factor === 'recovery' ? account.recovery_hashes.length - 1 : null,
  }
}

/** Ends the session of this call. */
export async function signOut(ctx: Ctx): Promise<Record<string, never>> {
  if (ctx.actor.kind === 'account' && ctx.door.tokenHash !== null) {
    const id = sessionId(ctx.door.tokenHash)
    await endSessionsOf(ctx, ctx.actor.accountId, { id })
  }
  return {}
}
