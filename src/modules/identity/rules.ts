import { PERMISSIONS } from '../../kernel/permission.ts'
import { type Role, ROLE_NAMES, ROLES } from '../../kernel/role.ts'
import { DEFAULT_SETTINGS, type HeldRole, type SecuritySettings } from './model.ts'

/** The county's settings from what is stored; what is missing or unreadable is the default. */
export function settingsFrom(stored: ReadonlyMap<string, unknown>): SecuritySettings {
  const whole = (name: string, otherwise: number): number => {
    const value = stored.get(name)
    return typeof value === 'number' && Number.isInteger(value) ? value : otherwise
  }
  return {
    // The database reads this one too (app_open), in the same way: only `false` switches it off.
    secondFactor: stored.get('second_factor') !== false,
    passwordMin: Math.max(10, whole('password_min', DEFAULT_SETTINGS.passwordMin)),
    passwordMaxDays: whole('password_max_days', DEFAULT_SETTINGS.passwordMaxDays),
  }
}

/** z****@example.cn: enough to recognise one's own. */
export const maskMail = (mail: string): string => mail.replace(/^(.).*(?=@)/u, '$1****')

/** Whether one of the roles waits for a second factor in this county. */
export const needsSecondFactor = (
  roles: readonly Pick<HeldRole, 'role'>[],
  settings: SecuritySettings,
): boolean => settings.secondFactor && roles.some(({ role }) => ROLES[role].secondFactor)

/** Who may do what, as the kernel declares it. */
export const matrix = () => ({
  roles: ROLE_NAMES.map((role) => {
    const { title, level, secondFactor } = ROLES[role]
    return { role, title, level, secondFactor }
  }),
  permissions: Object.entries(PERMISSIONS).map(([permission, roles]) => ({
    permission,
    roles: [...roles] as Role[],
  })),
})
