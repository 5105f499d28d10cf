import { newFirstPassword } from '../../../platform/auth/token.ts'
import { passwordFault } from '../rules/password.ts'

/**
 * A random first password that would not be refused as too common: once in a few hundred, chance makes one
 * of digits and slides along the keyboard. Its length is fixed; the county's own minimum holds from the change on.
 */
export function firstPassword(username: string): string {
  for (;;) {
    const password = newFirstPassword()
    if (passwordFault(password, { username, min: 0 }) === null) return password
  }
}
