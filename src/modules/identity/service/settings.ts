import type { Input, Output } from '../../../kernel/verb.ts'
import { SESSION_IDLE_MS } from '../../../platform/caller.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { identityContract } from '../contract.ts'
import { SESSION_LIFE_MS, type SecuritySettings } from '../model.ts'
import { settingsFrom } from '../rules.ts'
import { FAILURES_TO_LOCK, LOCK_MINUTES } from '../rules/throttle.ts'
import { saveSettings, storedSettings } from '../store/settings.ts'

type Contract = typeof identityContract

export async function readSecuritySettings(
  ctx: Ctx,
): Promise<Output<Contract['readSecuritySettings']>> {
  return {
    ...settingsFrom(await storedSettings(ctx)),
    idleMinutes: Math.round(SESSION_IDLE_MS / 60_000),
    sessionHours: Math.round(SESSION_LIFE_MS / 3_600_000),
    failuresToLock: FAILURES_TO_LOCK,
    lockMinutes: LOCK_MINUTES,
  }
}

export async function changeSecuritySettings(
  ctx: Ctx,
  { reason, ...change }: Input<Contract['changeSecuritySettings']>,
): Promise<Output<Contract['changeSecuritySettings']>> {
  const before = settingsFrom(await storedSettings(ctx))
  const after: SecuritySettings = {
    secondFactor: change.secondFactor ?? before.secondFactor,
    passwordMin: change.passwordMin ?? before.passwordMin,
    passwordMaxDays: change.passwordMaxDays ?? before.passwordMaxDays,
  }
  await saveSettings(ctx, storedNames(after))
  ctx.record({
    entity: 'security_settings',
    id: String(ctx.county),
    before,
    after: { ...after, reason },
  })
  return after
}

/** The settings under the names by which they are stored. */
export const storedNames = (settings: SecuritySettings) => ({
  second_factor: settings.secondFactor,
  password_min: settings.passwordMin,
  password_max_days: settings.passwordMaxDays,
})
