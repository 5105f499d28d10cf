import { must } from '../../../kernel/assert.ts'
import { type Fault, badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import type { Id } from '../../../kernel/id.ts'
import { text, type Text } from '../../../kernel/text.ts'
import type { Input, Output } from '../../../kernel/verb.ts'
import { hashPassword } from '../../../platform/auth/password.ts'
import { isUsername, normalizeUsername } from '../../../platform/auth/username.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { identityContract } from '../contract.ts'
import { ADMINISTRATORS, isAdministrator } from '../model.ts'
import { settingsFrom } from '../rules.ts'
import { passwordFault } from '../rules/password.ts'
import { firstPassword } from './first-password.ts'
import { minutesToWait } from '../rules/throttle.ts'
import { listAccountRows } from '../store/account-list.ts'
import {
  grantsFrom,
  insertAccounts,
  lockAccount,
  othersWithRole,
  personsWithAccount,
  takenNames,
  updateAccount,
} from '../store/accounts.ts'
import { endSessionsOf, liveSessions } from '../store/sessions.ts'
import { storedSettings } from '../store/settings.ts'
import type { AccountRow } from '../store/tables.ts'
import { forgetFailures, throttles } from '../store/throttle.ts'
import { nameKey } from './proof.ts'
import { shownGrant, shownSession } from './shown.ts'

/* What administrators do with the accounts of others. */

type Contract = typeof identityContract
type NewAccount = Input<Contract['createAccounts']>['accounts'][number]

export const notAllowed = (said: Text): Refusal => new Refusal('not_allowed_now', said)

/** Another's account, locked for change; one's own is refused: an administrator never serves himself. */
export async function another(ctx: Ctx, id: Id<'account'>): Promise<AccountRow> {
  if (ctx.actor.kind === 'account' && ctx.actor.accountId === id) {
    throw notAllowed(
      text(
        '不能办理自己的账号,请另一位管理员办理。',
        'Not on your own account: another administrator has to do it.',
      ),
    )
  }
  const account = await lockAccount(ctx, id)
  if (account === null) throw notFound()
  return account
}

export async function listAccounts(
  ctx: Ctx,
  input: Input<Contract['listAccounts']>,
): Promise<Output<Contract['listAccounts']>> {
  const rows = await listAccountRows(ctx, input)
  const ids = rows.map((row) => row.id)
  const grants = await grantsFrom(ctx, ids, ctx.today)
  const keys = rows.map((row) => nameKey(ctx, row.username))
  const failures = await throttles(ctx, keys)
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row, i) => {
      const throttle = failures.get(keys[i] ?? '') ?? null
      const locked = minutesToWait(throttle, ctx.door.at) > 0
      return {
        id: row.id,
        username: row.username,
        displayName: row.display_name,
        personId: row.person_id,
        createdAt: row.created_at,
        mustChange: row.must_change,
        disabledAt: row.disabled_at,
        lockedUntil: locked ? (throttle?.lockedUntil ?? null) : null,
        secondFactor: row.second_factor,
        lastSeenAt: row.last_seen_at,
        grants: (grants.get(row.id) ?? []).map(shownGrant),
      }
    }),
  }
}

/** Hashes are made by several threads at once; more than this only waits in line. */
const HASHING = 4

export async function createAccounts(
  ctx: Ctx,
  input: Input<Contract['createAccounts']>,
): Promise<Output<Contract['createAccounts']>> {
  const wanted = input.accounts.map((account) => ({
    ...account,
    username: normalizeUsername(account.username),
    displayName: account.displayName.normalize('NFC'),
  }))
  const faults = await accountFaults(ctx, wanted)
  if (faults.length > 0) throw badInput(faults)
  const made: (AccountRow & { first: string | null })[] = []
  for (let i = 0; i < wanted.length; i += HASHING) {
    const part = wanted.slice(i, i + HASHING)
    made.push(...(await Promise.all(part.map((account) => newAccount(ctx, account)))))
    ctx.progress(made.length, wanted.length)
  }
  await insertAccounts(
    ctx,
    made.map(({ first: _shown, ...row }) => row),
  )
  ctx.record({
    entity: 'account',
    id: made.length === 1 ? must(made[0], 'the account').id : `${made.length} accounts`,
    after: { accounts: made.map((row) => [row.id, row.username]) },
  })
  return {
    accounts: made.map((row) => ({ id: row.id, username: row.username, password: row.first })),
  }
}

