import { badInput, Refusal } from '../../../kernel/refusal.ts'
import { text, type Text } from '../../../kernel/text.ts'
import { normalizeRecoveryCode } from '../../../platform/auth/token.ts'
import { totpStep } from '../../../platform/auth/totp.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { sha256 } from '../../../platform/secrets.ts'
import {
  addressGroup,
  afterAddressFailure,
  afterNameFailure,
  minutesToWait,
} from '../rules/throttle.ts'
import { takeRecoveryCode, takeTotpStep } from '../store/accounts.ts'
import type { AccountRow } from '../store/tables.ts'
import { countFailure, throttles } from '../store/throttle.ts'

/* Proving who one is, and counting where that fails. */

/** The counters of one attempt: the name that is tried, and the address it is tried from. */
export interface Keys {
  readonly name: string
  readonly address: string | null
}

export const nameKey = (ctx: Ctx, username: string): string =>
  `name:${ctx.secrets.lookup('login_name', username)}`

export const keysOf = (ctx: Ctx, username: string): Keys => ({
  name: nameKey(ctx, username),
  address: ctx.door.source === 'job' ? null : `address:${addressGroup(ctx.door.source)}`,
})

const locked = (minutes: number): Refusal =>
  new Refusal(
    'locked',
    text(
      `失败次数过多,请 ${minutes} 分钟后再试,或请安全管理员解锁。`,
      `Too many failures. Try again in ${minutes} minute(s), or ask the security administrator.`,
    ),
    { data: { minutes }, keep: true },
  )

/** Refuses with `locked` while the name or the address has to wait. */
export async function refuseWhileLocked(ctx: Ctx, keys: Keys): Promise<void> {
  const wanted = keys.address === null ? [keys.name] : [keys.name, keys.address]
  const known = await throttles(ctx, wanted)
  const minutes = Math.max(
    ...wanted.map((key) => minutesToWait(known.get(key) ?? null, ctx.door.at)),
  )
  if (minutes > 0) throw locked(minutes)
}

/** Counts a failed proof and gives the refusal to throw: `locked` when this one was too many. */
export async function failed(ctx: Ctx, keys: Keys, otherwise: Refusal): Promise<Refusal> {
  const { at } = ctx.door
  const name = await countFailure(ctx, keys.name, (known) => afterNameFailure(known, at))
  if (keys.address !== null) {
    await countFailure(ctx, keys.address, (known) => afterAddressFailure(known, at))
  }
  const minutes = minutesToWait(name, at)
  ctx.record({
    entity: 'sign_in',
    id: keys.name.slice(0, 21),
    after: { failures: name.failures, lockedUntil: name.lockedUntil },
  })
  return minutes > 0 ? locked(minutes) : otherwise
}

/** A wrong answer in a field of one's own form: counted, and told at its place. */
export function wrong(field: 'password' | 'code'): Refusal {
  const said: Text =
    field === 'password'
      ? text('现用密码不对。', 'The present password is wrong.')
      : text('验证码不对或已用过。', 'The code is wrong or was used before.')
  const refusal = badInput([{ path: `$.${field}`, text: said }])
  return new Refusal(refusal.code, refusal.text, { faults: refusal.faults, keep: true })
}

const TOTP_PLACE = 'account.totp'
export const sealTotp = (ctx: Ctx, secret: string): Buffer => ctx.secrets.seal(TOTP_PLACE, secret)
export const openTotp = (ctx: Ctx, sealed: Uint8Array): string =>
  ctx.secrets.open(TOTP_PLACE, sealed)

/** Recovery codes have 49 random bits; a keyed hash under the account's id is enough for them. */
export const recoveryHash = (ctx: Ctx, account: string, code: string): string =>
  sha256(ctx.secrets.lookup('account.recovery', `${account}\0${normalizeRecoveryCode(code)}`))

/** Takes an authenticator's six digits or a recovery code, each only once; null when it is neither. */
export async function takeSecondFactor(
  ctx: Ctx,
  account: AccountRow,
  typed: string,
): Promise<'totp' | 'recovery' | null> {
  if (account.totp_sealed === null) return null
  const code = typed.normalize('NFKC').replaceAll(/\s/g, '')
  if (/^\d{6}$/.test(code)) {
    const secret = openTotp(ctx, account.totp_sealed)
    const step = await totpStep(code, { secret, at: ctx.door.at, after: account.totp_last_step })
    return step !== null && (await takeTotpStep(ctx, account.id, step)) ? 'totp' : null
  }
  const hash = recoveryHash(ctx, account.id, code)
  return (await takeRecoveryCode(ctx, account.id, hash)) ? 'recovery' : null
}
