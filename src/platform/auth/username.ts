/**
 * A user name as it is stored and compared: half width, lower case, no spaces around. Whoever types
 * 「ＺＨＡＮＧ」 or " Zhang " means zhang.
 */
export const normalizeUsername = (typed: string): string =>
  typed.slice(0, 200).normalize('NFKC').trim().toLowerCase()

const USERNAME = /^[\p{Script=Han}a-z0-9][\p{Script=Han}a-z0-9._@-]{1,59}$/u

/** Whether a normalised name can be given to an account: 2 to 60 letters, digits, Chinese characters, . _ @ - */
export const isUsername = (name: string): boolean => USERNAME.test(name)