async function newAccount(
  ctx: Ctx,
  account: NewAccount,
): Promise<AccountRow & { first: string | null }> {
  const first = account.password === undefined ? firstPassword(account.username) : null
  return {
    county_id: ctx.county,
    id: ctx.newId(),
    username: account.username,
    display_name: account.displayName,
    person_id: account.personId ?? null,
    password_hash: await hashPassword(account.password ?? first ?? ''),
    must_change: true,
    password_set_at: ctx.door.at,
    mail_sealed: null,
    totp_sealed: null,
    totp_pending: null,
    totp_last_step: 0n,
    recovery_hashes: [],
    disabled_at: null,
    created_at: ctx.now,
    first,
  }
}

/** What is wrong with a batch of new accounts, each with its row. */
async function accountFaults(ctx: Ctx, wanted: readonly NewAccount[]): Promise<Fault[]> {
  const { passwordMin: min } = settingsFrom(await storedSettings(ctx))
  const names = wanted.map((account) => account.username)
  const persons = wanted.flatMap((account) => account.personId ?? [])
  const taken = await takenNames(ctx.tx, names)
  const bound = await personsWithAccount(ctx, persons)
  return wanted.flatMap((account, i) => {
    const { username, personId, password } = account
    const faults: Fault[] = []
    const say = (field: string, said: Text) =>
      faults.push({ path: `$.accounts[${i}].${field}`, text: said })
    if (!isUsername(username)) say('username', NAME_FORM)
    else if (taken.has(username) || names.indexOf(username) < i) say('username', NAME_TAKEN)
    if (
      personId !== undefined &&
      (bound.has(personId) || persons.indexOf(personId) !== persons.lastIndexOf(personId))
    ) {
      say('personId', PERSON_TAKEN)
    }
    const weak = password === undefined ? null : passwordFault(password, { username, min })
    if (weak !== null) say('password', weak)
    return faults
  })
}

const NAME_FORM = text(
  '用户名为 2 至 60 个汉字、字母、数字或 . _ @ -,以汉字、字母或数字开头。',
  'A user name has 2 to 60 letters, digits, Chinese characters or . _ @ -, the first no sign.',
)
const NAME_TAKEN = text('用户名已被使用。', 'The user name is taken.')
const PERSON_TAKEN = text('此人已有账号:一人一号。', 'This person has an account: one each.')

/** Refuses an act that would leave the county without one of its three administrators. */
export async function keepAdministrators(
  ctx: Ctx,
  account: Id<'account'>,
  roles: readonly string[],
): Promise<void> {
  for (const role of ADMINISTRATORS.filter((each) => roles.includes(each))) {
    if ((await othersWithRole(ctx, role, { account, day: ctx.today })) > 0) continue
    throw notAllowed(
      text(
        '这是该类管理员的最后一个账号,请先授予另一个账号。',
        'This is the last account of that administrator; grant the role to another one first.',
      ),
    )
  }
}

async function rolesOf(ctx: Ctx, account: Id<'account'>) {
  const grants = (await grantsFrom(ctx, [account], ctx.today)).get(account) ?? []
  return grants.map((grant) => grant.role)
}

export async function disableAccount(
  ctx: Ctx,
  { accountId, reason }: Input<Contract['disableAccount']>,
): Promise<Record<string, never>> {
  const account = await another(ctx, accountId)
  if (account.disabled_at !== null) return {}
  await keepAdministrators(ctx, accountId, await rolesOf(ctx, accountId))
  await updateAccount(ctx, accountId, { disabled_at: ctx.now })
  const sessionsEnded = await endSessionsOf(ctx, accountId)
  ctx.record({
    entity: 'account',
    id: accountId,
    before: { disabledAt: null },
    after: { disabledAt: ctx.now, reason, sessionsEnded },
  })
  return {}
}

export async function enableAccount(
  ctx: Ctx,
  { accountId, reason }: Input<Contract['enableAccount']>,
): Promise<Record<string, never>> {
  const account = await another(ctx, accountId)
  if (account.disabled_at === null) return {}
  await updateAccount(ctx, accountId, { disabled_at: null })
  ctx.record({
    entity: 'account',
    id: accountId,
    before: { disabledAt: account.disabled_at },
    after: { disabledAt: null, reason },
  })
  return {}
}

/**
 * A new first password. For an administrator without a second factor this is refused: whoever resets
 * that password could act as the other administrator, so only the operator of the server does it.
 */
export async function resetPassword(
  ctx: Ctx,
  { accountId, reason }: Input<Contract['resetPassword']>,
): Promise<Output<Contract['resetPassword']>> {
  const account = await another(ctx, accountId)
  const administrator = (await rolesOf(ctx, accountId)).some(isAdministrator)
  if (administrator && account.totp_sealed === null && ctx.actor.kind === 'account') {
    throw notAllowed(
      text(
        '未设动态验证码的管理员,其密码只能由服务器运维人员重置。',
        'The password of an administrator without a second factor is reset by the operator of the server.',
      ),
    )
  }
  const password = firstPassword(account.username)
  await updateAccount(ctx, accountId, {
    password_hash: await hashPassword(password),
    must_change: true,
    password_set_at: ctx.door.at,
  })
  const sessionsEnded = await endSessionsOf(ctx, accountId)
  ctx.record({
    entity: 'account',
    id: accountId,
    after: { passwordReset: true, reason, sessionsEnded },
  })
  return { password }
}

export async function unlockAccount(
  ctx: Ctx,
  { accountId, reason }: Input<Contract['unlockAccount']>,
): Promise<Record<string, never>> {
  const account = await another(ctx, accountId)
  const key = nameKey(ctx, account.username)
  const unlocked = await forgetFailures(ctx, key, { unlessLocked: false })
  ctx.record({ entity: 'account', id: accountId, after: { unlocked, reason } })
  return {}
}

export async function resetSecondFactor(
  ctx: Ctx,
  { accountId, reason }: Input<Contract['resetSecondFactor']>,
): Promise<Record<string, never>> {
  const account = await another(ctx, accountId)
  await updateAccount(ctx, accountId, {
    totp_sealed: null,
    totp_pending: null,
    recovery_hashes: [],
  })
  const sessionsEnded = await endSessionsOf(ctx, accountId)
  ctx.record({
    entity: 'account',
    id: accountId,
    before: { secondFactor: account.totp_sealed !== null },
    after: { secondFactor: false, reason, sessionsEnded },
  })
  return {}
}

export async function listSessions(
  ctx: Ctx,
  { accountId }: Input<Contract['listSessions']>,
): Promise<Output<Contract['listSessions']>> {
  const sessions = await liveSessions(ctx, accountId)
  return { rows: sessions.map((session) => shownSession(session, ctx.door.tokenHash)) }
}

export async function endSessions(
  ctx: Ctx,
  { accountId, sessionId }: Input<Contract['endSessions']>,
): Promise<Output<Contract['endSessions']>> {
  await another(ctx, accountId)
  const ended = await endSessionsOf(ctx, accountId, { id: sessionId })
  ctx.record({ entity: 'account', id: accountId, after: { sessionsEnded: ended } })
  return { ended }
}
